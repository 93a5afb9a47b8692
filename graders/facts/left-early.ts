/** Programs in TypeScript that listen for the end of a process, and end themselves before that can come. */
import type { Finding } from '../core/types.ts'
import type { Place } from '../source/facts.ts'
import type { ProgramEvidence } from './evidence.ts'
import { failing } from './fact.ts'
import { outliving } from './outlived.ts'
import { at, quoted } from './wording.ts'

/** Where main ended itself while a worker was running; `null` where it did not, or where nobody knows the line. */
export const leftEarly = (evidence: ProgramEvidence): Place | null => {
  const place = evidence.source.leaves?.[0]
  return place === undefined || evidence.execution.stopped !== null || outliving(evidence) === null ? null : place
}

/** Main does listen: what is wrong is the line that ends it. */
export const leavesTooEarly = (place: Place, expected: string, seen: string): Finding =>
  failing(
    'went-on',
    expected,
    `${at(place)} ends main at once, whatever it still listens for; ${seen}`,
    'What becomes of the listeners of a process that has ended? When would main end if that line were not there?',
    quoted(place),
  )
