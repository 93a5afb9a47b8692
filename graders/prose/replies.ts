/** Replies: "Do they share it? No." A question that is answered by a yes or a no says what it asks, or denies it. */
import { denialOfAll } from './denial.ts'
import { set } from './denying-words.ts'
import type { Sentence } from './sentences.ts'
import { type Token, isMark } from './words.ts'

const VERBS = set('do does did is are was were can could will would has have')
/** What may stand before the verb of a question that asks for a yes or a no. */
const OPENING = set('and so but then well ok')

/** The sentences, with every question that is answered in a word read as what the answer makes of it. */
export const withReplies = (sentences: readonly Sentence[]): readonly Sentence[] =>
  sentences.some(({ mood }) => mood === 'asks') ? sentences.map((each, at) => replied(each, sentences[at + 1])) : sentences

const replied = (question: Sentence, next: Sentence | undefined): Sentence => {
  const reply = question.mood === 'asks' && next !== undefined ? replyOf(next.tokens) : null
  if (reply === null || !asksWhether(question.tokens)) return question
  const denials = reply === 'no' ? [...question.denials, denialOfAll(question.tokens)] : question.denials
  return { ...question, mood: 'states', denials }
}

const replyOf = (tokens: readonly Token[]): 'yes' | 'no' | null => {
  const first = tokens[behindName(tokens)]?.word
  const second = tokens[behindName(tokens) + 1]?.word
  if (second !== undefined && !isMark(second)) return null
  return first === 'yes' || first === 'no' ? first : null
}

/** "Do they …?", "B: And do they …?", "If …, do they …?" */
const asksWhether = (tokens: readonly Token[]): boolean => {
  let at = behindName(tokens)
  while (OPENING.has(tokens[at]?.word ?? '')) at += 1
  if (VERBS.has(tokens[at]?.word ?? '')) return true
  return tokens[at]?.word === 'if' && tokens.some(({ word }, index) => word === ',' && VERBS.has(tokens[index + 1]?.word ?? ''))
}

/** Who speaks: "B:", "Student 2:". */
const behindName = (tokens: readonly Token[]): number => {
  const colon = tokens.findIndex(({ word }, at) => at < 4 && word === ':')
  return colon + 1
}
