import { expect, test } from 'vitest'
import type { Execution, TracedProcess } from '../../core/process.ts'
import { closeThePool, useThemAgain } from '../../facts/advice.ts'
import { usesProcesses } from '../../facts/api.ts'
import { everyWorkerJoined } from '../../facts/joined.ts'
import { ownLines } from '../../facts/evidence.ts'
import { eachPrintsItsOwnNumber } from '../../facts/output.ts'
import { hadJustBegun } from '../../facts/outlived.ts'
import { resultsInOrder } from '../../facts/results.ts'
import { poolStarted, versionsOf, workersStarted } from '../../facts/spawned.ts'
import { evidence, imports } from './observed.ts'
import { main, said, worker } from '../report/builder.ts'

test('a name that is called to no effect excuses no threads', () => {
  const text = `${imports}process = Process(target=print)\nThread(target=print).start()\n`
  const threads = 'threads, not processes: they all have pid 100'
  expect(usesProcesses()(evidence(text, [main(9)]))).toMatchObject({ status: 'failed', seen: expect.stringContaining(threads) })
  expect(usesProcesses()(evidence(text, [main(9), worker(1, 5)]))).toMatchObject({ status: 'passed' })
})

test('workers that print nothing do not spoil the count, where the others are as many as asked for', () => {
  const silent = [worker(1, 9), worker(1, 9)]
  const speaking = [worker(2, 9, { wrote: [said(3, '1\n')] }), worker(2, 9, { wrote: [said(4, '2\n')] })]
  expect(workersStarted(2)(evidence(imports, [main(20), ...silent, ...speaking]))).toMatchObject({ status: 'passed' })
  expect(workersStarted(3)(evidence(imports, [main(20), ...silent, ...speaking]))).toMatchObject({ status: 'failed' })
})

test('a group begins where all before it have ended, be it at the same instant', () => {
  const [one, two, three, four] = [worker(1, 5), worker(2, 6), worker(6, 9), worker(7, 9)] as const
  const told = evidence(imports, [main(20), one, two, three, four])
  expect(versionsOf(told, 2)).toEqual([
    [one, two],
    [three, four],
  ])
})

test('versions that overlap are taken one after the other, in a document, where they come out even', () => {
  const workers = [worker(1, 9), worker(2, 9), worker(3, 9), worker(4, 9)]
  const told = { ...evidence(imports, [main(20), ...workers]), anyTasks: true }
  expect(versionsOf(told, 2)).toEqual([workers.slice(0, 2), workers.slice(2)])
  expect([versionsOf(told, 3), versionsOf({ ...told, anyTasks: false }, 2)]).toEqual([[], []])
})

test('processes that are started without end are no versions of an answer, though the first few were alive together', () => {
  const first = [worker(1, 5), worker(2, 5)]
  const endless = Array.from({ length: 30 }, (_, index) => worker(6 + index, 40))
  expect(workersStarted(2)(evidence(imports, [main(50), ...first, ...endless]))).toMatchObject({ status: 'failed' })
  expect(workersStarted(2)(evidence(imports, [main(50), ...first, ...endless.slice(0, 3)]))).toMatchObject({ status: 'passed' })
})

test('what a worker wrote once is passed on once: a later line of main with the same word in it is its own', () => {
  const child = worker(1, 9, { wrote: [said(5, 'child\n')] })
  const shown = 'got child\nchild has ended\n'
  const relaying = main(20, { wrote: [said(6, 'got child\n'), said(10, 'child has ended\n')] })
  expect(ownLines(evidence(imports, [relaying, child], { stdout: shown })).map(({ line }) => line)).toEqual(['child has ended'])
  const twice = [child, worker(1, 9, { wrote: [said(5, 'child\n')] })]
  expect(ownLines(evidence(imports, [relaying, ...twice], { stdout: shown }))).toEqual([])
})

const pool = `${imports}if __name__ == '__main__':\n    with Pool(2) as pool:\n        print(pool.map(abs, [1, 2, 3]))\n`

