import { existsSync, statfsSync } from 'node:fs'
import { UsageError } from '../../core/errors.ts'
import { once } from '../../core/once.ts'
import { isClean } from '../../core/process.ts'
import { briefPlace } from '../../home.ts'
import { runBehindWalls } from './behind-walls.ts'
import { missingTools, toolPath } from './ground.ts'
import { toldIn } from '../proc.ts'
import type { Python } from '../python.ts'
import { SandboxError } from '../run.ts'
import { scratchFor } from '../scratch.ts'
import { firstNumber } from './wall-scripts.ts'

/** What keeps programs from being run in the sandbox on this machine, and what to do about it, in one line; `null` where nothing does. */
export const sandboxProblem = async (): Promise<string | null> => {
  if (process.platform !== 'linux') return 'the sandbox is made of parts of Linux: use a Linux machine, WSL 2 or a virtual machine'
  const missing = missingTools()
  if (missing.length > 0) return `the sandbox needs ${missing.join(', ')}: ${howToInstall(missing)}`
  const why = await trial('Node', [process.execPath, '-e', '0'], null)
  return why === null ? null : `${why.replaceAll(/\s+/g, ' ')}: ${whatToDo(why)}`
}

/** The oldest versions that know every option that the walls are made with. */
const oldest: Readonly<Record<string, string>> = { bwrap: 'bubblewrap 0.5', unshare: 'util-linux 2.36', strace: 'strace 5.3' }

/** What is advised where the walls, or the program within them, said `why`. */
export const whatToDo = (why: string): string => {
  const [, tool] = /(\w+): (?:Unknown|unrecognized|invalid) option/.exec(why) ?? []
  return oldest[tool ?? ''] === undefined ? whatToAllow() : `it is too old here; ${oldest[tool!]} or newer is needed`
}

/** Why this Python does not run in the sandbox, though it may outside; `null` where it does, which is tried once. */
export const pythonProblem = async (python: Python): Promise<string | null> => {
  const known = pythonsTried()
  const tried = known.get(python.path) ?? trial('Python', [python.path, '-c', '0'], python)
  known.set(python.path, tried)
  const problem = await tried
  if (problem !== null) known.delete(python.path)
  return problem
}

const pythonsTried = once(() => new Map<string, Promise<string | null>>())

/** Runs a program that does nothing: where that one does not end well, no learner's program is to blame for it. */
const trial = async (name: string, command: readonly string[], python: Python | null): Promise<string | null> => {
  const scratch = scratchFor({ exercise: 'trial', language: python === null ? 'ts' : 'py', entry: '', files: [] }, briefPlace())
  try {
    const { exit, stderr, trace } = await runBehindWalls(command, scratch, python, { timeoutMs: 10_000 })
    if (!isClean(exit)) return `${name} does not run in the sandbox: ${stderr.trim() || 'it did not end'}`
    return trace.processes[0]?.pid === firstNumber ? null : 'what runs in the sandbox cannot be told apart by the numbers of its processes'
  } catch (error) {
    requireRoom()
    if (error instanceof SandboxError) return error.message
    throw error
  } finally {
    scratch.remove()
  }
}

/** Below this not even the record of a program that does nothing may find room. */
const littleRoom = 256 * 1024

/** A full disk is no fault of the sandbox. */
const requireRoom = (): void => {
  const place = briefPlace()
  const { bavail, bsize } = statfsSync(place)
  if (bavail * bsize < littleRoom)
    throw new UsageError(`there is no room in ${place}, where temporary files go: make room there, or name another place by TMPDIR`)
}

const packages: Readonly<Record<string, string>> = { bwrap: 'bubblewrap', strace: 'strace', bash: 'bash', chroot: 'coreutils' }

const managers = { 'apt-get': 'install', dnf: 'install', zypper: 'install', pacman: '-S', apk: 'add' }

const howToInstall = (tools: readonly string[]): string => {
  const names = [...new Set(tools.map((tool) => packages[tool] ?? 'util-linux'))].join(' ')
  const [name, verb] = Object.entries(managers).find(([manager]) => toolPath(manager) !== null) ?? []
  return name === undefined ? `install ${names}` : `sudo ${name} ${verb} ${names}`
}

/** Switches of the kernel that keep ordinary accounts from making user namespaces, and what they must be set to. */
const switches: readonly (readonly [name: string, forbids: string, allows: string])[] = [
  ['user/max_user_namespaces', '0', '15000'],
  ['kernel/unprivileged_userns_clone', '0', '1'],
  ['kernel/apparmor_restrict_unprivileged_userns', '1', '0'],
]

const whatToAllow = (): string => {
  const closed = switches.find(([name, forbids]) => toldIn(`/proc/sys/${name}`).trim() === forbids)
  if (closed !== undefined) return `user namespaces are forbidden here; sudo sysctl ${closed[0].replace('/', '.')}=${closed[2]} allows them`
  if (existsSync('/.dockerenv') || existsSync('/run/.containerenv'))
    return 'most containers forbid namespaces within them; start this one with --privileged, or run the kit outside of it'
  return 'does this machine allow user namespaces (unshare --user true) and tracing (strace true)?'
}
