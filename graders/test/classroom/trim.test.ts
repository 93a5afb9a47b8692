import { expect, test } from 'vitest'
import { trimmed } from '../../classroom/trim.ts'
import type { Execution } from '../../core/process.ts'
import { execution, main, said, worker } from '../report/builder.ts'

const kept = (run: Execution): Execution => {
  const submission = { name: 'Ann', source: 'folder', sha256: '' } as const
  const exercise = { id: 'q3', kind: 'program', title: '', question: '', hints: [] } as const
  const result = { exercise, language: 'py', status: 'passed', score: 1, max: 1, checks: [], advice: [], run } as const
  return trimmed({ submission, results: [result], score: 1, max: 1, passed: true }).results[0]!.run!
}

const told = ({ trace, truncated }: Execution) => ({
  truncated,
  pieces: trace.processes.map(({ wrote }) => wrote.map(({ text }) => text.length)),
})

const lines = (count: number, length = 1) => Array.from({ length: count }, (_, at) => said(at, 'x'.repeat(length)))

test('what was printed is kept as it is where it is not too much', () => {
  const more = Array.from({ length: 100 }, () => worker(1, 9, { wrote: lines(1) }))
  const run = execution([main(10, { wrote: lines(200) }), worker(1, 9, { wrote: lines(1, 10_000) }), ...more])
  expect(kept(run)).toEqual(run)
})

test.each<[string, Execution, number[][]]>([
  ['many small pieces', execution([main(10, { wrote: lines(201) })]), [Array.from({ length: 200 }, () => 1)]],
  [
    'large pieces of several processes, which share the room',
    execution([main(10, { wrote: lines(1, 20_000) }), worker(1, 9, { wrote: lines(2, 10_000) }), worker(1, 9, { wrote: lines(1) })], {
      stdout: '',
    }),
    [[20_000], [10_000, 2768], []],
  ],
  [
    'more processes than anybody looks at',
    execution([main(10), ...Array.from({ length: 500 }, () => worker(1, 9, { wrote: lines(1) }))]),
    [[], ...Array.from({ length: 499 }, () => [1])],
  ],
])('%s are cut, and that is said', (_what, run, pieces) => {
  expect(told(kept(run))).toEqual({ truncated: true, pieces })
})

test('of a command a thousand characters are kept', () => {
  const run = execution([main(10, { command: 'x'.repeat(1001) })])
  expect(kept(run).trace.processes.map(({ command }) => command.length)).toEqual([1000])
})
