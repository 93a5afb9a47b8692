/** Ellipsis: "Processes do not share memory, threads do." What the second half leaves out stands in the first. */
import { wordSet } from '../core/word-set.ts'
import type { Mention } from './mentions.ts'
import { DENYING, NOT, contraryOf, summedUpTo, turnedRound } from './turning.ts'
import { type Token, isMark } from './words.ts'

/** A sentence and what it names. */
export interface Named {
  readonly tokens: readonly Token[]
  readonly mentions: readonly Mention[]
}

/** "Threads share it. Processes are …": of these the first half must have one, too. */
const BEING = wordSet('are is')
const AUXILIARIES = [...['do does did', 'can could may', 'have has', 'will would'].map(wordSet), BEING]
/** What may stand behind a name without saying anything of it. */
const ASIDE = wordSet('there themselves itself alone they it this')
const LAST_WORDS = wordSet('so too either it that have need')
/** What stands before the name of the second half and belongs to neither. */
const BETWEEN = wordSet('the a an only all both python while but whereas and however though although in for with so which , ; : ( –')
const LANGUAGES = wordSet('python cpython node javascript')

/** Where a half that has left its verb out may end, beside a mark. */
const ENDINGS = wordSet('because since as')
const PLACING = wordSet('in between for by with among of to')

/** What the half that leaves its verb out says in full; null where none does. The verb may stand in the sentence before. */
export const fillEllipsis = (sentence: Named, before: Named | null): Token[] | null => {
  const half = halfOf(sentence)
  if (!half) return placedLast(sentence) ?? deniedElsewhere(sentence, before)
  const { mention, isDenied, auxiliary, isSummedUp } = half
  const all =
    verbIn(sentence, mention, mention.start) ??
    verbOfPronoun(sentence, mention) ??
    (before && verbIn(before, mention, before.tokens.length))
  if (!all) return null
  if (isSummedUp) return [...sentence.tokens.slice(mention.start, mention.end), ...contraryOf(all)]
  const from = all.findLastIndex(({ word }) => auxiliary?.has(word) === true)
  if (from < 0 && auxiliary === BEING) return null
  const said = all.slice(Math.max(0, from))
  const turned = said.findIndex(({ word }, at) => at < 3 && DENYING.has(word))
  const affirmed = turned < 0 ? said : said.toSpliced(turned, 1)
  return [...sentence.tokens.slice(mention.start, mention.end), ...(isDenied ? [NOT] : []), ...affirmed]
}

interface Half {
  readonly mention: Mention
  readonly isDenied: boolean
  readonly auxiliary: ReadonlySet<string> | null
  /** "Processes do not have this problem": what was said, be it a denial, is denied of them. */
  readonly isSummedUp: boolean
}

/** "Do", "does" and "did" are one auxiliary. */
const groupOf = (word: string): ReadonlySet<string> | null => AUXILIARIES.find((group) => group.has(word)) ?? null

/** A name, "do", "can not" or a bare "not", and then the thought ends. */
const halfOf = ({ tokens, mentions }: Named): Half | null => {
  for (const mention of mentions.toReversed()) {
    let at = mention.end
    // "Threads of Python do not"
    if (PLACING.has(tokens[at]?.word ?? '') && LANGUAGES.has(tokens[at + 1]?.word ?? '')) at += 2
    const from = at
    // "Threads, they do not"
    if (tokens[at]?.word === ',' && PRONOUNS.has(tokens[at + 1]?.word ?? '')) at += 2
    // "Threads: share it. Processes: do not."
    else if (tokens[at]?.word === ':' && groupOf(tokens[at + 1]?.word ?? '') !== null) at += 1
    else if (isPickedOut(tokens, mention)) at += 1
    else if (ASIDE.has(tokens[at]?.word ?? '')) at += 1
    const auxiliary = groupOf(tokens[at]?.word ?? '')
    if (auxiliary !== null) at += 1
    const isDenied = tokens[at]?.word === 'not'
    if (isDenied) at += 1
    if (at === from || mention.role !== 'plain' || isAsked(tokens, mention.start)) continue
    if (LAST_WORDS.has(tokens[at]?.word ?? '')) at += tokens[at + 1]?.word === 'to' ? 2 : 1
    // "Processes do not have this problem"
    const summed = isDenied ? summedUpTo(tokens, at) : at
    const isSummedUp = summed > at
    at = summed
    const next = tokens[at]?.word
    if (next === undefined || isMark(next) || ENDINGS.has(next)) return { mention, isDenied, auxiliary, isSummedUp }
  }
  return null
}

/** "It is the processes that have.", "It's processes that do." */
const isPickedOut = (tokens: readonly Token[], { start, end }: Mention): boolean => {
  if (!RELATIVE.has(tokens[end]?.word ?? '')) return false
  const before = tokens.slice(Math.max(0, start - 3), start).filter(({ word }) => word !== 'the' && !BEING.has(word))
  return before.at(-1)?.word === 'it'
}
const RELATIVE = wordSet('that which who')

/** "What one thread does, all of them see": the verb leaves nothing out. */
const isAsked = (tokens: readonly Token[], start: number): boolean =>
  tokens.slice(Math.max(0, start - 3), start).some(({ word }) => WHATEVER.has(word))
const WHATEVER = wordSet('what whatever how')

/** Words that say of what stood before only that it holds elsewhere, or does not. */
const HOLDS = wordSet(
  'this that it none neither nothing is are does do the same case so true hold holds apply applies work works go goes possible for with in to of , . !',
)
/** "None of this is true of processes" denies as a "not" does. */
const HOLDING_NOT = wordSet('not none neither nothing')

