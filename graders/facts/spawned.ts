import { counted, listed } from '../core/english.ts'
import type { TracedProcess } from '../core/process.ts'
import { passed } from '../core/findings.ts'
import type { Finding } from '../core/types.ts'
import type { Launch } from '../source/facts.ts'
import { type ProgramEvidence, lastEnd, linesOf, mostAlive } from './evidence.ts'
import { type Fact, fact, failing } from './fact.ts'
import { nothingStarted } from './nothing-started.ts'
import { factOfWorkers } from './of-workers.ts'
import { at, quoted } from './wording.ts'

/** Whether at least one worker was started. */
export const someWorkerStarted = (): Fact => factOfWorkers('never-started', (evidence) => passed(started(evidence)))

/**
 * Whether exactly this many workers were started. Workers that print nothing do not spoil the count where the others are as many as asked for,
 * and of several groups, one after another, one is enough.
 */
export const workersStarted = (wanted: number): Fact =>
  fact('too-few', (evidence) => {
    const { workers } = evidence
    const expected = `${counted(wanted, 'process', 'processes')} that run your own code`
    if (workers.length === 0) return nothingStarted(evidence, expected)
    const printing = workers.filter((worker) => linesOf(worker).length > 0)
    const pool = evidence.source.launches.find(({ kind }) => kind === 'pool')
    if (printing.length === 0 && pool !== undefined) return poolThatPrintsNothing(evidence, pool, expected)
    if (workers.length === wanted || printing.length === wanted) return passed(started(evidence))
    if (versionsOf(evidence, wanted).length > 0) return passed(`${started(evidence)}, ${wanted} of them as one group`)
    const pids = workers.map(({ pid }) => `pid ${pid}`)
    const seen = `${counted(workers.length, 'process', 'processes')}: ${listed(pids, mostNamed)}`
    return workers.length < wanted
      ? failing('too-few', expected, seen, 'How often does your program start a process? Count the starts.')
      : failing('too-many', expected, seen, tooMany(evidence))
  })

/** So many are told by their numbers; the count says the rest. */
const mostNamed = 6

const tooMany = ({ workers, main }: ProgramEvidence): string =>
  workers.every(({ parent }) => parent === main.pid)
    ? 'Which of these starts are too many?'
    : 'Some of them were started by a child. What keeps a child from running the code that starts children?'

const poolThatPrintsNothing = (evidence: ProgramEvidence, pool: Launch, expected: string): Finding =>
  failing(
    'silent-pool',
    `${expected}, each with a number to print`,
    `a pool, ${at(pool)}, whose ${counted(evidence.workers.length, 'worker')} print nothing: they only hand results back`,
    'A pool decides by itself which worker does what. How do you start a process that has one thing to do, and that does it itself?',
    quoted(pool),
  )

/**
 * The versions of an answer, each with as many workers as asked for. In a document one version may forget to wait before the next begins:
 * then workers that come in several times that number are divided in the order of their start.
 */
export const versionsOf = ({ workers, anyTasks }: ProgramEvidence, wanted: number): TracedProcess[][] => {
  if (workers.length > wanted * mostVersions) return []
  const inTime = groupsOf(workers).filter((group) => group.length === wanted)
  if (inTime.length > 0 || !anyTasks || workers.length % wanted !== 0) return inTime
  return workers.filter((_, index) => index % wanted === 0).map((_, index) => workers.slice(index * wanted, (index + 1) * wanted))
}

/** Real answers hold up to five. Whoever starts processes without end has as many as asked for alive together at some time, too. */
const mostVersions = 10

/** Splits workers into groups that follow one another: a group begins when all before it have ended. */
const groupsOf = (workers: readonly TracedProcess[]): TracedProcess[][] => {
  const groups: TracedProcess[][] = []
  for (const worker of workers) {
    const open = groups.at(-1)
    if (open !== undefined && worker.startedMs < lastEnd(open)) open.push(worker)
    else groups.push([worker])
  }
  return groups
}

/** Whether a pool of workers did the tasks: a few workers, alive together, used again and again. */
export const poolStarted = (wanted: number, tasks: number): Fact =>
  fact('pool', (evidence) => {
    const { workers, source } = evidence
    const expected = `a pool: ${wanted} workers that share the ${tasks} tasks`
    if (workers.length === 0) return nothingStarted(evidence, expected)
    const most = mostAlive(workers)
    const pool = source.launches.find(({ kind }) => kind === 'pool')
    if (isPoolPerTask(pool, most, tasks)) return poolPerTask(evidence, expected)
    if (most >= 2 && (pool !== undefined || workers.length <= wanted))
      return passed(started(evidence), pool === undefined ? [] : quoted(pool))
    if (workers.length < 2)
      return failing('pool-of-one', expected, 'one worker only: it does all tasks alone', 'How many workers does the question ask for?')
    if (workers.length >= tasks) return processPerTask(evidence, expected, tasks)
    return failing(
      'never-together',
      expected,
      `${counted(workers.length, 'worker')}: never two at the same time`,
      'When is the next worker started? What would let all of them start first?',
    )
  })

/** As many pools as tasks, one after the other: each process does one thing, as if there were no pool. */
const isPoolPerTask = (pool: Launch | undefined, most: number, tasks: number): boolean =>
  pool !== undefined && pool.count !== null && most >= 2 && pool.count >= most * tasks

const poolPerTask = (evidence: ProgramEvidence, expected: string): Finding =>
  failing(
    'process-per-task',
    expected,
    `${started(evidence)}, a new pool for every task`,
    'A pool is worth its start when it is used again and again. Where is it made, and how often does your program come by there?',
  )

const processPerTask = (evidence: ProgramEvidence, expected: string, tasks: number): Finding =>
  failing(
    'process-per-task',
    expected,
    `${started(evidence)}, ${mostAlive(evidence.workers) > tasks ? 'more than there are tasks' : 'a new process for every task'}`,
    `A pool has fewer workers than tasks. What does a worker do when it has finished its first of the ${tasks} tasks?`,
  )

const started = ({ workers }: ProgramEvidence): string => {
  const most = mostAlive(workers)
  const together =
    workers.length < 2
      ? `pid ${workers[0]?.pid}`
      : most === 1
        ? 'one after another'
        : most === workers.length
          ? 'all alive at once'
          : `up to ${most} alive at once`
  return `${counted(workers.length, 'worker')}, ${together}`
}
