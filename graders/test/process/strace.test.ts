import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { TracedProcess } from '../../core/process.ts'
import { parseStrace } from '../../process/strace.ts'
import { traceOf } from '../../process/trace.ts'

const recordings = join(import.meta.dirname, '..', 'recordings')
const logOf = (name: string) => readFileSync(join(recordings, `${name}.log`), 'latin1')
const processesOf = (log: string) => traceOf(parseStrace(log)).processes

/** Roles in order of start, how each ended, and who reaped it by its place in the list. */
const outline = (processes: readonly TracedProcess[]) =>
  processes.map(({ role, exit, reapedBy, wrote }) => ({
    role,
    exit,
    reapedBy: reapedBy === null ? null : processes.findIndex(({ pid }) => pid === reapedBy),
    wrote: wrote.map(({ text }) => text).join(''),
  }))

describe('recordings of real runs', () => {
  test('a pool: workers are forks of main, threads belong to it, SIGTERM ends them', () => {
    const processes = processesOf(logOf('pool'))
    expect(processes.map(({ role }) => role)).toEqual(['main', 'worker', 'worker', 'worker', 'worker'])
    expect(processes[0]).toMatchObject({ exit: { code: 0 }, parent: null })
    expect(processes[0]!.wrote.map(({ text }) => text).join('')).toBe('[1, 4, 9, 16, 25]\n')
    for (const worker of processes.slice(1)) expect(worker).toMatchObject({ parent: processes[0]!.pid, reapedBy: processes[0]!.pid })
    expect(processes.slice(1).some(({ sent }) => sent.some(({ bytes }) => bytes.includes('K\u0019')))).toBe(true)
  })

  test('fork server, resource tracker and manager are helpers; the fork server’s children are the workers', () => {
    const processes = processesOf(logOf('forkserver'))
    expect(processes.filter(({ role }) => role === 'worker')).toHaveLength(2)
    expect(processes.filter(({ role }) => role === 'helper').length).toBeGreaterThanOrEqual(3)
    expect(processes[0]!.wrote.map(({ text }) => text).join('')).toBe('[1, 4, 9] né\n')
  })

  test('Node: one worker and one shell, messages apart from output', () => {
    const [main, worker, shell, ...others] = processesOf(logOf('node'))
    expect(others).toEqual([])
    expect([main?.role, worker?.role, shell?.role]).toEqual(['main', 'worker', 'helper'])
    expect(worker?.wrote.map(({ text }) => text)).toEqual(['child x\n'])
    expect(worker?.sent.map(({ bytes }) => bytes)).toContain('{"r":25}\n')
    expect(worker?.reapedBy).toBe(main?.pid)
  })

  test('a main that is killed', () => {
    expect(outline(processesOf(logOf('killed-shell')))[0]).toMatchObject({ role: 'main', exit: { signal: 'SIGKILL' } })
  })
})

const start = '10 1.000000 execve("/usr/bin/python3", ["python3", "q3.py"], 0x1 /* 9 vars */) = 0'
const lines = (...more: readonly string[]) => [start, ...more, ''].join('\n')

/** A child of main that runs a script of a package. */
const forked = (script: string) => ran(`/kit/node_modules/${script}`)

/** A child that runs Node with these words. */
const ran = (...words: readonly string[]) =>
  processesOf(
    lines('10 1.1 clone(flags=SIGCHLD) = 11', `11 1.2 execve("/usr/bin/node", ${JSON.stringify(['node', ...words])}, 0x5) = 0`),
  )[1]

/** What a process wrote, bit by bit. */
const printed = (...bits: string[]) =>
  processesOf(lines(...bits.map((bit, at) => `10 1.${at + 1} write(1<pipe:[5]>, "${bit}", ${bit.length}) = ${bit.length}`)))[0]!.wrote

