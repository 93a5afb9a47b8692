/** Views: what an answer speaks of, followed from sentence to sentence, and the ways in which each of them is read. */
import { onceEach } from '../core/once.ts'
import { turnedArrows } from './arrows.ts'
import type { Rubric } from './rubric/compile.ts'
import { denialsIn } from './denial.ts'
import { type Named, fillEllipsis } from './ellipsis.ts'
import type { View } from './match.ts'
import { type Mention, type Subjects, isPredicate, mentionsIn } from './mentions.ts'
import { backReferences, pairAfter, pairOfQuestion } from './references.ts'
import type { Sentence } from './sentences.ts'
import { sidesApart, sidesInOrder, versusIn } from './sides.ts'
import { isTurn, subjectsOfLabels } from './subject.ts'
import { isQuality, statesSomething } from './thoughts.ts'
import { contrasted } from './unlike.ts'
import { type Token, isMark, toToken } from './words.ts'

/** A sentence of fewer words leans on its label, its row and its column. */
const SHORT = 9

/** Follows what an answer speaks of from sentence to sentence, and gives the views of each: none where it states nothing, two where a half leaves out its verb. */
export const speakerOf = (rubric: Rubric, topic: Subjects): ((sentence: Sentence) => readonly View[]) => {
  let before: Before = { one: 0, any: 0 }
  let last: Named | null = null
  let pair = pairOfQuestion(rubric.subjects.length)
  let versus: readonly (readonly Token[])[] = []
  const mentionsOf = onceEach((label: readonly Token[]) => namedIn(label, rubric))
  return (sentence) => {
    const written = rubric.lexicon.respell(ended(sentence.tokens))
    const found = rubric.lexicon.find(written)
    const names = mentionsIn(written, found, rubric.subjects)
    versus = versusAbove(sentence, rubric, mentionsOf) ?? versus
    const turned = isComparing(rubric)
      ? (sidesApart({ tokens: written, mentions: names }) ?? (names.length === 0 ? sidesInOrder(written, versus) : null))
      : null
    versus = versusIn({ tokens: written, mentions: names }) ?? versus
    const tokens = turned ?? written
    const hits = turned ? rubric.lexicon.find(turned) : found
    const named = turned ? mentionsIn(turned, hits, rubric.subjects) : names
    const pointed = backReferences(tokens, pair)
    const mentions = pointed.length === 0 ? named : [...named, ...pointed].sort((one, other) => one.start - other.start)
    const labelled = subjectsOfLabels(mentionsOf, sentence.context)
    const background = backgroundOf(sentence, labelled, before, topic)
    const isCarried = labelled === 0 && isComparing(rubric) && !PRONOUNS.has(sentence.tokens[0]?.word ?? '')
    before = spokenOf(tokens, mentions, background)
    pair = pairAfter(pair, tokens, mentions)
    // what is filled in is read by itself, and there "the latter" would point at nothing
    const spoken = { tokens: withNames(tokens, pointed, rubric), mentions }
    const filled = fillEllipsis(spoken, last)
    if (mentions.length > 0 || tokens.length > MOST_IN_INTERJECTION) last = spoken
    const others = sentence.mood === 'states' ? [filled, turnedArrows({ tokens, mentions })] : []
    const contrast = sentence.mood === 'states' ? contrasted({ tokens, mentions }) : null
    const views = others.flatMap((said) => (said ? [viewOf(said, background, rubric)] : []))
    if (contrast) views.push({ ...viewOf(contrast, background, rubric), isInferred: true })
    if (!statesSomething(sentence) && !(isComparing(rubric) && labelled !== 0 && isQuality(sentence))) return views
    const view = {
      tokens,
      hits,
      mentions,
      denials: turned ? denialsIn(turned) : sentence.denials,
      background,
      isCarried,
      isInferred: false,
      isCompared: isComparing(rubric),
    }
    return [withLabels(view, sentence, rubric, mentionsOf), ...views]
  }
}

/** "## Threads vs processes": the order of what follows. */
const versusAbove = (
  { context }: Sentence,
  rubric: Rubric,
  mentionsOf: (label: readonly Token[]) => readonly Mention[],
): readonly (readonly Token[])[] | null => {
  for (const label of context.toReversed()) {
    const found = versusIn({ tokens: rubric.lexicon.respell(label), mentions: mentionsOf(label) })
    if (found) return found
  }
  return null
}

/** The words, with the name of what it stands for in place of each "former" and "latter". */
const withNames = (tokens: readonly Token[], pointed: readonly Mention[], { source }: Rubric): readonly Token[] =>
  pointed.reduce((all, { start, subjects }) => {
    const name = source.subjects[Math.log2(subjects)]?.name
    return name === undefined ? all : all.with(start, toToken(name))
  }, tokens)

