/** The headings of a document: which are labels or questions indeed, and which only look so. */
import type { Exercise } from '../../core/types.ts'
import type { Document, Piece } from '../document.ts'
import type { HeadingOptions } from './headings.ts'
import type { Likeness } from './likeness.ts'
import { cellParts, piecesOf, withHeadingAsText } from './pieces.ts'

export interface Outline {
  readonly pieces: readonly Piece[]
  /** Whether labels or questions tell where answers begin. */
  readonly labelled: boolean
  /** Whether numbers, at least, do. */
  readonly numbered: boolean
  /** Indices of the exercises that no heading speaks of, though one speaks of a later exercise. */
  readonly unheaded: ReadonlySet<number>
}

/** So many exercises have to be told by headings, or else the numbers of paragraphs are tried as labels. */
const enough = 3

/** Cuts a document at its headings. Labels come first; where there are hardly any, bare numbers are taken for labels. */
export const outlineOf = (document: Document, exercises: readonly Exercise[], likeness: Likeness): Outline => {
  const told = exerciseOf(exercises, likeness)
  const cells = cellParts(document)
  const withBare = (bare: HeadingOptions['bare']): Piece[] =>
    withoutEchoes(withoutIndex(piecesOf(cells, { likeness, bare }), told), told, likeness)
  const pieces = withBare('never')
  const anyLabel = pieces.some(({ heading }) => heading?.label === 'question' || heading?.label === 'answer')
  if (anyLabel || toldIn(pieces, told) >= enough)
    return { pieces, labelled: true, numbered: true, unheaded: unheadedIn(pieces, exercises, told) }
  const byNumber = (['cell', 'paragraph'] as const).map(withBare).find((each) => toldIn(each, told) >= enough && countsOnce(each))
  return { pieces: byNumber ?? pieces, labelled: false, numbered: byNumber !== undefined, unheaded: new Set() }
}

/** A document of so few cells has several answers in one. */
const fewCells = 3

/** Numbers that begin anew, or stand all in one of many cells, are those of lists within answers. */
const countsOnce = (pieces: readonly Piece[]): boolean => {
  const numbered = pieces.filter(({ heading }) => heading?.label === 'bare' && heading.question === '')
  const numbers = numbered.map(({ heading }) => Number(heading!.numbers[0]))
  const isSpread = new Set(numbered.map(({ cell }) => cell)).size >= enough || new Set(pieces.map(({ cell }) => cell)).size <= fewCells
  return isSpread && numbers.every((number, index) => index === 0 || number >= numbers[index - 1]!)
}

const unheadedIn = (pieces: readonly Piece[], exercises: readonly Exercise[], told: Told): Set<number> => {
  const named = new Set(pieces.map(told))
  const last = exercises.findLastIndex(({ id }) => named.has(id))
  return new Set([...exercises.keys()].filter((index) => index < last && !named.has(exercises[index]!.id)))
}

/** The exercise that a heading speaks of; null where it speaks of none. */
type Told = (piece: Piece) => string | null

const exerciseOf = (exercises: readonly Exercise[], likeness: Likeness): Told => {
  return ({ heading }) => {
    if (heading === null) return null
    if (heading.question === '') return exercises.find(({ id }) => heading.numbers.includes(/\d+$/.exec(id)?.[0] ?? id))?.id ?? null
    const like = likeness(heading.question)
    return exercises[like.indexOf(Math.max(...like))]?.id ?? null
  }
}

const toldIn = (pieces: readonly Piece[], told: Told): number => new Set(pieces.map(told).filter((id) => id !== null)).size

/**
 * A question without a label is none where the same question stands elsewhere with one, or in words much more like it:
 * "how to create a pool" within another answer.
 */
const withoutEchoes = (pieces: readonly Piece[], told: Told, likeness: Likeness): Piece[] => {
  const labelled = new Set(pieces.filter((piece) => hasLabel(piece, told)).map(told))
  const likeOf = ({ heading }: Piece): number => Math.max(...likeness(heading?.question ?? ''))
  const best = new Map<string | null, number>()
  for (const piece of pieces) if (piece.heading !== null) best.set(told(piece), Math.max(likeOf(piece), best.get(told(piece)) ?? 0))
  return pieces.map((piece) => {
    if (piece.heading === null || hasLabel(piece, told)) return piece
    const isEcho = labelled.has(told(piece)) || likeOf(piece) < 0.8 * (best.get(told(piece)) ?? 0)
    return isEcho ? withHeadingAsText(piece) : piece
  })
}

/** A bare number is as good as a label where the question beside it is the one of that number. */
const hasLabel = (piece: Piece, told: Told): boolean => {
  const { heading } = piece
  if (heading === null || heading.label === 'none') return false
  return heading.label !== 'bare' || (heading.question !== '' && heading.numbers.includes(/\d+$/.exec(told(piece) ?? '')?.[0] ?? ''))
}

/** All questions on top, the answers below: the headings of the list are none. */
const withoutIndex = (pieces: readonly Piece[], told: Told): Piece[] => {
  const end = pieces.findIndex(({ heading, text }) => heading === null || text.trim() !== '')
  const run = pieces.slice(0, end === -1 ? 0 : end)
  const last = run.at(-1)
  const again =
    last !== undefined &&
    pieces.slice(run.length).some((piece) => piece.heading?.label !== 'none' && told(piece) !== null && told(piece) === told(last))
  const listed = toldIn(run, told)
  return pieces.slice(listed >= 3 && (again || listed >= 5) ? run.length : 0)
}
