/** Replies: "Do they share it? No." "Which are cheaper? Threads." A question and its answer in a word or two make one statement. */
import { wordSet } from '../core/word-set.ts'
import { denialOfAll, denialsIn } from './denial.ts'
import type { Sentence } from './sentences.ts'
import { type Token, isMark, toToken } from './words.ts'

const VERBS = wordSet('do does did is are was were can could will would has have')
/** What may stand before the verb of a question that asks for a yes or a no. */
const OPENING = wordSet('and so but then well ok')

/** The sentences, with every question that is answered in a word or two read as what the answer makes of it. */
export const withReplies = (sentences: readonly Sentence[]): readonly Sentence[] =>
  sentences.some(({ mood }) => mood === 'asks') ? sentences.map((each, at) => replied(each, sentences.slice(at + 1, at + 3))) : sentences

const replied = (sentence: Sentence, [next, second]: readonly Sentence[]): Sentence =>
  sentence.mood === 'asks' && next !== undefined ? answered(sentence, next, second) : sentence

const answered = (question: Sentence, answer: Sentence, second: Sentence | undefined): Sentence => {
  const each = withEach(question, answer, second)
  if (each !== null) return each
  const reply = replyOf(answer.tokens)
  if (reply === null) return withCase(question, answer) ?? withName(question, answer)
  if (!asksWhether(question.tokens)) return question
  const denials = reply === 'no' ? [...question.denials, denialOfAll(question.tokens)] : question.denials
  return { ...question, mood: 'states', denials }
}

const SEMICOLON = toToken(';')
const NOT = toToken('not')
/** What is asked of both: "do they", "are both of them". */
const ASKED_OF = wordSet('they both all these those of them each two the')

/** "Do they share it? Threads yes, processes no.", "… Threads: yes. Processes: no." */
const withEach = (question: Sentence, answer: Sentence, second: Sentence | undefined): Sentence | null => {
  const tokens = second?.tokens.some(isReply) ? [...answer.tokens, ...second.tokens] : answer.tokens
  const words = question.tokens.slice(behindName(question.tokens)).filter(({ word }) => !isMark(word))
  let asked = 1
  while (ASKED_OF.has(words[asked]?.word ?? '')) asked += 1
  if (!VERBS.has(words[0]?.word ?? '') || asked === 1) return null
  const said: Token[] = []
  let from = 0
  for (const [at, { word }] of tokens.entries()) {
    if (!isReply(tokens[at]!)) continue
    const name = tokens.slice(from, at).filter((token) => !isMark(token.word) && token.word !== 'and' && token.word !== 'but')
    if (name.length === 0 || name.length > MOST_NAME_WORDS) return null
    said.push(...name, ...(word === 'no' ? [NOT] : []), ...words.slice(asked), SEMICOLON)
    from = at + 1
    // "yes (one on each core)"
    if (tokens[from]?.word === '(') from = tokens.findIndex((token, index) => index > from && token.word === ')') + 1 || tokens.length
  }
  return said.length === 0 ? null : stated(question, answer, said)
}

/** What may stand between "which" and what is asked of it. */
const OF_THEM = wordSet('one ones of the two them both these')
const MOST_NAME_WORDS = 3

/** "Which of the two is cheaper? Threads." */
const withName = (question: Sentence, answer: Sentence): Sentence => {
  const name = answer.tokens.slice(behindName(answer.tokens)).filter(({ word }) => !isMark(word))
  let at = behindName(question.tokens)
  if (question.tokens[at]?.word !== 'which' || name.length === 0 || name.length > MOST_NAME_WORDS) return question
  do at += 1
  while (OF_THEM.has(question.tokens[at]?.word ?? ''))
  const tokens = [...name, ...question.tokens.slice(at, -1)]
  return stated(question, answer, tokens)
}

/** No case begins so: these questions ask for something. */
const ASKING = wordSet('what why how who where when which whose i we you')
/** What one is told to do in a case. */
const ADVISING = wordSet('take use choose pick prefer go then')
const MOST_CASE_WORDS = 6
const MOST_WHETHER_WORDS = 18
const MOST_ADVICE_WORDS = 8
const COLON = toToken(':')

/** "Heavy work? Take processes." Who answers so asks nothing: it is a case, and what holds in it. */
const withCase = (question: Sentence, answer: Sentence): Sentence | null => {
  const { tokens, mood, denials } = answer
  const words = question.tokens.slice(behindName(question.tokens))
  const [first] = words
  const isWhether = VERBS.has(first?.word ?? '')
  if (isWhether) return words.length <= MOST_WHETHER_WORDS ? withCaseOf(question, words, answer) : null
  const isCase = question.tokens.length <= MOST_CASE_WORDS + 1 && !ASKING.has(first?.word ?? '')
  const holds = tokens.length <= MOST_ADVICE_WORDS + 1 && (ADVISING.has(tokens[0]?.word ?? '') || tokens.length <= MOST_NAME_WORDS)
  if (!isCase || !holds || mood !== 'states' || denials.length > 0) return null
  return stated(question, answer, [...question.tokens.filter(({ word }) => !isMark(word)), COLON, ...tokens])
}

/** "Is it waiting most of the time? Threads." Who answers with a name says what holds where the answer is yes. */
const withCaseOf = (question: Sentence, words: readonly Token[], answer: Sentence): Sentence | null => {
  const { tokens, mood } = answer
  const end = tokens.findIndex(({ word }) => isMark(word))
  const name = tokens.slice(0, end < 0 ? tokens.length : end)
  if (mood !== 'states' || name.length === 0 || name.length > MOST_NAME_WORDS || name.some(({ word }) => VERBS.has(word))) return null
  return stated(question, answer, [...name, COLON, ...words.filter(({ word }) => !isMark(word) || word === ',')])
}

/** A question and its answer as the one statement that they make. */
const stated = (question: Sentence, answer: Sentence, tokens: readonly Token[]): Sentence => ({
  ...question,
  text: `${question.text} ${answer.text}`,
  tokens,
  mood: 'states',
  denials: denialsIn(tokens),
})

const isReply = ({ word }: Token): boolean => word === 'yes' || word === 'no'

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
