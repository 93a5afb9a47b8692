import type { Answer } from './types.ts'

/** White space in front of a line, in patterns: that of empty lines before it would be gone through anew from each of them. */
export const indentation = String.raw`[^\S\r\n\u2028\u2029]*`

/** True where nothing but comments and white space, as which a byte order mark counts, stands in a program. */
export const onlyComments = (text: string, python: boolean): boolean =>
  (python ? /^(?:\s|#[^\n]*(?:\n|$))*$/ : /^(?:\s|\/\/[^\n]*(?:\n|$)|\/\*[^*]*\*+(?:[^/*][^*]*\*+)*\/)*$/).test(text)

/** The text of the file that an answer begins with; empty where there is none. */
export const entryText = ({ files, entry }: Answer): string => files.find(({ path }) => path === entry)?.text ?? ''

/** True for an answer that nobody has begun to write, as far as its form tells: comments, and the headings of a text. */
export const isBlank = (answer: Answer): boolean => {
  const text = entryText(answer)
  return answer.language === 'md'
    ? /^(?:\s|#[^\n]*(?:\n|$)|<!--(?:[^-]|-(?!->))*-->)*$/.test(text)
    : onlyComments(text, answer.language === 'py')
}
