/** Thoughts: does a sentence say something at all, or does it only string words together? */
import type { Sentence } from './sentences.ts'
import { type Token, isMark, stemOf } from './words.ts'

/** True for a sentence that states something, whatever that is. */
export const statesSomething = (sentence: Sentence): boolean => {
  if (sentence.mood !== 'states') return false
  const words = sentence.tokens.filter(({ word }) => !isMark(word))
  const labelled = sentence.context.length > 0 || sentence.tokens.some(({ word }) => word === ':')
  if (sentence.kind !== 'cell' && words.length < (labelled || DOES.has(words[0]?.stem ?? '') ? 2 : 3)) return false
  return !isListOfWords(sentence)
}

/** Two words say something where the first is a verb, or denies: "saves time", "nothing shared". */
const DOES = new Set(
  'save reduce increase improve share use need avoid limit return collect distribute manage own run nothing no not'.split(' ').map(stemOf),
)

const SMALL = new Set(
  'the a an of is are be to in it that for which each on as with can by this they their has have not do does at from into than so and or its will all one no not same own other only every any an also then there take takes need needs require requires more less both what how while whereas since because when where if but you we who us uses use run runs share shares gets allows makes using'.split(
    ' ',
  ),
)

/** Words that hold others together, though a list of key words may have one of them at its beginning. */
const HOLDS = new Set(
  'between within across among through like such about over under out up off per via unlike involve involves involving running used provide provides providing allow manage manages avoid avoids reduce reduces improve improves create creates creating'.split(
    ' ',
  ),
)

/** No thought has so many words in a row with nothing that holds them together. */
const STREAK = 8

/** Key words one after another, without the small words that would make a thought of them. */
export const isListOfWords = (sentence: Sentence): boolean => {
  if (sentence.kind === 'cell' || /\w\.\w+\(/.test(sentence.text)) return false
  const words = sentence.tokens.filter(({ word }) => !isMark(word))
  const small = words.filter(({ word }) => SMALL.has(word)).length
  const commas = sentence.tokens.filter(({ word }) => word === ',' || word === ';' || word === '|' || word === '–').length
  const marks = commas + (sentence.text.match(/\s[+=&]\s/g)?.length ?? 0)
  if (words.length >= 7 && small === 0 && sentence.context.length === 0) return true
  if (marks >= 4 && small < words.length * 0.14 && words.length / (marks + 1) < 3.2) return true
  return words.length - small >= STREAK && longestStreak(sentence.tokens) >= STREAK
}

const longestStreak = (tokens: readonly Token[]): number => {
  let [streak, longest] = [0, 0]
  for (const { word } of tokens) {
    streak = isMark(word) || SMALL.has(word) || HOLDS.has(word) || word.endsWith('ly') ? 0 : streak + 1
    if (streak > longest) longest = streak
  }
  return longest
}
