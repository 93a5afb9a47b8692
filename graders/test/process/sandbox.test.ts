import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { UsageError } from '../../core/errors.ts'
import { home } from '../../home.ts'
import { execute } from '../../process/execute.ts'
import { findPython } from '../../process/python.ts'
import { sandboxProblem } from '../../process/sandbox/sandbox-problem.ts'
import type { SandboxLimits } from '../../process/sandbox/limits.ts'
import { wallsFor, type Ground } from '../../process/sandbox/walls.ts'
import { straceReader } from '../../process/strace.ts'
import { joinery } from '../command.ts'
import { answerAt, explained, graderOf, notPassed } from '../grading.ts'

const problem = await sandboxProblem()
const python = await findPython()

/** What the sandbox asks of a machine, asked without the kit: namespaces, and in them tracing, and namespaces once more. */
const machineAllowsIt = (): boolean => {
  const user = process.getuid?.() === 0 ? [] : ['--user', '--map-root-user']
  const around = ['--mount', '--pid', '--fork', '--mount-proc', 'strace', '-f', '--seccomp-bpf', '-o', '/dev/null']
  const within = ['bwrap', '--unshare-user', '--unshare-pid', '--unshare-net', '--ro-bind', '/', '/', '--proc', '/proc', '--dev', '/dev']
  return spawnSync('unshare', [...user, ...around, ...within, 'unshare', '--user', 'true']).status === 0
}

// Otherwise all tests of the sandbox would be left out where it is the sandbox that is broken.
test.runIf(process.platform === 'linux' && machineAllowsIt())('a machine that allows a sandbox has one that works', () => {
  expect(problem).toBe(null)
})

describe(`the reference programs in the sandbox${problem === null ? '' : ` (left out: ${problem})`}`, () => {
  test.skipIf(problem !== null).each(['q3.ts', 'q3.py', 'q5.ts', 'q5.py', 'q6.ts', 'q6.py'])('%s', async (file) => {
    const id = file.slice(0, 2)
    const result = await graderOf(id).grade(answerAt(join(home, 'solutions', file), id), { timeoutMs: 20_000, sandbox: true })
    expect({ failing: notPassed(result), score: result.score, because: explained(result) }).toEqual({
      failing: {},
      score: 10,
      because: explained(result),
    })
    expect(result.run).toMatchObject({ witness: 'kernel', sandboxed: true, exit: { code: 0 } })
    expect(result.run?.trace.processes[0]).toMatchObject({ role: 'main', parent: null, pid: 10_001 })
  })
})

test.skipIf(problem !== null || python === null)('somebody who leaves others nothing to read has a sandbox, too', async () => {
  const behind = ['sh', '-c', 'umask 077 && exec "$@"', 'sh']
  const { stdout, stderr } = await joinery(['check', join(home, 'solutions', 'q3.py'), '--sandbox', '--fresh', '--json'], { behind })
  expect({ score: stdout === '' ? null : (JSON.parse(stdout) as { score: number }).score, stderr }).toEqual({ score: 10, stderr: '' })
})

test.skipIf(problem !== null)('a Python that does not run in the sandbox is no fault of a program', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'joinery-python-'))
  const path = join(folder, 'python3')
  try {
    const complaint = 'error while loading shared libraries: libpython3.so: cannot open shared object file'
    // The sandbox does not show the kit.
    writeFileSync(path, `#!/bin/sh\n[ -e '${home}/package.json' ] && exec python3 "$@"\necho '${complaint}' >&2\nexit 127\n`, {
      mode: 0o755,
    })
    const python = { path, version: '3.11.0', prefixes: [folder] }
    const run = execute(answerAt(join(home, 'solutions', 'q3.py'), 'q3'), { timeoutMs: 20_000, sandbox: true, python })
    await expect(run).rejects.toThrow(new UsageError(`Python does not run in the sandbox: ${complaint}`))
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
})

