/** What somebody wrote where nobody reads it: in the comments of an answer that holds nothing else. */
import { entryText } from '../core/blank.ts'
import { beginningOf } from '../core/readable.ts'
import type { Answer, Language, Quote } from '../core/types.ts'
import { stubOf } from './stubs.ts'

/** The first line with a word in it that the stub did not bring along, of an answer that is nothing but comments. */
const addedTo = (answer: Answer): Quote | null => {
  const { exercise, language, origin } = answer
  const stub = origin === undefined ? stubOf(`${exercise}.${language}`) : null
  if (stub === null) return null
  const given = new Set(stub.split('\n').map((line) => line.trim()))
  const text = entryText(answer)
  const lines = text.split(/\r\n|\r|\n/).map((line) => line.trim())
  const outside = language === 'md' ? outsideOfComments(text).split(/\r\n|\r|\n/) : []
  const at = lines.findIndex((line, index) => /\p{L}{2}/u.test(line) && !given.has(line) && !/\p{L}{2}/u.test(outside[index] ?? ''))
  return at === -1 ? null : { quote: lines[at]!, line: at + 1 }
}

/** In a text, words without a sentence say nothing either, and they stand in no comment. */
const outsideOfComments = (text: string): string =>
  text.replace(/<!--(?:(?!-->)[^])*(?:-->|$)/g, (comment) => comment.replace(/[^\r\n]+/g, ''))

const belongs: Readonly<Record<Language, string>> = {
  md: 'stands within a comment, between <!-- and -->, and comments are not read. Write below the line with -->.',
  ts: 'is a comment, and comments do not run. A program stands in lines of its own, without // in front and outside of /* and */.',
  py: 'is a comment, and comments do not run. A program stands in lines of its own, without # in front.',
}

/** What to say of an answer that is nothing but comments and holds more than its stub; `null` where it does not. */
export const saidInComments = (answer: Answer): string | null => {
  const added = addedTo(answer)
  return added === null ? null : `Line ${added.line}, “${beginningOf(added.quote)}”, ${belongs[answer.language]}`
}
