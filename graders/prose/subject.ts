/** Subjects: of what does a sentence speak? Of what it names last before it speaks; else of what its label, its column or the sentence before named. */
import { wordSet } from '../core/word-set.ts'
import type { Hit } from './rubric/lexicon.ts'
import type { Mention, Subjects } from './mentions.ts'
import type { Sentence } from './sentences.ts'
import type { Token } from './words.ts'

const OPENING = new Set(['in', 'for', 'with', 'the', 'a', 'each', 'every', 'all'])
const BEHIND = new Set(['in', 'by', 'under'])
/** The same, where nothing else was named in the clause: "separate for processes, shared between threads". */
const BEHIND_ALONE = new Set(['for', 'between', 'among', 'with'])
/** True for the words behind which what was said is placed: "shared in multithreading". */
export const isPlacing = (word: string): boolean => BEHIND.has(word) || BEHIND_ALONE.has(word)

/** Where a clause begins. */
const BEGINS = new Set([',', ':', ';', '(', '–', '—', '|', 'and', 'but', 'or'])
/** Words that begin a clause behind a comma. */
export const CLAUSES = new Set(['for', 'if', 'when', 'where', 'so', 'since', 'because'])

/** The subjects of the words of a sentence that a statement has found. */
export const subjectsAt = (
  tokens: readonly Token[],
  mentions: readonly Mention[],
  hits: readonly Hit[],
  background: Subjects,
): Subjects => {
  const [start, end] = [hits[0]!.start, hits.at(-1)!.end]
  const named = namedBehind(tokens, mentions, start, end) ?? namedInside(tokens, mentions, hits)
  if (named) return named.subjects
  const after = mentions.find((mention) => mention.start >= end && mention.role === 'plain' && !isApart(tokens, end, mention.start))
  const before = mentions.filter((mention) => mention.start <= start && speaks(tokens, mention, start)).at(-1)
  const isObject = (mention: Mention): boolean => hits.some((hit, index) => index > 0 && hit.start === mention.start)
  // "a number of processes": the second word is no object of the first
  const isHead = (mention: Mention): boolean => hits[1]?.start === mention.start && mention.start === hits[0]!.end
  const next = mentions.find((mention) => mention.start >= start && mention.role === 'plain' && (isHead(mention) || !isObject(mention)))
  if (before && next && inClauseOf(tokens, before.end, start, next.start)) return next.subjects
  const inside = mentions.findLast(
    (mention) => mention.start > start && mention.start < end && mention.role !== 'other' && !isObject(mention),
  )
  const other = inside ?? (after && !opensClause(tokens, end, after.start) ? after : undefined)
  if (before && !(other && isApart(tokens, before.end, start))) return before.subjects
  if (inside) return inside.subjects
  const isElsewhere = after && (speaksOn(tokens, end, after.start) || opensClause(tokens, end, after.start))
  if (after && !(background !== 0 && isElsewhere)) return after.subjects
  return background || (mentions.find(({ role }) => role === 'place')?.subjects ?? 0)
}

/** "They do not see it, which threads do": a sentence that begins with a pronoun goes on about what was spoken of, up to its first comma. */
const speaksOn = (tokens: readonly Token[], from: number, to: number): boolean =>
  STANDING.has(tokens.find(({ word }) => !JOINING.has(word))?.word ?? '') && tokens.slice(from, to).some(({ word }) => word === ',')

const STANDING = new Set(['they', 'it'])
const JOINING = new Set(['and', 'but', 'also', 'so'])

/** "… but they need locks, in processes …": what begins behind a comma is no part of what stands before it. */
const opensClause = (tokens: readonly Token[], from: number, start: number): boolean => {
  let at = start - 1
  while (OPENING.has(tokens[at]?.word ?? '')) at -= 1
  if (tokens[at]?.word === ',' || (tokens[at]?.word === 'which' && tokens[at - 1]?.word === ',')) return true
  for (; at > from; at -= 1) if (tokens[at]!.word === 'and' && tokens[at - 1]!.word === ',') return true
  return false
}

