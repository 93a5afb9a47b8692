/** Programs that wait in the source, and yet go on when a fixed time is over. */
import type { Finding } from '../core/types.ts'
import type { Place, Wait } from '../source/facts.ts'
import { type ProgramEvidence, lastEnd, ownLines } from './evidence.ts'
import { failing } from './fact.ts'
import { at, ms, quoted, said, theWait } from './wording.ts'

const notByTime = 'How long must it sleep if a child is slow today? What could it wait for instead of a time?'

/** Whether a wait that began when there was nothing else left to do was over before the last worker ended. */
export const isTooShort = ({ workers }: ProgramEvidence, { limitMs = Number.POSITIVE_INFINITY }: Wait): boolean =>
  lastEnd(workers) - Math.max(...workers.flatMap(({ startedMs, sent }) => [startedMs, ...sent.map(({ atMs }) => atMs)])) > limitMs

/** Main slept when the wait had given up. */
export const sleptInstead = (evidence: ProgramEvidence, expected: string): Finding | null => {
  const { launches, sleeps } = evidence.source
  const wait = launches.map((launch) => launch.wait).find((each) => each !== null && isTooShort(evidence, each))
  const isBehind = (sleep: Place) => sleep.file === wait?.file && sleep.line > wait.line
  if (wait === undefined || wait === null || sleeps.length === 0 || !sleeps.every(isBehind)) return null
  const seen = `${theWait(evidence.source, wait)} waits for ${ms(wait.limitMs!)} at most, and that was not enough; then main sleeps for a fixed time, ${at(sleeps[0]!)}`
  return failing('sleep', expected, seen, notByTime, quoted(wait))
}

/**
 * Each end of several is spoken of by a listener that does nothing else, and the last line of main comes after a fixed time, whatever had ended by then. Where the
 * text does not show who prints that line, or hands the processes to somebody who may wait, nothing is said.
 */
export const sleptBeside = (evidence: ProgramEvidence, expected: string): Finding | null => {
  const { launches, sleeps, prints = [], strangeWaits = [] } = evidence.source
  const [sleep, wait] = [sleeps[0], launches[0]?.wait]
  const last = ownLines(evidence).at(-1)?.line
  const places = prints.filter(({ says }) => says === last)
  const isBySleep = places.length > 0 && places.every(({ whenEnded }) => whenEnded === false)
  if (sleep === undefined || wait == null || last === undefined || !isBySleep || strangeWaits.length > 0) return null
  if (evidence.workers.length < 2 || !launches.every((launch) => launch.wait?.onlyTells === true)) return null
  const seen = `main ${wait.how}, ${at(wait)}, and only prints then; ${said(last)} comes after a fixed time, ${at(sleep)}, whatever has ended by then`
  return failing('sleep', expected, seen, notByTime, quoted(sleep))
}
