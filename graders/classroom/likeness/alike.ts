/**
 * Which answers to one question are much alike.
 *
 * Theory of operation. All fingerprints stand in one list, sorted, so that the answers that have one stand next to each other. Fingerprints that many have are what
 * the task asks for, and count for nobody. For one answer after the other it is then counted how many fingerprints each later answer has in common with
 * it. The work grows with the number of fingerprints times the few that may share one, and the memory with the number of fingerprints.
 */
import type { Language } from '../../core/types.ts'

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

/** So many of a class have what the task asks for. */
export const commonFrom = (answers: number): number => Math.max(5, Math.floor(answers / 10)) + 1

export interface Compared {
  /** The most alike first. */
  readonly pairs: readonly Alike[]
  /** The fingerprints that two have in common. */
  readonly sharedBy: (pair: Alike) => readonly number[]
}

/** Compares all answers to one question in one language. Answers of one owner are not compared with each other. */
export const compare = (answers: readonly (readonly number[])[], owners: readonly string[], language: Language): Compared => {
  const threshold = language === 'md' ? thresholds.prose : thresholds.program
  const { holders, held } = indexOf(answers)
  const counts = new Uint16Array(answers.length)
  const pairs: Alike[] = []
  for (const [one, own] of held.entries()) {
    const touched = countShared(own, one, holders, counts)
    for (const other of touched) {
      const count = counts[other]!
      counts[other] = 0
      const share = count / Math.max(threshold.least, Math.min(own.length, held[other]!.length))
      if (count >= threshold.shared && share >= threshold.share && owners[one] !== owners[other]) pairs.push({ one, other, share, count })
    }
  }
  const sharedBy = ({ one, other }: Alike) => inBoth(held[one]!, held[other]!)
  return { pairs: pairs.sort((a, b) => b.share - a.share || b.count - a.count || a.one - b.one || a.other - b.other), sharedBy }
}

type Holders = (hash: number) => Iterable<number>

/** Counts what one has in common with each later one, and returns which those are. */
const countShared = (own: readonly number[], one: number, holders: Holders, counts: Uint16Array): number[] => {
  const touched: number[] = []
  for (const hash of own)
    for (const other of holders(hash)) {
      if (other <= one) continue
      if (counts[other] === 0) touched.push(other)
      counts[other]! += 1
    }
  return touched
}

/** Who has a fingerprint, and which fingerprints each has that few have. */
const indexOf = (answers: readonly (readonly number[])[]) => {
  const sorted = new Float64Array(answers.reduce((sum, each) => sum + each.length, 0))
  let length = 0
  for (const [index, hashes] of answers.entries()) for (const hash of hashes) sorted[length++] = hash * width + index
  sorted.sort()
  const [starts, held] = [new Map<number, number>(), answers.map((): number[] => [])]
  for (let start = 0, end = 0; start < length; start = end) {
    const hash = Math.floor(sorted[start]! / width)
    while (end < length && Math.floor(sorted[end]! / width) === hash) end += 1
    if (end - start >= commonFrom(answers.length)) continue
    if (end - start > 1) starts.set(hash, start)
    for (let at = start; at < end; at++) held[sorted[at]! % width]!.push(hash)
  }
  const holders = function* (hash: number): Generator<number> {
    for (let at = starts.get(hash) ?? length; at < length && Math.floor(sorted[at]! / width) === hash; at++) yield sorted[at]! % width
  }
  return { holders, held }
}

/** A fingerprint has 32 bits, and a number that is exact has 53: the rest says whose it is. */
const width = 2 ** 20

const inBoth = (some: readonly number[], others: readonly number[]): number[] => {
  const known = new Set(others)
  return some.filter((hash) => known.has(hash))
}
