/** Where a question begins: a label, a sentence that looks like the question, or both. */
import type { Heading } from '../documents/document.ts'
import { labelOf, undecorated, withoutAnswerMark, type Label } from './labels.ts'
import { wordsOf, type Likeness } from './likeness.ts'

/** A heading, and where it ends. */
export interface FoundHeading {
  readonly heading: Heading
  /** What follows the question on its last line: the beginning of an answer. */
  readonly remainder: string
  /** How many lines the heading takes. */
  readonly lines: number
}

/** What is taken for a heading. */
export interface HeadingOptions {
  readonly likeness: Likeness
  /** Where a bare number ("3.") is a label, in documents without any other: alone on a line, at the top of a cell, or of a paragraph. */
  readonly bare: 'never' | 'alone' | 'cell' | 'paragraph'
}

/** From here on a line with a label, or without one, is taken for a question. */
const likeEnough = { labelled: 0.42, alone: 0.62, title: 0.3 }

const asks =
  /^(?:what|why|how|write|wap|create|explain|define|describe|difference|differentiate|discuss|give|state|list|compare|make|develop|which|when)\b/i

/** "a) What is …", "Topic 1 - What is …": whatever stands before a question and ends in a mark labels it. */
const strangeLabel = /^.{1,24}?[:.)\]–—>-]\**\s{0,3}(?=(?:what|why|how|write|create|explain|define|describe|differentiate|compare)\b)/i

/** The heading that begins at a line, or null. */
export const headingAt = (lines: readonly string[], at: number, top: boolean, options: HeadingOptions): FoundHeading | null => {
  const line = lines[at]!
  if (line.trim() === '') return null
  const label = believed(labelOf(line), top, options)
  const first = label?.rest ?? line.trim().replace(strangeLabel, '')
  const found = label?.kind === 'question' || asked(first) ? questionAt(lines, at, first, label === null, options.likeness) : null
  if (found !== null && (isLabelled(label, found, options) || asked(found.question))) return headed(label, found, lines, at)
  if (label === null || (label.kind === 'bare' && (!/cell|paragraph/.test(options.bare) || !top))) return null
  const question = label.kind === 'question' ? unknownQuestion(label.rest) || title(label, lines, options) : ''
  return headed(label, { question, remainder: label.rest.slice(question.length), lines: 1 }, lines, at)
}

/** A number alone on its line is as good as "Ans 3". */
const believed = (label: Label | null, top: boolean, { bare }: HeadingOptions): Label | null =>
  label?.kind === 'bare' && bare === 'alone' && top && undecorated(label.rest) === '' ? { ...label, kind: 'answer' } : label

const asked = (question: string): boolean => asks.test(undecorated(question.slice(0, 200)))

/** After "Q4." a sentence may also be the answer itself: it has to be very like the question, or to ask. */
const isLabelled = (label: Label | null, { question }: FoundQuestion, { likeness }: HeadingOptions): boolean =>
  label?.kind === 'question' && Math.max(...likeness(question)) > likeEnough.alone

const headed = (label: Label | null, { question, remainder, lines }: FoundQuestion, all: readonly string[], at: number): FoundHeading => {
  const whole = all.slice(at, at + lines).join('\n')
  const raw = whole.endsWith(remainder) ? whole.slice(0, whole.length - remainder.length) : whole
  const rest = remainder.replace(/^[\s?.:)*_#\-–—]+(?=\s|[*_#?]|$)/, '').trim()
  const answer = withoutAnswerMark(rest) ?? rest
  return {
    heading: { numbers: label?.numbers ?? [], label: label?.kind ?? 'none', question: undecorated(question), raw },
    remainder: answer,
    lines,
  }
}

/** "Q4. Multiprocessing pool", alone in its cell: a question without a verb. */
const title = ({ rest }: Label, lines: readonly string[], { likeness }: HeadingOptions): string => {
  const isAlone = lines.filter((line) => line.trim() !== '').length === 1
  return isAlone && rest.length <= 200 && !states.test(rest) && Math.max(...likeness(rest)) >= likeEnough.title ? rest : ''
}

const states = /\b(?:is|are|was|means?|refers?|allows?|lets?|has|have|runs?|uses?|shares?|can|will)\b/i

/** A question in words of its own, after a label: it asks, or it ends with a question mark. */
const unknownQuestion = (rest: string): string => {
  if (rest.length > 600) return ''
  const words = rest.split(/\s+/).length
  const mark = rest.indexOf('?')
  if (mark !== -1 && mark < 200) return rest.slice(0, mark + 1)
  return asks.test(rest) && words <= 40 ? rest : ''
}

interface FoundQuestion {
  readonly question: string
  readonly remainder: string
  readonly lines: number
}

/** The beginning of the text, ended by a sentence's or a line's end, that looks most like a question. */
const questionAt = (lines: readonly string[], at: number, first: string, alone: boolean, likeness: Likeness): FoundQuestion | null => {
  let best: FoundQuestion | null = null
  let most = alone ? likeEnough.alone : likeEnough.labelled
  let before = ''
  for (let count = 0; count < 3; count++) {
    const line = count === 0 ? first : lines[at + count]
    if (line === undefined || (count > 0 && (line.trim() === '' || labelOf(line) !== null || withoutAnswerMark(line) !== null))) break
    for (const end of endsOf(line)) {
      const question = `${before}${line.slice(0, end)}`
      const score = Math.max(...likeness(question))
      if (score <= most) continue
      most = score
      best = { question, remainder: line.slice(end), lines: count + 1 }
    }
    before = `${before}${line.replace(/^[\s#>*]+/, '')} `
    if (wordsOf(before).length > 60) break
  }
  return best
}

/** The ends of the first sentences of a line, and of the line itself. */
const endsOf = (line: string): number[] => {
  const ends = [...line.slice(0, 600).matchAll(/[?.:](?=\s|$|[*_"'])|\?|[-–—]{1,2}\s?(?=ans)/gi)].slice(0, 5).map(({ index }) => index + 1)
  return [...ends, line.length]
}
