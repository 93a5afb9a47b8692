/**
 * Sides of a comparison under one label or named last: "Memory: processes: own; threads: shared", "own memory (processes) vs shared memory (threads)".
 * Each of them is read with its name in front and with the label.
 */
import { wordSet } from '../core/word-set.ts'
import type { Named } from './ellipsis.ts'
import type { Mention } from './mentions.ts'
import { type Token, isMark, toToken } from './words.ts'

const PLACING = wordSet('in for with under by (')
const POINTING = wordSet('the a an case of')
const NAMING = wordSet(': – —')
/** What may stand between the sides. */
const BETWEEN = wordSet(', ; . | and but vs versus while whereas')
/** A label before the sides has no more words, nor has a first side without a label. */
const MOST_IN_LABEL = 6
const COLON = toToken(':')
const SEMICOLON = toToken(';')

interface Side {
  readonly name: Mention
  readonly from: number
  readonly to: number
}

/** The same with the name and the label in front of every side: "processes: memory: own; threads: memory: shared". Null where no sides stand so. */
export const sidesApart = ({ tokens, mentions }: Named): Token[] | null => {
  if (mentions.length < 2) return null
  const from = labelEnd(tokens, mentions)
  const sides = (from > 0 ? namedFirst(tokens, mentions, from) : null) ?? namedLast(tokens, mentions, from)
  if (sides === null || sides.length < 2) return null
  if (sides.some(({ name }, index) => index > 0 && name.subjects === sides[index - 1]!.name.subjects)) return null
  const label = tokens.slice(0, from)
  return sides.flatMap(({ name, from: begins, to }) => [
    ...tokens.slice(name.start, name.end),
    COLON,
    ...label,
    ...tokens.slice(begins, to),
    SEMICOLON,
  ])
}

/** "Memory: shared vs separate", or "shared memory / own memory", under "threads vs processes": each side with the name that stands in its place. Null where no sides stand so. */
export const sidesInOrder = (tokens: readonly Token[], [one, other]: readonly (readonly Token[])[]): Token[] | null => {
  const label = tokens.findIndex(({ word }) => NAMING.has(word))
  const turn = tokens.findIndex(({ word }) => VERSUS.has(word))
  if (one === undefined || other === undefined || label === 0 || turn < label + 2) return null
  // what stands first is short: the label or, where there is none, a side ("own memory vs shared memory")
  if ((label < 0 ? turn : label) > MOST_IN_LABEL) return null
  const end = tokens.findLastIndex(({ word }) => !isMark(word)) + 1
  const behind = tokens[turn + 1]?.word === '.' ? turn + 2 : turn + 1
  const side = (name: readonly Token[], from: number, to: number): Token[] => [
    ...name,
    COLON,
    ...tokens.slice(0, label + 1),
    ...tokens.slice(from, to),
    SEMICOLON,
  ]
  return [...side(one, label + 1, turn), ...side(other, behind, end)]
}

/** What is set against what: "threads vs processes" names two in the order in which their sides follow. */
export const versusIn = ({ tokens, mentions: [one, other] }: Named): readonly (readonly Token[])[] | null => {
  if (one === undefined || other === undefined || one.subjects === other.subjects) return null
  const isTurn = tokens.slice(one.end, other.start).some(({ word }) => VERSUS.has(word))
  return isTurn ? [tokens.slice(one.start, one.end), tokens.slice(other.start, other.end)] : null
}
const VERSUS = wordSet('vs versus')

/** Where the label ends that stands before both sides, and names neither. */
const labelEnd = (tokens: readonly Token[], mentions: readonly Mention[]): number => {
  const label = tokens.findIndex(({ word }) => NAMING.has(word))
  return label > 0 && label <= MOST_IN_LABEL && mentions[0]!.start > label ? label + 1 : 0
}

/** "Memory: processes: own, threads: shared". */
const namedFirst = (tokens: readonly Token[], mentions: readonly Mention[], from: number): Side[] | null => {
  const names = mentions.filter(({ end }) => NAMING.has(tokens[end]?.word ?? ''))
  if (names[0]?.start !== from) return null
  const sides = names.map((name, index) => {
    let to = names[index + 1]?.start ?? tokens.length
    while (BETWEEN.has(tokens[to - 1]!.word)) to -= 1
    return { name, from: name.end + 1, to }
  })
  return sides.every((side) => isOf(tokens, mentions, side)) ? sides : null
}

/** "Memory: own (processes), shared (threads)". */
const namedLast = (tokens: readonly Token[], mentions: readonly Mention[], from: number): Side[] | null => {
  const sides: Side[] = []
  let at = from
  for (const name of mentions) {
    const begins = placeBefore(tokens, name)
    const ends = begins < 0 ? -1 : sideEnd(tokens, begins, name)
    // "separate for each process (processes)": a name in the middle of a side
    if (ends < 0) continue
    sides.push({ name, from: at, to: begins })
    at = ends
    while (BETWEEN.has(tokens[at]?.word ?? '')) at += 1
  }
  return tokens.slice(at).every(({ word }) => isMark(word)) && sides.every((side) => isOf(tokens, mentions, side)) ? sides : null
}

/** The word by which a name is put behind its side; -1 where there is none. */
const placeBefore = (tokens: readonly Token[], { start }: Mention): number => {
  let at = start - 1
  while (POINTING.has(tokens[at]?.word ?? '')) at -= 1
  return PLACING.has(tokens[at]?.word ?? '') ? at : -1
}

/** Where a side ends with its name; -1 where it goes on behind it. */
const sideEnd = (tokens: readonly Token[], begins: number, { end }: Mention): number => {
  const inBrackets = tokens[begins]!.word === '('
  if (inBrackets && tokens[end]?.word !== ')') return -1
  const behind = inBrackets ? end + 1 : end
  return behind >= tokens.length || BETWEEN.has(tokens[behind]!.word) ? behind : -1
}

/** A side says something, and names nothing else: "shared in threads, not in processes" leaves it out, and "threads share it in processes" speaks of another. */
const isOf = (tokens: readonly Token[], mentions: readonly Mention[], { name, from, to }: Side): boolean =>
  tokens.slice(from, to).some(({ word }) => !EMPTY.has(word)) &&
  !mentions.some(({ start, subjects }) => start >= from && start < to && subjects !== name.subjects)
const EMPTY = wordSet('not only also')