const ground: Ground = {
  tools: { setpriv: 'S', unshare: 'U', bash: 'H', strace: 'T', chroot: 'C', bwrap: 'B', prlimit: 'P' },
  isRoot: true,
  system: { '/usr': null, '/lib': 'usr/lib' },
  shown: [{ path: '/root/python', via: '/tmp/way/python' }],
  mounts: [{ from: '/root', to: '/tmp/way' }],
  hidden: ['/usr/src/kit', '/elsewhere'],
  files: '/tmp/files',
  scratch: '/tmp/scratch',
  filter: Buffer.of(0, 255),
}
const limits: SandboxLimits = {
  memory: 1024,
  together: 8,
  tasks: 2,
  fileSize: 1024,
  record: 1024 * 1024,
  scratchSize: 4,
  files: 5,
  cpuSeconds: 6,
  descriptors: 7,
}

/** What `printf` makes of a word. */
const printed = (word: string): string => word.replaceAll(/\\(\d{3})/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 8)))

describe('the walls', () => {
  const { around, inside } = wallsFor(ground, limits)

  test('root gives its rights up before anything of the program runs, and others need no such step', () => {
    expect(inside.join(' ')).toMatch(/^C --userspec=\+65534:\+65534 --groups= \/ B /)
    expect(wallsFor({ ...ground, isRoot: false }, limits).inside.join(' ')).toMatch(/^B /)
    expect(wallsFor({ ...ground, isRoot: false }, limits).around.join(' ')).toMatch(/^S --pdeathsig KILL -- U --user --map-root-user /)
  })

  test('the scratch folder is bounded in bytes and in files', () => {
    expect(around).toContain('size=4,nr_inodes=5,mode=711,nosuid,nodev')
  })

  test('the record is bounded, since it grows faster than anybody looks', () => {
    expect(around.join(' ')).toContain('ulimit -f 2048\n')
  })

  test('a folder to hide is covered where it would be seen, and left alone where nothing shows it', () => {
    const orders = around.map(printed).find((word) => word.includes('--tmpfs'))
    expect(orders?.split('\0').join(' ')).toContain('--tmpfs /usr/src/kit --ro-bind /tmp/way/python /root/python')
    expect(orders).not.toContain('/elsewhere')
  })

  test('limits are set inside, for the program alone', () => {
    const lock = inside.find((word) => word.includes('ulimit')) ?? ''
    expect(lock.match(/(?<=ulimit )-\w \d+/g)).toEqual(['-d 1', '-f 2', '-t 6', '-n 7', '-u 2', '-p 2'])
  })
})

/** As strace writes it: tasks by its own numbers at the start of each line, by those of the sandbox within the calls. */
const record = `7 1.000000 execve("/usr/bin/bwrap", ["bwrap", "python3", "q3.py"], 0x1 /* 9 vars */) = 0
7 1.100000 clone(child_stack=NULL, flags=CLONE_NEWUSER|CLONE_NEWPID|SIGCHLD) = 8
8 1.200000 clone(child_stack=NULL, flags=SIGCHLD <unfinished ...>
9 1.300000 execve("/bin/sh", ["sh"], 0x1 /* 9 vars */) = 0
9 1.310000 clone(child_stack=NULL, flags=SIGCHLD) = 10001
10 1.320000 execve("/usr/bin/python3", ["python3", "q3.py"], 0x1 /* 9 vars */) = 0
8 1.330000 <... clone resumed>) = 2
10 1.400000 clone(child_stack=NULL, flags=SIGCHLD <unfinished ...>
11 1.410000 write(1<socket:[5]>, "one\\n", 4) = 4
10 1.420000 <... clone resumed>) = 10002
11 1.500000 +++ exited with 0 +++
10 1.510000 wait4(10002, [{WIFEXITED(s) && WEXITSTATUS(s) == 0}], 0, NULL) = 10002
10 1.520000 clone(child_stack=NULL, flags=SIGCHLD <unfinished ...>
12 1.530000 +++ killed by SIGKILL +++
10 1.540000 <... clone resumed>) = 10003
10 1.600000 +++ exited with 0 +++
9 1.610000 wait4(-1, [{WIFEXITED(s) && WEXITSTATUS(s) == 0}], 0, NULL) = 10001
9 1.620000 +++ exited with 0 +++
8 1.700000 +++ exited with 0 +++
7 1.800000 +++ exited with 0 +++
`

