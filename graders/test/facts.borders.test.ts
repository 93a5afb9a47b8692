import { expect, test } from 'vitest'
import type { TracedProcess } from '../core/process.ts'
import { fourWorkers } from '../facts/advice.ts'
import { endsCleanly } from '../facts/exit.ts'
import { everyWorkerJoined } from '../facts/joined.ts'
import { nothingStarted } from '../facts/nothing-started.ts'
import { whatHappened } from '../facts/outlived.ts'
import { workerPrints } from '../facts/output.ts'
import { evidence, imports } from './observed.ts'
import { main, said, worker } from './report/builder.ts'

const pool = `${imports}with Pool(2) as pool:\n    print(pool.map(abs, [1, 2, 3]))\n`
const lone = `${imports}process = Process(target=print)\nprocess.start()\nprocess.join()\n`

const sizeAdvice = (...workers: readonly TracedProcess[]) => fourWorkers(evidence(pool, [main(20), ...workers]))

test('a pool that is none is not told its size as well', () => {
  expect([sizeAdvice(worker(1, 9), worker(10, 12)), sizeAdvice(worker(1, 9))]).toEqual([null, null])
  expect(sizeAdvice(worker(1, 9), worker(1, 9))).toContain('your pool has 2')
})

const terminated = (text: string) => endsCleanly()(evidence(text, [main(20), worker(1, 9, { exit: { signal: 'SIGTERM' } })])).status

test('the workers of a pool may be ended by SIGTERM whatever was asked for, and no others', () => {
  expect([terminated(pool), terminated(lone)]).toEqual(['passed', 'failed'])
})

const printedAt = (atMs: number) => whatHappened(evidence(lone, [main(20, { wrote: [said(atMs, 'hi\n')] }), worker(1, 9), worker(4, 12)]))

test('what main printed before it had started all of them tells of no wait', () => {
  expect([printedAt(3), printedAt(5)]).toEqual([null, 'main printed "hi" 7 ms before worker 2 ended'])
})

const joined = (text: string, ended: Partial<TracedProcess> = {}) =>
  everyWorkerJoined()(evidence(text, [main(20, ended), worker(1, 9)])).status

test('a strange wait that only pools know is none for a process', () => {
  expect(['join()', 'shutdown()'].map((wait) => joined(lone.replace('process.join()', `elsewhere().${wait}`)))).toEqual([
    'unclear',
    'failed',
  ])
})

test('an exception keeps main from the wait for what it had started, and not from what it had yet to start', () => {
  const broken = 'Traceback (most recent call last):\n  File "q6.py", line 6, in <module>\nValueError: no\n'
  const ended = { exit: { code: 1 }, wrote: [said(15, broken, 'stderr')] }
  const more = 'int("no")\nother = Process(target=print)\nother.start()\nother.join()\n'
  const late = lone.replace('process.join()', `#\n${more}process.join()`)
  expect([joined(`${lone}${more}`, ended), joined(late, ended)]).toEqual(['passed', 'failed'])
})

const seenOf = (command: string) => {
  const finding = nothingStarted(evidence(imports, [main(20), worker(1, 9, { role: 'helper', command })]), 'one process')
  return finding.status === 'failed' ? finding.seen : ''
}

test('what Python starts beside the processes that it is asked for is no program of the learner’s', () => {
  expect(seenOf('python3 -c from multiprocessing.resource_tracker import main;main(3)')).toContain('no process was started')
  expect(seenOf('ls -l')).toContain('ran another program (ls -l)')
})

const twoVersions = `${imports}for number in range(2):
    Process(target=print).start()
many = [Process(target=print) for number in range(2)]
for each in many:
    each.start()
for each in many:
    each.join()
`

const ranBy = (many: number) => {
  const workers = Array.from({ length: many }, (_, index) => worker(1 + index, 9))
  return everyWorkerJoined({ workers: 2 })({ ...evidence(twoVersions, [main(20), ...workers]), anyTasks: true }).status
}

test('in a document the version that waits excuses the one that does not, where both of them ran', () => {
  expect([ranBy(4), ranBy(3)]).toEqual(['passed', 'failed'])
})
test('whether a line is the child’s own that a program printed which the child had started, nobody can tell', () => {
  const child = worker(1, 9, { pid: 2, parent: 1 })
  const echo = worker(3, 5, { pid: 3, parent: 2, role: 'helper', command: 'echo hi', wrote: [said(4, 'hi\n')] })
  const ofMain = { ...echo, parent: 1 }
  expect(workerPrints()(evidence(lone, [main(20, { pid: 1 }), child, echo]))).toMatchObject({
    status: 'unclear',
    why: expect.stringContaining('"hi" was printed by “echo hi”, which a worker started'),
  })
  expect(workerPrints()(evidence(lone, [main(20, { pid: 1 }), child, ofMain])).status).toBe('failed')
})
