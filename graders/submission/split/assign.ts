/** Which piece answers which question: the most likely way through the document (Viterbi), by how well each piece fits and what each step costs. */
import type { Piece } from '../documents/document.ts'
import { stepsIn, type Grounds, type Here } from './grounds.ts'
import { price, step, type Progress } from './steps.ts'
import { isFarewell } from './topics.ts'

interface State extends Progress {
  readonly score: number
  readonly path: Link | null
}

/** Nothing leads here. */
const nobody: State = { score: -Infinity, path: null, begun: false, program: false }

interface Link {
  readonly exercise: number
  readonly before: Link | null
}

/** A way through a document. */
export interface Way {
  /** The index of the exercise that each piece belongs to; -1 for what stands before, or belongs to none. */
  readonly owners: readonly number[]
  /** How likely it is. Only differences mean something. */
  readonly score: number
}

/** Where a piece must not go. */
export interface Barred {
  readonly at: number
  readonly exercise: number
}

/** Prepares the search for the most likely way; it may be asked again for the next best one. */
export const searchIn = (all: readonly Piece[], grounds: Grounds): ((barred?: Barred) => Way) => {
  const pieces = all.slice(0, all.findLastIndex(({ heading, text }) => heading !== null || !isFarewell(text)) + 1)
  const steps = stepsIn(pieces, grounds)
  const on = (states: readonly State[], at: number, barred?: number) =>
    states.map((_, to) => (barred === to - 1 ? nobody : bestState(states, to, steps[at]!)))
  const stages: (readonly State[])[] = [[{ ...nobody, score: 0 }, ...grounds.exercises.map(() => nobody)]]
  steps.forEach((_, at) => stages.push(on(stages[at]!, at)))
  return (barred) => {
    if (barred === undefined || barred.at >= steps.length) return wayTo(stages.at(-1)!, all.length, pieces.length, grounds)
    let states: readonly State[] = on(stages[barred.at]!, barred.at, barred.exercise)
    for (let at = barred.at + 1; at < steps.length; at++) states = on(states, at)
    return wayTo(states, all.length, pieces.length, grounds)
  }
}

const wayTo = (states: readonly State[], length: number, placed: number, { labelled }: Grounds): Way => {
  const finals = states.map((state, last) => (labelled ? state.score : state.score - (states.length - 1 - last) * price.missing))
  const score = Math.max(...finals)
  return { owners: ownersOf(states[finals.indexOf(score)]!, length, placed), score }
}

const ownersOf = (state: State, length: number, placed: number): number[] => {
  const owners = Array<number>(length).fill(-1)
  let at = placed
  for (let link = state.path; link !== null; link = link.before) owners[--at] = link.exercise - 1
  return owners
}

const bestState = (states: readonly State[], to: number, here: Here): State => {
  let best = -Infinity
  let origin = -1
  for (const [from, state] of states.entries()) {
    const score = state.score === -Infinity ? -Infinity : state.score - step(from, to, state, here) + here.fits[to]!
    if (score > best) [best, origin] = [score, from]
  }
  const state = states[origin]
  return state === undefined ? nobody : { score: best, path: { exercise: to, before: state.path }, ...after(state, origin === to, here) }
}

const after = (state: State, same: boolean, { says, program }: Here): Progress => ({
  begun: (same && state.begun) || says,
  program: (same && state.program) || program,
})
