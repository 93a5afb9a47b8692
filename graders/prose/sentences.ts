/** Sentences: from a passage to what it says, one thought at a time, each with its line. */
import type { Passage } from './structure.ts'
import { denialOfAll, denialsIn, withoutPastBelief } from './denial.ts'
import type { Denial } from './reach.ts'
import { withDurations } from './durations.ts'
import { type Mood, moodOf } from './mood.ts'
import { doubtsBefore, takesBack } from './retraction.ts'
import { type Token, isMark, toToken, tokenize } from './words.ts'

/** One sentence, or the cell of a table. */
export interface Sentence {
  readonly kind: Passage['kind']
  /** The learner's own words, on one line, without Markdown's marks. */
  readonly text: string
  readonly line: number
  readonly tokens: readonly Token[]
  /** What it stands under, the nearest last: headings, labels, the heads of columns and rows. */
  readonly context: readonly (readonly Token[])[]
  /** True for the first sentence of its passage. */
  readonly opens: boolean
  readonly mood: Mood
  /** Which words are denied, and by which word. */
  readonly denials: readonly Denial[]
}

/** Longer sentences are read in pieces, so that the time for a text grows with its length and no faster. */
const LONGEST = 90

/** The O of "I/O" is none. */
const ABBREVIATION = /(?:\b(?:e\.g|i\.e|etc|vs|eg|ie|cf|fig|no|dr|mr)|(?<!\/)\b[a-z])$/i
/** These stand before what they lead to, be that a name with a capital letter. */
const LEADS_ON = /\b(?:e\.g|i\.e|eg|ie|vs|cf|dr|mr)$/i
const MODULE_MEMBER = /^(?:Pool|Process|Queue|Lock|RLock|Value|Array|Manager|Pipe|Event|Semaphore|Thread|ThreadPool|Barrier|Condition)\b/

/** The sentences of a passage. */
export const sentencesOf = (passage: Passage, labelTokens: (label: string) => readonly Token[]): Sentence[] => {
  const text = passage.lines.map((each) => each.text).join('\n')
  const context = passage.context.map((label) => labelTokens(label))
  const own = labelIn(text)
  const read = split(text, own !== null).flatMap(({ from, to }, index) =>
    pieces(text.slice(from, to)).map((piece) => ({ piece, from, opens: index === 0 })),
  )
  const words = withDurations(
    read.map(({ piece }) => supposed(tokenize(piece))),
    text,
  )
  const labels = labelsOf(
    read.map(({ piece }) => piece),
    own,
  )
  const sentences = read.map(({ piece, from, opens }, index): Sentence => {
    const [tokens, label] = [words[index]!, labels[index]]
    return {
      kind: passage.kind,
      text: inOneLine(piece),
      line: lineAt(passage, from),
      tokens,
      context: label ? [...context, label] : context,
      opens,
      mood: moodOf(piece, tokens),
      denials: denialsIn(tokens),
    }
  })
  return sentences.map((sentence, index) => {
    const next = sentences[index + 1]
    if (next !== undefined && isDoubted(next, sentences[index + 2])) return { ...sentence, mood: 'doubts' }
    return next !== undefined && takesBack(next.tokens)
      ? { ...sentence, mood: 'takenBack', denials: [...withoutPastBelief(sentence.tokens, sentence.denials), denialOfAll(sentence.tokens)] }
      : sentence
  })
}

/** "Say one of them crashes: …", "Let us suppose …", "Imagine …": a case is put, as by an "if". */
const supposed = (tokens: readonly Token[]): readonly Token[] => {
  let at = LETTING.has(tokens[0]?.word ?? '') ? 1 : 0
  if (at === 1 && tokens[1]?.word === 'us') at = 2
  const next = tokens[at + 1]
  if (!SUPPOSING.has(tokens[at]?.word ?? '') || next === undefined || isMark(next.word)) return tokens
  return [IF, ...tokens.slice(at + 1)]
}
const LETTING = new Set(['let', 'lets'])
const SUPPOSING = new Set(['say', 'suppose', 'imagine', 'assume', 'picture'])
const IF = toToken('if')

/**
 * "In threads: …; …. In processes: …; …": the label that each sentence stands under. What has a label of its own stands under none before it, but for
 * one over both: "Memory: processes: …. Threads: …."
 */
