/** Programs that wait, and whose last line is one from before the wait. */
import type { Finding } from '../core/types.ts'
import type { Wait } from '../source/facts.ts'
import { type ProgramEvidence, ownLines } from './evidence.ts'
import { failing } from './fact.ts'
import { whatHappened } from './outlived.ts'
import { at, quoted } from './wording.ts'

/**
 * The source waits, and main had fallen silent before any worker ended: no wait of whatever kind can have come before its last line. Who is asked for a
 * line when the waiting is over, and has none, is not to be told to wait.
 */
export const noLastLine = (evidence: ProgramEvidence, wait: Wait, expected: string): Finding | null => {
  if (evidence.language !== 'ts' || wait.for !== 'end') return null
  const happened = whatHappened(evidence)
  const firstEnd = Math.min(...evidence.workers.map(({ endedMs }) => endedMs ?? Number.POSITIVE_INFINITY))
  if (happened === null || ownLines(evidence).at(-1)!.atMs >= firstEnd) return null
  return failing(
    'no-line-of-main',
    expected,
    `main ${wait.how}, ${at(wait)}, but its last line came before that: ${happened}`,
    'What should main say when the waiting is over, and where does that line belong?',
    quoted(wait),
  )
}
