/** Thoughts: does a sentence say something at all, or does it only string words together? */
import { wordSet } from '../core/word-set.ts'
import type { Sentence } from './sentences.ts'
import { type Token, isMark, stemSet } from './words.ts'

/** True for a sentence that states something, whatever that is. */
export const statesSomething = (sentence: Sentence): boolean => {
  if (sentence.mood !== 'states' && sentence.mood !== 'takenBack') return false
  if (sentence.kind === 'cell') return true
  const shape = shapeOf(sentence.tokens)
  const labelled = sentence.context.length > 0 || shape.hasColon
  return shape.words >= (labelled || DOES.has(shape.first?.stem ?? '') ? 2 : 3) && !isStrung(sentence, shape)
}

/** "- heavy" under "Processes", beside "- light" under "Threads": of a quality one word says all. */
export const isQuality = ({ mood, tokens }: Sentence): boolean => {
  const words = tokens.filter(({ word }) => !isMark(word))
  return mood === 'states' && words.length === 1 && QUALITIES.has(words[0]!.word)
}

/** True for key words one after another, without the small words that would make a thought of them. */
export const isListOfWords = (sentence: Sentence): boolean => sentence.kind !== 'cell' && isStrung(sentence, shapeOf(sentence.tokens))

/** So many words behind a label are a word for it, and no thought; and so many of those are a list. */
const MOST_IN_ENTRY = 3
const FEWEST_ENTRIES = 4

/** "Cores: many. Memory: own. Speed: high.": true where an answer has nothing else. A comparison of two things may be told so; what one thing is may not. */
export const areOnlyEntries = (sentences: readonly Sentence[]): boolean =>
  sentences.length >= FEWEST_ENTRIES &&
  sentences.every(({ kind, tokens }) => {
    const colon = tokens.findIndex(({ word }) => word === ':')
    return (kind === 'cell' || colon > 0) && tokens.slice(colon + 1).filter(({ word }) => !isMark(word)).length <= MOST_IN_ENTRY
  })

/**
 * "It uses cores, own memory, faster, parallel": a list joins like with like, things with things or qualities with qualities. Who has something to say of
 * them does not mix them; who strings key words together does. What stands under a label of its own ("Advantages: …") is said of that.
 */
export const isUnevenList = ({ tokens, context, kind }: Sentence): boolean => {
  if (kind === 'cell' || !tokens.some(({ word }) => word === ',') || !tokens.some(({ word }) => QUALITIES.has(word))) return false
  if (!context.every(isBareName)) return false
  const colon = tokens.findIndex(({ word }) => word === ':')
  if (colon > 0 && !isBareName(tokens.slice(0, colon))) return false
  const [first = [], ...others] = itemsOf(tokens.slice(colon + 1))
  if (others.length < FEWEST_JOINED - 1 || first.length > MOST_IN_HEAD || first.some(({ word }) => PLACING.has(word))) return false
  if (!others.every(isBareItem)) return false
  const qualities = [first, ...others].filter((item) => QUALITIES.has(item.at(-1)!.word)).length
  return qualities > 0 && qualities < others.length + 1
}

const FEWEST_JOINED = 3
const MOST_IN_HEAD = 4
const MOST_IN_ITEM = 2
/** A thing or a quality, with no verb: "own memory", "faster", but not "saves time". */
const isBareItem = (item: readonly Token[]): boolean => {
  const [first] = item
  if (item.length > MOST_IN_ITEM || !item.every(({ word }) => !SMALL.has(word) || OF_ITEMS.has(word))) return false
  return item.length === 1 || OF_ITEMS.has(first!.word) || !(/(?:[^su]s|ing)$/.test(first!.word) || DOES.has(first!.stem))
}

/** Small words that a thing or a quality may have with it. */
const OF_ITEMS = new Set(['own', 'no', 'not', 'more', 'less', 'same', 'other', 'all', 'each'])
/** Who says where or how something is done has made a thought of it. */
const PLACING = new Set(['in', 'on', 'at', 'of', 'with', 'by', 'for', 'to', 'from'])
const QUALITIES = wordSet(
  'faster quicker cheaper safer better lighter heavier slower fast quick cheap safe light heavy lightweight heavyweight expensive costly parallel concurrent simultaneous scalable isolated independent efficient robust parallelly concurrently simultaneously cpubound iobound powerful useful',
)
/** "Multiprocessing:", "A pool:": a label that is nothing but the name of what was asked. */
const isBareName = (label: readonly Token[]): boolean => label.every(({ word }) => NAMES.has(word))
const NAMES = wordSet('multiprocessing multi processing multiprocess process processes pool pools python the a an in')

