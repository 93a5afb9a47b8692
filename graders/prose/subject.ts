/** Subjects: of what does a sentence speak? Of what it names last before it speaks; else of what its label, its column or the sentence before named. */
import type { Hit, Hits } from './lexicon.ts'
import type { Sentence } from './sentences.ts'
import { type Token, isMark } from './words.ts'

/** A set of subjects, as bits. */
export type Subjects = number

/** One naming of a subject in a sentence. */
export interface Mention {
  readonly start: number
  readonly end: number
  readonly subjects: Subjects
  /** `plain`; `place`: where something happens ("within one process"); `other`: what the sentence compares with and does not speak of; `unlike`: the same, but in a phrase of its own. */
  readonly role: 'plain' | 'place' | 'other' | 'unlike'
}

const COMPARED = new Set(['than', 'versus', 'over', 'vs', 'unlike', 'like'])
const APART = new Set(['unlike'])
const INSIDE = new Set(['within', 'inside', 'in', 'of', 'from', 'by', 'into', 'to'])
const ONE = new Set(['single', 'same', 'one', 'parent', 'entire', 'whole', 'a', 'the', 'main', 'given', 'its', 'their', 'running'])
const WHOLE = new Set(['single', 'same', 'parent', 'entire', 'whole'])
const OPENING = new Set(['in', 'for', 'with', 'the', 'a', 'each', 'every', 'all'])
const BEHIND = new Set(['in', 'by', 'under'])
/** Words that begin a clause behind a comma. */
export const CLAUSES = new Set(['for', 'if', 'when', 'where', 'so', 'since', 'because'])
const TO_DO = new Set(['to', 'can', 'will', 'would', 'could', 'and'])
const OBJECTS = new Set(['data', 'large', 'them', 'it', 'these', 'many', 'items', 'huge', 'big', 'images', 'requests', 'information'])

/** The mentions of the subjects in a sentence, in order. */
export const mentionsIn = (tokens: readonly Token[], hits: Hits, lists: readonly number[]): Mention[] => {
  const found: Mention[] = []
  for (const [index, list] of lists.entries())
    for (const { start, end } of hits.get(list))
      if (!isVerb(tokens, start, end)) found.push({ start, end, subjects: 1 << index, role: roleOf(tokens, start, end) })
  found.sort((one, other) => one.start - other.start || other.end - one.end)
  return paired(
    tokens,
    found.filter((mention, index) => index === 0 || found[index - 1]!.end <= mention.start),
  )
}

/** "To process data" names no process. */
const isVerb = (tokens: readonly Token[], start: number, end: number): boolean => {
  if (end - start > 1 || !['process', 'thread', 'pool'].includes(tokens[start]!.stem)) return false
  const [before, after] = [tokens[start - 1]?.word ?? '', tokens[end]?.word ?? '']
  return TO_DO.has(before)
    ? OBJECTS.has(after) || (before === 'to' && ['the', 'a', 'multiple', 'all'].includes(after))
    : OBJECTS.has(after) && after !== 'it'
}

const roleOf = (tokens: readonly Token[], start: number, end: number): Mention['role'] => {
  for (let at = start - 1; at >= Math.max(0, start - 6); at -= 1) {
    const { word } = tokens[at]!
    if (word === ',' || word === '.' || word === ';' || word === ':' || word === '(') break
    if (COMPARED.has(word) || isPhrase(tokens, at))
      return at === 0 || isMarkAt(tokens, at - 1) || APART.has(word) || (isContrast(tokens, at) && at <= 1) ? 'unlike' : 'other'
  }
  const [before, second] = [tokens[start - 1]?.word ?? '', tokens[start - 2]?.word ?? '']
  if (tokens[start]!.word !== 'process' || end - start > 1) return 'plain'
  return WHOLE.has(before) || (ONE.has(before) && INSIDE.has(second)) ? 'place' : 'plain'
}

const isMarkAt = (tokens: readonly Token[], at: number): boolean => isMark(tokens[at]!.word)

/** "Rather than", "instead of", "different from", "similar to", "compared to", "in contrast to", "as opposed to". */
const isPhrase = (tokens: readonly Token[], at: number): boolean => {
  const { word } = tokens[at]!
  const next = tokens[at + 1]?.word
  if (word === 'instead' || word === 'place') return next === 'of'
  if (word === 'different' || word === 'differs') return next === 'from' || next === 'to'
  return word === 'similar' || isContrast(tokens, at)
}

const CONTRASTS = new Set(['compared', 'contrast', 'opposed', 'comparison', 'contrary', 'contrasted'])

const isContrast = (tokens: readonly Token[], at: number): boolean => {
  if (!CONTRASTS.has(tokens[at]!.word)) return false
  const next = tokens[at + 1]?.word
  return next === 'to' || next === 'with'
}

