import { passed, unclear } from '../core/findings.ts'
import type { Finding } from '../core/types.ts'
import type { Launch, Unheld, Wait } from '../source/facts.ts'
import { type ProgramEvidence, lastEnd, numbered, ownLines } from './evidence.ts'
import { type Fact, fact, failing } from './fact.ts'
import { at, count, ms, quoted } from './wording.ts'

interface Afterwards {
  /** Whether main is asked to print a line when the waiting is over. */
  readonly thenPrints?: boolean
  /** How many workers one version of the answer has, where an answer may hold several versions. */
  readonly workers?: number
}

/**
 * Whether the program itself waits for every worker. Both must hold: each worker had ended, and was reaped, before the program went on or ended
 * (the kernel's record), and the source says so, since Node and Python reap by themselves and a sleep looks the same in the record.
 */
export const everyWorkerJoined = ({ thenPrints = false, workers: workersWanted = Number.POSITIVE_INFINITY }: Afterwards = {}): Fact =>
  fact('not-waited-for', (evidence) => {
    const { workers, source } = evidence
    const expected =
      workers.length > 1 ? `main goes on when all ${workers.length} workers have ended` : 'main goes on when its worker has ended'
    const unwaited = source.launches.find((launch) => !isWaitedFor(launch))
    if (unwaited !== undefined && !anotherVersionWaits(evidence, workersWanted)) return notWaitedFor(evidence, unwaited, expected)
    const early = tooEarly(evidence, thenPrints, expected)
    if (early !== null) return early
    if (source.launches.length === 0)
      return unclear('the source does not show where the processes are started, so it does not show who waits for them')
    const doubtful = source.launches.find(({ wait }) => wait?.onlyIf !== undefined)?.wait
    if (doubtful !== undefined && doubtful !== null && !saidSomethingAfter(evidence)) return perhapsWaitedFor(doubtful)
    const wait = source.launches.find(isWaitedFor)!.wait!
    return passed(`${wait.how}, ${at(wait)}; ${reaping(evidence)}`, quoted(wait))
  })

const nextStep = 'What tells a parent that its child has ended? Wait for that, once for every child.'
const nextStepOfPool = 'What of a pool waits until all that it was asked for is done, and what ends its workers at once?'

/** The source waits, and yet a worker went on, or main did. */
const tooEarly = (evidence: ProgramEvidence, thenPrints: boolean, expected: string): Finding | null => {
  const { source, execution, main } = evidence
  const outlived = outliving(evidence)
  const seen = outlived ?? wentOn(evidence, thenPrints)
  const waits = source.launches.flatMap(({ wait }) => wait ?? [])
  const limited = waits.find(({ mayGiveUp }) => mayGiveUp === true)
  if (seen === null) return null
  if (limited !== undefined) return gaveUp(limited, expected, seen)
  const isCutShort = execution.stopped !== null && main.endedMs === null
  if (outlived !== null && isCutShort && waits[0] !== undefined) return waitsInVain(waits[0], expected, outlived)
  return failing('went-on', expected, seen, nextStep)
}

/** It is the child that does not come to its end. */
const waitsInVain = (wait: Wait, expected: string, seen: string): Finding =>
  failing(
    'endless',
    expected,
    `${seen}; main waits for that: ${wait.how}, ${at(wait)}`,
    'Main does wait. What is the child waiting for, and who should tell it that there is nothing more to do?',
    quoted(wait),
  )

const gaveUp = (wait: Wait, expected: string, seen: string): Finding =>
  failing(
    'went-on',
    expected,
    `${wait.how}, ${at(wait)}, waits no longer than its time limit; ${seen}`,
    'What happens when the time is up and the child is not done? How long does main have to wait?',
    quoted(wait),
  )

/** A pool's own wait for all results is enough everywhere: leaving or closing the pool is what ends its workers. */
const isWaitedFor = ({ wait, kind }: Launch): boolean =>
  wait !== null && wait.onlyIf?.whenEnded !== true && (wait.for === 'end' || kind === 'pool')

/**
 * An answer found in a document may hold several versions, one after the other, of which one is enough: of pools, one that is waited for; of processes,
 * as many that are waited for as one version has.
 */
const anotherVersionWaits = (evidence: ProgramEvidence, wanted: number): boolean => {
  const { anyTasks, source, workers } = evidence
  if (!anyTasks) return false
  const waited = source.launches.filter(isWaitedFor)
  if (waited.some(({ kind }) => kind === 'pool')) return true
  return workers.length >= 2 * wanted && waited.reduce((sum, launch) => sum + (launch.count ?? 0), 0) >= wanted
}

const reaping = ({ workers, main }: ProgramEvidence): string => {
  const byMain = workers.filter(({ reapedBy }) => reapedBy === main.pid).length
  return byMain === workers.length
    ? `${workers.length > 1 ? `all ${count(workers.length, 'worker')} were` : 'it was'} reaped by main`
    : 'every worker had ended before main did'
}

/** A worker that main did not outlive, in words; `null` where there is none. */
const outliving = ({ workers, main }: ProgramEvidence): string | null => {
  const mainEnd = main.endedMs ?? Number.POSITIVE_INFINITY
  const late = numbered(workers).find(({ worker }) => worker.endedMs === null || worker.endedMs > mainEnd)
  if (late === undefined) return null
  return late.worker.endedMs === null
    ? `${late.name} (pid ${late.worker.pid}) never ended by itself`
    : `main ended ${ms(late.worker.endedMs - mainEnd)} before ${late.name} (pid ${late.worker.pid}) did`
}

