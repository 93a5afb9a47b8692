/**
 * Which piece answers which question: the most likely way through the document (Viterbi).
 * Every piece says how well it would fit each question: by the number of its label, by its likeness to the question, by what it is about.
 * Every step from one question to the next has a price: nothing for the next question under a heading, much for going back without one.
 */
import type { Exercise } from '../../core/types.ts'
import type { Heading, Piece } from '../document.ts'
import type { About } from './about.ts'
import type { Likeness } from './likeness.ts'
import { announces, isFarewell, isTitle } from './topics.ts'

/** What the search needs to know of the exercises and of the document. */
export interface Grounds {
  readonly exercises: readonly Exercise[]
  readonly likeness: Likeness
  readonly about: About
  /** Whether labels or questions tell where answers begin. */
  readonly labelled: boolean
  /** Whether numbers, at least, do. */
  readonly numbered: boolean
  /** Indices of the exercises that no heading speaks of, but of a later one there is. */
  readonly unheaded: ReadonlySet<number>
  /** Whether the labels are to be believed even out of order. */
  readonly distinct: boolean
}

/** Prices and rewards, in one unit. Only their proportions matter. */
const price = {
  label: { question: 6, answer: 4.5, bare: 2.5, none: 0 },
  /** An answer's label right below a question. */
  answerBelow: 1,
  likeness: 9,
  likenessAlone: 6,
  /** A question's heading once more, after its answer has begun. */
  repeated: { question: 4, answer: 3, bare: 0, none: 4 },
  nextInNewCell: 3,
  nextWithoutLabels: 1,
  /** In a document without labels one more whole program for the same question. */
  anotherProgram: 3,
  /** To a question that has no heading anywhere, though a later one has. */
  nextWithoutHeading: 1,
  /** Without a heading from what stands on top to a question that has its heading, or comes after all that have. */
  beforeLabels: 8,
  /** Leaving a question, without a heading, before its answer has begun. */
  unanswered: 4,
  nextInside: 10,
  skipped: 1.5,
  /** Leaving a question between a title, or imports, and what follows. */
  torn: 4,
  /** Beginning a written answer with code. */
  codeFirst: 8,
  /** In a document without labels every question left out. */
  missing: 5,
  back: 5,
  /** The same two where every number stands above one answer. */
  outOfOrder: 0.7,
  backInside: 12,
  /** Text and code that belong to no question. */
  nowhere: { short: 0.5, code: 1.5, long: 4 },
}

interface State {
  readonly score: number
  readonly path: Link | null
  /** Whether a heading of this exercise was met and its answer has begun. */
  readonly begun: boolean
  /** Whether a whole program has been given to it. */
  readonly program: boolean
}

interface Link {
  readonly exercise: number
  readonly before: Link | null
}

/** The index of the exercise that each piece belongs to; -1 for what stands before, or belongs to none. */
export const assign = (all: readonly Piece[], grounds: Grounds): number[] => {
  const pieces = all.slice(0, all.findLastIndex(({ heading, text }) => heading !== null || !isFarewell(text)) + 1)
  const nobody: State = { score: -Infinity, path: null, begun: false, program: false }
  let states: State[] = [{ ...nobody, score: 0 }, ...grounds.exercises.map(() => nobody)]
  const programs = grounds.numbered ? new Set<Piece>() : programStarts(pieces)
  pieces.forEach((piece, at) => {
    const before = pieces[at - 1] ?? null
    const fits = fitOf(piece, before, grounds.about(at), grounds)
    const here = {
      ...grounds,
      program: programs.has(piece),
      announced: !grounds.numbered && piece.opensCell && piece.kind !== 'code' && announces(piece.text),
      torn: before !== null && isLeadIn(before),
    }
    states = states.map((_, to) => bestState(states, to, piece, fits, here))
  })
  const finals = states.map((state, last) => (grounds.labelled ? state.score : state.score - (states.length - 1 - last) * price.missing))
  const path = all.map(() => -1)
  let at = pieces.length
  for (let link = states[finals.indexOf(Math.max(...finals))]!.path; link !== null; link = link.before) path[--at] = link.exercise - 1
  return path
}

