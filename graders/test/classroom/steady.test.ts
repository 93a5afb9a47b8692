import { expect, test } from 'vitest'
import { steadied } from '../../classroom/steady.ts'
import type { TracedProcess } from '../../core/process.ts'
import type { Report } from '../../core/types.ts'

const traced = (
  pid: number,
  parent: number | null,
  times: readonly [start: number, end: number, reaped: number | null],
  ...wrote: [number, string][]
): TracedProcess => ({
  pid,
  parent,
  role: parent === null ? 'main' : 'worker',
  command: 'python3 q6.py',
  startedMs: times[0],
  endedMs: times[1],
  exit: { code: 0 },
  reapedBy: times[2] === null ? null : parent,
  reapedMs: times[2],
  wrote: wrote.map(([atMs, text]) => ({ atMs, stream: 'stdout', text })),
  sent: [],
})

const reportOf = (processes: readonly TracedProcess[], seen = ''): Report => ({
  submission: { name: 'a', source: 'folder', sha256: '' },
  results: [
    {
      exercise: { id: 'q6', kind: 'program', title: '', question: '', hints: [] },
      language: 'py',
      status: 'failed',
      score: 0,
      max: 10,
      checks: [
        {
          id: 'exit',
          title: '',
          points: 0,
          max: 1,
          verdict: { status: 'failed', expected: '', seen, hint: '', evidence: [{ quote: 'print(20017)', line: 1 }] },
        },
      ],
      advice: [],
      run: {
        witness: 'kernel',
        sandboxed: true,
        durationMs: 9,
        exit: { code: 0 },
        stopped: null,
        stdout: processes
          .flatMap(({ wrote }) => wrote)
          .toSorted((a, b) => a.atMs - b.atMs)
          .map(({ text }) => text)
          .join(''),
        stderr: '',
        truncated: false,
        trace: { processes },
      },
    },
  ],
  score: 0,
  max: 10,
  passed: false,
})

const runOf = (report: Report) => report.results[0]!.run!

test('processes are numbered in the order of their start, wherever their numbers stand', () => {
  const report = steadied(
    reportOf(
      [traced(20000, null, [0, 9, null], [1, 'I am 20000\n']), traced(20017, 20000, [2, 5, 6], [3, 'child 20017 of 20000, 20018\n'])],
      'worker 1 (pid 20017) failed',
    ),
  )
  expect(runOf(report).stdout).toBe('I am 10001\nchild 10002 of 10001, 20018\n')
  expect(runOf(report).trace.processes.map(({ pid, parent, reapedBy, wrote }) => [pid, parent, reapedBy, wrote[0]!.text])).toEqual([
    [10001, null, null, 'I am 10001\n'],
    [10002, 10001, 10001, 'child 10002 of 10001, 20018\n'],
  ])
  expect(report.results[0]!.checks[0]!.verdict).toMatchObject({
    seen: 'worker 1 (pid 10002) failed',
    evidence: [{ quote: 'print(20017)' }],
  })
})

test('processes that began when the system counted anew are numbered as others are', () => {
  expect(runOf(steadied(reportOf([traced(300, null, [0, 9, null], [1, 'I am 300\n'])]))).stdout).toBe('I am 10001\n')
})

test('small numbers of processes are not taken for what a program counts', () => {
  const report = steadied(reportOf([traced(7, null, [0, 9, null], [1, '7 apples\n'])], 'all by process 7, who has 7'))
  expect(runOf(report).stdout).toBe('7 apples\n')
  expect(report.results[0]!.checks[0]!.verdict).toMatchObject({ seen: 'all by process 10001, who has 7' })
})

test('lines that were written side by side stand in the order of their processes', () => {
  const main = traced(1, null, [0, 20, null], [1, 'begin\n'], [12, 'end\n'])
  const run = (first: number, second: number) =>
    runOf(steadied(reportOf([main, traced(2, 1, [2, 9, 10], [first, 'one\n']), traced(3, 1, [3, 9, 11], [second, 'two\n'])]))).stdout
  expect(run(4, 5)).toBe('begin\none\ntwo\nend\n')
  expect(run(5, 4)).toBe('begin\none\ntwo\nend\n')
})

test('what had to come before comes before: a line of the parent after its wait, a child that was started after another had ended', () => {
  const main = traced(1, null, [0, 30, null], [6, 'first has ended\n'], [20, 'end\n'])
  const processes = [main, traced(2, 1, [1, 4, 5], [3, 'one\n']), traced(3, 1, [7, 9, 10], [8, 'two\n'])]
  expect(runOf(steadied(reportOf(processes))).stdout).toBe('one\nfirst has ended\ntwo\nend\n')
})

test('what was waited for by one that was waited for comes before the line that follows the wait', () => {
  const chain = [
    traced(1, null, [0, 30, null], [20, 'all over\n']),
    traced(2, 1, [1, 18, 19], [2, 'one\n']),
    traced(3, 2, [4, 9, 10], [5, 'two\n']),
  ]
  expect(runOf(steadied(reportOf(chain))).stdout).toBe('one\ntwo\nall over\n')
})

test('what a child wrote before it sent something comes before what its parent wrote after that, and the rest in the order of processes', () => {
  const child = { ...traced(2, 1, [1, 18, 19], [5, 'working\n'], [8, 'sent\n']), sent: [{ atMs: 6, bytes: '1' }] }
  const run = (atMs: number) => runOf(steadied(reportOf([traced(1, null, [0, 30, null], [atMs, 'got it\n']), child]))).stdout
  expect(run(10)).toBe('working\ngot it\nsent\n')
  expect(run(6)).toBe('working\ngot it\nsent\n')
  expect(run(5.5)).toBe('got it\nworking\nsent\n')
})

const family = (start: number) => [
  traced(1, null, [0, 40, null]),
  traced(2, 1, [start, 30, 31], [15, 'two\n']),
  traced(3, 1, [2, 20, 21]),
  traced(4, 3, [3, 8, 10], [5, 'four\n']),
]

test('a grandchild that was waited for comes before what a process wrote that began after that, and not before what one wrote that began earlier', () => {
  expect(runOf(steadied(reportOf(family(12)))).stdout).toBe('four\ntwo\n')
  expect(runOf(steadied(reportOf(family(1)))).stdout).toBe('two\nfour\n')
})

test('a stream that carries more than its processes wrote, or more lines than anybody reads, stays in its order', () => {
  const children = [traced(2, 1, [2, 9, 10], [5, 'one\n']), traced(3, 1, [3, 9, 11], [4, 'two\n'])]
  const report = reportOf([traced(1, null, [0, 20, null]), ...children])
  const [result] = report.results
  const passedOn = { ...report, results: [{ ...result!, run: { ...result!.run!, stdout: 'two\nof a tool\none\n' } }] }
  expect(runOf(steadied(passedOn)).stdout).toBe('two\nof a tool\none\n')
  const many = Array.from({ length: 5000 }, (_, index): [number, string] => [index + 5, `${index}\n`])
  const long = reportOf([traced(1, null, [0, 9000, null]), traced(2, 1, [2, 8000, 8001], ...many), traced(3, 1, [3, 9, 11], [4, 'two\n'])])
  expect(runOf(steadied(long)).stdout).toBe(runOf(long).stdout)
})
