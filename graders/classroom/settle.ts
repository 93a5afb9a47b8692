/** Nobody loses points for what one run on a busy machine looked like. */
import { byMerit, didVary } from '../core/score.ts'
import type { Result } from '../core/types.ts'

/** How often a program is run at most. */
const mostRuns = 3

/** The check that the source alone decides: no run changes it. */
const untimed = 'api'

/**
 * Judges an answer, and where points would be lost by what may depend on timing, judges it again: until two runs agree, three times at most.
 * Where all three differ, the best counts. The result tells.
 */
export const settle = async (judge: () => Promise<Result>): Promise<Result> => {
  const results = [await judge()]
  if (!mayDependOnTiming(results[0]!)) return results[0]!
  while (results.length < mostRuns && agreed(results) === null) results.push(await judge())
  const best = results.toSorted(byMerit)[0]!
  return told(agreed(results) ?? best, results.map(openChecks))
}

const mayDependOnTiming = ({ run, checks, status }: Result): boolean =>
  run !== undefined && status === 'failed' && checks.some(({ id, verdict }) => verdict.status === 'failed' && id !== untimed)

const openChecks = ({ checks }: Result): readonly string[] =>
  checks.filter(({ verdict }) => verdict.status === 'failed' || verdict.status === 'errored').map(({ id }) => id)

const outcomeOf = (result: Result): string => `${result.status} ${openChecks(result).join(' ')}`

/** The latest result of the first outcome that was seen twice. */
const agreed = (results: readonly Result[]): Result | null =>
  results.findLast((result) => results.filter((other) => outcomeOf(other) === outcomeOf(result)).length > 1) ?? null

const told = (result: Result, runs: readonly (readonly string[])[]): Result => ({
  ...result,
  runs,
  advice: [...result.advice, ...(didVary(runs) ? [varied(runs)] : [])],
})

const varied = (runs: readonly (readonly string[])[]): string => {
  const outcomes = runs.map((open) => (open.length === 0 ? 'all checks passed' : `${open.join(', ')} did not`))
  return `This program was run ${runs.length} times, since it does not do the same every time: ${outcomes.join('; ')}. What most runs showed counts.`
}
