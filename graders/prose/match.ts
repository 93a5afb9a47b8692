/** Matching: does a sentence make a statement, of the right subject, and does it affirm or deny it? */
import { wordSet } from '../core/word-set.ts'
import { ANY_SUBJECT, type CompiledStatement, type CompiledTerm, PROGRAM_TEXT } from './rubric/compile.ts'
import type { Denial } from './reach.ts'
import type { Hit, Hits } from './rubric/lexicon.ts'
import { ANY_GAP } from './rubric/notation.ts'
import type { Mention, Subjects } from './mentions.ts'
import { CLAUSES, isPlacing, isTurn, subjectsAt } from './subject.ts'
import type { Token } from './words.ts'

/** A sentence, as a rubric sees it. */
export interface View {
  readonly tokens: readonly Token[]
  readonly hits: Hits
  readonly mentions: readonly Mention[]
  readonly denials: readonly Denial[]
  /** What it speaks of where it names nothing. */
  readonly background: Subjects
  /** True where a subject is taken over from the sentence before though no pronoun points back at it. */
  readonly isCarried: boolean
  /** True where it was only inferred, from an analogy of both or from an "unlike": nobody is told of a wrong idea for it. */
  readonly isInferred: boolean
  /** True where two subjects are compared: what is said of both at once is no difference. */
  readonly isCompared: boolean
}

/** Looks for a statement in a sentence. */
export const makes = (view: View, statement: CompiledStatement): boolean => {
  for (const need of statement.needs) if (!view.hits.has(need)) return false
  const isMade = statement.parts.every((part) =>
    findPart(view, part.terms, (hits) => isAbout(view, part.subject, hits) && isMeant(view, part.terms, hits)),
  )
  return isMade && !statement.unless.some((part) => findPart(view, part, () => true))
}

/** Enough for every sentence that a person writes; one of words repeated on purpose could be matched in thousands of ways. */
const MOST_TRIES = 100

/** Tries the ways in which the terms of a part can be found in their order, until one is accepted. */
const findPart = (view: View, part: readonly CompiledTerm[], accept: (hits: readonly Hit[]) => boolean): boolean => {
  const chosen: Hit[] = []
  let tries = 0
  const next = (): boolean => {
    const term = part[chosen.length]
    if (!term) return accept(chosen)
    const last = chosen.at(-1)
    for (const hit of view.hits.get(term.set)) {
      if (
        last &&
        (!follows(view.tokens, last, hit, term.gap) || changesSubject(view, last, hit, term.gap) || closesClause(view, last, hit))
      )
        continue
      tries += 1
      if (tries > MOST_TRIES) return false
      chosen.push(hit)
      if (next()) return true
      chosen.pop()
    }
    return false
  }
  return next()
}

const follows = (tokens: readonly Token[], last: Hit, hit: Hit, gap: number): boolean => {
  const between = hit.start - last.end
  if (between < 0 || (between > gap && !(gap === 0 && between === 1 && isSmall(tokens[last.end]!.word)))) return false
  for (let at = last.end; at < hit.start; at += 1) if (isTurn(tokens, at)) return false
  return true
}

/** Learners leave articles out, or put in one too many, and colons ("use it for: CPU"): between words that belong together these are no other word. */
const isSmall = (word: string): boolean => word === 'the' || word === 'a' || word === 'an' || word === ':'

/**
 * "Processes have this, and threads have that": behind an "and" or a comma that leads to another subject, something else is said; so in "threads which …".
 * Words that belong together have no other subject between them at all.
 */
const changesSubject = (view: View, last: Hit, hit: Hit, gap: number): boolean =>
  view.mentions.length > 1 &&
  view.mentions.some(
    ({ start, end, role, subjects }) =>
      role === 'plain' &&
      start >= last.end &&
      end <= hit.start &&
      (gap < ANY_GAP ||
        BREAKS.has(wordBefore(view.tokens, start)) ||
        beginsClause(view.tokens, last.end, start) ||
        RELATIVE.has(view.tokens[end]?.word ?? '')) &&
      view.mentions.some((other) => other.start <= last.start && other.role === 'plain' && (other.subjects & subjects) === 0),
  )

const RELATIVE = new Set(['which', 'that'])
const BREAKS = new Set(['and', ','])
const POINTERS = wordSet('that the those these all its their in for with each every a an another case of')

/** "No common memory in processes, common memory in threads": a name behind what is said of it, and then the next thing. */
const closesClause = (view: View, last: Hit, hit: Hit): boolean =>
  view.mentions.length > 1 &&
  view.mentions.some(
    ({ start, end, role, subjects }) =>
      role === 'plain' &&
      start >= last.end &&
      end < hit.start &&
      isPlacing(view.tokens[start - 1]!.word) &&
      view.tokens[end]!.word === ',' &&
      view.mentions.some((other) => other.start >= hit.end && other.role === 'plain' && (other.subjects & subjects) === 0),
  )

/** "Processes are of no use, so one takes threads …" */
const beginsClause = (tokens: readonly Token[], from: number, to: number): boolean => {
  for (let at = from; at < to; at += 1) if (tokens[at]!.word === ',' && CLAUSES.has(tokens[at + 1]?.word ?? '')) return true
  return false
}

/** The word before a name, without what only points at it: "… and those threads". */
const wordBefore = (tokens: readonly Token[], start: number): string => {
  let at = start - 1
  while (POINTERS.has(tokens[at]?.word ?? '')) at -= 1
  return tokens[at]?.word ?? ''
}

const isAbout = (view: View, subject: number, hits: readonly Hit[]): boolean => {
  if (subject === ANY_SUBJECT || subject === PROGRAM_TEXT) return true
  const subjects = subjectsAt(view.tokens, view.mentions, hits, view.background)
  return view.isCompared ? subjects === 1 << subject : (subjects & (1 << subject)) !== 0
}

/** What is said must be affirmed; what stands behind a `not` must be denied, and what follows it may be either. Two denials cancel out. */
const isMeant = (view: View, part: readonly CompiledTerm[], hits: readonly Hit[]): boolean => {
  const turning = part.findIndex(({ denied }) => denied)
  const said = turning < 0 ? hits : hits.slice(0, turning)
  const denied = turning < 0 ? [] : denialsOf(view.denials, [hits[turning]!], hits)
  const before = denialsOf(view.denials, said, hits).filter((denial) => !denied.includes(denial))
  return before.length % 2 === 0 && areOfOneWord(before, said) && (turning < 0 || denied.length % 2 === 1)
}

/** "They do not run processes and do not give them memory": two denials of two words are no affirmation. */
const areOfOneWord = (denials: readonly Denial[], words: readonly Hit[]): boolean =>
  denials.length === 0 || words.some(({ start }) => denials.every(({ from, to }) => start >= from && start < to))

/** The denials of some words. A denying word that is itself a part of the statement ("avoids the lock") denies nothing else. */
const denialsOf = (denials: readonly Denial[], words: readonly Hit[], statement: readonly Hit[]): Denial[] =>
  denials.filter(
    ({ at, end, from, to }) =>
      words.some(({ start }) => start >= from && start < to) && !statement.some((other) => other.start < end && other.end > at),
  )
