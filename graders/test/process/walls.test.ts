import { spawnSync } from 'node:child_process'
import { closeSync, existsSync, openSync, readlinkSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { forbidDumps } from '../../process/sandbox/dumps.ts'
import { sandboxEnvironment } from '../../process/environment.ts'
import { groundFor } from '../../process/sandbox/ground.ts'
import { sandboxProblem } from '../../process/sandbox/sandbox-problem.ts'
import { defaultSandboxLimits } from '../../process/sandbox/limits.ts'
import { isWithin, wallsFor } from '../../process/sandbox/walls.ts'
import { scratchFor } from '../../process/scratch.ts'
import { filterFor } from '../../process/sandbox/seccomp.ts'
import { firstNumber } from '../../process/sandbox/wall-scripts.ts'

const problem = await sandboxProblem()

/** Descriptors 4 to 12 are left to the walls by whoever starts them, as a careless shell or a service may leave some to the kit. */
const leftBehind = Array.from({ length: 9 }, () => openSync(import.meta.filename, 'r'))
afterAll(() => leftBehind.forEach((descriptor) => closeSync(descriptor)))

/** What may be called `sh`, from system to system. */
const shells = [['/bin/sh'], ['/bin/bash', '--posix'], ['/bin/busybox', 'sh']].filter(([file]) => existsSync(file!))

/** What a shell says that runs in the place of a program, where the walls' own scripts are run by the one that is given. */
const said = (script: string, shell: readonly string[]): string => {
  const scratch = scratchFor({ exercise: 'walls', language: 'ts', entry: 'none', files: [] })
  try {
    const ground = groundFor(scratch, null)
    forbidDumps(ground.tools.prlimit)
    const { around, strace, inside } = wallsFor(ground, { ...defaultSandboxLimits, cpuSeconds: 9 })
    const walls = [...around, strace, '-f', '-o', join(scratch.record, 'log'), '--', ...inside]
    const [file, ...args] = [...walls.flatMap((word) => (word === '/bin/sh' ? shell : [word])), '/bin/sh', '-c', script]
    const { stdout } = spawnSync(file, args, {
      cwd: scratch.root,
      env: { ...sandboxEnvironment('/usr/bin/node', scratch.folder), SHLVL: '3' },
      stdio: ['ignore', 'pipe', 'pipe', 'pipe', ...leftBehind],
      encoding: 'utf8',
    })
    return stdout
  } finally {
    scratch.remove()
  }
}

const namespaces = ['cgroup', 'ipc', 'mnt', 'net', 'pid', 'user', 'uts']

const looksAround = [
  'env',
  'cat /proc/self/limits /proc/self/status /proc/self/oom_score_adj',
  'echo number: $$',
  "echo session: $(cut -d ' ' -f 6 /proc/self/stat)",
  `for each in ${namespaces.join(' ')}; do readlink /proc/self/ns/$each; done`,
  'cd /proc/self/fd',
  'echo open: *',
  "echo walls: $(tr '\\0' ' ' < /proc/1/cmdline)",
  'cat /etc/hosts',
  'id -un',
  'touch /etc/own 2>&1',
].join('; ')

const leftOut = problem === null ? '' : ` (left out: ${problem})`
test.skipIf(problem !== null).each(shells)(`what a program finds behind walls put up by %s${leftOut}`, (...shell) => {
  const text = said(looksAround, shell)
  const limits = [...text.matchAll(/^Max (.+?) {2,}(\d+) +(\d+) +/gm)].map(([, name, soft, hard]) => [name, [Number(soft), Number(hard)]])
  expect(Object.fromEntries(limits)).toMatchObject({
    'data size': [512 * 1024 * 1024, 512 * 1024 * 1024],
    processes: [1088, 1088],
    'file size': [32 * 1024 * 1024, 32 * 1024 * 1024],
    'cpu time': [9, 9],
    'open files': [1024, 1024],
    'core file size': [1, 1],
  })
  const status = Object.fromEntries([...text.matchAll(/^(\w+):[ \t]*(.*?)[ \t]*$/gm)].map(([, name, value]) => [name, value]))
  const nothing = '0000000000000000'
  expect(status).toMatchObject({ Uid: '1000\t1000\t1000\t1000', Gid: '1000\t1000\t1000\t1000', NoNewPrivs: '1' })
  expect(status).toMatchObject({ CapInh: nothing, CapPrm: nothing, CapEff: nothing, CapAmb: nothing })
  // An ordinary account cannot give its groups up; they have no names in here, but for its first one, which may be among them.
  expect(status['Groups']).toMatch(process.getuid?.() === 0 ? /^$/ : /^(?:(?:65534|1000) ?)*$/)
  expect(status['Seccomp']).toBe(filterFor(process.arch) === null ? '0' : '2')
  expect(status['walls'], 'nobody learns where things lie outside').not.toMatch(/joinery-\d|--bind/)
  // The last one is the list itself.
  expect(status['open']).toBe('0 1 2 3')
  expect(status['number']).toBe(String(firstNumber))
  expect(text).toContain('\n1000\nnumber: ')
  expect(status['session'], 'a terminal belongs to a session').not.toBe('0')
  expect(namespaces.filter((name) => text.includes(readlinkSync(`/proc/self/ns/${name}`)))).toEqual([])
  // Some shells tell every program how it was called.
  const environment = new Set([...text.matchAll(/^(\w+)=/gm)].map(([, name]) => name).filter((name) => name !== '_'))
  const own = [
    'HOME',
    'LANG',
    'LOGNAME',
    'NODE_OPTIONS',
    'PATH',
    'PWD',
    'PYTHONDONTWRITEBYTECODE',
    'PYTHONPATH',
    'PYTHONUNBUFFERED',
    'SHELL',
    'TERM',
    'TMPDIR',
    'USER',
    'USERNAME',
  ]
  expect(environment).toEqual(new Set(own))
  expect(text).toMatch(/\n127\.0\.0\.1 localhost joinery\n::1 localhost joinery\nlearner\ntouch: .*: Read-only file system\n$/)
})

test('a folder lies within those above it, and neither within itself nor within one that lies in it', () => {
  expect(['/a', '/a/b', '/a/b/c', '/a/..b'].map((path) => isWithin(path, '/a'))).toEqual([false, true, true, true])
  expect([isWithin('/a', '/a/b'), isWithin('/', '/a/b')]).toEqual([false, false])
})
