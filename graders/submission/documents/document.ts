/** A document in which several answers stand, whatever kind of file it was: cells, and the pieces that they are cut into. */

/** What a cell's code is written in; null where it holds no code. */
export type CellLanguage = 'py' | 'ts'

/** One cell of a notebook, or the whole of a plain file. */
export interface Cell {
  /** Counts from 1, as a reader of the notebook counts. */
  readonly number: number
  readonly kind: 'markdown' | 'code' | 'raw'
  readonly source: string
  /** What the notebook recorded as the cell's output: never trusted, only compared. */
  readonly output: string
  /** True for a cell that is known to have been run, so that an empty output says something. */
  readonly executed?: boolean
  /** True for a cell that was seen to end with an error of its own making. */
  readonly failed?: boolean
}

/** A document, read. */
export interface Document {
  readonly language: CellLanguage
  readonly cells: readonly Cell[]
}

/** What a reader of documents returns: a document, or why there is none, as it can stand after the file's name. */
export type DocumentRead = { readonly document: Document } | { readonly fault: string }

/**
 * - `prose`: text that was meant to be read.
 * - `comment`: a block of comments in a code cell; `string`: a literal that stands alone. Prose or code, as the neighbours say.
 * - `code`: statements of a code cell; `sample`: code in Markdown or in a raw cell, which nobody ran.
 */
export type PieceKind = 'prose' | 'comment' | 'string' | 'code' | 'sample'

/** The smallest part of a document that belongs to one question as a whole. */
export interface Piece {
  readonly cell: number
  readonly kind: PieceKind
  /** As it is to be read: without the marks of a comment or the quotes of a string. */
  readonly text: string
  /** As it stood in the cell. */
  readonly raw: string
  /** Set on the first piece after a label or a question; its text may be empty. */
  readonly heading: Heading | null
  /** True on the first piece of a cell. */
  readonly opensCell: boolean
}

/** A label ("Q3", "Ans 3", "3.") or a question, or both. */
export interface Heading {
  /** The numbers that the label names. */
  readonly numbers: readonly string[]
  /** `none`: a question without a label. */
  readonly label: 'question' | 'answer' | 'bare' | 'none'
  /** The words that look like a question; empty where only a label stands. */
  readonly question: string
  /** The heading as it stood there, for when it turns out to be part of an answer. */
  readonly raw: string
}