/** "Both processes and threads …" speaks of both. */
const paired = (tokens: readonly Token[], mentions: readonly Mention[]): Mention[] =>
  mentions.map((mention, index) => {
    const partners = [mentions[index - 1], mentions[index + 1]].filter(
      (other): other is Mention => other !== undefined && areJoined(tokens, mention, other),
    )
    return partners.length === 0
      ? mention
      : { ...mention, subjects: partners.reduce((all, { subjects }) => all | subjects, mention.subjects) }
  })

const areJoined = (tokens: readonly Token[], one: Mention, other: Mention): boolean => {
  const [left, right] = one.start < other.start ? [one, other] : [other, one]
  const between = tokens.slice(left.end, right.start).map(({ word }) => word)
  return (
    between.length <= 2 &&
    between[0] === 'and' &&
    between.slice(1).every((word) => word === 'the') &&
    tokens[left.start - 1]?.word === 'both'
  )
}

/** The subjects of the words of a sentence that a statement has found. */
export const subjectsAt = (
  tokens: readonly Token[],
  mentions: readonly Mention[],
  hits: readonly Hit[],
  background: Subjects,
): Subjects => {
  const [start, end] = [hits[0]!.start, hits.at(-1)!.end]
  const named = namedBehind(tokens, mentions, end) ?? namedInside(tokens, mentions, hits)
  if (named) return named.subjects
  const after = mentions.find((mention) => mention.start >= end && mention.role === 'plain' && !isApart(tokens, end, mention.start))
  const before = mentions.filter((mention) => mention.start <= start && speaks(tokens, mention, start)).at(-1)
  const isObject = (mention: Mention): boolean => hits.some((hit, index) => index > 0 && hit.start === mention.start)
  // "a number of processes": the second word is no object of the first
  const isHead = (mention: Mention): boolean => hits[1]?.start === mention.start && mention.start === hits[0]!.end
  const next = mentions.find((mention) => mention.start >= start && mention.role === 'plain' && (isHead(mention) || !isObject(mention)))
  if (before && next && inClauseOf(tokens, before.end, start, next.start)) return next.subjects
  if (before && !(after && isApart(tokens, before.end, start) && !opensClause(tokens, after.start))) return before.subjects
  const inside = mentions.find((mention) => mention.start > start && mention.start < end && mention.role !== 'other' && !isObject(mention))
  if (inside) return inside.subjects
  if (after) return after.subjects
  return background || (mentions.find(({ role }) => role === 'place')?.subjects ?? 0)
}

/** "… but they need locks, in processes …": what begins behind a comma is no part of what stands before it. */
const opensClause = (tokens: readonly Token[], start: number): boolean => {
  let at = start - 1
  while (OPENING.has(tokens[at]?.word ?? '')) at -= 1
  return tokens[at]?.word === ','
}

/** "…, for heavy work processes": a clause of its own that names its subject last. */
const inClauseOf = (tokens: readonly Token[], from: number, start: number, to: number): boolean => {
  let comma = start - 1
  while (comma >= from && tokens[comma]!.word !== ',') comma -= 1
  // "In multiprocessing, …": nothing was said of it yet
  if (comma === from && tokens[from - 2]?.word === 'in') return false
  if (comma < from || (comma + 1 !== start && !CLAUSES.has(tokens[comma + 1]!.word))) return false
  for (let at = start; at < to; at += 1) if (tokens[at]!.word === ',' || isTurn(tokens, at)) return false
  return true
}

/** "… is shared in multithreading and not shared in multiprocessing": what is named right behind is what is meant. */
const namedBehind = (tokens: readonly Token[], mentions: readonly Mention[], end: number): Mention | undefined =>
  BEHIND.has(tokens[end]?.word ?? '') ? mentions.find(({ start, role }) => role === 'plain' && start > end && start <= end + 2) : undefined

/** "Isolated (processes), shared (threads) memory". */
const namedInside = (tokens: readonly Token[], mentions: readonly Mention[], hits: readonly Hit[]): Mention | undefined =>
  mentions.find(({ start, role }) => role === 'plain' && tokens[start - 1]?.word === '(' && hits.some((hit) => hit.end === start - 1))

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
  if (word === 'hand') return tokens[at - 1]?.word === 'other'
  if (word === 'but')
    return tokens[at + 1]?.word !== 'not' && !tokens.slice(Math.max(0, at - 7), at).some(({ word: before }) => before === 'not')
  return word === 'whereas' || word === ';' || word === 'however'
}

/** The subjects of a row of labels: those of the nearest that names any. */
export const subjectsOfLabels = (mentionsOf: (label: readonly Token[]) => readonly Mention[], context: Sentence['context']): Subjects => {
  for (const label of context.toReversed()) {
    const all = mentionsOf(label).reduce((sum, { subjects, role }) => (role === 'plain' ? sum | subjects : sum), 0)
    if (all !== 0 && (all & (all - 1)) === 0) return all
  }
  return 0
}
