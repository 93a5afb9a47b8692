/** Denial: which words of a sentence are denied, by which word, and how far it reaches. Two denials of one word cancel out. */
import { groupBy } from '../core/group-by.ts'
import { wordSet } from '../core/word-set.ts'
import {
  APPEARANCES,
  BELIEFS,
  BELIEVERS,
  BY_MEANS,
  FEELINGS,
  FRAMES,
  KEEPS,
  LED,
  LOOKALIKES,
  OPINIONS,
  PAST_BELIEFS,
  PHRASES,
  REACH,
  SEEMING,
  VERBS,
} from './denying-words.ts'
import { type Denial, reaching, upToMeans } from './reach.ts'
import { isRetraction, takesBackWords } from './retraction.ts'
import { type Token, isMark } from './words.ts'

/** The denial of a whole sentence, by a word outside of it. */
export const denialOfAll = ({ length }: readonly Token[]): Denial => ({ at: length, end: length, from: 0, to: length })

/** Every word that can begin or carry a denial: a sentence without one is read no further. */
const CUES: ReadonlySet<string> = new Set([
  ...REACH.keys(),
  ...PHRASES.map(([words]) => words[0]!),
  ...FRAMES,
  ...APPEARANCES,
  ...BELIEFS,
  'from',
  'as',
  'but',
  'true',
  'correct',
  'case',
])

/** Every denial in a sentence. */
export const denialsIn = (tokens: readonly Token[]): Denial[] => {
  const found: Denial[] = []
  for (let at = 0; at < tokens.length; at += 1) {
    const token = tokens[at]!
    if (!CUES.has(token.stem) && (token.word === token.stem || !CUES.has(token.word))) continue
    const denial = token.word === 'but' ? retractionAt(tokens, at) : denialAt(tokens, at, token)
    // a clause that takes back has several such words, and takes back once
    if (denial && !found.some((other) => other.at === denial.at && other.from === denial.from)) found.push(denial)
  }
  return found.length < 2 ? found : onceDenied(tokens, found).map((denial) => upToNext(tokens, denial, found))
}

/** "I used to think so, but that was wrong." */
const onceDenied = (tokens: readonly Token[], found: readonly Denial[]): readonly Denial[] =>
  found.some(({ at, from }) => from === 0 && at > 0) ? withoutPastBelief(tokens, found) : found

/** The denials but for that of what somebody used to think. */
export const withoutPastBelief = (tokens: readonly Token[], denials: readonly Denial[]): readonly Denial[] =>
  denials.filter(({ end, from }) => end !== from || !PAST_BELIEFS.has(tokens[end - 1]?.word ?? ''))

/** "Not this, not that and not the third": a denial beside another one ends where that begins, and is not turned round by it. */
const upToNext = (tokens: readonly Token[], denial: Denial, all: readonly Denial[]): Denial => {
  const next = all.find(({ at, from }) => at >= denial.from && at < denial.to && from > at && isJoined(tokens, at))
  return next ? { ...denial, to: next.at } : denial
}

const isJoined = (tokens: readonly Token[], at: number): boolean => {
  const before = tokens[at - 1]?.word
  return before === ',' || before === 'and' || before === 'or' || tokens[at]!.word === 'nor'
}

const denialAt = (tokens: readonly Token[], at: number, token: Token): Denial | null =>
  phraseAt(tokens, at) ?? wordAt(tokens, at, token) ?? frameAt(tokens, at, token) ?? retractionAt(tokens, at)

const PHRASES_BY_FIRST = groupBy(PHRASES, ([words]) => words[0]!)

const phraseAt = (tokens: readonly Token[], at: number): Denial | null => {
  if (tokens[at]!.word === 'from' && tokens.slice(Math.max(0, at - 5), at).some(({ stem }) => KEEPS.has(stem)))
    return reaching(tokens, at, at + 1, 8)
  for (const [words, reach] of PHRASES_BY_FIRST.get(tokens[at]!.word) ?? [])
    if (words.every((word, index) => tokens[at + index]?.word === word)) return reaching(tokens, at, at + words.length, reach)
  return null
}

const wordAt = (tokens: readonly Token[], at: number, token: Token): Denial | null => {
  const reach = REACH.get(token.stem) ?? REACH.get(token.word)
  if (reach === undefined || isNotOnly(tokens, at)) return null
  if (token.word === 'not' && [1, 2, 3].some((step) => isUntrue(tokens, at + step))) return null
  if (token.word === 'not' && OPINIONS.has(tokens[at + 1]?.word ?? '') && tokens[at + 2]?.word !== 'so')
    return { at, end: at + 1, from: at + 2, to: endOfThought(tokens, at + 2) }
  if (token.word === 'not' && FEELINGS.has(tokens[at + 1]?.word ?? '')) return null
  if (token.word === 'without' && ['it', 'that', 'this', 'them'].includes(tokens[at + 1]?.word ?? '')) return null
  if (token.word === 'no' && ['longer', 'matter', 'doubt', 'question', 'wonder', 'time'].includes(tokens[at + 1]?.word ?? '')) return null
  const denial = reaching(tokens, at, at + 1, reach)
  return BY_MEANS.has(token.stem) ? upToMeans(tokens, denial) : denial
}

