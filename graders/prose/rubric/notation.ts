/** The notation of a rubric: from the text that a teacher writes to plain data. Errors name the file, the line and the column. */

/** A list of words and phrases under one name. */
export interface WordList {
  readonly name: string
  readonly phrases: readonly string[]
  readonly place: Position
}

/** Where something stands in a rubric. Lines and columns count from 1. */
export interface Position {
  readonly file: string
  readonly line: number
  readonly column: number
}

/** However many words stand between. A compiled rubric is kept as JSON, which knows no infinity. */
export const ANY_GAP = Number.MAX_SAFE_INTEGER

/** One word, list or choice in a statement. */
export interface Term {
  /** Phrases of which one must stand here; a name in capitals stands for its list. */
  readonly choices: readonly string[]
  /** How many other words may stand between this term and the one before. */
  readonly gap: number
  /** True when this must be denied. */
  readonly denied: boolean
  readonly place: Position
}

/** Terms in their order, said of a subject. */
export interface Part {
  readonly subject: string | null
  readonly terms: readonly Term[]
  readonly place: Position
}

/** What a sentence may say: `subject: TERM TERM .. TERM & subject: TERM unless TERM`. */
export interface Statement {
  readonly source: string
  /** Every part must be found, in any order. */
  readonly parts: readonly Part[]
  readonly unless: readonly (readonly Term[])[]
}

/** A condition over ideas and concepts. */
export type Condition =
  | { readonly kind: 'idea'; readonly name: string; readonly place: Position }
  | { readonly kind: 'not'; readonly of: Condition }
  | { readonly kind: 'and' | 'or'; readonly of: readonly Condition[] }
  | { readonly kind: 'atLeast'; readonly count: number; readonly of: readonly Condition[] }
  | { readonly kind: 'score'; readonly least: number }

/** Something that an answer may say, in any of several ways. */
export interface Idea {
  readonly name: string
  readonly says: readonly Statement[]
}

/** One thing that earns points. */
export interface Concept extends Idea {
  readonly title: string
  readonly points: number
  /** Required by the question itself; of the others a learner is told only how many are open. */
  readonly required: boolean
  readonly asked: boolean
  /** The leading question. */
  readonly ask: string
  /** What helps a learner on, step by step. Shown on request only, and never part of a report. */
  readonly hints: readonly string[]
  readonly when: readonly Condition[]
}

/** One wrong idea. */
export interface WrongIdea extends Idea {
  /** The concepts in whose place it stands. */
  readonly about: readonly Condition[]
  readonly off: number
  /** Why it is not so, and one line of truth. */
  readonly message: string
  readonly when: readonly Condition[]
}

/** A rubric as it was written. */
export interface RubricSource {
  /** The subject that is meant where an answer names none. */
  readonly topic: string | null
  /** The idea that an answer has which is about another subject throughout. */
  readonly otherwise: string | null
  readonly subjects: readonly WordList[]
  readonly words: readonly WordList[]
  /** What the things of an analogy may stand for. */
  readonly likened: readonly string[]
  readonly ideas: readonly Idea[]
  readonly concepts: readonly Concept[]
  readonly wrongIdeas: readonly WrongIdea[]
  readonly pass: Condition
  readonly full: Condition
  /** What is worth a mark of 1 without a pass; any concept where the rubric does not say. */
  readonly weak: Condition | null
}
