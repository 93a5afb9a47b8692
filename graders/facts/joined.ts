import { counted } from '../core/english.ts'
import { passed, unclear } from '../core/findings.ts'
import type { Finding } from '../core/types.ts'
import type { Launch, SourceFacts, Wait } from '../source/facts.ts'
import { askedTooLate, nobodyLeft } from './asked-too-late.ts'
import { countsTooFew } from './counted.ts'
import { crashedBefore } from './cut-short.ts'
import { type ProgramEvidence, numbered } from './evidence.ts'
import { type Fact, failing } from './fact.ts'
import { ledPast } from './led-past.ts'
import { leavesTooEarly, leftEarly } from './left-early.ts'
import { leftByShell } from './left-by-shell.ts'
import { neverReached } from './never-reached.ts'
import { nextStepFor, notWaitedFor } from './not-waited-for.ts'
import { noLastLine } from './no-last-line.ts'
import { factOfWorkers } from './of-workers.ts'
import { hadJustBegun, outliving, saidSomethingAfter, whatHappened } from './outlived.ts'
import { at, ms, quoted, theWait } from './wording.ts'
import { saidTooSoon } from './said-too-soon.ts'
import { isTooShort, sleptBeside, sleptInstead } from './slept.ts'
import { brokeOff } from './words-of-the-end.ts'

interface Afterwards {
  /** Whether main is asked to print a line when the waiting is over. */
  readonly thenPrints?: boolean
  /** How many workers one version of the answer has, where an answer may hold several versions. */
  readonly workers?: number
}

/**
 * Whether the program itself waits for every worker. Both must hold. The kernel's record: each worker had ended, and was reaped, before the
 * program went on or ended. And the source says so, since Node and Python reap by themselves, and a sleep looks the same in the record.
 */
export const everyWorkerJoined = ({ thenPrints = false, workers: workersWanted = Number.POSITIVE_INFINITY }: Afterwards = {}): Fact =>
  factOfWorkers('not-waited-for', (evidence) => {
    const { workers, source } = evidence
    const expected =
      workers.length > 1 ? `main goes on when all ${workers.length} workers have ended` : 'main goes on when its worker has ended'
    const unwaited = source.launches.find((launch) => !isWaitedFor(launch) || (thenPrints && launch.wait?.atTheEnd === true))
    if (unwaited !== undefined && !anotherVersionWaits(evidence, workersWanted)) return notWaitedFor(evidence, unwaited, expected)
    const tooFew = countsTooFew(evidence, expected)
    if (tooFew !== null) return tooFew
    const past = ledPast(evidence, expected)
    if (past !== null) return past
    const early = tooEarly(evidence, thenPrints, expected)
    if (early !== null) return early
    const late = askedTooLate(evidence)
    if (late !== null)
      return failing('endless', expected, `main never came back from ${at(late)}, which waits for results`, nobodyLeft(late), quoted(late))
    const missed = neverReached(evidence)
    if (missed !== null) return failing('crash', expected, missed.seen, beforeTheWait, quoted(missed.wait))
    if (source.launches.length === 0)
      return unclear('the source does not show where the processes are started, so it does not show who waits for them')
    const doubtful = source.launches.find(({ wait }) => wait?.onlyIf !== undefined)?.wait
    if (doubtful !== undefined && doubtful !== null && !saidSomethingAfter(evidence, [doubtful])) return perhapsWaitedFor(doubtful)
    const tooShort =
      sleptInstead(evidence, expected) ??
      (thenPrints ? (sleptBeside(evidence, expected) ?? saidTooSoon(evidence, expected)) : null) ??
      leftByShell(evidence, expected) ??
      endedByLuck(evidence)
    if (tooShort !== null) return tooShort
    const wait = source.launches.find(isWaitedFor)!.wait!
    return passed(`${wait.how}, ${at(wait)}; ${reaping(evidence)}`, quoted(wait))
  })

/** The source waits, and yet a worker went on, or main did. */
const tooEarly = (evidence: ProgramEvidence, thenPrints: boolean, expected: string): Finding | null => {
  const { source, execution, main } = evidence
  const outlived = outliving(evidence)
  const seen = outlived ?? wentOn(evidence, thenPrints)
  const waits = source.launches.flatMap(({ wait }) => wait ?? [])
  const limited = waits.find((wait) => wait.mayGiveUp === true && (source.language === 'py' || isTooShort(evidence, wait)))
  if (seen === null) return null
  if (limited !== undefined) return gaveUp(source, limited, expected, seen)
  const isCutShort = execution.stopped !== null && main.endedMs === null
  if (outlived !== null && isCutShort && waits[0] !== undefined) return waitsInVain(evidence, waits[0], expected, outlived)
  if (outlived !== null && brokeOff(source, main)) return failing('crash', expected, seen, beforeTheWait)
  const left = leftEarly(evidence)
  if (left !== null) return leavesTooEarly(left, expected, seen)
  const silent = outlived === null && waits[0] !== undefined ? noLastLine(evidence, waits[0], expected) : null
  return silent ?? failing('went-on', expected, seen, nextStepFor(source.launches))
}