/** "All threads have access to the same memory. This is not the case for processes, they …" */
const deniedElsewhere = ({ tokens, mentions }: Named, before: Named | null): Token[] | null => {
  const [mention] = mentions
  if (!before || mention === undefined || mention.start > MOST_BEFORE) return null
  for (let at = 0; at < mention.start; at += 1) if (!HOLDS.has(tokens[at]!.word) && !HOLDING_NOT.has(tokens[at]!.word)) return null
  const end = tokens.findIndex(({ word }, at) => at >= mention.end && (isMark(word) || ENDINGS.has(word)))
  const rest = tokens.slice(mention.end, end < 0 ? tokens.length : end)
  if (!rest.every(({ word }) => HOLDS.has(word) || HOLDING_NOT.has(word))) return null
  if ([...tokens.slice(0, mention.start), ...rest].filter(({ word }) => HOLDING_NOT.has(word)).length !== 1) return null
  const said = verbIn(before, mention, before.tokens.length)
  if (!said) return null
  const turned = said.findIndex(({ word }) => DENYING.has(word))
  if (turned > 1) return null
  return [...tokens.slice(mention.start, mention.end), ...turnedRound(said, turned)]
}
/** So many words may stand before the name in a sentence that only says that something does not hold of it. */
const MOST_BEFORE = 8

/** "Memory is shared between threads but not between processes.", "It is not visible to processes, but it is to the other threads." */
const placedLast = ({ tokens, mentions }: Named): Token[] | null => {
  const last = mentions.at(-1)
  if (last?.role !== 'plain' || tokens.slice(last.end).some(({ word }) => !isMark(word))) return null
  let at = last.start - 1
  while (POINTING.has(tokens[at]?.word ?? '')) at -= 1
  if (PLACING.has(tokens[at]?.word ?? '')) at -= 1
  // "It is not the threads which … but the processes"
  else if (at < last.start - 1 && tokens[at]?.word !== 'not' && tokens[at]?.word !== 'but') return null
  const isDenied = tokens[at]?.word === 'not'
  // "not by processes but by threads"
  if (!isDenied && tokens[at]?.word !== 'but' && groupOf(tokens[at]?.word ?? '') === null) return null
  const first = mentions.find(({ role, subjects }) => role === 'plain' && (subjects & last.subjects) === 0)
  const opening = tokens.findIndex(({ word }) => !OPENING.has(word))
  const said = first && withoutAsides([...tokens.slice(opening, first.start), ...tokens.slice(first.end, at)])
  const turned = said?.findIndex(({ word }) => DENYING.has(word)) ?? -1
  // what is denied of the one is affirmed of the other, and the other way round
  if (!said || isDenied === turned >= 0) return null
  return [...tokens.slice(last.start, last.end), ...turnedRound(said, turned)]
}

const POINTING = wordSet('the a an other another all any each every')

/** What may stand in front of a sentence, and would end a denial of it. */
const OPENING = wordSet('so thus therefore hence and but also however , :')

/** "The memory (the kitchen) is shared …": what is put in between ends no denial of the rest. */
const withoutAsides = (tokens: readonly Token[]): readonly Token[] => {
  const from = tokens.findIndex(({ word }) => word === '(')
  const to = tokens.findIndex(({ word }, at) => at > from && word === ')')
  return from < 0 || to < 0 ? tokens : [...tokens.slice(0, from), ...tokens.slice(to + 1)]
}

/** "They do not see each other's variables, which threads do." */
const verbOfPronoun = ({ tokens, mentions }: Named, half: Mention): readonly Token[] | null => {
  if (mentions[0] !== half) return null
  const opening = tokens.findIndex(({ word }) => !JOINING.has(word))
  // "On the other hand they are held back by it, which processes are not."
  const from = PRONOUNS.has(tokens[opening]?.word ?? '')
    ? opening
    : tokens.findLastIndex(({ word }, at) => at < half.start && (word === 'they' || word === 'it'))
  if (from < 0) return null
  let to = half.start
  while (to > from + 1 && BETWEEN.has(tokens[to - 1]!.word)) to -= 1
  return to > from + 2 ? tokens.slice(from + 1, to) : null
}

const PRONOUNS = wordSet('they it these those')
/** What may stand in front of a sentence and says nothing. */
const JOINING = wordSet('and but also so then moreover besides')

const beginsThatClause = (tokens: readonly Token[], start: number): boolean =>
  tokens[start - (POINTING.has(tokens[start - 1]?.word ?? '') ? 2 : 1)]?.word === 'that'

/** What is said of the first other that is named, up to where the second half begins. */
const verbIn = ({ tokens, mentions }: Named, half: Mention, end: number): readonly Token[] | null => {
  const isOther = (each: Mention): boolean => each.role === 'plain' && each.end <= end && (each.subjects & half.subjects) === 0
  // "It does not mean that processes share it, as threads do": the verb is that of the clause
  const inClause = mentions.findLastIndex((each) => isOther(each) && beginsThatClause(tokens, each.start))
  const first = inClause < 0 ? mentions.findIndex(isOther) : inClause
  if (first < 0) return null
  // "Multithreading: threads share …": the label names it, and the sentence names it again
  const isLabel = (index: number): boolean =>
    tokens[mentions[index]!.end]?.word === ':' && mentions[index + 1]?.start === mentions[index]!.end + 1
  const other = mentions[isLabel(first) ? first + 1 : first]!
  let to = end
  while (to > other.end && BETWEEN.has(tokens[to - 1]!.word)) to -= 1
  const behind = tokens[other.end]?.word === ':' ? other.end + 1 : other.end
  if (to - behind > 1) return tokens.slice(behind, to)
  // "There is no shared memory between processes. Between threads there is."
  const from = PLACING.has(tokens[other.start - 1]?.word ?? '') ? other.start - 1 : other.start
  return end === tokens.length && from > 2 ? tokens.slice(0, from) : null
}
