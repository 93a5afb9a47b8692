/** What is on the screen, and in no call that the kernel's record holds: `sendfile`, `splice`, or a write under another number than 1. */
import { unclear } from '../core/findings.ts'
import { beginningOf } from '../core/readable.ts'
import type { Finding } from '../core/types.ts'
import type { ProgramEvidence } from './evidence.ts'
import type { Fact } from './fact.ts'
import type { Topic } from './hints.ts'
import { factOfWorkers } from './of-workers.ts'

/** A question about what is printed: it cannot be denied where somebody printed whom the record does not name. */
export const factOfOutput = (about: Topic, verify: (evidence: ProgramEvidence) => Finding): Fact =>
  factOfWorkers(about, (evidence) => {
    const finding = verify(evidence)
    const line = finding.status === 'failed' ? lineOfNobody(evidence) : null
    return line === null
      ? finding
      : unclear(`“${beginningOf(line)}” is on the screen, and the record does not show which process wrote it: it was not by a plain write`)
  })

/** More output is not looked through. */
const longest = 65_536

/**
 * A line with a word in it that no process wrote, as far as the record tells. Where as much was written as is on the screen, pieces only
 * stand in another order.
 */
const lineOfNobody = ({ execution: { witness, stdout, stopped, truncated, trace } }: ProgramEvidence): string | null => {
  if (witness !== 'kernel' || stopped !== null || truncated || stdout.length > longest) return null
  const writes = trace.processes.flatMap(({ wrote }) => wrote)
  const written = writes.reduce((sum, { stream, text }) => (stream === 'stdout' ? sum + text.length : sum), 0)
  if (written >= stdout.length) return null
  const known = new Set(wordsOf(writes.map(({ text }) => text).join('')))
  return (
    stdout
      .split(/\r?\n/)
      .find((line) => wordsOf(line).some((word) => !known.has(word)))
      ?.trim() ?? null
  )
}

const wordsOf = (text: string): string[] => text.match(/[\p{L}\p{N}]+/gu) ?? []
