/** How much a line looks like one of the questions: shared words, weighted by how much each tells. */
import { wordSet } from '../../core/word-set.ts'
import { distance } from '../../core/distance.ts'
import type { Exercise } from '../../core/types.ts'
import { wordings } from './wordings.ts'

/** Likeness to every exercise, 0 to 1, in the order of the exercises. */
export type Likeness = (text: string) => readonly number[]

type Bag = ReadonlyMap<string, number>

const small = wordSet(
  'a an the is are was be it its in of to and or we you i do does by on for with as that this me my your can should there have has which',
)

/** Words that ask for the same, under one of them. */
const synonyms: Readonly<Record<string, string>> = {
  4: 'four fourth',
  what: 'explain define describe meaning mean definition concept',
  why: 'benefit advantage purpose need importance importance reason',
  difference: 'compare comparison distinguish differentiate differ differentiation vs versus',
  create: 'start spawn launch make creating creation build',
  write: 'give develop implement',
  program: 'programme script',
  print: 'display output',
  process: 'proces processe',
}

const spelled = new Map(Object.entries(synonyms).flatMap(([word, others]) => others.split(' ').map((other) => [other, word] as const)))

/** "multi threading", and what is short for more words. */
const spelledOut = (text: string): string =>
  text
    .replace(/\bmulti[\s-]{1,3}(?=process|thread|proccess)/g, 'multi')
    .replace(/\bwap\b/g, 'write a program')
    .replace(/\bb\/w\b/g, 'between')

/** Words in a common form: lower case, without a plural's s. */
export const wordsOf = (text: string): string[] =>
  (spelledOut(text.toLowerCase()).match(/[a-z]+|\d+/g) ?? []).map((word) => {
    const stem = word.length > 3 ? word.replace(/(?<=ss)es$|(?<=[^s])s$/, '') : word
    return spelled.get(stem) ?? stem
  })

const bagOf = (text: string): Bag => {
  const bag = new Map<string, number>()
  for (const word of wordsOf(text)) bag.set(word, (bag.get(word) ?? 0) + 1)
  return bag
}

/** Prepares the comparison. Longer texts than a question ever has are like none. */
export const likenessTo = (exercises: readonly Exercise[]): Likeness => {
  const bags = exercises.map(({ id, question }) =>
    [question, firstSentence(question), wordings[id] ?? ''].filter((text) => text !== '').map(bagOf),
  )
  const weight = weigh(bags)
  const vocabulary = [...new Set(bags.flat().flatMap((bag) => [...bag.keys()]))].filter((word) => word.length > 5)
  const corrections = new Map<string, string>()
  const correct = (word: string): string => {
    const known = corrections.get(word) ?? corrected(word, vocabulary)
    if (corrections.size < 10_000) corrections.set(word, known)
    return known
  }
  return (text) => {
    const words = text.length > 600 ? [] : wordsOf(text)
    if (words.length === 0 || words.length > 80) return exercises.map(() => 0)
    const asked = bagOf(words.map(correct).join(' '))
    return bags.map((wordings) => Math.max(...wordings.map((bag) => dice(asked, bag, weight))))
  }
}

/**
 * What a program has to do in detail is seldom repeated above it. Only a sentence that tells to write one counts: "create a pool of worker
 * processes" is too like what an answer about pools says.
 */
const firstSentence = (question: string): string => /^Write a program\b[^.?]*[.?](?=\s)/.exec(question)?.[0] ?? ''

/** A word tells more the fewer questions use it. Words that no question uses count as half of one that tells. */
const weigh = (bags: readonly (readonly Bag[])[]): ((word: string) => number) => {
  const uses = new Map<string, number>()
  for (const wordings of bags)
    for (const word of new Set(wordings.flatMap((bag) => [...bag.keys()]))) uses.set(word, (uses.get(word) ?? 0) + 1)
  return (word) => {
    if (small.has(word)) return 0.15
    const count = uses.get(word)
    return count === undefined ? 0.8 : Math.log((bags.length + 1) / count) + 0.2
  }
}

const dice = (one: Bag, other: Bag, weight: (word: string) => number): number => {
  let common = 0
  for (const [word, count] of one) common += Math.min(count, other.get(word) ?? 0) * weight(word)
  return (2 * common) / (total(one, weight) + total(other, weight))
}

const total = (bag: Bag, weight: (word: string) => number): number => {
  let sum = 0
  for (const [word, count] of bag) sum += count * weight(word)
  return sum
}

const corrected = (word: string, vocabulary: readonly string[]): string =>
  word.length < 6 ? word : (vocabulary.find((known) => known === word) ?? vocabulary.find((known) => nearly(word, known)) ?? word)

/** True where one slip of the keyboard separates two words: a letter more, less or other; in long words two, or two letters swapped. */
const nearly = (word: string, known: string): boolean => {
  const allowed = known.length > 8 ? 2 : 1
  return Math.abs(word.length - known.length) <= allowed && word[0] === known[0] && distance(word, known) <= allowed
}
