/** Metrics of agreement: counts, precision, recall, F1, and quadratic weighted kappa. */

/** How often something was found and was there, was found and was not, was there and was not found. */
export interface Counts {
  readonly hits: number
  readonly wrong: number
  readonly missed: number
}

/** Precision, recall and F1 of counts; 1 where there was nothing to find and nothing was found. */
export interface Agreement extends Counts {
  readonly precision: number
  readonly recall: number
  readonly f1: number
}

/** Adds the measures to counts. */
export const agreementOf = ({ hits, wrong, missed }: Counts): Agreement => {
  const precision = ratio(hits, hits + wrong)
  const recall = ratio(hits, hits + missed)
  return { hits, wrong, missed, precision, recall, f1: ratio(2 * hits, 2 * hits + wrong + missed) }
}

const ratio = (part: number, whole: number): number => (whole === 0 ? 1 : part / whole)

/** The sum of counts. */
export const sumCounts = (all: readonly Counts[]): Counts =>
  all.reduce((sum, { hits, wrong, missed }) => ({ hits: sum.hits + hits, wrong: sum.wrong + wrong, missed: sum.missed + missed }), {
    hits: 0,
    wrong: 0,
    missed: 0,
  })

const top = 3

const distance = (one: number, other: number): number => (one - other) ** 2

/** Quadratic weighted kappa of two series of marks from 0 to the top one. */
export const weightedKappa = (pairs: readonly (readonly [number, number])[]): number => {
  if (pairs.length === 0) return 1
  const share = (mark: number, side: 0 | 1): number => pairs.filter((pair) => pair[side] === mark).length / pairs.length
  const observed = pairs.reduce((sum, [one, other]) => sum + distance(one, other), 0) / pairs.length
  let expected = 0
  for (let one = 0; one <= top; one += 1)
    for (let other = 0; other <= top; other += 1) expected += share(one, 0) * share(other, 1) * distance(one, other)
  return expected === 0 ? 1 : 1 - observed / expected
}
