/** Who has which fingerprint. */
import { sumOf } from '../../core/score.ts'
import type { NumberLists } from './number-lists.ts'

/** So many of a class have what the task asks for. */
export const commonFrom = (answers: number): number => Math.max(5, Math.floor(answers / 10)) + 1

/** A fingerprint that several have, and few, is known by where those who have it begin to stand. */
export interface Holders {
  /** How many fingerprints an answer has that few have. */
  readonly own: (answer: number) => number
  /** Those that another answer has as well. */
  readonly held: (answer: number) => Uint32Array
  readonly holders: (start: number) => Iterable<number>
  readonly hashAt: (start: number) => number
}

/** Sorts the fingerprints of all answers. */
export const holdersIn = (answers: NumberLists): Holders => {
  const own = new Uint32Array(answers.length)
  const several = sharedByFew(answers, own)
  const hashAt = (at: number): number => hashIn(several[at]!)
  const ends = new Uint32Array(answers.length + 1)
  for (const print of several) ends[ownerIn(print) + 1]! += 1
  for (let answer = 1; answer < ends.length; answer++) ends[answer]! += ends[answer - 1]!
  const next = ends.slice()
  const starts = new Uint32Array(several.length)
  forEachRun(several, (start, end) => {
    for (let at = start; at < end; at++) starts[next[ownerIn(several[at]!)]!++] = start
  })
  const holders = function* (start: number): Generator<number> {
    for (let at = start; at < several.length && hashAt(at) === hashAt(start); at++) yield ownerIn(several[at]!)
  }
  return { own: (answer) => own[answer]!, held: (answer) => starts.subarray(ends[answer], ends[answer + 1]), holders, hashAt }
}

/** Most fingerprints are one answer's alone, or everybody's, and need not be kept: so they are sorted in so many parts, by the last bits of their hashes. */
const parts = 16

/** The fingerprints that two answers have at least, and few; equal ones side by side. Counts in `own` all those of an answer that few have. */
const sharedByFew = (answers: NumberLists, own: Uint32Array): Float64Array => {
  const sizes = new Uint32Array(parts)
  answers.forEach((hash) => (sizes[hash % parts]! += 1))
  const room = new Float64Array(Math.max(...sizes))
  const kept = Array.from(sizes, (size, part) => {
    const sorted = sortedPart(answers, part, room.subarray(0, size))
    let length = 0
    forEachRun(sorted, (start, end) => {
      if (end - start >= commonFrom(answers.length)) return
      for (let at = start; at < end; at++) own[ownerIn(sorted[at]!)]! += 1
      if (end - start === 1) return
      sorted.copyWithin(length, start, end)
      length += end - start
    })
    return sorted.slice(0, length)
  })
  const all = new Float64Array(sumOf(kept.map(({ length }) => length)))
  let at = 0
  for (const some of kept) {
    all.set(some, at)
    at += some.length
  }
  return all
}

const sortedPart = (answers: NumberLists, part: number, room: Float64Array): Float64Array => {
  let next = 0
  answers.forEach((hash, answer) => {
    if (hash % parts === part) room[next++] = hash * width + answer
  })
  return room.sort()
}

/** Calls for each run of one fingerprint in a sorted list: where it begins, and where it is over. */
const forEachRun = (sorted: Float64Array, call: (start: number, end: number) => void): void => {
  for (let start = 0, end = 0; start < sorted.length; start = end) {
    const hash = hashIn(sorted[start]!)
    while (end < sorted.length && hashIn(sorted[end]!) === hash) end += 1
    call(start, end)
  }
}

/** A fingerprint has 32 bits, and a number that is exact has 53: the rest says whose it is. */
const width = 2 ** 20
const hashIn = (print: number): number => Math.floor(print / width)
const ownerIn = (print: number): number => print % width