const program = ['/usr/bin/python3', 'q3.py']
const reading = (lookUp: (task: number) => number | null = () => null) => straceReader({ program, lookUp })

test('the record of a sandbox tells of the program alone, by the numbers that the program knows', () => {
  const reader = reading()
  const events = [...reader.push(record), ...reader.end()]
  expect(events).toMatchObject([
    { kind: 'start', pid: 10_001, parent: null },
    { kind: 'exec', pid: 10_001, argv: program },
    { kind: 'start', pid: 10_002, parent: 10_001 },
    { kind: 'write', pid: 10_002, fd: 1, bytes: 'one\n' },
    { kind: 'exit', pid: 10_002, exit: { code: 0 } },
    { kind: 'reap', pid: 10_001, child: 10_002 },
    { kind: 'start', pid: 10_003, parent: 10_001 },
    { kind: 'exit', pid: 10_003, exit: { signal: 'SIGKILL' } },
    { kind: 'exit', pid: 10_001, exit: { code: 0 } },
  ])
})

test('a record in which the program never began tells of nothing', () => {
  const reader = reading()
  expect([...reader.push(record.slice(0, record.indexOf('10 1.32'))), ...reader.end()]).toEqual([])
})

/** Two processes that fork at the same moment: the kernel may give their children's numbers out in one order inside, and in the other around it. */
const sameMoment = `${record.slice(0, record.indexOf('10 1.4'))}10 1.400000 clone(child_stack=NULL, flags=SIGCHLD) = 10002
10 1.500000 clone(child_stack=NULL, flags=SIGCHLD <unfinished ...>
11 1.510000 clone(child_stack=NULL, flags=SIGCHLD <unfinished ...>
12 1.520000 write(1<pipe:[5]>, "of the first child\\n", 19) = 19
13 1.530000 write(1<pipe:[5]>, "of main\\n", 8) = 8
10 1.540000 <... clone resumed>) = 10003
11 1.550000 <... clone resumed>) = 10004
`

test('who was made at the same moment as another is known by what the kernel says', () => {
  const inside = new Map([
    [10, 10_001],
    [11, 10_002],
    [12, 10_004],
    [13, 10_003],
  ])
  const events = reading((task) => inside.get(task) ?? null).push(sameMoment)
  expect(events.filter(({ pid }) => pid > 10_002)).toMatchObject([
    { kind: 'start', pid: 10_003, parent: 10_001 },
    { kind: 'write', pid: 10_003, bytes: 'of main\n' },
    { kind: 'start', pid: 10_004, parent: 10_002 },
    { kind: 'write', pid: 10_004, bytes: 'of the first child\n' },
  ])
})

test('who was made at the same moment as another, and is gone, is known by the one that is left', () => {
  const events = reading((task) => (task === 12 ? 10_004 : null)).push(sameMoment)
  expect(events.filter(({ kind, pid }) => kind === 'write' && pid > 10_002)).toMatchObject([
    { pid: 10_003, bytes: 'of main\n' },
    { pid: 10_004, bytes: 'of the first child\n' },
  ])
})

test('the kernel is not asked where nobody else makes a process: neither the sandbox itself any more, nor who was killed while it did', () => {
  const asked: number[] = []
  const events = reading((task) => (asked.push(task), null)).push(
    `${record.slice(0, record.indexOf('10 1.4'))}10 1.400000 clone(child_stack=NULL, flags=SIGCHLD) = 10002
11 1.410000 clone(child_stack=NULL, flags=SIGCHLD <unfinished ...>
11 1.420000 +++ killed by SIGKILL +++
10 1.430000 clone(child_stack=NULL, flags=SIGCHLD) = 10003
`,
  )
  expect(events.filter(({ kind }) => kind === 'start').map(({ pid }) => pid)).toEqual([10_001, 10_002, 10_003])
  expect(asked).toEqual([])
})
