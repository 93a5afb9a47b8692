/** The loop's state, what may happen to it, and what it asks for in return. Data only. */
import type { Exercise, Language, Result } from '../core/types.ts'
import type { Afterwards } from './after-pass.ts'
import type { DifferenceLine, Solution } from './solution.ts'

/** A file in which a question is answered, or may be. */
export interface Draft {
  readonly language: Language
  /** As the learner finds it from the project's folder: `exercises/q3.ts`. */
  readonly file: string
  /** False for an untouched stub. */
  readonly begun: boolean
  /** What to say of a stub in whose comments something was written, where nobody reads it. */
  readonly commented?: string | null
  /** What the stub says besides its question: what is to be produced, and where to look. */
  readonly brief: readonly string[]
}

/** What is known of a question from this time and from earlier ones. */
export interface Standing {
  readonly attempts: number
  /** When it passed for the first time, whatever became of it afterwards (ISO 8601); `null` while it has not. */
  readonly firstPassed: string | null
  /** The most points that it ever got. */
  readonly best: number
}

/** The hints that were asked for. */
export interface Hints {
  /** What they are about: a check, perhaps in one way of failing. */
  readonly check: string
  readonly shown: readonly string[]
  /** How many there are, shown or not. */
  readonly count: number
}

/** One question, as far as the loop knows it. */
export interface Question {
  readonly exercise: Exercise
  readonly max: number
  /** The last one saved first. */
  readonly drafts: readonly Draft[]
  /** The language whose verdict is shown; `null` where no answer was begun. */
  readonly language: Language | null
  /** The last verdict; `null` where this language was not judged yet. */
  readonly result: Result | null
  readonly standing: Standing
  readonly hints: Hints | null
  /** What there is to say after a pass. */
  readonly afterwards: Afterwards | null
}

/** `question`: what is asked and what became of it. The others are opened by a key and left by it. */
export type View = 'question' | 'output' | 'list' | 'solution'

/** A check that was asked for. The number tells it from every other one. */
export interface Run {
  readonly number: number
  readonly id: string
  readonly language: Language
}

/** All that the loop knows; the screen is drawn from it alone. */
export interface State {
  readonly questions: readonly Question[]
  /** The place of the question that is shown. */
  readonly at: number
  readonly view: View
  /** The line that is marked in the list of questions. */
  readonly marked: number
  readonly solution: Compared | null
  /** Everything in full, even where that does not fit the screen. */
  readonly detailed: boolean
  /** Lines above the screen. */
  readonly scroll: number
  readonly size: Size
  readonly run: Run | null
  readonly runs: number
  /** What the learner is asked to confirm. */
  readonly asking: 'solution' | 'reset' | null
  /** One sentence that stands until the next key. */
  readonly notice: string | null
  /** What is wrong with single files of that folder. */
  readonly remarks: readonly string[]
  /** Why the folder of answers cannot be read at all. */
  readonly trouble: string | null
}

/** A solution, and where the learner's own program differs from it. */
export interface Compared {
  readonly solution: Solution
  readonly difference: readonly DifferenceLine[] | null
}

/** Of a terminal, in characters. */
export interface Size {
  readonly rows: number
  readonly columns: number
}

/** What may happen. */
export type Event =
  | { readonly kind: 'key'; readonly key: string }
  | { readonly kind: 'resized'; readonly size: Size }
  /** The files of every question as they are now, and which of them was just saved. */
  | {
      readonly kind: 'found'
      readonly drafts: ReadonlyMap<string, readonly Draft[]>
      readonly saved: { readonly id: string; readonly language: Language } | null
      readonly remarks: readonly string[]
    }
  | { readonly kind: 'unreadable'; readonly why: string }
  | {
      readonly kind: 'judged'
      readonly run: number
      readonly result: Result
      readonly standing: Standing
      readonly afterwards: Afterwards | null
    }
  /** What the compiler of TypeScript doubts: it comes after the verdict, and costs nothing. */
  | { readonly kind: 'advised'; readonly run: Run; readonly advice: readonly string[] }
  | { readonly kind: 'hinted'; readonly id: string; readonly hints: Hints; readonly notice: string | null }
  | { readonly kind: 'opened'; readonly compared: Compared }
  | { readonly kind: 'told'; readonly notice: string }

/** What the loop asks for. Judging ends whatever is being judged. */
export type Effect =
  /** `fresh`: the files are read anew, should the watcher have missed something. */
  | { readonly kind: 'judge'; readonly run: Run; readonly fresh: boolean }
  | { readonly kind: 'cancel' }
  | { readonly kind: 'hint'; readonly id: string; readonly language: Language; readonly result: Result | null }
  | { readonly kind: 'open-solution'; readonly id: string; readonly language: Language }
  | { readonly kind: 'reset'; readonly file: string }
  | { readonly kind: 'suspend' }
  | { readonly kind: 'quit' }

/** The state after an event, and what is to be done. */
export interface Step {
  readonly state: State
  readonly effects: readonly Effect[]
}

/** The question that is shown. */
export const questionOf = ({ questions, at }: State): Question => questions[at]!

/** True while the question that is shown is being judged. */
export const isRunning = (state: State): boolean => state.run !== null && state.run.id === questionOf(state).exercise.id
