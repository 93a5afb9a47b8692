/** Retractions: words that say of what stands before them that it is not so, and say nothing else. */
import { wordSet } from '../core/word-set.ts'
import { type Token, isMark, stemSet } from './words.ts'

const UNTRUE = stemSet('wrong false untrue incorrect myth misconception mistake mistaken error nonsense reverse opposite contrary')
/** These point at what stands before by themselves: "the opposite is true". */
const OPPOSITES = wordSet('reverse opposite contrary')
const TRUE = wordSet('true correct right case so')
const POINTING = wordSet('that this it he she they which these both')
const SMALL = wordSet(
  'is are was were be do does did a an the but however in reality fact of course actually simply just completely totally exactly quite precisely rather not nothing none all can could will here python',
)

/** "That is wrong.", "But they do not.", "In reality nothing of this is the case.": said of the sentence before. */
export const takesBack = (tokens: readonly Token[]): boolean => {
  const first = tokens[0]
  if (first === undefined || !(saysLittle(first) || first.word === 'i')) return false
  const end = tokens.findIndex(({ word }, at) => at > 0 && isMark(word))
  return isRetraction(tokens.slice(0, end < 0 ? tokens.length : end))
}

const isUntrue = ({ stem }: Token): boolean => UNTRUE.has(stem)

const saysLittle = (token: Token): boolean => POINTING.has(token.word) || SMALL.has(token.word) || TRUE.has(token.word) || isUntrue(token)

const OF_DISBELIEF = wordSet('but i do does not can cannot really myself believe think agree doubt it that this them so with')
const OPINIONS = wordSet('believe think agree')

/** "I do not believe it", "but I doubt that". */
const isDisbelief = (words: readonly string[]): boolean => {
  if (!words.every((word) => OF_DISBELIEF.has(word))) return false
  return words.includes('doubt') ? !words.includes('not') : words.includes('not') && words.some((word) => OPINIONS.has(word))
}

/** "It does not.", "They are not." */
const isBareDenial = (words: readonly Token[]): boolean =>
  words.length === 3 && STANDING.has(words[0]!.word) && DOING.has(words[1]!.word) && words[2]!.word === 'not'
const STANDING = wordSet('it they')
const DOING = wordSet('does do is are')

/** "But it cannot do this." */
const isUndone = (words: readonly Token[]): boolean =>
  words[0]!.word === 'but' && words.at(-2)?.word === 'do' && POINTING.has(words.at(-1)!.word)

const OF_DOUBT = wordSet(
  'but i am not really quite so sure certain do know if whether that this it they is are was true right correct wrong about which who of them these the two both here maybe perhaps',
)
const BOTH = wordSet('which who both two')

/** "But I am not sure about that.": says of so many sentences before it only that they may not be so. */
export const doubtsBefore = (tokens: readonly Token[]): number => {
  if (!tokens.every(({ word }) => OF_DOUBT.has(word) || isMark(word))) return 0
  // "I do not know which of them is right."
  return tokens.some(({ word }) => BOTH.has(word)) ? 2 : 1
}

/** True for words that say nothing but that something else is not so. */
export const isRetraction = (words: readonly Token[]): boolean => {
  if (words.length === 1) return isUntrue(words[0]!)
  if (words.length < 3 || words.length > 10) return false
  if (isBareDenial(words)) return true
  if (words.some(({ word }) => word === 'i')) return isDisbelief(words.map(({ word }) => word))
  if (!words.some(({ word }) => POINTING.has(word) || OPPOSITES.has(word))) return false
  if (!words.every(saysLittle)) return false
  const denials = words.filter(({ word }) => word === 'not' || word === 'nothing' || word === 'none').length
  if (words.some(isUntrue)) return denials === 0
  if (denials !== 1) return false
  return TRUE.has(words.at(-1)!.word) || isUndone(words) || (words[0]!.word === 'but' && words.at(-1)!.word === 'not')
}

const REALLY = wordSet('really truly actually literally strictly quite')
/** So many words behind the "really" may be those that are taken back. */
const TAKEN_BACK = 3

/** "They run at once, but not really at once": what is said again, and denied, is taken back. */
export const takesBackWords = (tokens: readonly Token[], at: number): boolean => {
  if (tokens[at]?.word !== 'but' || tokens[at + 1]?.word !== 'not' || !REALLY.has(tokens[at + 2]?.word ?? '')) return false
  const again = tokens.slice(at + 3, at + 3 + TAKEN_BACK).filter(({ word }) => word.length > LONGEST_SMALL && !isMark(word))
  return again.some(({ stem }) => tokens.slice(0, at).some((before) => before.stem === stem))
}
const LONGEST_SMALL = 3
