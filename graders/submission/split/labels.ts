/** Labels at the start of a line: "Q1.", "Question 3)", "Ans-4", "A2:", "5.)". */
import { numeralOf } from '../numerals.ts'

/** The label at the beginning of a line. */
export interface Label {
  readonly kind: 'question' | 'answer' | 'bare'
  readonly numbers: readonly string[]
  /** What follows the label on its line. */
  readonly rest: string
}

/** What a question's label may be qualified by. */
const qualifier = /^(?:assignment|python|theory|theoretical|practical|coding|programming|quiz)\s{1,3}(?=[a-z])/i
/** Letters of "question" in any order: misspelt labels count. A queue is none. */
const questionWord = /^(?!queue|quit)(?:q[uestion]{0,9}s?|query|task|problem(?:\s{1,3}statement)?|exercise|prob|challenge)(?![a-z])/i
const answerWord = /^(?:an[swer]{0,6}|answer|asn|sol(?:ution|n)?)(?![a-z])/i
const shortAnswer = /^a(?=\d{1,2}\s*[.:)\-–—])/i
/** "Answer" may stand before the number, or before the question's own label: "Answer to question 2". */
const ofQuestion = /^[\s.:\-–—]{0,4}(?:(?:to|of|for)\s{1,3})?(?:the\s{1,3})?(?:q[uestion]{0,9}|task|problem|exercise)(?![a-z])/i
/** Words before a number that say no more than the number does. */
const emptyWord = /^(?:part|section|topic|point|program|s\.?\s?no|sr\.?\s?no|no|number)(?![a-z])[\s.:\-–—#]{0,4}(?=\d)/i

/** Marks that emphasise a line or begin a comment, a string, a list or a formula; pictograms; and HTML tags. */
const opening =
  /^(?:[\s#>*_~`"'([{\-|\\:$]|(?![\x21-\x7e])[\p{S}\p{P}\p{M}\p{Cf}]|<[^<>]{0,300}>|&nbsp;|(?:(?:text|math)(?:bf|it)|underline|large)(?=\s?\{))+/iu
const closing = /(?:[\s#*_~`"'‘’“”\])|\\}$]|<\/?[^<>]{0,300}>|&nbsp;)+$/

/** A line without what only decorates it. */
export const undecorated = (line: string): string => line.replace(opening, '').replace(closing, '')

/** Digits on keys, and marks as wide as a letter, as plain ones; the length stays. */
const typed = (line: string): string =>
  line
    .replace(/(\d)\ufe0f?\u20e3/g, (key, digit: string) => (key.length === 3 ? `${digit}. ` : `${digit}.`))
    .replace(/[：．）]/g, (mark) => ':.)'['：．）'.indexOf(mark)]!)

/** The label at the start of a line, or null. */
export const labelOf = (line: string): Label | null => {
  const text = typed(line).replace(opening, '')
  return namedLabel(text) ?? countedLabel(text) ?? bareLabel(text)
}

const bareLabel = (text: string): Label | null => {
  const word = emptyWord.exec(text)?.[0] ?? ''
  const found = /^(\d{1,2}|[IVX]{1,4}(?=\s{0,3}[.):\]]))\s{0,3}(?:[.):\]>}]|-(?!\d)|$)[\s.:)\]\-–—*_]*(?![\d])/.exec(
    text.slice(word.length),
  )
  if (found === null) return null
  const value = numeralOf(found[1]!)
  return value === null ? null : { kind: 'bare', numbers: [value], rest: text.slice(word.length + found[0].length) }
}

/** "1st question", "second answer:", "3.Q" */
const countedLabel = (text: string): Label | null => {
  const found =
    /^(?:(\d{1,2})(?:st|nd|rd|th)\s{1,3}|([a-z]{5,7})\s{1,3}|(\d{1,2})\s{0,2}[.)-]?\s{0,2})(q(?:ue(?:s(?:tion)?)?)?|task|problem|ans(?:wer)?|solution)(?=\s{0,3}(?:[.:)\-–—*_]|$)|\s{1,3}(?:what|why|how|write|create)\b)/i.exec(
      text,
    )
  if (found === null) return null
  const value = numeralOf(found[1] ?? found[2] ?? found[3]!)
  const kind = /^[as]/i.test(found[4]!) ? 'answer' : 'question'
  return value === null ? null : { kind, numbers: [value], rest: afterMarks(text.slice(found[0].length)) }
}

const namedLabel = (whole: string): Label | null => {
  const text = whole.slice(qualifier.exec(whole)?.[0].length ?? 0)
  const look = splitDigits(text)
  const question = questionWord.exec(look)
  const answer = answerWord.exec(look) ?? shortAnswer.exec(text)
  const word = question ?? answer
  if (word === null) return null
  const after = question === null ? (ofQuestion.exec(look.slice(word[0].length))?.[0].length ?? 0) : 0
  const number = numberAt(text.slice(word[0].length + after))
  if (number === null) return null
  const more = anotherNumber(number.rest)
  const numbers = more === null ? [number.value] : [number.value, more.value]
  const rest = afterMarks((more ?? number).rest)
  return { kind: question === null || isAnswerWord(rest) ? 'answer' : 'question', numbers, rest }
}

/** "Q2 answer:" */
const isAnswerWord = (rest: string): boolean => /^(?:an[swer]{1,6}|sol(?:ution|n)?)[\s.:\-–—*_=]*$/i.test(rest)

/** A look at the text in which digits end a word: "Q1" is the word "Q" and a number. */
const splitDigits = (text: string): string => text.slice(0, 40).replace(/(?<=[a-z])(?=[_\d])/i, ' ')

interface NumberAt {
  readonly value: string
  readonly rest: string
}

const numberAt = (text: string): NumberAt | null => {
  const found = /^[\s.:_\-–—#(*{~]{0,6}(?:no\.?|number|num)?[\s.:_\-–—#(*]{0,4}(\d{1,2}|[a-z]{1,6}(?![a-z]))(?![\d%])/i.exec(text)
  if (found === null) return null
  const value = numeralOf(found[1]!)
  const rest = text.slice(found[0].length)
  return value === null || /^(?:[a-z]|\s*[=[(,]|\.\w+\s*[=([])/.test(rest) ? null : { value, rest }
}

/** "Ans5 & Ans6", "Q3 and 4" */
const anotherNumber = (rest: string): NumberAt | null => {
  const joint = /^\s{0,3}(?:&|,|and\b|\/)\s{0,3}(?:[a-z]{0,8}[\s.:]{0,2})(\d{1,2})(?!\d)/i.exec(rest)
  return joint === null ? null : { value: plain(joint[1]!), rest: rest.slice(joint[0].length) }
}

const plain = (digits: string): string => String(Number(digits))

const afterMarks = (rest: string): string => rest.replace(/^(?:[\s.:)\]}\-–—,>=*_#"'$]|<[^<>]{0,300}>)+/, '')

const answerMark = /^(?:an[swer]{1,6}|sol(?:ution|n)?|a)(?:\s{0,3}\d{1,2})?\s{0,3}(?:[.:\-–—=>)\]*_#]+[\s.:\-–—=>)\]*_#]*|$)/i

/** A line without the "Ans:" at its start; null where there is none. */
export const withoutAnswerMark = (line: string): string | null => {
  const text = line.replace(opening, '')
  const mark = answerMark.exec(text)
  return mark === null || (/^a\s*[.)]/i.test(text) && !/^a[.)]?\s*(?:[-:]|$)/i.test(text)) ? null : text.slice(mark[0].length)
}