const notWaitedFor = (evidence: ProgramEvidence, launch: Launch, expected: string): Finding => {
  const { source } = evidence
  const [uncalled, sleep] = [source.uncalled[0], source.sleeps[0]]
  const seen = whatHappened(evidence) ?? outliving(evidence) ?? unwaitedFor(evidence, launch)
  if (uncalled !== undefined)
    return failing(
      'wait-not-called',
      expected,
      `${at(uncalled)} names the wait but does not carry it out; ${seen}`,
      'What makes the difference between naming a function and calling it?',
      quoted(uncalled),
    )
  const unheld = source.unheld?.[0]
  if (unheld !== undefined) return notHeldBack(unheld, expected, seen)
  if (launch.letGo !== null)
    return failing(
      'let-go',
      expected,
      `${at(launch.letGo)} lets the process go; ${seen}`,
      'Who waits for a process that was let go? Keep it, and wait for its end.',
      quoted(launch.letGo),
    )
  if (sleep !== undefined)
    return failing(
      'sleep',
      expected,
      `main sleeps for a fixed time, ${at(sleep)}; nothing waits for a process's end`,
      'How long must it sleep if a child is slow today? What could it wait for instead of a time?',
      quoted(sleep),
    )
  if (launch.wait?.onlyIf !== undefined)
    return failing(
      'wait-only-if',
      expected,
      `${launch.wait.how}, ${at(launch.wait)}, is reached only if the condition of ${at(launch.wait.onlyIf)} holds, and it does not hold while the process runs; ${seen}`,
      'What does the condition say right after the start, when the process still runs? When is main to wait?',
      quoted(launch.wait.onlyIf),
    )
  if (launch.wait !== null)
    return failing(
      'waits-for-a-message',
      expected,
      `${launch.wait.how}, ${at(launch.wait)}, waits for a result, not for the end of the process; ${seen}`,
      'A process may go on after its last message. What tells that it has ended?',
      quoted(launch.wait),
    )
  return failing('not-waited-for', expected, seen, launch.kind === 'pool' ? nextStepOfPool : nextStep, quoted(launch))
}

const unwaitedFor = ({ workers }: ProgramEvidence, launch: Launch): string => {
  if (launch.kind === 'pool') return `nothing in the source waits for what the pool of ${at(launch)} was asked for`
  return workers.length > 1
    ? `the source does not wait for every process that ${at(launch)} starts`
    : `nothing in the source waits for the process that ${at(launch)} starts`
}

const notHeldBack = (place: Unheld, expected: string, seen: string): Finding => {
  const { says, asks } = unheldWaits[place.why]
  return failing(place.why === 'dropped' ? 'wait-not-called' : 'went-on', expected, `${at(place)}: ${says}; ${seen}`, asks, quoted(place))
}

const unheldWaits: Readonly<Record<Unheld['why'], { readonly says: string; readonly asks: string }>> = {
  dropped: {
    says: 'a promise for the end of a process is made here, and nothing awaits it',
    asks: 'Which lines run while that promise is still open? What holds main back until it has settled?',
  },
  forEach: {
    says: 'forEach() calls the async function for each process and goes on at once; it does not wait for what they await',
    asks: 'Which kind of loop waits at each await in it? Or: who could keep all these promises and await them together?',
  },
  race: {
    says: 'this promise settles as soon as the first process has ended',
    asks: 'How many ends does main have to wait for? What settles only when all of them are there?',
  },
}

/**
 * What main did too early although the source waits, in words; `null` where it did not. A join with a time limit may give up; and in TypeScript, whose
 * questions ask for a line after the wait, a last line before the end says that the wait did not hold main back.
 */
const wentOn = (evidence: ProgramEvidence, thenPrints: boolean): string | null => {
  const mayGiveUp = evidence.source.launches.some(({ wait }) => wait?.mayGiveUp === true || wait?.onlyIf !== undefined)
  const wantsLine = thenPrints && evidence.language === 'ts'
  return (mayGiveUp || wantsLine) && !saidSomethingAfter(evidence) ? whatHappened(evidence) : null
}

const saidSomethingAfter = (evidence: ProgramEvidence): boolean => ownLines(evidence).some(({ atMs }) => atMs >= lastEnd(evidence.workers))

/** Nothing was printed that tells whether the wait took place. */
const perhapsWaitedFor = (wait: Wait): Finding =>
  unclear(
    `${wait.how}, ${at(wait)}, waits only if the condition of ${at(wait.onlyIf!)} holds, and nothing in the run tells whether it did: a line that main prints after the wait would`,
    quoted(wait.onlyIf!),
  )

/** The most telling line of the record: main printed something while a worker was still alive. */
const whatHappened = (evidence: ProgramEvidence): string | null => {
  const end = lastEnd(evidence.workers)
  const last = ownLines(evidence).at(-1)
  if (last === undefined || last.atMs >= end || last.atMs < Math.max(...evidence.workers.map(({ startedMs }) => startedMs))) return null
  const late = numbered(evidence.workers).find(({ worker }) => (worker.endedMs ?? Number.POSITIVE_INFINITY) === end)!
  return Number.isFinite(end)
    ? `main printed "${last.line}" ${ms(end - last.atMs)} before ${late.name} ended`
    : `main printed "${last.line}" while ${late.name} was running`
}