const beforeTheWait = 'Main does wait, but it ended before that. What ended it? The check “ends cleanly” says more.'

/** It is the child that does not come to its end, perhaps because of another one that broke down. */
const waitsInVain = (evidence: ProgramEvidence, wait: Wait, expected: string, seen: string): Finding =>
  crashedBefore(evidence, expected, seen) ??
  failing(
    'endless',
    expected,
    `${seen}; main waits for that: ${wait.how}, ${at(wait)}`,
    evidence.execution.stopped?.why === 'time'
      ? 'Main does wait. What is the child waiting for, or which loop of it has no end? Who should tell it that there is nothing more to do?'
      : 'Main does wait. Why the program had to be stopped before the child ended, the check “ends cleanly” says.',
    quoted(wait),
  )

const gaveUp = (source: SourceFacts, wait: Wait, expected: string, seen: string): Finding =>
  failing(
    'went-on',
    expected,
    `${theWait(source, wait)} ${wait.beside === true ? 'holds back a thread or a task beside main, but not main' : 'waits no longer than its limit'}; ${seen}`,
    wait.beside === true
      ? 'Main goes on while the thread or the task waits. What holds main back until that has ended?'
      : 'What happens when the limit is reached and the child is not done? How long does main have to wait?',
    quoted(wait),
  )

/** A pool's own wait for all results is enough everywhere: leaving or closing the pool is what ends its workers. */
const isWaitedFor = ({ wait, kind }: Launch): boolean =>
  wait !== null && wait.onlyIf?.whenEnded !== true && (wait.for === 'end' || kind === 'pool')

/**
 * An answer found in a document may hold several versions, one after the other, of which one is enough. Of pools one has to be waited for;
 * of processes, as many as one version has.
 */
const anotherVersionWaits = (evidence: ProgramEvidence, wanted: number): boolean => {
  const { anyTasks, source, workers } = evidence
  if (!anyTasks) return false
  const waited = source.launches.filter(isWaitedFor)
  if (waited.some(({ kind }) => kind === 'pool')) return true
  return workers.length >= 2 * wanted && waited.reduce((sum, launch) => sum + (launch.count ?? 0), 0) >= wanted
}

const reaping = (evidence: ProgramEvidence): string => {
  const { workers, main } = evidence
  const byMain = workers.filter(({ reapedBy }) => reapedBy === main.pid).length
  if (workers.some((worker) => hadJustBegun(evidence, worker)))
    return `${byMain} of ${workers.length} workers were reaped by main, and the last had just begun when the program was stopped`
  return byMain === workers.length
    ? `${workers.length > 1 ? `all ${counted(workers.length, 'worker')} were` : 'it was'} reaped by main`
    : 'every worker had ended before main did'
}

/**
 * What main did too early although the source waits, in words; `null` where it did nothing too early. A join with a time limit may give up.
 * And in TypeScript, whose questions ask for a line after the wait, a last line before the end of a worker says that the wait did not hold
 * main back.
 */
const wentOn = (evidence: ProgramEvidence, thenPrints: boolean): string | null => {
  const isDoubtful = (wait: Wait) => wait.onlyIf !== undefined || (wait.mayGiveUp === true && evidence.language === 'py')
  const doubtful = evidence.source.launches.flatMap(({ wait }) => (wait !== null && isDoubtful(wait) ? wait : []))
  const wantsLine = thenPrints && evidence.language === 'ts'
  return (doubtful.length > 0 || wantsLine) && !saidSomethingAfter(evidence, doubtful) ? whatHappened(evidence) : null
}

/** A wait that a worker outlived, perhaps: it depends on when that began, and nothing was printed that tells. */
const endedByLuck = (evidence: ProgramEvidence): Finding | null => {
  const lived = numbered(evidence.workers).map(({ name, worker }) => ({
    name,
    ms: (worker.endedMs ?? worker.startedMs) - worker.startedMs,
  }))
  for (const { wait } of evidence.source.launches) {
    const longer = lived.find((each) => wait?.limitMs !== undefined && each.ms > wait.limitMs)
    if (wait === null || longer === undefined || saidSomethingAfter(evidence)) continue
    return unclear(
      `${theWait(evidence.source, wait)} waits for ${ms(wait.limitMs!)} at most, ${longer.name} lived for ${ms(longer.ms)}, and nothing in the run tells which of the two came first: a line that main prints after the wait would`,
      quoted(wait),
    )
  }
  return null
}

/** Nothing was printed that tells whether the wait took place. */
const perhapsWaitedFor = (wait: Wait): Finding =>
  unclear(
    `${wait.how}, ${at(wait)}, waits only if the condition of ${at(wait.onlyIf!)} holds, and nothing in the run tells whether it did: a line that main prints after the wait would`,
    quoted(wait.onlyIf!),
  )
