/** What comes along with an answer that was found in a document. Data only. */

/** Lines for a program to read. */
export interface Typed {
  readonly lines: readonly string[]
  /** True for what the notebook recorded that its author typed; false for what merely stands in for it. */
  readonly recorded: boolean
}

/** A place in a document. */
export interface Place {
  /** The document, as it was called. */
  readonly file: string
  /** The numbers of its cells, counted from 1. */
  readonly cells: readonly number[]
}

/** Where in a document an answer stood, and what stood there besides. */
export interface Origin extends Place {
  /** What was written beside a program: told to readers, never judged. */
  readonly text?: string
  /**
   * What the notebook recorded as the program's output, empty for a program that was run and printed nothing. Proves nothing; where it
   * contradicts a run, a learner wants to know why.
   */
  readonly recorded?: string
}