test('workers of which none was alive with another are no pool, and as many as there are tasks are none either', () => {
  const [alone, together] = [[worker(1, 3), worker(4, 6)], [1, 2, 3].map((start) => worker(start, 9))]
  expect(poolStarted(2, 3)(evidence(pool, [main(20), ...alone]))).toMatchObject({
    status: 'failed',
    seen: '2 workers: never two at the same time',
  })
  expect(poolStarted(2, 3)(evidence(imports, [main(20), ...together]))).toMatchObject({
    status: 'failed',
    seen: '3 workers, all alive at once, a new process for every task',
  })
  expect(poolStarted(2, 3)(evidence(pool, [main(20), worker(1, 9), worker(2, 9)]))).toMatchObject({ status: 'passed' })
})

const joins = `${imports}if __name__ == '__main__':\n    process = Process(target=print)\n    process.start()\n    process.join()\n`

test('main, which was there to the end, did not wait in vain for a child that ended late, whatever else was stopped', () => {
  const stopped = { stopped: { why: 'output', limitBytes: 1024 } } as const
  const late = evidence(joins, [main(9), worker(1, 12)], stopped)
  expect(everyWorkerJoined()(late)).toMatchObject({
    status: 'failed',
    seen: 'main ended 3 ms before worker 1 (pid ' + late.workers[0]!.pid + ') did',
  })
})

test('only time that ran out makes a worker one that had just begun', () => {
  const young = worker(9_800, null)
  const processes = [main(null), worker(100, 400), young]
  const had = (stopped: Execution['stopped']) => hadJustBegun(evidence(joins, processes, { stopped }), young)
  expect([had({ why: 'time', limitMs: 10_000 }), had({ why: 'processes', limit: 64 }), had(null)]).toEqual([true, false, false])
})

const results = [1, 4, 9]
const squares = `${imports}def square(n):\n    return n * n\nif __name__ == '__main__':\n    with Pool(2) as pool:\n        print(pool.map(square, [1, 2, 3]))\n`
const sending = (atMs: number, bytes: string) => ({ atMs, bytes })

const shownAt = (atMs: number, untilMs = atMs) =>
  resultsInOrder(results)(
    evidence(squares, [
      main(20, { wrote: [{ ...said(atMs, '[1, 4, 9]\n'), untilMs }], sent: [sending(2, '[1,2,3]')] }),
      worker(1, 9, { sent: [sending(5, '[1,4,9]')] }),
    ]),
  )

test('results are not the workers’ where main printed them first', () => {
  expect(shownAt(4)).toMatchObject({
    status: 'failed',
    seen: expect.stringMatching(/^main printed them before worker 1 .* had sent its result$/),
  })
  expect(shownAt(6)).toMatchObject({ status: 'passed' })
  expect(shownAt(4, 6)).toMatchObject({ status: 'passed' })
})

const echoed = (back: string) =>
  resultsInOrder(results)(
    evidence(squares, [
      main(20, { wrote: [said(9, '[1, 4, 9]\n')], sent: [sending(2, '[1,4,9]')] }),
      worker(1, 9, { sent: [sending(5, back)] }),
    ]),
  )

test('results that main had sent first came back as they were, unless the workers found more than that', () => {
  expect(echoed('[1,4,9]')).toMatchObject({ status: 'failed', seen: expect.stringContaining('came back as they were') })
  expect(echoed('[1,4,9,16,81]')).toMatchObject({ status: 'passed' })
})

const printing = (...lines: readonly string[]) =>
  eachPrintsItsOwnNumber(2)(
    evidence(imports, [
      main(20, { wrote: [said(15, 'done\n')] }),
      ...lines.map((line, index) => worker(index, 9, { wrote: [said(5, line)] })),
    ]),
  )

test('each has a number of its own where each began with another one, or has another one in the same place', () => {
  expect(printing('2 processes, I am 1\n', '2 processes, I am 2\n')).toMatchObject({
    status: 'passed',
    seen: '1, 2: each by its own process',
  })
  expect(printing('1 2\n', '2 1\n')).toMatchObject({ status: 'passed', seen: '1, 2: each by its own process' })
  expect(printing('1 2\n', '1 2\n')).toMatchObject({ status: 'failed' })
})

test('a wait under a condition counts where main prints a line after it, and is unclear where nothing tells', () => {
  const text = joins
    .replace('    process.join()', '    if os.environ.get("WAIT"):\n        process.join()')
    .replace('from', 'import os\nfrom')
  const joined = (...wrote: TracedProcess['wrote']) => everyWorkerJoined()(evidence(text, [main(20, { wrote }), worker(1, 9)]))
  expect([joined(said(15, 'done\n')).status, joined().status]).toEqual(['passed', 'unclear'])
})

