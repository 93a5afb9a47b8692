/** Prose that hides in code: comments, and strings that read like sentences. */

/** A line of words found in code. */
export interface Remark {
  readonly text: string
  readonly line: number
}

const COMMENT = /(?:^|\s)(?:#|\/\/)\s?(.*)$/
const SENTENCE_IN_STRING = /["'`]([^"'`]{25,400})["'`]/
const LOOKS_LIKE_CODE =
  /^\s*(?:import |from \S+ import|def |class |if __name__|return\b|for .+:$|while .+:$|with .+:$|else:|try:|except|const |let |function |\}|\{|@)|[=({[;]\s*$|\w\(.*\)\s*;?$|^\s*[\w.]+\s*=[^=]|=>/

/** The words in the lines of a fence; `first` is the number of the first of them. */
export const remarksOf = (lines: readonly string[], first: number): Remark[] => {
  const prose = lines.filter((line) => line.trim() !== '' && !LOOKS_LIKE_CODE.test(line) && !COMMENT.test(line)).length
  const all = lines.filter((line) => line.trim() !== '').length
  if (prose > all * 0.6) return lines.map((text, index) => ({ text: withoutMarks(text), line: first + index }))
  return inCode(lines, first)
}

const withoutMarks = (text: string): string => text.replace(/^\s*(?:#|\/\/)\s?/, '').replace(/"""|'''/g, '')

const inCode = (lines: readonly string[], first: number): Remark[] => {
  let quoted: string | null = null
  return lines.flatMap((line, index) => {
    const marks = line.match(/"""|'''/g)?.length ?? 0
    const inside: boolean = quoted !== null
    if (marks % 2 === 1) quoted = inside ? null : '"""'
    if (inside || marks > 0) return [{ text: withoutMarks(line), line: first + index }]
    const words = COMMENT.exec(line)?.[1] ?? SENTENCE_IN_STRING.exec(line)?.[1]
    return words === undefined ? [] : [{ text: words, line: first + index }]
  })
}
