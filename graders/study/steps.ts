/** Small steps that larger ones are made of. */
import type { Which } from './desk.ts'
import { type Effect, type Question, type State, type Step, questionOf } from './state.ts'

/** The state as given, and what is to be done. */
export const stay = (state: State, ...effects: readonly Effect[]): Step => ({ state, effects })

/** Changes one question. */
export const change = (state: State, id: string, how: (question: Question) => Question): State => ({
  ...state,
  questions: state.questions.map((question) => (question.exercise.id === id ? how(question) : question)),
})

/** Judges the question that is shown, where it was begun and has no verdict, and nothing is being judged. */
export const judgeShown = (state: State, before: readonly Effect[] = []): Step => {
  const { exercise, language, result } = questionOf(state)
  return language === null || result !== null || state.run !== null
    ? { state, effects: before }
    : judge(state, { id: exercise.id, language }, { before })
}

/** How an answer is judged. */
interface Manner {
  /** What is to be done first. */
  readonly before?: readonly Effect[]
  /** Whether the files are read anew. */
  readonly fresh?: boolean
}

/** Judges an answer; what is being judged at the moment is given up. */
export const judge = (state: State, which: Which, { before = [], fresh = false }: Manner = {}): Step => {
  const run = { ...which, number: state.runs + 1 }
  return { state: { ...state, run, runs: run.number }, effects: [...before, { kind: 'judge', run, fresh }] }
}