/** A line that ends without a mark ends what it says all the same. */
const ended = (tokens: readonly Token[]): readonly Token[] => (isMark(tokens.at(-1)?.word ?? '.') ? tokens : [...tokens, STOP])
const STOP = toToken('.')

/** "Wrong!", "No.": what was said before is still in view. */
const MOST_IN_INTERJECTION = 3

const PRONOUNS = new Set(['it', 'they', 'this', 'these', 'each', 'its', 'their', 'also', 'additionally', 'such'])

const SINGULAR = new Set(['it', 'its'])
const STAYS = new Set(['it', 'they'])

/** What the sentence before spoke of: in the singular, for an "it", and at all. */
interface Before {
  readonly one: Subjects
  readonly any: Subjects
}

const spokenOf = (tokens: readonly Token[], mentions: readonly Mention[], background: Subjects): Before => {
  const plain = mentions.filter(
    (mention, at) => mention.role === 'plain' && !isRuledOut(tokens, mention) && !isPredicate(tokens, mention, mentions[at - 1]),
  )
  // "They share the data of a process. It …": what a pronoun stands for stays in view
  if (background !== 0 && STAYS.has(tokens[0]?.word ?? '')) return { one: background, any: background }
  const [first] = plain
  // "A thread is a light process. It …": a sentence is about what it begins with
  if (first && first.start <= 1 && isSingular(tokens, first) && !tokens.some((_, at) => isTurn(tokens, at)))
    return { one: first.subjects, any: plain.at(-1)!.subjects }
  const one = plain.findLast((mention) => isSingular(tokens, mention))
  return { one: one?.subjects ?? background, any: plain.at(-1)?.subjects ?? background }
}

/** "Into processes and not into threads": no pronoun stands for what is ruled out. */
const isRuledOut = (tokens: readonly Token[], { start }: Mention): boolean => {
  let at = start - 1
  while (PLACING.has(tokens[at]?.word ?? '')) at -= 1
  return tokens[at]?.word === 'not' && BEFORE_NOT.has(tokens[at - 1]?.word ?? '')
}
const PLACING = new Set(['into', 'in', 'of', 'by', 'with', 'to', 'on', 'the', 'a', 'an', 'as'])
const BEFORE_NOT = new Set([',', 'and', 'but', '('])

const isSingular = (tokens: readonly Token[], { end }: Mention): boolean => !/[^s]s$|sses$/.test(tokens[end - 1]!.word)

/** A label speaks louder than the sentence before, except to a sentence that begins with a pronoun. */
const backgroundOf = (sentence: Sentence, labelled: Subjects, before: Before, topic: Subjects): Subjects => {
  const first = sentence.tokens[0]?.word ?? ''
  if (labelled !== 0 && (sentence.opens || before.any === 0)) return labelled
  if (!PRONOUNS.has(first)) return labelled || topic || before.any
  return (SINGULAR.has(first) ? before.one : before.any) || labelled || topic
}

/** A short sentence says what it says of the label above it: "Memory" above, "own" below. A "no" comes before the label that it denies. */
const withLabels = (view: View, sentence: Sentence, rubric: Rubric, mentionsOf: (label: readonly Token[]) => readonly Mention[]): View => {
  if (sentence.context.length === 0) return view
  const words = view.tokens.filter(({ word }) => !isMark(word)).length
  if (words >= SHORT && sentence.kind !== 'cell') return view
  const last = sentence.context.slice(-2).findLast((label) => mentionsOf(label).length === 0)
  if (!last) return view
  const label = rubric.lexicon.respell(last)
  const denies = ['no', 'not', 'never', 'none'].includes(view.tokens[0]?.word ?? '') && words <= 3
  const tokens = denies ? [...view.tokens.filter(({ word }) => !isMark(word)), ...label] : [...label, toToken(':'), ...view.tokens]
  return viewOf(tokens, view.background, rubric)
}

const namedIn = (label: readonly Token[], rubric: Rubric): Mention[] => {
  const tokens = rubric.lexicon.respell(label)
  return mentionsIn(tokens, rubric.lexicon.find(tokens), rubric.subjects)
}

/** The words stand as they were meant. */
export const viewOf = (tokens: readonly Token[], background: Subjects, rubric: Rubric): View => {
  const hits = rubric.lexicon.find(tokens)
  const mentions = mentionsIn(tokens, hits, rubric.subjects)
  return {
    tokens,
    hits,
    mentions,
    denials: denialsIn(tokens),
    background,
    isCarried: false,
    isInferred: false,
    isCompared: isComparing(rubric),
  }
}

/** A rubric that names no topic compares its subjects. */
const isComparing = ({ source }: Rubric): boolean => source.topic === null && source.subjects.length > 1
