/** A main that waits for results which nobody is left to send. */
import type { Place } from '../source/facts.ts'
import { type ProgramEvidence, lastEnd } from './evidence.ts'
import { at, capital } from './wording.ts'

/** Where main asks for results when the workers have been ended, and from where it did not come back; `null` where that is not known. */
export const askedTooLate = ({ source, execution, main, workers }: ProgramEvidence): Place | null => {
  const end = lastEnd(workers)
  const isStuck = execution.stopped?.why === 'time' && main.endedMs === null && Number.isFinite(end)
  return isStuck && main.wrote.every(({ atMs }) => atMs < end) ? (source.askedTooLate?.[0] ?? null) : null
}

/** What leads on there. */
export const nobodyLeft = (place: Place): string =>
  `${capital(at(place))} asks for results when the workers have been ended already: nobody is left to send them. What ends the workers, and what has to be done before that?`
