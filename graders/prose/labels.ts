/** Labels: the lines that name what follows, and say nothing by themselves. */
import { type Line, readLine } from './lines.ts'

/** Is this line, one of many, a label? */
export const isLabel = (line: Line, lines: readonly string[], at: number): boolean => {
  const next = lines[at + 1] ?? ''
  const count = wordsIn(line.text, 15)
  if (line.marker === 'heading') return count <= 9 && !/[^:]:\s*\S/.test(line.text)
  if (/[:：]\s*-?$/.test(line.text)) return count <= 14
  if (/\s[-–—=]+>?$/.test(line.text)) return count <= 7
  if (line.bold) return count <= 7 && !isItem(line, lines, at)
  if (line.marker === 'plain') return count <= 3 && opensBlock(lines[at - 1] ?? '', next) && standsAlone(line.text, next)
  if (line.marker !== 'number' || count > 5 || /[.!]$/.test(line.text) || next.trim() === '') return false
  return readLine(next).marker !== 'number' && !headsList(next, lines[at + 2] ?? '')
}

/** One of several entries in bold type, with nothing under it: an item of a list. */
const isItem = (line: Line, lines: readonly string[], at: number): boolean => {
  if (line.marker === 'plain') return false
  let next = at + 1
  while (next < at + MOST_EMPTY && lines[next]?.trim() === '') next += 1
  const below = readLine(lines[next] ?? '')
  return (
    lines[next] === undefined || (below.bold && below.marker === line.marker && below.level === line.level && !/:\s*$/.test(below.text))
  )
}
const MOST_EMPTY = 3

const FIRST = /^\s*\(?[1ai][.):-]/

/** A word or two above a list that is counted anew: the list before has ended. */
const headsList = (line: string, next: string): boolean => FIRST.test(next) && wordsIn(line, 4) <= 3 && readLine(next).marker === 'number'

/** Behind an empty line, or between two lists. */
const opensBlock = (before: string, next: string): boolean =>
  before.trim() === '' || (next.trim() !== '' && ['bullet', 'number'].includes(readLine(before).marker))

/** A word or two between empty lines, or above a list. */
const standsAlone = (text: string, next: string): boolean =>
  next.trim() === '' ? /^\p{Lu}[^.,;:!?|-]*:?$/u.test(text) : readLine(next).marker === 'bullet' && /^[^.,;:!?|]+$/.test(text)

/** How many words a text has; of more than `most` it is not said how many. */
export const wordsIn = (text: string, most: number): number => {
  const word = /[\p{L}\p{N}]+/gu
  let count = 0
  while (count < most && word.test(text)) count += 1
  return count
}
