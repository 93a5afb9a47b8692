/** Reading an answer: one pure function from a text to what it says. What it ought to say is no matter here. */
import { onceEach } from '../core/once.ts'
import { type Readability, readabilityOf } from './language.ts'
import { withReplies } from './replies.ts'
import { type Sentence, hasWords, sentencesOf } from './sentences.ts'
import { structureOf } from './structure.ts'
import { tokenize } from './words.ts'

/** A written answer, observed and never judged. */
export interface Prose {
  readonly sentences: readonly Sentence[]
  /** Program text in the answer, line by line. */
  readonly code: readonly { readonly text: string; readonly line: number }[]
  readonly readability: Readability
}

/** Reads a written answer: Markdown or plain text, of any shape and size, in time that grows with its length. */
export const readAnswer = (text: string): Prose => {
  const { passages, code } = structureOf(text)
  const labelTokens = onceEach(tokenize)
  const sentences = withReplies(passages.flatMap((passage) => sentencesOf(passage, labelTokens)))
  return { sentences, code, readability: readabilityOf(sentences) }
}

/** True where an answer has no sentence at all: cheaper than reading it. */
export const saysNothing = (text: string): boolean => !structureOf(text).passages.some(hasWords)
