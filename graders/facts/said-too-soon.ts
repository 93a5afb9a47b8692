/** Programs that say in the source that all is over before it is, and something about each end afterwards. */
import type { Finding } from '../core/types.ts'
import { type ProgramEvidence, lastEnd, ownLines } from './evidence.ts'
import { failing } from './fact.ts'
import { unheldWaits } from './unheld-waits.ts'
import { at, quoted, said } from './wording.ts'

/**
 * Each end is spoken of by a listener that does nothing else, and what was to hold main back is no promise: the line behind it was printed while a process was
 * running. Without that line the listeners are enough: each end has been told.
 */
export const saidTooSoon = (evidence: ProgramEvidence, expected: string): Finding | null => {
  const { launches, unheld = [], prints = [] } = evidence.source
  const place = unheld.find(({ why }) => why === 'no-promise')
  if (place === undefined || !launches.every(({ wait }) => wait?.onlyTells === true)) return null
  const behind = prints.filter(({ file, line, whenEnded }) => whenEnded === false && file === place.file && line > place.line)
  const end = lastEnd(evidence.workers)
  const early = ownLines(evidence).find(({ line, atMs }) => atMs < end && behind.some(({ says }) => says === line))
  if (early === undefined) return null
  const { topic, says, asks } = unheldWaits['no-promise']
  return failing(topic, expected, `${at(place)}: ${says}; it printed ${said(early.line)} while a process was running`, asks, quoted(place))
}