test('a join() that is shorter than the life of the process counts where main prints a line after it, and is unclear where nothing tells', () => {
  const text = `${imports}process = Process(target=print)\nprocess.start()\nprocess.join(0.5)\n`
  const joined = (lived: number, ...wrote: TracedProcess['wrote']) =>
    everyWorkerJoined()(evidence(text, [main(2000, { wrote }), worker(1, 1 + lived)]))
  expect([joined(400).status, joined(600).status, joined(600, said(900, 'done\n')).status]).toEqual(['passed', 'unclear', 'passed'])
  expect(joined(600)).toMatchObject({ why: expect.stringContaining('waits for 500 ms at most, worker 1 lived for 600 ms') })
})

const advice = (text: string) => closeThePool(evidence(imports + text, [main(20), worker(1, 9)]))

test('whoever leaves a pool open is told, and nobody else', () => {
  const left = 'pool = Pool(4)\nprint(pool.map(abs, [1]))\n'
  expect(advice(left)).toContain('line 3')
  expect([advice(`${left}pool.close()\npool.join()`), advice('with Pool(4) as pool: print(pool.map(abs, [1]))')]).toEqual([null, null])
})

const renewing = (many: string) =>
  useThemAgain(evidence(`${imports}pool = Pool(4${many})\nprint(pool.map(abs, [1]))\n`, [main(20), worker(1, 9)]))

test('whoever lets each worker do one task is told, and nobody else', () => {
  expect(renewing(', maxtasksperchild=1')).toContain('(line 3) ends after its first task')
  expect([renewing(''), renewing(', maxtasksperchild=2')]).toEqual([null, null])
})

test('in a document one version that waits is enough', () => {
  const text = `${pool}    Process(target=print).start()\n`
  const told = evidence(text, [main(20), worker(1, 9), worker(2, 9), worker(10, 12)])
  expect([everyWorkerJoined()({ ...told, anyTasks: true }).status, everyWorkerJoined()(told).status]).toEqual(['passed', 'failed'])
})

const printed = (text: string, ...lines: readonly string[]) =>
  resultsInOrder(results)(
    evidence(text, [
      main(20, { wrote: lines.map((line, index) => said(12 + index, line)), sent: [sending(2, '[1,2,3]')] }),
      worker(1, 9, { sent: [sending(5, '[1,4,9]')] }),
    ]),
  )

test('whoever also writes the results out, to compare, shows them more often than that', () => {
  const both = `${squares}    print([1, 4, 9])\n`
  expect(printed(both, '[1, 4, 9]\n', '[1, 4, 9]\n')).toMatchObject({ status: 'passed' })
  expect(printed(both, '[1, 4, 9]\n')).toMatchObject({ status: 'failed' })
})

const sharing = (line: string) =>
  `from multiprocessing import Process, Array\ndef work(values, n):\n    ${line}\nif __name__ == '__main__':\n    values = Array('i', [1, 4, 9])\n    process = Process(target=work, args=(values, 1))\n    process.start()\n    process.join()\n    print(values[:])\n`

const shown = (line: string) =>
  resultsInOrder(results)(evidence(sharing(line), [main(20, { wrote: [said(12, '[1, 4, 9]\n')] }), worker(1, 9)]))

test('memory that is shared tells of the workers only where they store something in it', () => {
  expect(shown('values[n] = n * n')).toMatchObject({ status: 'passed' })
  expect(shown('n * n')).toMatchObject({ status: 'failed', seen: expect.stringContaining('stores nothing in the memory') })
})

test('what a sentinel may have told of is not spoken against by a line just before the end, but by an earlier one', () => {
  const text = `${imports}from elsewhere import ready\nif __name__ == '__main__':\n    process = Process(target=print)\n    process.start()\n    ready(process.sentinel)\n    print('done')\n`
  const joined = (atMs: number) => everyWorkerJoined()(evidence(text, [main(900, { wrote: [said(atMs, 'done\n')] }), worker(1, 500)]))
  expect([joined(499).status, joined(451).status, joined(450).status]).toEqual(['unclear', 'unclear', 'failed'])
})
