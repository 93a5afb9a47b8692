/** Likenesses: "the clerks are the processes", "the fridge (the memory)". Where an analogy says what stands for what, its sentences are read as that. */
import { wordSet } from '../core/word-set.ts'
import type { Rubric } from './rubric/compile.ts'
import { fingerprint } from './given.ts'
import type { Sentence } from './sentences.ts'
import { type Token, isMark, tokenize } from './words.ts'

/** By the stem of a word of the analogy, what it stands for. */
export type Likenesses = ReadonlyMap<string, readonly Token[]>

const EQUALS = wordSet('is are stand stands represent represents correspond corresponds (')
/** What says more than "is" that one thing is put for another. */
const SIGNS = wordSet('stand stands represent represents correspond corresponds ( the our for mean')
const BETWEEN = wordSet('for to like the our their its his her a an')
/** Words that point at something and are not its name. */
const POINTING = wordSet(
  'they that which this these those what each every both all who there here it one ones some others rest and also result',
)
/** What may follow the other side in the same breath. */
const GOES_ON = wordSet('and while but or whereas in of inside')

/** What an answer likens to what. Anybody may say that "a program is a process": only what no rubric knows is likened without a sign of it. */
export const likenessesIn = (sentences: readonly Sentence[], rubric: Rubric): Likenesses => {
  const found = new Map<string, readonly Token[]>()
  if (rubric.likened.size === 0) return found
  for (const { text, tokens, mood } of sentences) {
    if (mood !== 'states') continue
    const words = text.includes('=') ? tokenize(text.replaceAll('=', ' stands for ')) : tokens
    let stands = false
    for (let at = 1; at < words.length; at += 1) {
      const { word } = words[at]!
      if (EQUALS.has(word)) {
        noteAt(words, at, rubric, found)
        stands ||= STANDS.has(word)
      } else if ((stands && isGap(words, at)) || (word === 'i' && isMeaning(words, at))) noteAt(words, at, rubric, found)
    }
  }
  return found
}

const STANDS = wordSet('stand stands')
/** "The cooks stand for the processes, and the kitchens for their memory": the verb is left out. */
const isGap = (words: readonly Token[], at: number): boolean =>
  words[at]!.word === 'for' && words.slice(Math.max(0, at - 3), at).some(({ word }) => word === 'and' || word === ',')

/** "By fridge I mean the memory." */
const isMeaning = (words: readonly Token[], at: number): boolean =>
  words[at + 1]?.word === 'mean' && words.slice(Math.max(0, at - 3), at).some(({ word }) => word === 'by')

const noteAt = (words: readonly Token[], at: number, rubric: Rubric, found: Map<string, readonly Token[]>): void => {
  const name = words[at - 1]!
  if (isMark(name.word) || POINTING.has(name.word) || rubric.likened.has(name.stem) || found.has(name.stem)) return
  let from = at + 1
  if (words[from]?.word === 'mean') from += 1
  while (BETWEEN.has(words[from]?.word ?? '')) from += 1
  const thing = thingAt(words, from, rubric.likened)
  if (thing === null) return
  // "the people are processes": who points at them has spoken of them before
  const signed = words[at - 2]?.word === 'the' || words.slice(at, from).some(({ word }) => SIGNS.has(word))
  if (canBeLikened(name, rubric, signed)) found.set(name.stem, thing)
}

const MOST_WORDS = 3

const thingAt = (words: readonly Token[], from: number, things: ReadonlySet<string>): readonly Token[] | null => {
  for (let end = from + 1; end <= Math.min(from + MOST_WORDS, words.length); end += 1) {
    const next = words[end]?.word
    if ((next === undefined || isMark(next) || GOES_ON.has(next)) && things.has(fingerprint(words.slice(from, end))))
      return words.slice(from, end)
  }
  return null
}

const canBeLikened = (name: Token, { lexicon, subjects }: Rubric, signed: boolean): boolean => {
  const hits = lexicon.find([name])
  return signed ? !subjects.some((list) => hits.has(list)) : hits.lists.length === 0
}

/** The same words, as what they stand for; null where none of them stands for anything. */
export const asMeant = (tokens: readonly Token[], likenesses: Likenesses): Token[] | null => {
  if (!tokens.some(({ stem }) => likenesses.has(stem))) return null
  const meant: Token[] = []
  for (let at = 0; at < tokens.length; at += 1) {
    const thing = likenesses.get(tokens[at]!.stem)
    meant.push(...(thing ?? [tokens[at]!]))
    if (thing !== undefined) at = behindSign(tokens, at + 1, thing) - 1
  }
  return meant
}

/** "The fridge (the memory)" names one thing. */
const behindSign = (tokens: readonly Token[], at: number, thing: readonly Token[]): number => {
  if (tokens[at]?.word !== '(') return at
  const from = tokens[at + 1]?.stem === thing[0]!.stem ? at + 1 : at + 2
  const to = from + thing.length
  return tokens[to]?.word === ')' && tokens[from]?.stem === thing[0]!.stem ? to + 1 : at
}
