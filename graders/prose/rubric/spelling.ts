/** Spelling: what a misspelled word was meant to be, among the words that a rubric knows. Misspellings of long words are forgiven. */
import { type Token, stemOf, stemSet } from '../words.ts'

/** Words shorter than this must be spelled right: too many others are one letter away. */
const SPELLED_RIGHT_BELOW = 6
/** A letter may stand in for another only in words at least this long ("master" is no "faster"). */
const SUBSTITUTES_FROM = 7
/** In words at least this long the consonants tell what was meant. */
const SOUNDED_OUT_FROM = 9

/** Words that look like a misspelling of another and are none. */
const REAL_WORDS = stemSet(
  'writing waiting exiting existing content context chances though through large manage specific threat threats treads spread parallax shaped shaded stared scared spared crushed thread threads threaded progress possess processing processor processors created creates worked works pools polls tools counter memories reserved preserve quite quiet inter later letter expansive expressive extensive contract contrast compete executes except exception different deferent isolation insulation several serial server shard sharded being begin trail three there united untied causal casual scared angle competition competitions suitability colocation nothing nobody neither without hardly rarely never unless nowhere anything something everything another others',
)

/** What is known of spelling, as plain data. */
export interface SpellingData {
  readonly spellings: readonly (readonly [string, string])[]
  readonly skeletons: readonly (readonly [string, string])[]
  readonly vocabulary: readonly string[]
}

/** The words of a rubric, by the ways in which they are misspelled. */
export class Spelling {
  /** The words that lack a letter, and the words that were meant. */
  private readonly spellings: Map<string, string>
  /** Long words by their consonants: what goes wrong in them are the vowels and the doubled letters. */
  private readonly skeletons: Map<string, string>
  private readonly vocabulary: Set<string>
  /** What unknown words were found to mean; forgotten when it grows large, so that a flood of words costs no memory. */
  private readonly meant = new Map<string, Token | null>()

  constructor({ spellings, skeletons, vocabulary }: SpellingData) {
    this.spellings = new Map(spellings)
    this.skeletons = new Map(skeletons)
    this.vocabulary = new Set(vocabulary)
  }

  /** All of it, from which it can be made again. */
  data(): SpellingData {
    return { spellings: [...this.spellings], skeletons: [...this.skeletons], vocabulary: [...this.vocabulary] }
  }

  /** Learns a word of the lists. */
  add(word: string): void {
    this.vocabulary.add(stemOf(word))
    if (word.length < SPELLED_RIGHT_BELOW || word.includes('_')) return
    if (word.length >= SOUNDED_OUT_FROM && !this.skeletons.has(skeletonOf(word))) this.skeletons.set(skeletonOf(word), word)
    for (const near of shorter(word)) if (!this.spellings.has(near)) this.spellings.set(near, word)
  }

  /** The words as they were meant: misspelled ones are read as the words of the lists that they come nearest to. */
  respell(tokens: readonly Token[]): readonly Token[] {
    for (let at = 0; at < tokens.length; at += 1)
      if (this.meantAs(tokens[at]!) !== tokens[at]) return tokens.map((token) => this.meantAs(token))
    return tokens
  }

  private meantAs(token: Token): Token {
    const { word, stem } = token
    if (word.length < SPELLED_RIGHT_BELOW - 1 || this.vocabulary.has(stem) || REAL_WORDS.has(stem) || word.length > 24) return token
    const remembered = this.meant.get(word)
    if (remembered !== undefined) return remembered ?? token
    if (this.meant.size > 5000) this.meant.clear()
    const meant = this.respelled(word)
    const found = meant === undefined ? null : { word: meant, stem: stemOf(meant) }
    this.meant.set(word, found)
    return found ?? token
  }

  private respelled(word: string): string | undefined {
    const meant = this.spellings.get(word) ?? firstOf(shorter(word), (near) => this.meantBy(near, word))
    if (meant !== undefined) return meant[0] === word[0] ? meant : undefined
    if (word.length >= SOUNDED_OUT_FROM) return this.soundedOut(word)
    return word.length < SPELLED_RIGHT_BELOW ? swapped(word).find((near) => this.vocabulary.has(stemOf(near))) : undefined
  }

  /** "simultenously": written as it sounds. */
  private soundedOut(word: string): string | undefined {
    const meant = this.skeletons.get(skeletonOf(word))
    return meant !== undefined && isNear(meant, word) ? meant : undefined
  }

  /** A stem of three letters is that of too many words: "noting" is no inflection of "not". */
  private knows(stem: string): boolean {
    return stem.length > 3 && this.vocabulary.has(stem)
  }

  /** Two words that become equal by the loss of a letter each: one letter was swapped with its neighbour, or taken for another. */
  private meantBy(near: string, word: string): string | undefined {
    if (near.length >= SPELLED_RIGHT_BELOW && this.knows(stemOf(near))) return near
    const found = this.spellings.get(near)
    if (found === undefined || found.length !== word.length) return undefined
    return isSlip(found, word) ? found : undefined
  }
}

/** The word with each of its letters left out in turn, but for the last, which is no slip: "interpreted" is no "interpreter". */
const shorter = (word: string): string[] => Array.from(word.slice(0, -1), (_, index) => word.slice(0, index) + word.slice(index + 1))

/** The word with each two neighbours behind its first letter swapped. */
const swapped = (word: string): string[] =>
  Array.from({ length: word.length - 2 }, (_, at) => word.slice(0, at + 1) + word[at + 2]! + word[at + 1]! + word.slice(at + 3))

const firstOf = <T, R>(all: readonly T[], of: (each: T) => R | undefined): R | undefined => {
  for (const each of all) {
    const found = of(each)
    if (found !== undefined) return found
  }
  return undefined
}

/** One letter for another in a long word, or two neighbours swapped in any. */
const isSlip = (meant: string, word: string): boolean => {
  let at = 0
  while (at < meant.length && meant[at] === word[at]) at += 1
  if (meant[at] === word[at + 1] && meant[at + 1] === word[at]) return meant.slice(at + 2) === word.slice(at + 2)
  return word.length >= SUBSTITUTES_FROM && meant.slice(at + 1) === word.slice(at + 1)
}

/** The first letter and the consonants behind it, each once where it is doubled. */
const skeletonOf = (word: string): string =>
  word[0]! +
  word
    .slice(1)
    .replace(/[aeiouy]/g, '')
    .replace(/(.)\1+/g, '$1')

/** What differs stands in one place and is three letters long at most. */
const isNear = (meant: string, word: string): boolean => {
  let [before, after] = [0, 0]
  const shortest = Math.min(meant.length, word.length)
  while (before < shortest && meant[before] === word[before]) before += 1
  while (after < shortest - before && meant.at(-1 - after) === word.at(-1 - after)) after += 1
  return Math.max(meant.length, word.length) - before - after <= 3
}
