/** Comparisons told by what is less so: "threads are not as heavy as processes", "less expensive to create". They are read as "lighter", "cheaper". */
import { wordSet } from '../core/word-set.ts'
import type { Token } from './words.ts'

/** By what is less so, what is more so. */
const TURNED: ReadonlyMap<string, string> = new Map(
  Object.entries({
    lighter: 'heavy heavyweight bulky',
    cheaper: 'expensive costly dear pricey',
    'more expensive': 'cheap',
    heavier: 'light lightweight',
    slower: 'fast quick',
    faster: 'slow',
    harder: 'easy simple',
    easier: 'hard difficult complicated complex',
    smaller: 'big large',
    bigger: 'small',
    less: 'much many',
    'less time': 'long',
  }).flatMap(([more, words]) => words.split(' ').map((word): [string, string] => [word, more])),
)
const AS = wordSet('as so')
const DENYING = wordSet('not never')
/** What may stand between the denial and the comparison. */
const DEGREES = wordSet('nearly quite at all half even remotely')
/** What may take "as long" as something else. */
const LASTING = wordSet('take takes took need needs last lasts')
const NOT_FOR = 4
const AS_FOR = 8

/** False for most texts, at little cost. */
export const mayCompare = (text: string): boolean => text.includes(' as ') || text.includes(' so ') || text.includes('ess ')

/** The same with every such comparison the other way round. */
export const turnedComparisons = (tokens: readonly Token[], toToken: (word: string) => Token): readonly Token[] => {
  if (!tokens.some(({ word }, at) => isCue(word) && TURNED.has(tokens[at + 1]?.word ?? ''))) return tokens
  const turned = [...tokens]
  for (let at = 0; at < turned.length - 1; at += 1) {
    const more = TURNED.get(turned[at + 1]!.word)
    if (more === undefined || !isCue(turned[at]!.word)) continue
    const words = more.split(' ').map(toToken)
    if (turned[at]!.word === 'less') turned.splice(at, 2, ...words)
    else turnEquative(turned, at, words, toToken)
  }
  return turned
}

const isCue = (word: string): boolean => word === 'less' || AS.has(word)

/** "… not as heavy as …": the "not" goes, and the second "as" becomes a "than". */
const turnEquative = (tokens: Token[], at: number, more: readonly Token[], toToken: (word: string) => Token): void => {
  const not = denialBefore(tokens, at)
  const second = asBehind(tokens, at + 2)
  // "It is not so heavy that …" compares with nothing, and "as long as you wait for it" tells when
  if (not < 0 || (second < 0 && !endsAt(tokens, at + 2)) || (tokens[at + 1]!.word === 'long' && !LASTING.has(tokens[at - 1]?.word ?? '')))
    return
  if (second >= 0) tokens[second] = toToken('than')
  tokens.splice(at, 2, ...more)
  for (let degree = at - 1; degree > not; degree -= 1) if (DEGREES.has(tokens[degree]!.word)) tokens.splice(degree, 1)
  tokens.splice(not, 1)
}

const endsAt = (tokens: readonly Token[], at: number): boolean => !/\w/.test(tokens[at]?.word ?? '')

const denialBefore = (tokens: readonly Token[], at: number): number => {
  for (let before = at - 1; before >= Math.max(0, at - NOT_FOR); before -= 1) {
    const { word } = tokens[before]!
    if (DENYING.has(word)) return before
    if (!/\w/.test(word)) return -1
  }
  return -1
}

const asBehind = (tokens: readonly Token[], from: number): number => {
  for (let at = from; at < Math.min(tokens.length, from + AS_FOR); at += 1) {
    const { word } = tokens[at]!
    if (word === 'as') return tokens[at + 1]?.word === 'well' ? -1 : at
    if (!/\w/.test(word)) return -1
  }
  return -1
}
