/** How well a piece fits each question: by the number of its label, by its likeness to the question, by what it is about. */
import type { Exercise } from '../../core/types.ts'
import type { Heading, Piece } from '../documents/document.ts'
import type { Likeness } from './likeness.ts'
import { isTitle } from './topics.ts'

/** Rewards, in the unit of the prices of steps. Only their proportions matter. */
const reward = {
  label: { question: 6, answer: 4.5, bare: 2.5, none: 0 },
  /** An answer's label right below a question. */
  answerBelow: 1,
  likeness: 9,
  likenessAlone: 6,
  /** Text and code that belong to no question. */
  nowhere: { title: 0, short: -0.5, codeAmongLabels: -1.5, long: -4 },
}

/** How well a piece fits nowhere (first) and each exercise. */
export const fitOf = (
  piece: Piece,
  before: Piece | null,
  about: readonly number[],
  { exercises, likeness, labelled }: { readonly exercises: readonly Exercise[]; readonly likeness: Likeness; readonly labelled: boolean },
): number[] => {
  const hints = piece.text.trim() === '' ? exercises.map(() => 0) : about
  const { heading } = piece
  const headed = heading === null ? hints.map(() => 0) : headingFit(heading, before, exercises, likeness)
  return [nowhere(piece, labelled), ...hints.map((hint, index) => hint + headed[index]!)]
}

const nowhere = ({ kind, text }: Piece, labelled: boolean): number => {
  if (kind === 'code') return labelled ? reward.nowhere.codeAmongLabels : reward.nowhere.long
  if (isTitle(text)) return reward.nowhere.title
  return text.split(/\s+/).length > 25 ? reward.nowhere.long : reward.nowhere.short
}

/** "Ans 6" right below "Q5": one of them is a slip, and more often the answer's. */
const isOtherQuestion = (before: Piece | null, { numbers }: Heading): boolean =>
  before?.heading?.label === 'question' && before.text.trim() === '' && !before.heading.numbers.some((number) => numbers.includes(number))

const headingFit = (heading: Heading, before: Piece | null, exercises: readonly Exercise[], likeness: Likeness): number[] => {
  const below = heading.label === 'answer' && isOtherQuestion(before, heading)
  const label = below ? reward.answerBelow : reward.label[heading.label]
  const like = heading.question === '' ? exercises.map(() => 0) : likeness(heading.question)
  const factor = heading.label === 'none' ? reward.likenessAlone : reward.likeness
  return exercises.map(({ id }, index) => {
    const number = /\d+$/.exec(id)?.[0]
    const at = number === undefined ? -1 : heading.numbers.indexOf(number)
    return (at === -1 ? 0 : label - at * 0.5) + like[index]! * factor
  })
}
