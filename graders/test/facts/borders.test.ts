import { expect, test } from 'vitest'
import type { Execution, TracedProcess } from '../../core/process.ts'
import { fourWorkers, useMultiprocessingPool } from '../../facts/advice.ts'
import { endsCleanly } from '../../facts/exit.ts'
import { everyWorkerJoined } from '../../facts/joined.ts'
import { ledPast } from '../../facts/led-past.ts'
import { nothingStarted } from '../../facts/nothing-started.ts'
import { saidSomethingAfter, whatHappened } from '../../facts/outlived.ts'
import { eachPrintsItsOwnNumber, workerPrints } from '../../facts/output.ts'
import { evidence, imports } from './observed.ts'
import { main, said, worker } from '../report/builder.ts'

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

const endsOf = (text: string, exit: TracedProcess['exit']) =>
  endsCleanly({ terminated: true })(evidence(text, [main(20), worker(1, 9, { exit })]))

test('nobody is said to have ended with code 0 who may have been ended by a signal', () => {
  expect([
    endsOf(pool, { code: 0 }),
    endsOf(pool, { signal: 'SIGTERM' }),
    endsOf(lone, { signal: 'SIGTERM' }),
    endsOf(lone, { code: 0 }),
  ]).toMatchObject(
    [
      'each with code 0 or ended by its pool',
      'each with code 0 or ended by its pool',
      'each with code 0 or ended by the signal SIGTERM',
      'all with code 0',
    ].map((how) => ({ status: 'passed', seen: `2 processes, ${how}` })),
  )
})

const silent = (text: string) =>
  workerPrints()(evidence(text, [main(20), worker(1, 9, { exit: { signal: 'SIGTERM' } }), worker(1, 9, { exit: { signal: 'SIGTERM' } })]))

test('of a silent worker that was ended with its pool nobody is sent to the check that allows it', () => {
  const hints = [pool, lone].map((text) => silent(text)).map((finding) => (finding.status === 'failed' ? finding.hint : null))
  expect(hints).toEqual([expect.stringContaining('What ends the workers of a pool?'), expect.stringContaining('“ends cleanly” says more')])
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

const stopped = { why: 'time', limitMs: 1000 } as const
const overflowed = { why: 'output', limitBytes: 1000 } as const

const nextAfter = (how: Execution['stopped']) => everyWorkerJoined()(evidence(lone, [main(null), worker(1, null)], { stopped: how }))

test('what a child waits for is asked where the time was over, and not where the program was stopped for something else', () => {
  expect(nextAfter(stopped)).toMatchObject({
    hint: expect.stringContaining('What is the child waiting for, or which loop of it has no end?'),
  })
  expect(nextAfter(overflowed)).toMatchObject({ hint: expect.stringContaining('the check “ends cleanly” says') })
})

const forgotten = `${imports}process = Process(target=print)\nprocess.start()\n`
const unwaited = (endedMs: number | null, how: Execution['stopped']) =>
  everyWorkerJoined()(evidence(forgotten, [main(null), worker(1, endedMs)], { stopped: how }))

test('whoever does not wait for a process that never ends is told to let it end first: a wait alone would be worse than none', () => {
  const first = 'First see “ends cleanly”: who waits for a process that never ends waits for ever. When each of them ends: '
  expect(unwaited(null, stopped)).toMatchObject({ hint: expect.stringMatching(`^${first}What tells a parent`) })
  expect(unwaited(9, stopped)).toMatchObject({ hint: expect.stringMatching('^What tells a parent') })
})

test('workers that print nothing are no workers without a number', () => {
  const seen = eachPrintsItsOwnNumber(2)(evidence(lone, [main(20), worker(1, 9), worker(1, 9)]))
  expect(seen).toMatchObject({ seen: 'none of the 2 workers printed anything' })
})

const led = (wait: string) => {
  const text = `from multiprocessing import Process\nprocess = Process(target=abs)\nprocess.start()\ntry:\n    int("no")\n    process.${wait}\nexcept ValueError as error:\n    print(error)\n`
  return ledPast(evidence(text, [main(20, { wrote: [said(5, 'no\n')] }), worker(1, 9)]), 'main waits')?.status ?? null
}

test('a wait with a limit leads nobody past it', () => {
  expect([led('join()'), led('join(1)')]).toEqual(['failed', null])
})

const topicOf = (many: number) => {
  const children = Array.from({ length: many }, () => worker(2, null, { parent: 2 }))
  const finding = endsCleanly()(evidence(lone, [main(null), worker(1, null, { pid: 2 }), ...children], { stopped }))
  return finding.status === 'failed' ? finding.topic : null
}

test('more children of children than can be named are counted', () => {
  expect([topicOf(6), topicOf(7)]).toEqual(['endless', 'too-many-processes'])
})

test('an executor beside something else is an executor still', () => {
  const executor = 'from concurrent.futures import ProcessPoolExecutor\nwith ProcessPoolExecutor(2) as pool: pool.map(abs, [1])\n'
  expect(useMultiprocessingPool(evidence(`${executor}${lone}`, [main(20)]))).toContain('the Pool of multiprocessing')
  expect(useMultiprocessingPool(evidence(lone, [main(20)]))).toBe(null)
})

test('whoever waits for results has waited when the last of them was sent', () => {
  const sending = worker(1, 9, { sent: [{ atMs: 5, bytes: '' }] })
  const observed = evidence(lone, [main(20, { wrote: [said(7, 'hi\n')] }), sending])
  const after = (...waits: readonly ('end' | 'results')[]) =>
    saidSomethingAfter(
      observed,
      waits.map((each) => ({ for: each })),
    )
  expect([after('results'), after('end'), after('results', 'end'), after()]).toEqual([true, false, false, false])
})
