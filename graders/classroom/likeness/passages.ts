/** Where two answers are alike. */
import type { Span } from './excerpts.ts'
import type { Grain, Fingerprint, Token } from './winnow.ts'

/** One answer: all that stands in a row, and what was kept of it. */
export interface Grained {
  readonly tokens: readonly Token[]
  readonly grams: readonly Fingerprint[]
  readonly prints: readonly Fingerprint[]
}

/** The passages that hold one of the shared fingerprints, as far as the other answer has them too; those that touch are one. */
export const passagesOf = ({ tokens, grams, prints }: Grained, other: Grained, shared: ReadonlySet<number>, { k }: Grain): Span[] => {
  const there = new Set(other.grams.map(({ hash }) => hash))
  const isThere = (at: number): boolean => at >= 0 && at < grams.length && there.has(grams[at]!.hash)
  const spans: { first: number; last: number }[] = []
  for (const { at } of prints.filter(({ hash }) => shared.has(hash)).toSorted((a, b) => a.at - b.at)) {
    let [first, last] = [at, at]
    const open = spans.at(-1)
    if (open !== undefined && last <= open.last) continue
    while (isThere(first - 1)) first -= 1
    while (isThere(last + 1)) last += 1
    if (open !== undefined && first <= open.last + k) open.last = last
    else spans.push({ first, last })
  }
  return spans.map(({ first, last }) => ({ from: tokens[first]!.from, to: tokens[last + k - 1]!.to }))
}
