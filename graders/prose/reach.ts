/** How far a denial reaches: to the end of its thought, and over what is only put in between. */
import { wordSet } from '../core/word-set.ts'
import { BY_MEANS, NEW_SUBJECT, REASONS, STOPS } from './denying-words.ts'
import { type Token, isMark } from './words.ts'

/** A word that denies others: those from `from` up to but not including `to`. */
export interface Denial {
  /** The place of the denying word or phrase. */
  readonly at: number
  readonly end: number
  readonly from: number
  readonly to: number
}

/** A denial of at most so many words from `from` on. */
export const reaching = (tokens: readonly Token[], at: number, from: number, reach: number): Denial => {
  // "It is not when …" denies what it is
  let to = tokens[from]?.word === 'when' ? from + 1 : behindAside(tokens, from)
  reach += to - from
  const stops = BY_MEANS.has(tokens[at]!.stem) ? endsAvoidance : stopsAt
  while (to < tokens.length && to < from + reach && !stops(tokens, to)) to += 1
  return { at, end: from, from, to }
}

/** "They need locks to avoid races and share the memory": what is avoided is a thing, and behind it the verbs go on. */
const endsAvoidance = (tokens: readonly Token[], at: number): boolean =>
  stopsAt(tokens, at) || (tokens[at]!.word === 'and' && GOING_ON.has(tokens[at + 1]?.word ?? ''))
const GOING_ON = wordSet('share communicate exchange live require survive take start create')

/** "They do not, contrary to what many believe, share …": the denial reaches over what is put in between. */
const behindAside = (tokens: readonly Token[], from: number): number => {
  if (tokens[from]?.word !== ',') return from
  const end = tokens.findIndex(({ word }, at) => at > from && isMark(word))
  return tokens[end]?.word === ',' && end - from <= LONGEST_ASIDE && !NEW_SUBJECT.has(tokens[from + 1]!.word) ? end + 1 : from
}
const LONGEST_ASIDE = 9

const stopsAt = (tokens: readonly Token[], at: number): boolean => {
  const { word } = tokens[at]!
  if (isEmptyCall(tokens, at)) return false
  // "none of which …", "it is not the threads which …"
  if (word === 'which' && (tokens[at - 1]?.word === 'of' || isPickedOut(tokens, at))) return false
  if (STOPS.has(word)) return true
  // "do not even notice" goes on; "do not notice, even in …" does not
  if (word === 'even') return at > 0 && !isDenying(tokens[at - 1]!.word)
  if (word === 'and') return NEW_SUBJECT.has(tokens[at + (STRESSING.has(tokens[at + 1]?.word ?? '') ? 2 : 1)]?.word ?? '')
  if (word === 'as') return REASONS.has(tokens[at + 1]?.word ?? '')
  return word === ',' && !continuesList(tokens, at)
}

/** "They do not wait, and really do run at once." */
const STRESSING = wordSet('really truly actually indeed genuinely thus hence so therefore')

/** "It is not the threads which have it": the denial goes over to what is said of them. */
const isPickedOut = (tokens: readonly Token[], which: number): boolean => {
  for (let at = which - 1; at >= Math.max(1, which - MOST_PICKED); at -= 1)
    if (tokens[at]!.word === 'not') return BEING.has(tokens[at - 1]!.word)
  return false
}
const MOST_PICKED = 4
/** "It's" has lost its verb. */
const BEING = new Set(['is', 'it', 'are', 'was'])

const isDenying = (word: string): boolean => word === 'not' || word === 'never' || word === 'cannot'

/** The parentheses of "start()" end no thought. */
const isEmptyCall = (tokens: readonly Token[], at: number): boolean =>
  (tokens[at]!.word === '(' && tokens[at + 1]?.word === ')') || (tokens[at]!.word === ')' && tokens[at - 1]?.word === '(')

/** "… share variables, files or memory": the comma divides a list and not two thoughts. */
const continuesList = (tokens: readonly Token[], at: number): boolean => {
  for (let index = at + 1; index < Math.min(tokens.length, at + 6); index += 1) {
    const { word } = tokens[index]!
    if (word === 'or' || word === 'nor') return true
    if (STOPS.has(word) || NEW_SUBJECT.has(word)) return false
  }
  return false
}

/** "It avoids this by starting several": how something is avoided is done. */
export const upToMeans = (tokens: readonly Token[], denial: Denial): Denial => {
  const by = tokens.findIndex(
    ({ word }, at) => at >= denial.from && at < denial.to && word === 'by' && tokens[at + 1]?.word.endsWith('ing') === true,
  )
  return by < 0 ? denial : { ...denial, to: by }
}
