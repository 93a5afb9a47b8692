/** What a learner was given: the question, its hints, the leading questions. Repeating it says nothing. */
import { type Token, isMark, tokenize } from './words.ts'

/** The words of a text in a form that is the same however it is set. */
export const fingerprint = (tokens: readonly Token[]): string => {
  let text = ''
  for (const { word, stem } of tokens) if (!isMark(word)) text += text === '' ? stem : ` ${stem}`
  return text
}

/** The fingerprints of texts and of each of their sentences. */
export const givenTexts = (texts: readonly string[]): ReadonlySet<string> =>
  new Set(texts.flatMap((text) => [text, ...text.split(/(?<=[.?!:])\s+/)]).map((text) => fingerprint(tokenize(text))))
