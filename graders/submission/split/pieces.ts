/** Cuts a document into pieces: at every heading, and wherever prose turns into code or back. */
import type { Heading, Piece } from '../documents/document.ts'
import { withoutTags } from '../text.ts'
import { headingAt, type FoundHeading, type HeadingOptions } from './headings.ts'
import { withoutAnswerMark } from './labels.ts'
import { asInCell, type CellParts, type Part } from './parts.ts'

/** The piece as it is when its heading is none. */
export const withHeadingAsText = (piece: Piece): Piece => ({
  ...piece,
  heading: null,
  text: `${piece.heading?.raw ?? ''}${piece.text}`,
  raw: asInCell(piece.kind, `${piece.heading?.raw ?? ''}${piece.text}`, piece.raw),
})

/** No document asks more; beyond, a stranger is testing the reader's patience. */
const mostHeadings = 300

/** The pieces of a whole document, in order. */
export const piecesOf = (cells: readonly CellParts[], options: HeadingOptions): Piece[] => {
  let left = mostHeadings
  return cells.flatMap(({ cell, parts }) => {
    const pieces = parts.flatMap((part, index) => {
      const headed = headedParts(part, index === 0, options, left)
      left -= headed.filter(({ heading }) => heading !== null).length
      return headed.map((each) => (each.kind === 'prose' && isOrnament(each.text) ? { ...each, text: '' } : each))
    })
    const kept = pieces.filter(({ heading, text }) => heading !== null || text.trim() !== '')
    return kept.map((part, index) => ({ ...part, cell, opensCell: index === 0 }))
  })
}

/** Rules, tags and marks without a word; a picture may be an answer. */
const isOrnament = (text: string): boolean => !/<img\b|!\[/i.test(text) && !/[\p{L}\p{N}]/u.test(withoutTags(text).replaceAll('&nbsp;', ''))

interface HeadedPart extends Part {
  readonly heading: Heading | null
}

/** Cuts a part at its headings. Code has none. */
const headedParts = (part: Part, first: boolean, options: HeadingOptions, most: number): HeadedPart[] => {
  if (part.kind === 'code' || part.kind === 'sample') return [{ ...part, heading: null }]
  const lines = part.text.split('\n')
  const starts = headingsIn(lines, first, options, most)
  if (starts.length === 0) return [{ ...part, heading: null, text: unmarked(lines).join('\n') }]
  const ends = [...starts.slice(1).map(({ at }) => at), lines.length]
  const parts = starts.map(({ at, found }, index): HeadedPart => {
    const text = [found.remainder, ...unmarked(lines.slice(at + found.lines, ends[index]))].join('\n')
    return { kind: part.kind, heading: found.heading, text, raw: asInCell(part.kind, text, part.raw) }
  })
  const before = unmarked(lines.slice(0, starts[0]!.at)).join('\n')
  return [{ kind: part.kind, heading: null, text: before, raw: asInCell(part.kind, before, part.raw) }, ...parts]
}

const headingsIn = (
  lines: readonly string[],
  first: boolean,
  options: HeadingOptions,
  most: number,
): { at: number; found: FoundHeading }[] => {
  const headings = []
  let top = first
  for (let at = 0; at < lines.length && headings.length < most; at++) {
    const found = headingAt(
      lines,
      at,
      top || ((options.bare === 'paragraph' || options.bare === 'alone') && (lines[at - 1] ?? '').trim() === ''),
      options,
    )
    if (found !== null) {
      headings.push({ at, found })
      at += found.lines - 1
    }
    top &&= lines[at]!.trim() === ''
  }
  return headings
}

/** Lines without the "Answer:" that stands before the first of them that says something. */
const unmarked = (lines: readonly string[]): string[] => {
  const at = lines.findIndex((line) => line.trim() !== '')
  return lines.map((line, index) => (index === at ? (withoutAnswerMark(line) ?? line) : line))
}
