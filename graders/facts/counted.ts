/** A count of ends that is full before the last process has ended. */
import type { Finding } from '../core/types.ts'
import type { Launch, Wait } from '../source/facts.ts'
import type { ProgramEvidence } from './evidence.ts'
import { failing } from './fact.ts'
import { whatHappened } from './outlived.ts'
import { at, quoted } from './wording.ts'

type Counted = NonNullable<Wait['counted']>

/** Main counts the ends of all processes, and goes on when fewer have ended than there are, however long it sleeps then; `null` where it does not. */
export const countsTooFew = (evidence: ProgramEvidence, expected: string): Finding | null => {
  const { source, workers, anyTasks } = evidence
  const isShort = ({ wait }: Launch): boolean => wait?.counted !== undefined && wait.counted.ends < workers.length
  const counted = source.launches.find(isShort)?.wait?.counted
  if (counted === undefined || anyTasks || !source.launches.every(isShort)) return null
  const happened = whatHappened(evidence)
  const seen = `${saysEnough(counted, workers.length)}${happened === null ? '' : `; ${happened}`}`
  return failing('went-on', expected, seen, 'How many ends does main have to wait for? Up to which number does it count?', quoted(counted))
}

const saysEnough = (counted: Counted, workers: number): string =>
  `main goes on when ${counted.ends === 1 ? `the first of the ${workers} has` : `${counted.ends} of the ${workers} have`} ended: that is what ${at(counted)} asks for`
