/** Labels at the start of a line: "Q1.", "Question 3)", "Ans-4", "A2:", "5.)". */

export interface Label {
  readonly kind: 'question' | 'answer' | 'bare'
  readonly numbers: readonly string[]
  /** What follows the label on its line. */
  readonly rest: string
}

const numerals = ['one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten']

/** Letters of "question" in any order: misspelt labels count. */
const questionWord = /^(?:q[uestion]{0,9}s?|task|problem|exercise|prob|assignment q)(?![a-z])/i
const answerWord = /^(?:an[swer]{0,6}|answer|asn|sol(?:ution|n)?)(?![a-z])/i
const shortAnswer = /^a(?=\d{1,2}\s*[.:)\-–—])/i

/** Marks that emphasise a line or begin a comment, a string or a list; and HTML tags. */
const opening = /^(?:[\s#>*_~`"'‘’“”([\-–—•·|\\]|<[^<>]{0,300}>|&nbsp;)+/
const closing = /(?:[\s#*_~`"'‘’“”\])|\\]|<\/?[^<>]{0,300}>|&nbsp;)+$/

/** A line without what only decorates it. */
export const undecorated = (line: string): string => line.replace(opening, '').replace(closing, '')

/** The label at the start of a line, or null. */
export const labelOf = (line: string): Label | null => {
  const text = line.replace(opening, '')
  const named = namedLabel(text)
  if (named !== null) return named
  const bare = /^(\d{1,2})\s{0,3}(?:[.):\]]|-(?!\d)|$)[\s.:)\]\-–—*_]*(?![\d])/.exec(text)
  return bare === null ? null : { kind: 'bare', numbers: [plain(bare[1]!)], rest: text.slice(bare[0].length) }
}

const namedLabel = (text: string): Label | null => {
  const question = questionWord.exec(splitDigits(text))
  const answer = answerWord.exec(splitDigits(text)) ?? shortAnswer.exec(text)
  const word = question ?? answer
  if (word === null) return null
  const number = numberAt(text.slice(word[0].length))
  if (number === null) return null
  const more = anotherNumber(number.rest)
  const numbers = more === null ? [number.value] : [number.value, more.value]
  return { kind: question ? 'question' : 'answer', numbers, rest: afterMarks((more ?? number).rest) }
}

/** A look at the text in which digits end a word: "Q1" is the word "Q" and a number. */
const splitDigits = (text: string): string => text.slice(0, 24).replace(/(?<=[a-z])(?=[_\d])/i, ' ')

interface NumberAt {
  readonly value: string
  readonly rest: string
}

const numberAt = (text: string): NumberAt | null => {
  const found = /^[\s.:_\-–—#(*]{0,6}(?:no\.?|number|num)?[\s.:_\-–—#(*]{0,4}(\d{1,2}|[a-z]{3,5}(?![a-z]))(?![\d%])/i.exec(text)
  if (found === null) return null
  const value = /^\d/.test(found[1]!) ? plain(found[1]!) : String(numerals.indexOf(found[1]!.toLowerCase()) + 1)
  const rest = text.slice(found[0].length)
  return value === '0' || /^(?:[a-z]|\s*[=[(,]|\.\w+\s*[=([])/.test(rest) ? null : { value, rest }
}

/** "Ans5 & Ans6", "Q3 and 4" */
const anotherNumber = (rest: string): NumberAt | null => {
  const joint = /^\s{0,3}(?:&|,|and\b|\/)\s{0,3}(?:[a-z]{0,8}[\s.:]{0,2})(\d{1,2})(?!\d)/i.exec(rest)
  return joint === null ? null : { value: plain(joint[1]!), rest: rest.slice(joint[0].length) }
}

const plain = (digits: string): string => String(Number(digits))

const afterMarks = (rest: string): string => rest.replace(/^(?:[\s.:)\]\-–—,>=*_#"']|<[^<>]{0,300}>)+/, '')

const answerMark = /^(?:an[swer]{1,6}|sol(?:ution|n)?|a)(?:\s{0,3}\d{1,2})?\s{0,3}(?:[.:\-–—=>)\]*_#]+[\s.:\-–—=>)\]*_#]*|$)/i

/** A line without the "Ans:" at its start; null where there is none. */
export const withoutAnswerMark = (line: string): string | null => {
  const text = line.replace(opening, '')
  const mark = answerMark.exec(text)
  return mark === null || (/^a\s*[.)]/i.test(text) && !/^a[.)]?\s*[-:]/i.test(text)) ? null : text.slice(mark[0].length)
}