/** "…, for heavy work processes": a clause of its own that names its subject last. */
const inClauseOf = (tokens: readonly Token[], from: number, start: number, to: number): boolean => {
  let comma = start - 1
  while (comma >= from && tokens[comma]!.word !== ',' && !isFor(tokens, comma)) comma -= 1
  // "In multiprocessing, …": nothing was said of it yet
  if (comma === from && tokens[from - 2]?.word === 'in') return false
  if (comma < from || (comma + 1 !== start && !CLAUSES.has(tokens[comma + 1]!.word))) return false
  for (let at = start; at < to; at += 1) if (tokens[at]!.word === ',' || isTurn(tokens, at)) return false
  return true
}

/** "… and for heavy work processes". */
const isFor = (tokens: readonly Token[], at: number): boolean => tokens[at]!.word === 'and' && CLAUSES.has(tokens[at + 1]?.word ?? '')

/** "… is shared in multithreading and not shared in multiprocessing": what is named right behind is what is meant. */
const namedBehind = (tokens: readonly Token[], mentions: readonly Mention[], from: number, end: number): Mention | undefined => {
  const word = tokens[end]?.word ?? ''
  if (!BEHIND.has(word) && !(BEHIND_ALONE.has(word) && beginsAlone(tokens, mentions, from))) return undefined
  return mentions.find(({ start, role }) => role === 'plain' && start > end && start <= end + 2)
}

/** True where the clause has named nothing before a place in it. */
const beginsAlone = (tokens: readonly Token[], mentions: readonly Mention[], at: number): boolean => {
  let begins = at
  while (begins > 0 && !BEGINS.has(tokens[begins - 1]!.word)) begins -= 1
  return !mentions.some(({ start, role }) => role === 'plain' && start >= begins && start < at)
}

/** "Isolated (processes), shared (threads) memory". */
const namedInside = (tokens: readonly Token[], mentions: readonly Mention[], hits: readonly Hit[]): Mention | undefined =>
  mentions.find(
    ({ start, end, role }) =>
      role === 'plain' && tokens[start - 1]?.word === '(' && tokens[end]?.word === ')' && hits.some((hit) => hit.end === start - 1),
  )

/** May this mention be the subject of what is said at a later place? */
const speaks = (tokens: readonly Token[], mention: Mention, at: number): boolean => {
  if (mention.role === 'plain') return true
  if (mention.role !== 'unlike') return false
  for (let index = mention.end; index < at; index += 1)
    if (tokens[index]!.word === ',' && !['which', 'that', 'where', 'who'].includes(tokens[index + 1]?.word ?? '')) return false
  return true
}

/** Words between which a new thought begins. */
const isApart = (tokens: readonly Token[], from: number, to: number): boolean => {
  for (let at = from; at < to; at += 1) if (isTurn(tokens, at)) return true
  return false
}

/** "Whereas", "but", "on the other hand": from here on, something else is spoken of. */
export const isTurn = (tokens: readonly Token[], at: number): boolean => {
  const { word } = tokens[at]!
  if (word === 'while') return at > 0
  if (word === 'hand') return tokens[at - 1]?.word === 'other' && opensThought(tokens, at - 3)
  if (word === 'but')
    return (
      !NO_MORE.has(tokens[at - 1]?.word ?? '') &&
      tokens[at + 1]?.word !== 'not' &&
      !tokens.slice(Math.max(0, at - 7), at).some(({ word: before }) => before === 'not')
    )
  if (word === 'however') return !MEASURED.has(tokens[at + 1]?.word ?? '')
  return word === 'whereas' || word === ';'
}

/** "There is but one": no more than that. */
const NO_MORE = wordSet('is are has have nothing anything all any')

/** "However many threads there are …" turns nothing round. */
const MEASURED = wordSet('many much few long often big large small hard fast you we they one it')

/** "On the other hand, threads …", but not "threads on the other hand …": there the thought has begun before. */
const opensThought = (tokens: readonly Token[], at: number): boolean =>
  at <= 0 || BEGINS.has(tokens[at - 1]!.word) || tokens[at - 1]!.word === '.'

/** The subjects of a row of labels: those of the nearest that names any. */
export const subjectsOfLabels = (mentionsOf: (label: readonly Token[]) => readonly Mention[], context: Sentence['context']): Subjects => {
  for (const label of context.toReversed()) {
    const all = mentionsOf(label).reduce((sum, { subjects, role }) => (role === 'plain' ? sum | subjects : sum), 0)
    if (all !== 0 && (all & (all - 1)) === 0) return all
  }
  return 0
}