const itemsOf = (tokens: readonly Token[]): (readonly Token[])[] => {
  const items: Token[][] = [[]]
  for (const token of tokens) {
    if (token.word === ',' || token.word === ';' || token.word === 'and') items.push([])
    else if (!isMark(token.word)) items.at(-1)!.push(token)
  }
  return items.filter((item) => item.length > 0)
}

/** What a row of words looks like, whatever it says. */
interface Shape {
  readonly first: Token | undefined
  readonly words: number
  readonly small: number
  readonly commas: number
  readonly hasColon: boolean
  /** The most words in a row with nothing that holds them together. */
  readonly streak: number
}

const DIVIDING = new Set([',', ';', '|', '–'])

const shapeOf = (tokens: readonly Token[]): Shape => {
  let first: Token | undefined
  let [words, small, commas, streak, longest, hasColon] = [0, 0, 0, 0, 0, false]
  for (const token of tokens) {
    const { word } = token
    const mark = isMark(word)
    const isSmall = !mark && SMALL.has(word)
    if (mark) {
      if (DIVIDING.has(word)) commas += 1
      else if (word === ':' || word === '—') hasColon = true
    } else {
      first ??= token
      words += 1
      if (isSmall) small += 1
    }
    streak = mark || isSmall || HOLDS.has(word) || word.endsWith('ly') ? 0 : streak + 1
    if (streak > longest) longest = streak
  }
  return { first, words, small, commas, hasColon, streak: longest }
}

/** Two words say something where the first is a verb, or denies: "saves time", "nothing shared". */
const DOES = stemSet(
  'save reduce increase improve share use need avoid limit return collect distribute manage own run create start reuse keep nothing no not',
)

const SMALL = wordSet(
  'the a an of is are be to in it that for which each on as with can by this they their has have not do does at from into than so and or its will all one no not same own other only every any an also then there take takes need needs require requires more less both what how while whereas since because when where if but you we who us uses use run runs share shares gets allows makes suit suits fit fits handle handles using i me my your our them u ur em lesstime moretime',
)

/** Words that hold others together, though a list of key words may have one of them at its beginning. */
const HOLDS = wordSet(
  'between within across among through like such about over under out up off per via unlike involve involves involving running used provide provides providing allow manage manages avoid avoids reduce reduces improve improves create creates creating',
)

/** No thought has so many words in a row with nothing that holds them together. */
const STREAK = 8

const isStrung = ({ text, context }: Sentence, { words, small, commas, streak }: Shape): boolean => {
  if (/\w\.\w+\(/.test(text)) return false
  if (streak >= STREAK || (words >= 7 && small === 0 && context.length === 0) || isOnlyRelated(text)) return true
  if (words >= 3 && words === commas + 1 && small === 0 && context.length === 0) return true
  if (small >= words * 0.14) return false
  const marks = commas + (text.match(/\s[+=&]\s/g)?.length ?? 0)
  return marks >= 4 && words / (marks + 1) < 3.2
}

/** What says of several things only that they belong together: "A has to do with B, C and D." */
const RELATED =
  /\b(?:(?:has|have) (?:something |much |a lot )?to do with|(?:is|are) (?:all |closely )?(?:related|connected|linked) (?:to|with))\b/gi
const DIVIDERS = /,(?:\s+and\b)?|;|\s(?:and|or|&|\+)\s/
const MAY_RELATE = ['to do with', 'related', 'connected', 'linked']
/** So many things in a row, of so few words each, are a list and no thought. */
const THINGS = 5
const WORDS_OF_A_THING = 2.6
/** "A and B and C and D and E and F": nobody speaks so who has something to say. */
const CHAINED = /(?:\band(?:\s+[\w-]+){1,2}\s+){4}and\b/i

const isOnlyRelated = (text: string): boolean => {
  if (CHAINED.test(text)) return true
  if (!MAY_RELATE.some((words) => text.includes(words))) return false
  const listed = text.replace(RELATED, ',')
  if (listed === text) return false
  const things = listed.split(DIVIDERS).flatMap((each) => each.match(/\S+/g)?.length ?? [])
  return things.length >= THINGS && things.reduce((sum, count) => sum + count, 0) / things.length < WORDS_OF_A_THING
}
