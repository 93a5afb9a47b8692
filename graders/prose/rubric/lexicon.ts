/** The words that a rubric knows: lists of phrases, found in a sentence in one pass. */
import { Spelling, type SpellingData } from './spelling.ts'
import { commonnessOf } from './commonness.ts'
import { type Token, tokenize } from '../words.ts'

/** Where the phrase of a list stands in a sentence: from `start` up to but not including `end`. */
export interface Hit {
  readonly start: number
  readonly end: number
}

/** All hits of a sentence, by the number of the list. */
export class Hits {
  private readonly byList: (Hit[] | undefined)[]
  /** The lists that were hit, in their order in the sentence. */
  readonly lists: number[] = []

  /** `lists` is how many lists there are. */
  constructor(lists: number) {
    // oxlint-disable-next-line unicorn/no-new-array -- to fill it, or to let it grow, takes longer than all that is looked for
    this.byList = new Array<Hit[] | undefined>(lists)
  }

  get(list: number): readonly Hit[] {
    return this.byList[list] ?? none
  }

  has(list: number): boolean {
    return this.byList[list] !== undefined
  }

  add(list: number, hit: Hit): void {
    const hits = this.byList[list]
    if (hits === undefined) {
      this.byList[list] = [hit]
      this.lists.push(list)
    } else if (hits.length < MOST_HITS) hits.push(hit)
  }
}

const none: readonly Hit[] = []

interface Phrase {
  readonly stems: readonly string[]
  /** Where a word must stand exactly as it is written, that word. */
  readonly exact: readonly (string | null)[]
  /** The numbers of the lists that it is in, as often as it is in them: words that are written apart may be the same here. */
  readonly lists: number[]
}

/** So many hits of one list in one sentence are enough to tell what it says. */
const MOST_HITS = 10

/** A lexicon as plain data. */
export interface LexiconData extends SpellingData {
  readonly phrases: readonly (readonly [string, Phrase[]])[]
  readonly commonness: readonly number[]
  readonly numbers: readonly (readonly [string, number])[]
}

const nothing: LexiconData = { phrases: [], spellings: [], skeletons: [], vocabulary: [], commonness: [], numbers: [] }

/** Collects lists of phrases while a rubric is compiled and finds them in sentences afterwards. */
export class Lexicon {
  /** By the stem of their first word. */
  private readonly phrases: Map<string, Phrase[]>
  /** The same, sorted out for looking: of the words that were met, since one answer has few of them. */
  private readonly starts = new Map<string, Start>()
  private readonly spelling: Spelling
  private readonly commonness: number[]
  private readonly numbers: Map<string, number>

  constructor({ phrases, commonness, numbers, ...spelling }: LexiconData = nothing) {
    this.phrases = new Map(phrases)
    this.spelling = new Spelling(spelling)
    this.commonness = [...commonness]
    this.numbers = new Map(numbers)
  }

  /** All of it, from which it can be made again. */
  data(): LexiconData {
    return { phrases: [...this.phrases], ...this.spelling.data(), commonness: [...this.commonness], numbers: [...this.numbers] }
  }

  /** The number of a list of phrases. Equal lists have one number. */
  add(phrases: readonly string[]): number {
    const read = [...new Set(phrases)].map(wordsOf)
    for (const { words } of read) for (const word of words) this.spelling.add(word)
    const key = [...new Set(read.map(keyOf))].sort().join('|')
    const known = this.numbers.get(key)
    if (known !== undefined) return known
    const set = this.numbers.size
    this.numbers.set(key, set)
    this.commonness.push(read.reduce((sum, { stems }) => sum + commonnessOf(stems), 0))
    for (const phrase of read) this.addPhrase(phrase, set)
    return set
  }

  /** How many lists it has. */
  get size(): number {
    return this.commonness.length
  }

  /** How often a list is hit, about: the rarer it is, the fewer sentences are looked at for its sake. */
  commonnessOf(set: number): number {
    return this.commonness[set] ?? 0
  }

  private addPhrase({ stems, exact }: Words, set: number): void {
    const [first] = stems
    if (first === undefined) return
    const phrases = this.phrases.get(first) ?? []
    const same = phrases.find((other) => isSame(other.stems, stems) && isSame(other.exact, exact))
    if (same === undefined) phrases.push({ stems, exact, lists: [set] })
    else same.lists.push(set)
    this.phrases.set(first, phrases)
  }

  /** The words as they were meant. */
  respell(tokens: readonly Token[]): readonly Token[] {
    return this.spelling.respell(tokens)
  }

  /** Every phrase of every list in a sentence. */
  find(tokens: readonly Token[]): Hits {
    const hits = new Hits(this.commonness.length)
    for (let start = 0; start < tokens.length; start += 1) {
      const { stem } = tokens[start]!
      const begun = this.starts.get(stem) ?? this.begin(stem)
      if (begun === undefined) continue
      for (const phrase of begun.goOn.get(tokens[start + 1]?.stem ?? '') ?? begun.alone) {
        const { length } = phrase.stems
        if (length > 2 && !standsAt(tokens, start, phrase.stems)) continue
        if (phrase.exact.length > 0 && !isExact(tokens, start, phrase.exact)) continue
        const hit = { start, end: start + length }
        for (const list of phrase.lists) hits.add(list, hit)
      }
    }
    return hits
  }

  private begin(stem: string): Start | undefined {
    const phrases = this.phrases.get(stem)
    if (phrases === undefined) return undefined
    const start = startOf(phrases)
    this.starts.set(stem, start)
    return start
  }
}

/** The phrases that begin with a word: those of that word alone, and, by the word that follows, all that may stand there. */
interface Start {
  readonly alone: readonly Phrase[]
  readonly goOn: ReadonlyMap<string, readonly Phrase[]>
}

const startOf = (all: readonly Phrase[]): Start => {
  const seconds = new Set(all.flatMap(({ stems }) => stems.slice(1, 2)))
  const startingWith = (second: string | undefined) => all.filter(({ stems }) => stems.length === 1 || stems[1] === second)
  return { alone: startingWith(undefined), goOn: new Map([...seconds].map((second) => [second, startingWith(second)])) }
}

/** A phrase as it was written, taken apart. */
interface Words extends Pick<Phrase, 'stems' | 'exact'> {
  readonly words: readonly string[]
}

const wordsOf = (phrase: string): Words => {
  const tokens = tokenize(phrase)
  return { words: tokens.map(({ word }) => word), stems: tokens.map(({ stem }) => stem), exact: exactWords(phrase, tokens) }
}

/** The same for phrases that find the same words, however they are written. */
const keyOf = ({ stems, exact }: Words): string => stems.map((stem, at) => (exact[at] == null ? stem : `=${exact[at]}`)).join(' ')

const isSame = (some: readonly unknown[], others: readonly unknown[]): boolean =>
  some.length === others.length && some.every((each, index) => each === others[index])

const standsAt = (tokens: readonly Token[], start: number, phrase: readonly string[]): boolean => {
  for (let index = 2; index < phrase.length; index += 1) if (tokens[start + index]?.stem !== phrase[index]) return false
  return true
}

/** `=share` asks for that very form: no "shared". */
const exactWords = (phrase: string, words: readonly Token[]): (string | null)[] => {
  if (!phrase.includes('=')) return []
  const wanted = new Set(Array.from(phrase.matchAll(/=(\S+)/g), ([, word]) => word!))
  return words.map(({ word }) => (wanted.has(word) ? word : null))
}

const isExact = (tokens: readonly Token[], start: number, exact: readonly (string | null)[]): boolean =>
  exact.every((word, index) => word === null || tokens[start + index]?.word === word)
