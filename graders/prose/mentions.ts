/** Mentions: where a sentence names its subjects, and in which role. */
import { wordSet } from '../core/word-set.ts'
import type { Hits } from './rubric/lexicon.ts'
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
/** What may stand between a part and what it is a part of. */
const HOLDING = new Set(['of', 'in', 'inside', 'within'])
const ONE = new Set([
  'single',
  'same',
  'one',
  'parent',
  'entire',
  'whole',
  'a',
  'the',
  'main',
  'given',
  'its',
  'their',
  'running',
  'that',
  'this',
])
const WHOLE = new Set(['single', 'same', 'parent', 'entire', 'whole'])
/** Behind these it is a name: "inter-process data exchange". */
const NAMING = new Set(['inter', 'each', 'every', 'the', 'a', 'one', 'another', 'other', 'between', 'of', 'per', 'child', 'single', 'own'])
const TO_DO = new Set(['to', 'can', 'will', 'would', 'could', 'and'])
const OBJECTS = new Set(['data', 'large', 'them', 'it', 'these', 'many', 'items', 'huge', 'big', 'images', 'requests', 'information'])

/** "Those of a process …", "what belongs to a process …" speak of processes. */
const STANDING_IN = new Set(['those', 'that', 'belongs', 'belong'])

/** "Like threads", "like normal threads"; in "for I/O like downloads threads are better" the threads are no part of what something is like. */
const LIKE_REACHES = 1

/** The mentions of the subjects in a sentence, in order. */
export const mentionsIn = (tokens: readonly Token[], hits: Hits, lists: readonly number[]): Mention[] => {
  const found: Mention[] = []
  for (const [index, list] of lists.entries())
    for (const { start, end } of hits.get(list))
      if (!isVerb(tokens, start, end)) found.push({ start, end, subjects: 1 << index, role: roleOf(tokens, start, end) })
  found.sort((one, other) => one.start - other.start || other.end - one.end)
  if (found.length < 2) return found
  return paired(tokens, withoutInner(found).map(behindCompared(tokens)).map(insideOther(tokens)))
}

/** "Compared to a process a thread is light": the one is compared with, and the other spoken of, though no comma tells them apart. */
const behindCompared =
  (tokens: readonly Token[]) =>
  (mention: Mention, index: number, all: readonly Mention[]): Mention => {
    const before = all[index - 1]
    if (before?.role !== 'unlike' || mention.role !== 'unlike' || before.subjects === mention.subjects) return mention
    const isBeside = tokens.slice(before.end, mention.start).every(({ word }) => POINTING.has(word))
    return isBeside ? { ...mention, role: 'plain' } : mention
  }

const POINTING = wordSet('the a an one each every any that this its their same single given')

/** "The threads of each process …": what stands right behind another name tells where those are, and is not spoken of. */
const insideOther =
  (tokens: readonly Token[]) =>
  (mention: Mention, index: number, all: readonly Mention[]): Mention => {
    const before = all[index - 1]
    if (
      before === undefined ||
      mention.role !== 'plain' ||
      before.subjects === mention.subjects ||
      tokens[mention.start]!.stem !== 'process'
    )
      return mention
    const between = tokens.slice(before.end, mention.start).map(({ word }) => word)
    const isPart = HOLDING.has(between[0] ?? '') && between.every((word) => HOLDING.has(word) || POINTING.has(word))
    return isPart ? { ...mention, role: 'place' } : mention
  }

/** "A thread pool" names just that, no thread and no pool. */
const withoutInner = (mentions: readonly Mention[]): Mention[] => {
  let end = 0
  return mentions.filter((mention) => {
    if (mention.start < end) return false
    end = mention.end
    return true
  })
}

/** "To process data" names no process. */
const isVerb = (tokens: readonly Token[], start: number, end: number): boolean => {
  if (end - start > 1 || !['process', 'thread', 'pool'].includes(tokens[start]!.stem)) return false
  const [before, after] = [tokens[start - 1]?.word ?? '', tokens[end]?.word ?? '']
  return TO_DO.has(before)
    ? OBJECTS.has(after) || (before === 'to' && ['the', 'a', 'multiple', 'all'].includes(after))
    : OBJECTS.has(after) && after !== 'it' && !NAMING.has(before)
}

/** A comparison reaches no further than to these: "heavier than threads, and threads …". */
const ENDS = wordSet(', . ; : ( and but while whereas so because')

const roleOf = (tokens: readonly Token[], start: number, end: number): Mention['role'] => {
  for (let at = start - 1; at >= Math.max(0, start - 6); at -= 1) {
    const { word } = tokens[at]!
    if (ENDS.has(word)) break
    if (word === 'like' && start - at > LIKE_REACHES + 1) continue
    if (COMPARED.has(word) || isPhrase(tokens, at))
      return opens(tokens, at) || APART.has(word) || (isContrast(tokens, at) && opens(tokens, at - 1)) ? 'unlike' : 'other'
  }
  const [before, second] = [tokens[start - 1]?.word ?? '', tokens[start - 2]?.word ?? '']
  if (tokens[start]!.word !== 'process' || end - start > 1) return 'plain'
  if (STANDING_IN.has(tokens[start - 3]?.word ?? '')) return 'plain'
  return WHOLE.has(before) || (ONE.has(before) && INSIDE.has(second)) ? 'place' : 'plain'
}

const opens = (tokens: readonly Token[], at: number): boolean => at === 0 || (at > 0 && isMark(tokens[at - 1]!.word))

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

/** "Threads are small processes": what something is said to be is not what is spoken of. */
export const isPredicate = (tokens: readonly Token[], { start }: Mention, before: Mention | undefined): boolean => {
  if (before === undefined) return false
  const between = tokens.slice(before.end, start)
  return (
    between.length <= MOST_TO_PREDICATE &&
    BEING.has(between[0]?.word ?? '') &&
    !between.some(({ word }) => isMark(word) || GOES_ON.has(word))
  )
}
const MOST_TO_PREDICATE = 5
const GOES_ON = wordSet('in by than and but while whereas')
const BEING = wordSet('is are')

/** "Both processes and threads …", "processes and threads both …" speak of both. */
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
    (tokens[left.start - 1]?.word === 'both' || tokens[right.end]?.word === 'both')
  )
}