/** "Not only … but also" affirms; so does "not just", and "not a problem" denies nothing else. */
const isNotOnly = (tokens: readonly Token[], at: number): boolean => {
  const next = tokens[at + 1]?.word ?? ''
  return ['only', 'just', 'merely', 'simply', 'surprisingly', 'least'].includes(next) && tokens[at]!.word === 'not'
}

/** "It is a myth that …" denies what follows; "… , which is a myth" denies what came before. */
const frameAt = (tokens: readonly Token[], at: number, token: Token): Denial | null => {
  if (APPEARANCES.has(token.stem) || isAsIf(tokens, at)) return appearanceAt(tokens, at)
  if (BELIEFS.has(token.word)) return beliefAt(tokens, at)
  if (!FRAMES.has(token.stem) && !isUntrue(tokens, at)) return null
  // "…, but that is a mistake: …" speaks of what stands before
  const back = retractionAt(tokens, at)
  if (back) return back
  if (isOfTheSentenceBefore(tokens)) return null
  const that = tokens.slice(at + 1, at + 4).findIndex(({ word }) => word === 'that' || word === 'to' || word === ':')
  if (that >= 0) return { at, end: at + 1, from: at + 2 + that, to: endOfThought(tokens, at + 2 + that) }
  const ends = tokens.slice(at + 1).every(({ word }) => word === '.' || word === '!' || word === ',')
  return ends && VERBS.has(tokens[at - 1]?.word ?? '') ? { at, end: at + 1, from: 0, to: at } : null
}

/** "That is wrong: they …": what is wrong stands in the sentence before, and what follows is so. */
const isOfTheSentenceBefore = (tokens: readonly Token[]): boolean => {
  const colon = tokens.findIndex(({ word }) => isMark(word))
  return tokens[colon]?.word === ':' && POINTING_BACK.has(tokens[0]!.word) && isRetraction(tokens.slice(0, colon))
}
const POINTING_BACK = wordSet('that this these both')

/** "It sounds as if …". */
const isAsIf = (tokens: readonly Token[], at: number): boolean => {
  const next = tokens[at + 1]?.word
  return tokens[at]!.word === 'as' && (next === 'if' || next === 'though') && SEEMING.has(tokens[at - 1]?.stem ?? '')
}

/** "It appears that they run at once" tells what one sees; "when an error appears" does not. */
const appearanceAt = (tokens: readonly Token[], at: number): Denial | null => {
  const next = tokens[at + 1]?.word ?? ''
  const isLook = tokens[at]!.stem === 'look'
  if (isLook && !(next === 'like' && LOOKALIKES.has(tokens[at + 2]?.word ?? ''))) return null
  if (next === 'parallel' || next === 'simultaneous') return { at, end: at + 1, from: at + 1, to: at + 2 }
  if (!['that', 'to', 'of', 'as', 'they', 'like', 'if', 'though'].includes(next)) return null
  return { at, end: at + 1, from: at + 2, to: endOfThought(tokens, at + 2) }
}

/** "It makes you think that they run at once", but not "think of them as …". */
const beliefAt = (tokens: readonly Token[], at: number): Denial | null => {
  if (!BELIEVERS.has(tokens[at - 1]?.word ?? '') || !LED.has(tokens[at - 2]?.word ?? '')) return null
  return tokens[at + 1]?.word === 'of' ? null : { at, end: at + 1, from: at + 1, to: endOfThought(tokens, at + 1) }
}

/** "…; that is wrong, …", "…, but they do not.": a clause that says of all before it that it is not so. */
const retractionAt = (tokens: readonly Token[], at: number): Denial | null => {
  const { word } = tokens[at]!
  if (word === 'as' || word === 'from') return null
  if (takesBackWords(tokens, at)) return { at, end: at + 3, from: 0, to: at }
  const begins = word === 'but' ? at : lastMark(tokens, at) + 1
  if (begins === 0) return null
  const next = tokens.findIndex(({ word }, index) => index > at && (isMark(word) || GIVING_REASON.has(word)))
  const end = next < 0 ? tokens.length : next
  return isRetraction(tokens.slice(begins, end)) ? { at: begins, end, from: 0, to: begins } : null
}

const GIVING_REASON = new Set(['because', 'since'])

const lastMark = (tokens: readonly Token[], before: number): number => {
  let at = before - 1
  while (at >= 0 && !isMark(tokens[at]!.word)) at -= 1
  return at
}

const endOfThought = (tokens: readonly Token[], from: number): number => {
  const end = tokens.findIndex(({ word }, at) => at > from && (word === ':' || word === ';' || word === 'but'))
  return end < 0 ? tokens.length : end
}

/** "true" is a frame where a "not" stands before it: the "not" itself denies only the few words that follow. */
const isUntrue = (tokens: readonly Token[], at: number): boolean => {
  const word = tokens[at]?.word
  const next = tokens[at + 1]?.word
  return (
    (word === 'true' || word === 'correct' || word === 'case') &&
    (next === undefined || next === 'that' || next === 'to' || isMark(next)) &&
    tokens.slice(Math.max(0, at - 3), at).some(({ word: before }) => before === 'not')
  )
}
