/** What a piece is about: a weak hint, for where labels and questions are missing or wrong. */
import type { Exercise } from '../../core/types.ts'
import type { Piece } from '../documents/document.ts'
import { codeTopicsOf, isTitle, topicsOf, wordsIn, type CodeTopics, type Topics } from './topics.ts'

/** Hints of the piece at an index for every exercise, in the order of the exercises; around 0, a few units at most. */
export type About = (at: number) => readonly number[]

type Hint = { readonly prose: (topics: Topics) => number; readonly code: (topics: CodeTopics) => number }

const atMost = (count: number, limit: number): number => Math.min(count, limit) / limit

/** How the answers to the kit's questions can be told apart. Other exercises have no hints and are told by labels and questions. */
const hints: Readonly<Record<string, Hint>> = {
  q1: {
    prose: ({ pool, thread, multi, opening }) =>
      (multi > 0 && pool === 0 ? 1.2 : 0) - atMost(thread, 6) - 1.5 * atMost(pool, 3) + 1.5 * opening.isIt - opening.ofCode,
    code: ({ pool }) => (pool ? -0.5 : -0.3),
  },
  q2: {
    prose: ({ pool, thread, contrast, opening }) =>
      0.8 * atMost(thread, 3) +
      (thread > 0 ? 1.4 * atMost(contrast, 1) + opening.bothSides : 0) -
      atMost(pool, 2) -
      0.5 * opening.isIt -
      opening.ofCode,
    code: ({ thread }) => (thread ? 1.5 : -0.5),
  },
  q3: {
    prose: ({ words, pool, opening }) => -0.5 * atMost(words, 30) - atMost(pool, 2) + 1.2 * opening.oneProcess + 0.7 * opening.ofCode,
    code: ({ pool, process, four }) => (process > 0 && !pool ? (four ? 1 : 2) : pool ? -1.2 : 0),
  },
  q4: {
    prose: ({ pool, thread, recipe, opening }) =>
      2 * atMost(pool, 2) -
      0.5 * atMost(thread, 6) -
      0.4 * atMost(recipe, 3) +
      1.5 * opening.isAPool +
      (pool > 0 ? opening.reasons : 0) -
      0.7 * opening.ofCode,
    code: ({ pool }) => (pool ? 0.7 : -0.7),
  },
  q5: {
    prose: ({ pool, recipe, words, opening }) =>
      1.2 * atMost(pool, 2) +
      0.8 * atMost(recipe, 3) -
      0.3 * atMost(words, 80) +
      1.2 * opening.makesAPool +
      (pool > 0 ? 0.5 * opening.ofCode : 0) -
      opening.reasons,
    code: ({ pool, process, four }) => (pool ? 2 : process > 0 ? (four ? -2 : -1) : 0),
  },
  q6: {
    prose: ({ words, opening }) => -0.5 * atMost(words, 30) + 2 * opening.fourProcesses + 0.3 * opening.ofCode,
    code: ({ pool, process, four }) => (four ? 2 : 0) + (process >= 4 ? 1 : process > 0 ? 0.5 : 0) + (pool && !four ? -0.5 : 0),
  },
}

/** The hints for every piece of a document; `weight` is how much they shall count. */
export const aboutness = (pieces: readonly Piece[], exercises: readonly Exercise[], weight: number): About => {
  const known = exercises.map(({ id }) => hints[id])
  const found = runsOf(pieces).flatMap((run) => hintsOfRun(run, known, weight))
  return (at) => found[at]!
}

/** The hints of a whole file for one exercise. */
export const hintsOf = (text: string, kind: keyof Hint, { id }: Exercise): number =>
  (kind === 'code' ? hints[id]?.code(codeTopicsOf(text)) : hints[id]?.prose(topicsOf(text))) ?? 0

/** Pieces of one cell that no heading separates. */
const runsOf = (pieces: readonly Piece[]): Piece[][] => {
  const runs: Piece[][] = []
  for (const piece of pieces) {
    if (piece.opensCell || piece.heading !== null || runs.length === 0) runs.push([piece])
    else runs.at(-1)!.push(piece)
  }
  return runs
}

/** Code speaks once, as a whole, where it ends, and not at all where it only illustrates prose; remarks in it and titles say nothing. */
const hintsOfRun = (run: readonly Piece[], known: readonly (Hint | undefined)[], weight: number): number[][] => {
  const last = run.findLastIndex(isCode)
  const program = codeTopicsOf(
    run
      .filter(isCode)
      .map(({ text }) => text)
      .join('\n'),
  )
  const explains = run.some((piece) => piece.kind === 'prose' && wordsIn(piece.text) >= spokenWords)
  const silent = known.map(() => 0)
  return run.map((piece, at) => {
    if (isCode(piece))
      return at !== last || (explains && piece.kind === 'sample') ? silent : known.map((hint) => weight * (hint?.code(program) ?? 0))
    const isRemark = last !== -1 && piece.kind !== 'prose' && wordsIn(piece.text) < spokenWords
    if (isRemark || isTitle(piece.text)) return silent
    const topics = topicsOf(piece.text)
    return known.map((hint) => weight * (hint?.prose(topics) ?? 0))
  })
}

const isCode = ({ kind }: Piece): boolean => kind === 'code' || kind === 'sample'

/** From so many words on, prose beside code is an answer of its own. */
const spokenWords = 14
