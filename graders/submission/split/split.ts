/** A document to answers. */
import type { Exercise } from '../../core/types.ts'
import type { Document, Piece } from '../documents/document.ts'
import { aboutness } from './about.ts'
import { assemble, type SplitAnswer } from './assemble.ts'
import { searchIn } from './assign.ts'
import { doubtsIn, type Doubt } from './doubt.ts'
import { likenessTo } from './likeness.ts'
import { outlineOf } from './outline.ts'
import { cellParts } from './parts.ts'
import { piecesOf, withHeadingAsText } from './pieces.ts'

/** What was found in a document. */
export interface Split {
  /** In the order of the exercises; one for each that the document speaks to. */
  readonly answers: readonly SplitAnswer[]
  /** Text and code for which no question could be told. */
  readonly unplaced: readonly Piece[]
  /** True where no label and no number tells: then only the order and what each piece is about do. */
  readonly guessed: boolean
  /** Where a label, or the lack of one, leaves a doubt. */
  readonly doubts: readonly Doubt[]
  /** How many exercises the document names, by a label or by its question. */
  readonly named: number
}

/** Every piece of a document, with the index of the exercise that it belongs to, or -1; and whether no label and no number tells. */
export const placed = (document: Document, exercises: readonly Exercise[]) => {
  const likeness = likenessTo(exercises)
  const { pieces: found, ...outline } = outlineOf(document, exercises, likeness)
  const about = aboutness(found, exercises, outline.numbered ? 0.85 : unlabelledWeight)
  const search = searchIn(found, { exercises, likeness, about, ...outline })
  const best = search()
  const owners = best.owners
  const pieces = found.map((piece, at) => (isFalseHeading(found, owners, at, exercises) ? withHeadingAsText(piece) : piece))
  return {
    pieces,
    owners,
    guessed: !outline.numbered,
    doubts: () => doubtsIn({ pieces, exercises, best, search }, outline.numbered),
  }
}

/** Finds the answers in a document. */
export const split = (document: Document, exercises: readonly Exercise[]): Split => {
  const { pieces, owners, guessed, doubts } = placed(document, exercises)
  const answers = exercises.flatMap((exercise, index) => {
    const own = pieces.filter((_, at) => owners[at] === index)
    return own.length === 0 ? [] : assemble(exercise, own, document)
  })
  const named = new Set(owners.filter((owner, at) => owner !== -1 && pieces[at]!.heading !== null)).size
  const unplaced = pieces.filter((piece, at) => owners[at] === -1 && piece.text.trim() !== '')
  return { answers, unplaced, guessed: guessed && answers.length > 1, doubts: doubts(), named }
}

/** Takes a whole document as the answer to one exercise. */
export const wholeAs = (document: Document, exercise: Exercise): Split => {
  const pieces = piecesOf(cellParts(document), { likeness: likenessTo([exercise]), bare: 'never' })
  return { answers: pieces.length === 0 ? [] : [assemble(exercise, pieces, document)], unplaced: [], guessed: false, doubts: [], named: 1 }
}

/** Where hardly any label tells, what a piece is about has to. */
const unlabelledWeight = 2

/** A sentence like the question in the midst of its answer, or a number that was no label after all, is part of the answer. */
const isFalseHeading = (pieces: readonly Piece[], owners: readonly number[], at: number, exercises: readonly Exercise[]): boolean => {
  const { heading } = pieces[at]!
  if (heading === null || heading.label === 'question' || heading.label === 'answer') return false
  const begun = at > 0 && owners[at - 1] === owners[at] && pieces[at - 1]!.text.trim() !== ''
  const number = /\d+$/.exec(exercises[owners[at]!]?.id ?? '')?.[0]
  return heading.question !== '' ? begun : number === undefined || !heading.numbers.includes(number)
}
