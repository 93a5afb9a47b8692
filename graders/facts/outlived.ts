/** What the record of a run tells of who came to an end first: main, or its workers. */
import type { TracedProcess } from '../core/process.ts'
import type { Wait } from '../source/facts.ts'
import { type ProgramEvidence, lastEnd, numbered, ownLines } from './evidence.ts'
import { waitsBySentinel } from './led-past.ts'
import { ms, said } from './wording.ts'

/** A worker that main did not outlive, in words; `null` where there is none. */
export const outliving = (evidence: ProgramEvidence): string | null => {
  const { workers, main } = evidence
  const mainEnd = main.endedMs ?? Number.POSITIVE_INFINITY
  const late = numbered(workers).find(
    ({ worker }) => (worker.endedMs === null && !hadJustBegun(evidence, worker)) || (worker.endedMs ?? 0) > mainEnd,
  )
  if (late === undefined) return null
  const { stopped } = evidence.execution
  if (late.worker.endedMs === null)
    return `${late.name} (pid ${late.worker.pid}) ${stopped === null || stopped.why === 'time' ? 'never ended by itself' : 'had not ended when the program was stopped'}`
  return `main ended ${ms(late.worker.endedMs - mainEnd)} before ${late.name} (pid ${late.worker.pid}) did`
}

/** So much younger than the record tells may a process have been when the program was stopped. */
const doubtMs = 250

/**
 * Whether a program that starts one worker after another was stopped, out of time, when its last worker had only just begun. The workers
 * before it had not ended at that age either, so nothing says that this one would not have.
 */
export const hadJustBegun = ({ execution: { stopped }, main, workers }: ProgramEvidence, worker: TracedProcess): boolean => {
  if (stopped?.why !== 'time' || main.endedMs !== null || worker.endedMs !== null) return false
  const before = workers.flatMap(({ startedMs, endedMs }) => (endedMs !== null && endedMs <= worker.startedMs ? [endedMs - startedMs] : []))
  return before.length > 0 && stopped.limitMs - worker.startedMs <= 2 * Math.max(...before) + doubtMs
}

/** The most telling line of the record: main printed something while a worker was still alive. */
export const whatHappened = (evidence: ProgramEvidence): string | null => {
  const end = lastEnd(evidence.workers)
  const last = ownLines(evidence).at(-1)
  if (last === undefined || last.atMs >= end || last.atMs < Math.max(...evidence.workers.map(({ startedMs }) => startedMs))) return null
  const late = numbered(evidence.workers).find(({ worker }) => (worker.endedMs ?? Number.POSITIVE_INFINITY) === end)!
  return Number.isFinite(end)
    ? `main printed ${said(last.line)} ${ms(end - last.atMs)} before ${late.name} ended`
    : `main printed ${said(last.line)} while ${late.name} was running`
}

/**
 * True where main printed a line after that for which `waits` wait: the last worker's end, or the last result, which the workers of a pool
 * outlive.
 */
export const saidSomethingAfter = (evidence: ProgramEvidence, waits: readonly Pick<Wait, 'for'>[] = []): boolean => {
  const sent = evidence.workers.flatMap((worker) => worker.sent.map(({ atMs }) => atMs))
  const isForResults = sent.length > 0 && waits.length > 0 && waits.every((wait) => wait.for === 'results')
  const overMs = isForResults ? Math.max(...sent) : lastEnd(evidence.workers)
  return ownLines(evidence).some(({ atMs }) => atMs >= overMs)
}

/** A line that main prints so shortly before the last end may come behind a wait by sentinel, which is over when a process is about to end. */
const momentMs = 50

/** Whether main’s last line may stand behind such a wait: then it came too early by no more than that moment. */
export const endedAlmost = (evidence: ProgramEvidence): boolean =>
  waitsBySentinel.test(evidence.program) && lastEnd(evidence.workers) - (ownLines(evidence).at(-1)?.atMs ?? 0) < momentMs
