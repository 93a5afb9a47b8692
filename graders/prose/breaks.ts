/** Breaks: does a line that follows on another go on with its sentence, or does it begin a new thought? */
import { wordSet } from '../core/word-set.ts'
import type { Line } from './lines.ts'

/** A line that follows on another: is it the rest of a wrapped sentence, or a new thought? */
export const startsAnew = (before: string, { text, bold }: Line): boolean => {
  if (bold && !UNFINISHED.test(before)) return true
  if (/^[\p{L} -]{3,40}(?::|\s(?:[-=]*>|=|→)\s)/u.test(text)) return true
  if (/[.:;?!]$/.test(before)) return /^[\p{Lu}\d"'(]/u.test(text)
  if (/^(?:\p{Lu}[\p{L} ]{2,40}|\p{Ll}{4,20})\s[-–—]\s/u.test(text) && !UNFINISHED.test(before)) return true
  const word = /^\p{Lu}\p{Ll}+/u.exec(text)?.[0]
  return word !== undefined && (before.length < 55 || !(NAMES.has(word) || UNFINISHED.test(before)))
}

/** The length of the longest line of each block. */
export const widthsOf = (lines: readonly string[]): readonly number[] => {
  const widths: number[] = []
  for (let from = 0; from < lines.length;) {
    let [to, widest] = [from, 0]
    while (to < lines.length && lines[to]!.trim() !== '') widest = Math.max(widest, lines[to++]!.trim().length)
    for (; from <= to; from += 1) widths.push(widest)
  }
  return widths
}

/** Whoever lets lines run full breaks them where the next word finds no room. Where it has room by far, the line is an item of a list without marks. */
export const isBrokenByChoice = (above: readonly { readonly text: string }[], { text }: Line, width: number): boolean => {
  const before = above.at(-1)!.text
  if (UNFINISHED.test(before)) return false
  if (width <= SHORT_LINES && OPENS_NOTE.test(text) && OPENS_NOTE.test(above[0]!.text)) return true
  if (GOES_ON.test(text)) return false
  const first = text.slice(0, text.search(/\s|$/))
  const hasRoom = before.length + 1 + first.length <= width * ROOM
  return hasRoom || (width <= SHORT_LINES && OPENS_CLAUSE.test(text)) || (first.length > 3 && above[0]!.text.startsWith(`${first} `))
}
const ROOM = 0.6
const SHORT_LINES = 60
/** Words with which a line takes up the one above. */
const GOES_ON =
  /^(?:at|in|on|and|or|but|which|that|because|so|while|whereas|to|for|with|by|of|than|from|is|are|as|when|where|since|into|using)\b/i
/** With these, a line that has left its subject out begins. */
const OPENS_NOTE = /^(?:is|are|has|have|do|does|can|needs?|uses?|takes?|shares?|runs?|communicates?|lives?|not?|rarely|survives?)\s/i
const OPENS_CLAUSE = /^(?:it|they|there|we|each)\s/i

/** Names that stand in the middle of a sentence too. */
const NAMES = wordSet('Python Global Interpreter Lock Pool Process Queue Node Java Windows Linux Multiprocessing Multithreading Input')
/** Words that no thought ends with. */
const UNFINISHED =
  /(?:[,(/&]|\b(?:the|an?|of|and|or|to|in|on|by|with|for|from|is|are|be|that|which|as|at|like|such|than|while|whereas|can|if|when|each|its|their|this))$/i
