/**
 * Which answers to one question are much alike.
 *
 * Theory of operation. Fingerprints are sorted, so that the answers that have one stand next to each other. Fingerprints that many have are what
 * the task asks for, and count for nobody. For one answer after the other it is then counted how many of the others each later answer has in common with
 * it. The work grows with the number of fingerprints times the few that may share one, and the memory with the number of those that are shared.
 */
import type { Language } from '../../core/types.ts'
import { type Holders, holdersIn } from './holders.ts'
import type { NumberLists } from './number-lists.ts'

/** Two answers that are much alike. */
export interface Alike {
  /** Positions in the list of answers. */
  readonly one: number
  readonly other: number
  /** How many fingerprints both have, and few others. */
  readonly count: number
  /** What part of the shorter one that is. */
  readonly share: number
}

interface Threshold {
  readonly share: number
  readonly shared: number
  /** A shorter answer counts as one with so many fingerprints: there are not many ways to say little. */
  readonly least: number
}

/** Programs that solve the same task are alike in much; people who say the same thing in their own words are not. */
const thresholds = {
  program: { share: 0.6, shared: 12, least: 15 },
  prose: { share: 0.4, shared: 10, least: 15 },
} as const satisfies Record<string, Threshold>

/** What comparing the answers to one question came to. */
export interface Compared {
  /** The most alike, with the fingerprints that both have. */
  readonly pairs: readonly (Alike & { readonly shared: readonly number[] })[]
  /** How many pairs there are in all. */
  readonly count: number
}

/** Compares all answers to one question in one language. Answers of one owner are not compared with each other. No more than `most` pairs are returned. */
export const compare = (answers: NumberLists, owners: readonly unknown[], language: Language, most: number): Compared => {
  const threshold = language === 'md' ? thresholds.prose : thresholds.program
  const index = holdersIn(answers)
  const counts = new Uint16Array(answers.length)
  const best = new Best(most)
  for (let one = 0; one < answers.length; one++) {
    for (const other of countShared(index, one, counts)) {
      const count = counts[other]!
      counts[other] = 0
      const share = count / Math.max(threshold.least, Math.min(index.own(one), index.own(other)))
      if (count >= threshold.shared && share >= threshold.share && owners[one] !== owners[other]) best.add({ one, other, share, count })
    }
  }
  return { pairs: best.pairs().map((pair) => ({ ...pair, shared: sharedBy(index, pair) })), count: best.count }
}

/** Keeps the most alike of all pairs that it is given. In a large class whole groups may be alike, and a group of n has n²/2 pairs. */
class Best {
  readonly #most: number
  #pairs: Alike[] = []
  count = 0

  constructor(most: number) {
    this.#most = most
  }

  add(pair: Alike): void {
    this.count += 1
    this.#pairs.push(pair)
    if (this.#pairs.length > this.#most + 1000) this.#pairs = this.pairs()
  }

  pairs(): Alike[] {
    return this.#pairs.sort((a, b) => b.share - a.share || b.count - a.count || a.one - b.one || a.other - b.other).slice(0, this.#most)
  }
}

/** Counts what one has in common with each later one, and returns which those are. */
const countShared = ({ held, holders }: Holders, one: number, counts: Uint16Array): number[] => {
  const touched: number[] = []
  for (const start of held(one))
    for (const other of holders(start)) {
      if (other <= one) continue
      if (counts[other] === 0) touched.push(other)
      counts[other]! += 1
    }
  return touched
}

const sharedBy = ({ held, hashAt }: Holders, { one, other }: Alike): number[] => {
  const known = new Set(held(other))
  return Array.from(held(one))
    .filter((start) => known.has(start))
    .map(hashAt)
}
