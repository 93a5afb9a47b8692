/** How much of a verdict is shown. A small screen gets less, and says so; nothing that fails is ever left out. */
import type { CheckResult, Quote } from '../core/types.ts'
import { cut } from '../report/layout.ts'

/** Which parts of a verdict are shown. */
export interface Arrangement {
  /** The learner's own words under a check: all of them, or the first, in one line. */
  readonly quotes: 'whole' | 'line' | 'none'
  /** Passed checks: each with what was seen, or all in one line. */
  readonly passed: 'each' | 'together'
  /** What there is to say of all checks that did not pass, or only of the one to go about now. */
  readonly details: 'all' | 'first'
  /** What the program printed, and what else there is to say about the run. */
  readonly output: boolean
  readonly advice: boolean
  /** What the signs of the picture mean. */
  readonly legend: boolean
}

const full: Arrangement = { quotes: 'whole', passed: 'each', details: 'all', output: true, advice: true, legend: true }
const brief: Arrangement = { ...full, output: false, quotes: 'line', passed: 'together' }

/** The fullest first. What a key shows anyway, and what is good already, goes first. */
export const arrangements: readonly Arrangement[] = [
  full,
  { ...full, output: false },
  { ...full, output: false, quotes: 'line' },
  brief,
  { ...brief, details: 'first' },
  { ...brief, details: 'first', legend: false },
  { ...brief, details: 'first', legend: false, quotes: 'none', advice: false },
]

/** A check with as much of its evidence as is wanted; what passed has no need of any where room is short. */
export const arranged = (check: CheckResult, { quotes }: Arrangement, columns: number): CheckResult => {
  const { verdict } = check
  if (quotes === 'whole' || !('evidence' in verdict) || verdict.evidence === undefined) return check
  const { evidence, ...bare } = verdict
  if (quotes === 'none' || verdict.status === 'passed') return { ...check, verdict: bare }
  return { ...check, verdict: { ...bare, evidence: evidence.slice(0, 1).map((quote) => inOneLine(quote, columns)) } }
}

/** Room for a label in front, and for "line 123" and the quotation marks. */
const inOneLine = ({ quote, line }: Quote, columns: number): Quote => ({ quote: cut(quote.replaceAll(/\s+/g, ' '), columns - 30), line })
