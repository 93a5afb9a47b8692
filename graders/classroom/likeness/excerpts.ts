/** What is shown of an answer: the passages that are alike, and a little around them. */
import type { Excerpt, Part } from '../../report/likeness.ts'

/** A part of a text, from an offset to another. */
export interface Span {
  readonly from: number
  readonly to: number
}

/** An answer of no more lines is shown whole. */
const shortLines = 60
const contextLines = 2

/** Of one answer no more is shown. */
const mostCharacters = 12_000

/** Excerpts of a text that hold all spans, as far as there is room for them. The spans stand in order. */
export const excerptsOf = (text: string, spans: readonly Span[]): Excerpt[] => {
  const starts = [0, ...[...text.matchAll(/\n/g)].map(({ index }) => index + 1).filter((at) => at < text.length)]
  const ranges = starts.length <= shortLines ? [{ first: 0, last: starts.length - 1 }] : around(spans, starts)
  let room = mostCharacters
  const excerpts: Excerpt[] = []
  for (const { first, last } of ranges) {
    if (room <= 0) break
    const from = starts[first]!
    const to = Math.min(starts[last + 1] ?? text.length, from + room)
    room -= to - from
    excerpts.push({ line: first + 1, parts: partsOf(text, { from, to }, spans) })
  }
  return excerpts
}

/** Lines that hold spans, and those around them; what touches is one range. */
const around = (spans: readonly Span[], starts: readonly number[]): { first: number; last: number }[] => {
  const ranges: { first: number; last: number }[] = []
  for (const { from, to } of spans) {
    const first = Math.max(0, lineAt(from, starts) - contextLines)
    const last = Math.min(starts.length - 1, lineAt(to - 1, starts) + contextLines)
    const open = ranges.at(-1)
    if (open !== undefined && first <= open.last + 1) open.last = Math.max(open.last, last)
    else ranges.push({ first, last })
  }
  return ranges
}

/** The line that an offset lies in, by halving. */
const lineAt = (offset: number, starts: readonly number[]): number => {
  let [low, high] = [0, starts.length - 1]
  while (low < high) {
    const middle = Math.ceil((low + high) / 2)
    if (starts[middle]! <= offset) low = middle
    else high = middle - 1
  }
  return low
}

const partsOf = (text: string, { from, to }: Span, spans: readonly Span[]): Part[] => {
  const parts: Part[] = []
  let at = from
  for (const span of spans) {
    if (span.to <= at || span.from >= to) continue
    const [first, last] = [Math.max(at, span.from), Math.min(to, span.to)]
    if (first > at) parts.push({ alike: false, text: text.slice(at, first) })
    parts.push({ alike: true, text: text.slice(first, last) })
    at = last
  }
  return at < to ? [...parts, { alike: false, text: text.slice(at, to) }] : parts
}
