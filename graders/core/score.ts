import { stackOf } from './errors.ts'
import { readable } from './readable.ts'
import type { Check, CheckResult, Result, Verdict } from './types.ts'

type Checks<Evidence> = Readonly<Record<string, Check<Evidence>>>

/** Puts every check to the evidence, in order. A check that comes `after` one that failed is skipped; where that one could not be told, this one may. */
export const runChecks = <Evidence>(checks: Checks<Evidence>, evidence: Evidence): CheckResult[] => {
  const verdicts = new Map<string, Verdict>()
  for (const [id, check] of Object.entries(checks)) verdicts.set(id, verdictOf(check, evidence, verdicts))
  const decided = [...verdicts.values()].some(({ status }) => status === 'passed' || status === 'failed')
  return Object.entries(checks).map(([id, { title, points }]) => {
    const verdict = verdicts.get(id)!
    return { id, title, points: pointsFor(verdict, points, decided), max: points, verdict }
  })
}

const verdictOf = <Evidence>(check: Check<Evidence>, evidence: Evidence, earlier: ReadonlyMap<string, Verdict>): Verdict => {
  if (check.after !== undefined && isClosed(earlier.get(check.after)?.status)) return { status: 'skipped', after: check.after }
  try {
    return readable(check.verify(evidence))
  } catch (error) {
    return { status: 'errored', cause: stackOf(error) }
  }
}

const isClosed = (before: Verdict['status'] | undefined): boolean => before === undefined || before === 'failed' || before === 'skipped'

/** What could not be told costs nothing, provided that something else could. */
const pointsFor = (verdict: Verdict, points: number, decided: boolean): number => {
  if (verdict.status === 'passed') return points
  const undecided = verdict.status === 'unclear' || verdict.status === 'errored'
  return undecided && decided ? points : 0
}

/** Sorts results, the one that counts first: one that passed, else the one with the most points. */
export const byMerit = (a: Result, b: Result): number => Number(b.status === 'passed') - Number(a.status === 'passed') || b.score - a.score

/** Sums points without the dust of binary fractions (1.5 + 0.1 …): scores are multiples of a hundredth. */
export const sumOf = (points: readonly number[]): number => Math.round(points.reduce((sum, each) => sum + each, 0) * 100) / 100

/** Whether a program did not do the same every time: for each run, the checks that it left open. */
export const didVary = (runs: readonly (readonly string[])[]): boolean => new Set(runs.map(String)).size > 1