const isProgram = ({ code }: { readonly code: string }): boolean =>
  /\bimport\b/.test(code) && /\b(?:Process|Pool|fork|spawn)\s*\(/.test(code)

/** The first pieces of cells that hold a whole program. */
const programStarts = (pieces: readonly Piece[]): ReadonlySet<Piece> => {
  const cells: { readonly first: Piece; code: string }[] = []
  for (const piece of pieces) {
    if (piece.opensCell || cells.length === 0) cells.push({ first: piece, code: '' })
    if (piece.kind === 'code') cells.at(-1)!.code += `${piece.text}\n`
  }
  return new Set(cells.filter(isProgram).map(({ first }) => first))
}

/** What the search needs to know at one piece. */
type Here = Grounds & { readonly program: boolean; readonly announced: boolean; readonly torn: boolean }

const bestState = (states: readonly State[], to: number, piece: Piece, fits: readonly number[], grounds: Here): State => {
  let best: State = { score: -Infinity, path: null, begun: false, program: false }
  states.forEach((state, from) => {
    const score = state.score - step(from, to, piece, state, grounds) + fits[to]!
    if (score > best.score) best = { score, path: { exercise: to, before: state.path }, ...after(state, from === to, piece, grounds) }
  })
  return best
}

const after = (state: State, same: boolean, piece: Piece, { program }: Here): Pick<State, 'begun' | 'program'> => ({
  begun: (same && state.begun) || (piece.text.trim() !== '' && !isLeadIn(piece)),
  program: (same && state.program) || program,
})

/** Imports, or a title: they belong to what follows. */
const isLeadIn = ({ kind, text }: Piece): boolean =>
  kind === 'code' ? text.split('\n').every((line) => /^\s*(?:$|#|import\b|from\b)/.test(line)) : kind !== 'sample' && isTitle(text)

/** What it costs to go on with one question, or to go to another one. */
const step = (from: number, to: number, piece: Piece, state: State, here: Here): number => {
  if (to === from) return to === 0 ? 0 : staying(piece, state, here)
  if (to === 0) return price.back
  return piece.heading === null ? unasked(from, to, piece, state, here) : asked(from, to, piece.heading, here)
}

const staying = ({ heading }: Piece, { begun, program }: State, here: Here): number => {
  if (heading !== null && begun) return price.repeated[heading.label]
  return program && (here.program || here.announced) ? price.anotherProgram : 0
}

/** To another question under a heading. */
const asked = (from: number, to: number, { label }: Heading, { labelled, distinct }: Here): number => {
  if (from === 0 && labelled) return 0
  if (label !== 'none' && distinct) return to === from + 1 ? 0 : price.outOfOrder
  return to > from ? (to - from - 1) * (labelled ? price.skipped : price.missing) : price.back
}

/** To another question without any heading. */
const unasked = (from: number, to: number, { opensCell, kind }: Piece, { begun }: State, here: Here): number => {
  const { labelled, unheaded, torn, exercises } = here
  if (to < from) return price.backInside
  if (from === 0 && labelled && !unheaded.has(to - 1)) return price.beforeLabels
  const newCell = unheaded.has(to - 1) ? price.nextWithoutHeading : labelled ? price.nextInNewCell : price.nextWithoutLabels
  const left = from === 0 ? 0 : (begun ? 0 : price.unanswered) + (torn ? price.torn : 0)
  const opensByCode = kind === 'code' && exercises[to - 1]!.kind === 'written' ? price.codeFirst : 0
  return (opensCell ? newCell : price.nextInside) + left + opensByCode + (to - from - 1) * (labelled ? price.skipped : price.missing)
}

/** How well a piece fits nowhere (first) and each exercise. */
const fitOf = (piece: Piece, before: Piece | null, about: readonly number[], { exercises, likeness, labelled }: Grounds): number[] => {
  const hints = piece.text.trim() === '' ? exercises.map(() => 0) : about
  const { heading } = piece
  const headed = heading === null ? hints.map(() => 0) : headingFit(heading, before, exercises, likeness)
  const words = piece.text.split(/\s+/).length
  const bulk = words > 25 || piece.kind === 'code'
  const nowhere =
    isTitle(piece.text) && piece.kind !== 'code'
      ? 0
      : bulk
        ? piece.kind === 'code' && labelled
          ? -price.nowhere.code
          : -price.nowhere.long
        : -price.nowhere.short
  return [nowhere, ...hints.map((hint, index) => hint + headed[index]!)]
}

/** "Ans 6" right below "Q5": one of them is a slip, and more often the answer's. */
const isOtherQuestion = (before: Piece | null, { numbers }: Heading): boolean =>
  before?.heading?.label === 'question' && before.text.trim() === '' && !before.heading.numbers.some((number) => numbers.includes(number))

const headingFit = (heading: Heading, before: Piece | null, exercises: readonly Exercise[], likeness: Likeness): number[] => {
  const below = heading.label === 'answer' && isOtherQuestion(before, heading)
  const label = below ? price.answerBelow : price.label[heading.label]
  const like = heading.question === '' ? exercises.map(() => 0) : likeness(heading.question)
  const factor = heading.label === 'none' ? price.likenessAlone : price.likeness
  return exercises.map(({ id }, index) => {
    const number = /\d+$/.exec(id)?.[0]
    const at = number === undefined ? -1 : heading.numbers.indexOf(number)
    return (at === -1 ? 0 : label - at * 0.5) + like[index]! * factor
  })
}
