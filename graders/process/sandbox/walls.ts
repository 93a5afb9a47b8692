import { isAbsolute, relative } from 'node:path'
import type { SandboxLimits } from './limits.ts'
import { argumentsAt, filterAt, lock, octal, stage, standIns, standInsAt } from './wall-scripts.ts'

/**
 * The walls around a stranger's program, as command lines. Nothing here runs anything.
 *
 * Theory of operation. From the outside in:
 * 1. `setpriv --pdeathsig`: when the kit ends, even by SIGKILL, everything below is killed.
 * 2. `unshare`: a process namespace, whose first process is strace, and a mount namespace. When the first process is killed, the kernel
 *    kills all others in its namespace, and `unshare` ends only when all are gone. In the mount namespace a short shell script closes all
 *    inherited descriptors and prepares what the program may see: a scratch folder in memory, bounded in size and in number of files, and
 *    what lies in folders that only the teacher's own account can enter.
 * 3. `strace`. The program can see neither it nor its log.
 * 4. `chroot`, which here only changes the account: where the teacher is root, to one without rights and groups, since limits do not hold
 *    for root.
 * 5. `bwrap`: new user, process, IPC, host name, cgroup and network namespaces, a file system of its own, and a filter that refuses the
 *    calls for which no limit holds (see `seccomp.ts`).
 * 6. A second shell script, which locks the door:
 *    - Process ids begin at a high number. Programs print their ids, and they print small numbers: the two must be told apart.
 *    - If memory runs short, these processes are the first to be killed.
 *    - Each process gets its limits. They are set here, and not further out, so that only the sandbox's tasks are counted and not all that
 *      the teacher runs. The limit on dumps comes from the kit (see `dumps.ts`).
 *    - One more user namespace, in which nobody has any rights, and in which no other can be made.
 *
 * The memory of all processes together is watched from outside (see `memory.ts`).
 *
 * Each of these programs costs about a millisecond, and more under strace, so there is none whose work another can do. Only what stands
 * behind `bwrap` is told the program's language: each program in front of it would read a dozen files for it.
 */
export interface Walls {
  /** What stands in front of strace. */
  readonly around: readonly string[]
  readonly strace: string
  /** What stands between strace and the program. */
  readonly inside: readonly string[]
}

/** The programs that the walls are made of. */
export const toolNames = ['setpriv', 'unshare', 'bash', 'strace', 'chroot', 'bwrap', 'prlimit'] as const

/** The path of each of them. */
export type Tools = Readonly<Record<(typeof toolNames)[number], string>>

/** A file or folder of the host that the program may read, under the same name. */
export interface Shown {
  readonly path: string
  /** The way by which an unprivileged account reaches it: where it lies, or where it is seen after `mounts`. */
  readonly via: string
}

/** A folder or file that is mounted at another place as well, since it lies where an unprivileged account cannot enter. */
export interface Mount {
  readonly from: string
  readonly to: string
}

/** What the host has to offer and to hide. */
export interface Ground {
  readonly tools: Tools
  /** True for root, who can change accounts; otherwise the sandbox is made in a user namespace. */
  readonly isRoot: boolean
  /** Folders of the system that are links on this host (`/bin` is `usr/bin` on most), and where they lead; `null` for real folders. */
  readonly system: Readonly<Record<string, string | null>>
  readonly shown: readonly Shown[]
  readonly mounts: readonly Mount[]
  /** Folders that must not be seen though they lie in a folder that is shown. */
  readonly hidden: readonly string[]
  /** What the scratch folder holds at first, as the kit laid it out: the learner's files in `work`, and two empty folders, `tmp` and `shm`. */
  readonly files: string
  /** An empty folder for the scratch folder in memory. */
  readonly scratch: string
  /** The filter for the program's calls (see `seccomp.ts`), where there is one for this machine. */
  readonly filter: Buffer | null
}

/** Where the program finds itself: always the same place, so that what it prints of its paths is the same in every run. */
export const inside = '/home/learner'

/** Nobody's account: its number is the same on every Linux. */
export const nobody = 65_534

/** What programs speak. */
export const language = 'C.UTF-8'

/** The account in the sandbox. */
const learner = 1000