describe('lines that a recording may hold', () => {
  test('a child seen before its parent’s clone returns keeps all that it did', () => {
    const log = lines(
      '10 1.001000 clone(child_stack=NULL, flags=SIGCHLD <unfinished ...>',
      '11 1.002000 write(1<socket:[1]>, "early\\n", 6) = 6',
      '10 1.003000 <... clone resumed>) = 11',
      '11 1.004000 exit_group(0) = ?',
      '11 1.005000 +++ exited with 0 +++',
      '10 1.006000 wait4(11, [{WIFEXITED(s) && WEXITSTATUS(s) == 0}], 0, NULL) = 11',
      '10 1.007000 +++ exited with 0 +++',
    )
    expect(outline(processesOf(log))).toEqual([
      { role: 'main', exit: { code: 0 }, reapedBy: null, wrote: '' },
      { role: 'worker', exit: { code: 0 }, reapedBy: 0, wrote: 'early\n' },
    ])
  })

  test('a child that was to run a program that is not there is no worker; one that goes on after that is', () => {
    const log = [
      '10 1.000000 execve("/usr/bin/python3", ["python3", "q3.py"], 0x1 /* 1 var */) = 0',
      '10 1.100000 vfork() = 11',
      '11 1.110000 execve("/usr/bin/no-such", ["no-such"], 0x1 /* 1 var */) = -1 ENOENT (No such file or directory)',
      '11 1.120000 +++ exited with 255 +++',
      '10 1.200000 fork() = 12',
      '12 1.210000 execve("/usr/bin/no-such", ["no-such"], 0x1 /* 1 var */) = -1 ENOENT (No such file or directory)',
      '12 1.220000 write(1, "still here\\n", 11) = 11',
      '12 1.230000 +++ exited with 0 +++',
      '10 1.300000 +++ exited with 0 +++',
    ]
    expect(processesOf(`${log.join('\n')}\n`).map(({ role }) => role)).toEqual(['main', 'helper', 'worker'])
  })

  test('a thread’s child belongs to the thread’s process', () => {
    const log = lines('10 1.1 clone(flags=CLONE_VM|CLONE_THREAD) = 12', '12 1.2 clone(flags=SIGCHLD) = 13', '13 1.3 +++ exited with 0 +++')
    expect(processesOf(log).map(({ pid, parent }) => [pid, parent])).toEqual([
      [10, null],
      [13, 10],
    ])
  })

  test('only what the kernel took was written, and pieces of a line are one line', () => {
    const log = lines(
      '10 1.1 write(1<pipe:[5]>, "abcdef", 6) = 3',
      '10 1.2 write(1<pipe:[5]>, "\\303\\251\\n", 3) = 3',
      '10 1.3 write(1<pipe:[5]>, "x", 1) = -1 EPIPE',
    )
    expect(processesOf(log)[0]!.wrote).toEqual([{ atMs: expect.any(Number), stream: 'stdout', text: 'abcé\n', untilMs: 200 }])
    const within = lines('10 1.1 write(1<pipe:[5]>, "a\\nb", 3) = 3', '10 1.2 write(1<pipe:[5]>, "c\\n", 2) = 2')
    expect(processesOf(within)[0]!.wrote.map(({ text }) => text)).toEqual(['a\nbc\n'])
  })

  test('a line that is written bit by bit is whole with the last of them, whenever its line end comes', () => {
    expect(printed('a ', 'b ', 'c', ' ')).toMatchObject([{ atMs: 100, untilMs: 300 }])
    expect(printed('a', ' ')[0]).not.toHaveProperty('untilMs')
  })

  test('what is left open at the end is a line, too, and what goes nowhere by a pipe of its own is no message', () => {
    const log = lines(
      '10 1.1 write(1<pipe:[5]>, "ab", 2) = 2',
      '10 1.2 write(1<pipe:[5]>, "c", 1) = 1',
      '10 1.3 write(5</dev/null>, "16", 2) = 2',
    )
    expect(processesOf(log)[0]).toMatchObject({ wrote: [{ text: 'abc' }], sent: [] })
  })

  test('at the same instant a process starts before it does anything, and is collected after its end', () => {
    const log = lines(
      '10 1.1 clone(flags=SIGCHLD) = 11',
      '11 1.1 write(1<pipe:[5]>, "seen\\n", 5) = 5',
      '10 1.2 wait4(11, [{WIFEXITED(s)}], 0, NULL) = 11',
      '11 1.2 +++ exited with 0 +++',
    )
    const events = parseStrace(log)
    for (const each of [events, events.toReversed()])
      expect(traceOf(each).processes[1]).toMatchObject({ exit: { code: 0 }, reapedBy: 10, wrote: [{ text: 'seen\n' }] })
  })

  test('the second half of a call whose first half was never seen says nothing', () => {
    expect(processesOf(lines('10 1.1 <... write resumed>) = 5'))).toMatchObject([{ wrote: [], sent: [] }])
  })

  test('the number of a thread that has ended may be a process’s next', () => {
    const log = lines(
      '10 1.1 clone3({flags=CLONE_VM|CLONE_THREAD}, 88) = 11',
      '11 1.2 +++ exited with 0 +++',
      '10 1.3 clone(flags=SIGCHLD <unfinished ...>',
      '11 1.4 write(1<pipe:[5]>, "child\\n", 6) = 6',
      '10 1.5 <... clone resumed>) = 11',
    )
    expect(outline(processesOf(log)).map(({ wrote }) => wrote)).toEqual(['', 'child\n'])
  })

  test('of tasks whose start was never seen, one that another of them made is its child', () => {
    const log = lines('20 1.2 clone(flags=SIGCHLD) = 21', '21 1.3 write(1<pipe:[5]>, "b\\n", 2) = 2')
    expect(processesOf(log).map(({ pid, parent }) => [pid, parent])).toEqual([
      [10, null],
      [20, null],
      [21, 20],
    ])
  })

  test('a worker of a library for pools runs the learner’s code, and no other package does', () => {
    expect(forked('tinypool/dist/entry/process.js')?.role).toBe('worker')
    expect(forked('tsx/dist/cli.mjs')?.role).toBe('helper')
  })

  test('a Node that tells of itself runs nobody’s code', () => {
    for (const word of ['--version', '-v', '--help', '--check']) expect(ran(word, 'q3.js')?.role).toBe('helper')
    for (const words of [['q3.js', '--version'], ['-e', 'work()'], ['-'], ['--no-warnings', 'q3.js']])
      expect(ran(...words)?.role).toBe('worker')
  })

  test('who is killed while it sends may have sent it, but has printed nothing', () => {
    const log = lines(
      '10 1.1 clone(flags=SIGCHLD) = 11',
      '11 1.2 write(1<pipe:[5]>, "seen\\n", 5 <unfinished ...>',
      '11 1.3 <... write resumed>) = 5',
      '11 1.4 write(13<pipe:[6]>, "[16]", 4 <unfinished ...>',
      '10 1.5 kill(11, SIGKILL) = 0',
      '11 1.6 +++ killed by SIGKILL +++',
    )
    const half = log.replace('13<pipe:[6]>', '1<pipe:[5]>')
    expect(processesOf(log)[1]).toMatchObject({ wrote: [{ text: 'seen\n' }], sent: [{ bytes: '[16]' }] })
    expect(processesOf(half)[1]).toMatchObject({ wrote: [{ text: 'seen\n' }], sent: [] })
    expect(processesOf(log.replace(' <unfinished ...>\n10 1.5', ' <unfinished ...>) = ?\n10 1.5'))[1]!.sent).toHaveLength(1)
  })

  test('a digit is a message, and what a runtime wakes itself with is none', () => {
    const log = lines('10 1.1 write(5, "4", 1) = 1', '10 1.2 write(5, "*", 1) = 1', '10 1.3 write(5, "\\0", 1) = 1')
    expect(processesOf(log)[0]!.sent.map(({ bytes }) => bytes)).toEqual(['4'])
  })

  test('what goes to a file or to nowhere is not on the screen', () => {
    const log = lines(
      '10 1.1 write(1</dev/null>, "a\\n", 2) = 2',
      '10 1.2 write(2</home/ada/log>, "b\\n", 2) = 2',
      '10 1.3 write(1</dev/pts/3>, "c\\n", 2) = 2',
    )
    expect(processesOf(log)[0]!.wrote.map(({ text }) => text)).toEqual(['c\n'])
  })

  test('a wait that only sees a stop or that it goes on, or only looks, reaps nobody', () => {
    const log = lines(
      '10 1.1 clone(flags=SIGCHLD) = 11',
      '10 1.2 wait4(11, [{WIFSTOPPED(s) && WSTOPSIG(s) == SIGSTOP}], WSTOPPED, NULL) = 11',
      '10 1.3 waitid(P_PID, 11, {si_signo=SIGCHLD, si_pid=11}, WNOWAIT|WEXITED, NULL) = 0',
      '10 1.4 wait4(11, [{WIFCONTINUED(s)}], WCONTINUED, NULL) = 11',
    )
    expect(processesOf(log)[1]!.reapedBy).toBe(null)
  })

  test('a line that is not strace’s is an error with its number', () => {
    expect(() => parseStrace(lines('what is this'))).toThrow('line 2 of the kernel’s record')
  })
})