const labelsOf = (pieces: readonly string[], first: readonly Token[] | null): (readonly Token[] | null)[] => {
  let label = first
  return pieces.map((piece, index) => {
    const asked = index > 0 ? askedIn(pieces[index - 1]!) : null
    if (asked !== null) label = asked
    const another = index > 0 && first !== null && /[.!]\s*$/.test(pieces[index - 1]!) ? labelIn(piece) : null
    if (another === null || another.length > MOST_IN_LATER_LABEL) return index === 0 ? null : label
    label = another
    return isOverAnother(pieces[0]!) ? first : null
  })
}
/** "Memory: processes: …": right behind a label stands another one. */
const isOverAnother = (piece: string): boolean => labelIn(piece.slice(piece.search(ENDS_LABEL) + 1).trimStart()) !== null
const ENDS_LABEL = /:|\s[–—-]\s/

/** "I/O? Threads.": a question of a word or two is what its answer is about. */
const askedIn = (piece: string): readonly Token[] | null => {
  if (!/^[^?]{1,30}\?\s*$/.test(piece)) return null
  const tokens = tokenize(piece.replace('?', ' '))
  return tokens.length > 0 && tokens.length <= 2 && !ASKING.test(tokens[0]!.word) ? tokens : null
}
const ASKING = /^(?:wh|how)/

/** In the middle of a passage more words before a colon are a thought, and no label. */
const MOST_IN_LATER_LABEL = 3

const isDoubted = (next: Sentence, second: Sentence | undefined): boolean =>
  (next.mood === 'doubts' && doubtsBefore(next.tokens) > 0) || (second?.mood === 'doubts' && doubtsBefore(second.tokens) > 1)

const inOneLine = (text: string): string => (/\s\s|[^\S ]/.test(text) ? text.replace(/\s+/g, ' ') : text).trim()

const labelIn = (text: string): readonly Token[] | null => {
  const found = /^([^.:?!]{2,60})(?::|\s[–—-]\s)/.exec(text)
  const tokens = found ? tokenize(found[1]!) : []
  return tokens.length > 0 && tokens.length <= 7 ? tokens : null
}

const HAS_WORDS = /[\p{L}\p{N}]/u

/** True where a passage has at least one sentence. */
export const hasWords = ({ lines }: Passage): boolean => lines.some(({ text }) => HAS_WORDS.test(text))

// A run of stops is looked at from its first one alone: from each of them the time would grow with the square of the run.
const ENDS = /(?<![.!?।])[.!?।]+(?=\s|$|\p{Lu}\p{Ll})|\n(?=\d{1,2}[.)]\s)|(?<=[.:;)\s])\s(?=\d{1,2}[.)]\s?\p{Lu})/gu
const ENDS_UNDER_LABEL = new RegExp(`${ENDS.source}|;(?=\\s)`, 'gu')

/** Where sentences begin and end. Behind a label ("Memory: …; …") a semicolon ends one too. */
const split = (text: string, isLabelled: boolean): { from: number; to: number }[] => {
  const parts: { from: number; to: number }[] = []
  let from = 0
  for (const { index, 0: found } of text.matchAll(isLabelled ? ENDS_UNDER_LABEL : ENDS)) {
    const to = index + found.length
    if (!endsSentence(text, index, to)) continue
    if (HAS_WORDS.test(text.slice(from, to))) parts.push({ from, to })
    from = to
  }
  if (HAS_WORDS.test(text.slice(from))) parts.push({ from, to: text.length })
  return parts.map((part) => ({ from: part.from + (text.slice(part.from, part.to).search(/\S/) || 0), to: part.to }))
}

const endsSentence = (text: string, stop: number, to: number): boolean => {
  if (text[stop] !== '.') return true
  const before = text.slice(Math.max(0, stop - 12), stop)
  if (/(?:^|\s)\(?\d{1,2}$/.test(before)) return false
  if (LEADS_ON.test(before)) return false
  if (ABBREVIATION.test(before) && !/^\s+\p{Lu}/u.test(text.slice(to, to + 4))) return false
  return /\s|^$/.test(text[to] ?? '') || (/[\p{Ll})]$/u.test(before) && !MODULE_MEMBER.test(text.slice(to, to + 14)))
}

/** Cuts what no one could read in one breath. */
const pieces = (text: string): string[] => {
  if (text.length < LONGEST * 4) return [text]
  const words = text.split(/\s+/)
  if (words.length <= LONGEST && text.length < LONGEST * 20) return [text]
  const cut: string[] = []
  for (let at = 0; at < words.length; at += LONGEST) for (const piece of chunks(words.slice(at, at + LONGEST).join(' '))) cut.push(piece)
  return cut
}

const chunks = (text: string): string[] => text.match(/[\s\S]{1,1800}/g) ?? []

const lineAt = (passage: Passage, offset: number): number => {
  let [at, index] = [0, 0]
  for (const { text: line } of passage.lines) {
    at += line.length + 1
    if (at > offset || index === passage.lines.length - 1) break
    index += 1
  }
  return passage.lines[index]?.line ?? 1
}
