/** References: "the former", "first is for …, second for …", "these eight": words that stand for what was named before. */
import { wordSet } from '../core/word-set.ts'
import type { Mention, Subjects } from './mentions.ts'
import { type Token, isMark } from './words.ts'

/** The two that were named last, in their order. */
export interface Pair {
  readonly subjects: readonly Subjects[]
  /** True where an ordinal may point at them: "there are two differences" counts something else. */
  readonly canBeCounted: boolean
  /** True where the answer has named none of them yet, and an ordinal may point at those of the question. */
  readonly isAsked: boolean
  /** What the sentence before was about. */
  readonly lead: Subjects
}

/** A question about two names them in their order. */
export const pairOfQuestion = (subjects: number): Pair => ({
  subjects: Array.from({ length: subjects }, (_, index) => 1 << index),
  canBeCounted: false,
  isAsked: subjects > 1,
  lead: 0,
})

const COUNTED_OTHERWISE = wordSet('difference differences reason reasons point points aspect aspects advantage advantages way ways')

/** The pair after a sentence: the two that it names, or what the sentence before was about and what it is about. */
export const pairAfter = (pair: Pair, tokens: readonly Token[], mentions: readonly Mention[]): Pair => {
  const first = mentions.find(({ role }) => role !== 'place')?.subjects
  if (first === undefined) return pair
  const isAsked = pair.isAsked && mentions.every(({ start }) => placeOf(tokens[start]!.word) >= 0)
  const named = [first]
  for (const { role, subjects } of mentions) if (role !== 'place' && !named.includes(subjects)) named.push(subjects)
  const turns = named.length === 1 && pair.lead !== 0 && pair.lead !== first
  if (named.length === 1 && !turns) return { ...pair, isAsked, lead: first }
  const canBeCounted = !tokens.some(({ word }) => COUNTED_OTHERWISE.has(word))
  return { subjects: turns ? [pair.lead, first] : named, canBeCounted, isAsked, lead: first }
}

/** "The former", "the latter", "first is for …, second for …": one of the two that were named last. */
export const backReferences = (tokens: readonly Token[], { subjects: pair, canBeCounted, isAsked }: Pair): Mention[] => {
  const found: Mention[] = []
  for (let start = 0; start < tokens.length; start += 1) {
    const place = placeOf(tokens[start]!.word)
    if (place < 0) continue
    const subjects = pair[place]
    const isMeant = !isOrdinal(tokens[start]!) || (canBeCounted && isReference(tokens, start)) || (isAsked && isOneThatDoes(tokens, start))
    if (subjects === undefined || !isMeant) continue
    found.push({ start, end: start + 1, subjects, role: 'plain' })
  }
  return found
}

const placeOf = (word: string): number => (word === 'former' || word === 'first' ? 0 : word === 'latter' || word === 'second' ? 1 : -1)

const isOrdinal = ({ word }: Token): boolean => word === 'first' || word === 'second'

/** What follows an ordinal that stands for a thing: "the first is", "the second need". Behind it a noun or a comma counts something. */
const FOLLOWING = wordSet(
  'is are has have does do for uses use needs need shares share gets get can could cannot will would must runs run one live lives communicate communicates exchange survive survives',
)
/** "The first use of it", "the first run takes": the verb is a noun. */
const OF_NOUNS = wordSet('that of is takes')
/** "The first one gives each task its own memory": it does something, which a difference does not. */
const isOneThatDoes = (tokens: readonly Token[], at: number): boolean =>
  tokens[at + 1]?.word === 'one' && tokens[at - 1]?.word === 'the' && DOING.has(tokens[at + 2]?.word ?? '')
const DOING = wordSet(
  'gives lets uses has runs needs takes shares starts makes creates allows works can cannot does spawns splits costs requires',
)

/** "In the first, …". */
const PLACING = wordSet('in for with')

const isReference = (tokens: readonly Token[], at: number): boolean => {
  const before = tokens[at - 1]?.word
  const next = tokens[at + 1]?.word ?? ''
  if (before === 'the' && next === ',') return PLACING.has(tokens[at - 2]?.word ?? '')
  const begins = before === undefined || before === 'the' || before === 'and' || isMark(before)
  return begins && FOLLOWING.has(next) && !OF_NOUNS.has(tokens[at + 2]?.word ?? '')
}
