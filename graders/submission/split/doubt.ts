/** What a careful reader would ask the author of a document: where a label, or the lack of one, leaves a doubt. */
import type { Exercise } from '../../core/types.ts'
import type { Piece } from '../documents/document.ts'
import type { Barred, Way } from './assign.ts'
import { isTitle } from './topics.ts'

/**
 * - `cell`: it was given to one exercise and could as well be another's, or (`other` is null) nobody's.
 * - `label`: it names another exercise than the one that its cell was given to.
 * - `unlabelled`: no heading speaks of the exercise, though headings speak of others.
 */
export type Doubt =
  | { readonly about: 'cell'; readonly exercise: Exercise; readonly piece: Piece; readonly other: Exercise | null }
  | { readonly about: 'label'; readonly exercise: Exercise; readonly piece: Piece }
  | { readonly about: 'unlabelled'; readonly exercise: Exercise }

/** A way that is less likely by no more than this is as good. Where nothing is numbered, what the cells are about counts more. */
const nearly = { numbered: 1.5, unnumbered: 3 }

/** In longer documents the search would take long, and nobody would read so much. */
const mostPieces = 60

/** A document whose pieces have been given to exercises. */
export interface Assigned {
  readonly pieces: readonly Piece[]
  readonly exercises: readonly Exercise[]
  /** The most likely way, by which they were given. */
  readonly best: Way
  /** Finds the most likely way that does not go where it is barred. */
  readonly search: (barred: Barred) => Way
}

/** All doubts about a document; in one whose answers have numbers, about these, too. */
export const doubtsIn = (assigned: Assigned, numbered: boolean): Doubt[] => {
  const { pieces, exercises, best } = assigned
  const cells = doubtfulCells(assigned, numbered ? nearly.numbered : nearly.unnumbered)
  const labels = numbered ? doubtfulLabels(pieces, best.owners, exercises) : []
  const told = new Set(cells.map(({ exercise }) => exercise))
  return [...labels.filter(({ about, exercise }) => about !== 'unlabelled' || !told.has(exercise)), ...cells]
}

/** The cells without a heading of their own that may be in the wrong place: the next best way through the document is nearly as likely. */
const doubtfulCells = ({ pieces, exercises, best, search }: Assigned, margin: number): Doubt[] => {
  if (pieces.length > mostPieces) return []
  return pieces.flatMap((piece, at): Doubt[] => {
    const exercise = exercises[best.owners[at]!]
    if (exercise === undefined || !isOpen(piece)) return []
    const next = search({ at, exercise: best.owners[at]! })
    return best.score - next.score > margin ? [] : [{ about: 'cell', exercise, piece, other: exercises[next.owners[at]!] ?? null }]
  })
}

const isOpen = ({ opensCell, heading, kind, text }: Piece): boolean =>
  opensCell && heading === null && text.trim() !== '' && (kind === 'code' || !isTitle(text))

/** Labels that were not followed, unless the one above was, and answers that no heading speaks of in a document with headings. */
const doubtfulLabels = (pieces: readonly Piece[], owners: readonly number[], exercises: readonly Exercise[]): Doubt[] => {
  const wrong = pieces.flatMap((piece, at): Doubt[] => {
    const exercise = exercises[owners[at]!]
    const isToldAbove = at > 0 && owners[at - 1] === owners[at] && pieces[at - 1]!.heading !== null
    return exercise === undefined || isToldAbove || !namesAnother(piece, exercise) ? [] : [{ about: 'label', exercise, piece }]
  })
  const headed = new Set(owners.filter((_, at) => pieces[at]!.heading !== null))
  const answered = new Set(owners.filter((owner, at) => owner !== -1 && pieces[at]!.text.trim() !== ''))
  const without = [...answered].filter((owner) => !headed.has(owner)).toSorted((a, b) => a - b)
  return [...wrong, ...without.map((owner): Doubt => ({ about: 'unlabelled', exercise: exercises[owner]! }))]
}

const namesAnother = ({ heading }: Piece, { id }: Exercise): boolean => {
  if (heading === null || heading.numbers.length === 0 || heading.label === 'bare') return false
  return !heading.numbers.includes(/\d+$/.exec(id)?.[0] ?? id)
}
