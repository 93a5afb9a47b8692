/** Waits that stand in the source, and that main did not live to reach. */
import type { Launch, Wait } from '../source/facts.ts'
import type { ProgramEvidence } from './evidence.ts'
import { brokeOff, lastWords, ownLinesOf } from './words-of-the-end.ts'

/** What an exception does not keep main from: code that runs because of it. Which way main went there, the lines of the message do not tell. */
const goesOnAfterwards = /\b(?:except|finally|atexit)\b/

/**
 * The wait that an exception kept main from, and the exception in words; `null` where none is known to have done so. Even a Python that an
 * exception ends collects its children on its way out, so the record looks as if main had waited. The exception's message names every call
 * that led to it: a wait below all of these lines, for a process that is started above them, was still to come. In Node a handler may stand
 * anywhere, and nobody waits on the way out.
 */
export const neverReached = (evidence: ProgramEvidence): { readonly wait: Wait; readonly seen: string } | null => {
  const { language, program, source, main } = evidence
  if (language !== 'py' || goesOnAfterwards.test(program) || !brokeOff(source, main)) return null
  const lines = ownLinesOf(main)
  if (lines.length === 0) return null
  const last = Math.max(...lines)
  const wait = source.launches.find((launch) => isStillToCome(launch, last) && !endsWithItsBlock(launch, program))?.wait
  if (wait === undefined || wait === null) return null
  return { wait, seen: `an exception ended main in line ${lines[0]}, before it came to the wait of line ${wait.line}${lastWords(main)}` }
}

const isStillToCome = ({ file, line, wait }: Launch, last: number): boolean =>
  wait !== null && file === '' && wait.file === '' && line <= last && last < wait.line

/** Leaving the block of a pool ends its workers, by an exception as well. */
const endsWithItsBlock = ({ kind, line }: Launch, program: string): boolean =>
  kind === 'pool' && /^\s*(?:async\s+)?with\b/.test(program.split(/\r\n|\r|\n/)[line - 1] ?? '')
