/** The words that a rubric knows: lists of phrases, found in a sentence in one pass. Misspellings of long words are forgiven. */
import { type Token, stemOf, tokenize } from './words.ts'

/** Where the phrase of a list stands in a sentence: from `start` up to but not including `end`. */
export interface Hit {
  readonly start: number
  readonly end: number
}

/** All hits of a sentence, by the number of the list. */
export class Hits {
  private readonly byList: Hit[][] = []
  /** The lists that were hit, in their order in the sentence. */
  readonly lists: number[] = []

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

/** Words shorter than this must be spelled right: too many others are one letter away. */
const SPELLED_RIGHT_BELOW = 6
/** A letter may stand in for another only in words at least this long ("master" is no "faster"). */
const SUBSTITUTES_FROM = 7

/** So many hits of one list in one sentence are enough to tell what it says. */
const MOST_HITS = 10

/** Words that look like a misspelling of another and are none. */
const REAL_WORDS = new Set(
  'writing waiting exiting existing content context chances though through large manage specific threat threats treads spread parallax shaped shaded stared scared spared crushed thread threads threaded progress possess processing processor processors created creates worked works pools polls tools counter memories reserved preserve quite quiet inter later letter expansive expressive extensive contract contrast compete executes except exception different deferent isolation insulation several serial server shard sharded'.split(
    ' ',
  ),
)

/** A lexicon as plain data. */
export interface LexiconData {
  readonly phrases: readonly (readonly [string, Phrase[]])[]
  readonly spellings: readonly (readonly [string, string])[]
  readonly vocabulary: readonly string[]
  readonly sizes: readonly number[]
  readonly numbers: readonly (readonly [string, number])[]
}

const nothing: LexiconData = { phrases: [], spellings: [], vocabulary: [], sizes: [], numbers: [] }

/** Collects lists of phrases while a rubric is compiled and finds them in sentences afterwards. */
export class Lexicon {
  /** By the stem of their first word. */
  private readonly phrases: Map<string, Phrase[]>
  /** The words that lack a letter, and the words that were meant. */
  private readonly spellings: Map<string, string>
  private readonly vocabulary: Set<string>
  private readonly sizes: number[]
  private readonly numbers: Map<string, number>
  /** What unknown words were found to mean; forgotten when it grows large, so that a flood of words costs no memory. */
  private readonly meant = new Map<string, string>()

  constructor({ phrases, spellings, vocabulary, sizes, numbers }: LexiconData = nothing) {
    this.phrases = new Map(phrases)
    this.spellings = new Map(spellings)
    this.vocabulary = new Set(vocabulary)
    this.sizes = [...sizes]
    this.numbers = new Map(numbers)
  }

  /** All of it, from which it can be made again. */
  data(): LexiconData {
    const { phrases, spellings, vocabulary, sizes, numbers } = this
    return { phrases: [...phrases], spellings: [...spellings], vocabulary: [...vocabulary], sizes: [...sizes], numbers: [...numbers] }
  }

  /** The number of a list of phrases. Equal lists have one number. */
  add(phrases: readonly string[]): number {
    const key = phrases.join('|')
    const known = this.numbers.get(key)
    if (known !== undefined) return known
    const set = this.numbers.size
    this.numbers.set(key, set)
    this.sizes.push(new Set(phrases).size)
    for (const phrase of new Set(phrases)) this.addPhrase(phrase, set)
    return set
  }

  /** How many phrases a list has. */
  sizeOf(set: number): number {
    return this.sizes[set] ?? 0
  }

  /** `=share` asks for that very form: no "shared". */
  private addPhrase(phrase: string, set: number): void {
    const words = tokenize(phrase)
    const exact = exactWords(phrase, words)
    const stems = words.map(({ stem }) => stem)
    const [first] = stems
    if (first === undefined) return
    const phrases = this.phrases.get(first) ?? []
    const same = phrases.find((other) => isSame(other.stems, stems) && isSame(other.exact, exact))
    if (same === undefined) phrases.push({ stems, exact, lists: [set] })
    else same.lists.push(set)
    this.phrases.set(first, phrases)
    for (const { word } of words) this.addSpellings(word)
  }

