/** What the record of a run tells of who came to an end first: main, or its workers. */
import { type ProgramEvidence, lastEnd, numbered, ownLines } from './evidence.ts'
import { ms } from './wording.ts'

/** A worker that main did not outlive, in words; `null` where there is none. */
export const outliving = ({ workers, main }: ProgramEvidence): string | null => {
  const mainEnd = main.endedMs ?? Number.POSITIVE_INFINITY
  const late = numbered(workers).find(({ worker }) => worker.endedMs === null || worker.endedMs > mainEnd)
  if (late === undefined) return null
  return late.worker.endedMs === null
    ? `${late.name} (pid ${late.worker.pid}) never ended by itself`
    : `main ended ${ms(late.worker.endedMs - mainEnd)} before ${late.name} (pid ${late.worker.pid}) did`
}

/** The most telling line of the record: main printed something while a worker was still alive. */
export const whatHappened = (evidence: ProgramEvidence): string | null => {
  const end = lastEnd(evidence.workers)
  const last = ownLines(evidence).at(-1)
  if (last === undefined || last.atMs >= end || last.atMs < Math.max(...evidence.workers.map(({ startedMs }) => startedMs))) return null
  const late = numbered(evidence.workers).find(({ worker }) => (worker.endedMs ?? Number.POSITIVE_INFINITY) === end)!
  return Number.isFinite(end)
    ? `main printed "${last.line}" ${ms(end - last.atMs)} before ${late.name} ended`
    : `main printed "${last.line}" while ${late.name} was running`
}

/** True where main printed a line when its last worker had ended. */
export const saidSomethingAfter = (evidence: ProgramEvidence): boolean =>
  ownLines(evidence).some(({ atMs }) => atMs >= lastEnd(evidence.workers))