/** The walls for one run. */
export const wallsFor = (ground: Ground, limits: SandboxLimits): Walls => ({
  around: [...ownNamespaces(ground), ...staged(ground, limits)],
  strace: ground.tools.strace,
  inside: [...unprivileged(ground), ground.tools.bwrap, '--args', `${argumentsAt}`, '--', ...locked(ground, limits)],
})

const ownNamespaces = ({ tools, isRoot }: Ground): string[] => [
  tools.setpriv,
  ...words('--pdeathsig KILL --'),
  tools.unshare,
  ...(isRoot ? [] : words('--user --map-root-user')),
  ...words('--mount --pid --fork --kill-child=KILL --mount-proc --'),
]

const staged = (ground: Ground, limits: SandboxLimits): string[] => {
  const { tools, scratch, files, filter, mounts } = ground
  const options = `size=${limits.scratchSize},nr_inodes=${limits.files},mode=711,nosuid,nodev`
  const mounted = mounts.flatMap(({ from, to }) => [from, to])
  const forBubble = Buffer.from(
    bubble(ground)
      .map((word) => `${word}\0`)
      .join(''),
  )
  const bytes = [filter ?? Buffer.of(), forBubble].map(octal)
  return ['/bin/sh', '-c', stage(limits.record), 'sh', tools.bash, options, scratch, files, ...bytes, ...mounted, '--']
}

const unprivileged = ({ tools, isRoot }: Ground): string[] =>
  isRoot ? [tools.chroot, `--userspec=+${nobody}:+${nobody}`, '--groups=', '/'] : []

const bubble = (ground: Ground): string[] => [
  ...words('--unshare-user --unshare-pid --unshare-ipc --unshare-uts --unshare-cgroup --unshare-net'),
  ...words(
    `--uid 0 --gid 0 --cap-drop ALL --cap-add CAP_SYS_ADMIN --cap-add CAP_SYS_RESOURCE --cap-add CAP_SETFCAP --cap-add CAP_NET_ADMIN --new-session --hostname joinery`,
  ),
  ...system(ground),
  ...words(`--setenv LANG ${language}`),
  ...words('--proc /proc --dev /dev'),
  ...bound(`${ground.scratch}/shm`, '/dev/shm'),
  ...bound(`${ground.scratch}/tmp`, '/tmp'),
  ...covered(ground),
  ...ground.shown.flatMap(({ path, via }) => ['--ro-bind', via, path]),
  ...bound(`${ground.scratch}/work`, inside),
  ...ground.hidden.filter((folder) => isSeen(folder, ground)).flatMap((folder) => ['--remount-ro', folder]),
  ...(ground.filter === null ? [] : words(`--seccomp ${filterAt}`)),
  ...words(`--remount-ro /dev --remount-ro / --chdir ${inside}`),
]

const words = (text: string): string[] => text.split(' ')

const bound = (from: string, to: string): string[] => ['--bind', from, to]

/** Of the host's own `/etc`, where it has them. */
const shownOfEtc = ['ld.so.cache', 'alternatives', 'localtime']

const system = (ground: Ground): string[] => [
  ...Object.entries(ground.system).flatMap(([path, link]) => (link === null ? ['--ro-bind', path, path] : ['--symlink', link, path])),
  ...Object.keys(standIns).flatMap((name, index) => words(`--perms 0644 --file ${standInsAt + index} /etc/${name}`)),
  ...shownOfEtc.flatMap((name) => ['--ro-bind-try', `/etc/${name}`, `/etc/${name}`]),
]

const covered = (ground: Ground): string[] =>
  ground.hidden.filter((folder) => isSeen(folder, ground)).flatMap((folder) => ['--perms', '0755', '--tmpfs', folder])

const isSeen = (folder: string, { system }: Ground): boolean =>
  Object.entries(system).some(([path, link]) => link === null && isWithin(folder, path))

/** True for a path below a folder, and not for the folder itself. */
export const isWithin = (path: string, folder: string): boolean => {
  const way = relative(folder, path)
  return way !== '' && way !== '..' && !way.startsWith('../') && !isAbsolute(way)
}

const locked = ({ tools }: Ground, limits: SandboxLimits): string[] => [
  '/bin/sh',
  '-c',
  lock(limits),
  'sh',
  tools.unshare,
  ...words(`--user --map-user=${learner} --map-group=${learner} --`),
]