  private addSpellings(word: string): void {
    this.vocabulary.add(stemOf(word))
    if (word.length < SPELLED_RIGHT_BELOW || word.includes('_')) return
    for (const near of shorter(word).slice(0, -1)) if (!this.spellings.has(near)) this.spellings.set(near, word)
  }

  /** Every phrase of every list in a sentence. */
  find(tokens: readonly Token[]): Hits {
    const hits = new Hits()
    const stems = tokens.map((token) => this.known(token))
    for (let start = 0; start < stems.length; start += 1) {
      const phrases = this.phrases.get(stems[start]!)
      if (phrases === undefined) continue
      for (const phrase of phrases) {
        const { length } = phrase.stems
        if (length > 1 && !standsAt(stems, start, phrase.stems)) continue
        if (phrase.exact.length > 0 && !isExact(tokens, start, phrase.exact)) continue
        const hit = { start, end: start + length }
        for (const list of phrase.lists) hits.add(list, hit)
      }
    }
    return hits
  }

  private known({ word, stem }: Token): string {
    if (word.length < SPELLED_RIGHT_BELOW - 1 || this.vocabulary.has(stem) || REAL_WORDS.has(word) || word.length > 24) return stem
    const remembered = this.meant.get(word)
    if (remembered !== undefined) return remembered
    if (this.meant.size > 5000) this.meant.clear()
    const meant = this.respelled(word) ?? stem
    this.meant.set(word, meant)
    return meant
  }

  private respelled(word: string): string | undefined {
    const meant =
      this.spellings.get(word) ??
      shorter(word)
        .slice(0, -1)
        .map((near) => this.meantBy(near, word))
        .find((found) => found !== undefined)
    return meant === undefined || meant[0] !== word[0] ? undefined : stemOf(meant)
  }

  /** Two words that become equal by the loss of a letter each: one letter was swapped with its neighbour, or taken for another. */
  private meantBy(near: string, word: string): string | undefined {
    if (near.length >= SPELLED_RIGHT_BELOW && this.vocabulary.has(stemOf(near))) return near
    const found = this.spellings.get(near)
    if (found === undefined || found.length !== word.length) return undefined
    return isSlip(found, word) ? found : undefined
  }
}

const isSame = (some: readonly unknown[], others: readonly unknown[]): boolean =>
  some.length === others.length && some.every((each, index) => each === others[index])

const standsAt = (stems: readonly string[], start: number, phrase: readonly string[]): boolean => {
  for (let index = 1; index < phrase.length; index += 1) if (stems[start + index] !== phrase[index]) return false
  return true
}

const exactWords = (phrase: string, words: readonly Token[]): (string | null)[] => {
  if (!phrase.includes('=')) return []
  const wanted = new Set(Array.from(phrase.matchAll(/=(\S+)/g), ([, word]) => word!))
  return words.map(({ word }) => (wanted.has(word) ? word : null))
}

const isExact = (tokens: readonly Token[], start: number, exact: readonly (string | null)[]): boolean =>
  exact.every((word, index) => word === null || tokens[start + index]?.word === word)

/** The word with each of its letters left out in turn. */
const shorter = (word: string): string[] => Array.from(word, (_, index) => word.slice(0, index) + word.slice(index + 1))

/** One letter for another in a long word, or two neighbours swapped in any. The last letter is no slip: "interpreted" is no "interpreter". */
const isSlip = (meant: string, word: string): boolean => {
  let at = 0
  while (meant[at] === word[at]) at += 1
  if (at === meant.length - 1) return false
  if (meant[at] === word[at + 1] && meant[at + 1] === word[at]) return meant.slice(at + 2) === word.slice(at + 2)
  return word.length >= SUBSTITUTES_FROM && meant.slice(at + 1) === word.slice(at + 1)
}
