/** Matching: does a sentence make a statement, of the right subject, and does it affirm or deny it? */
import type { CompiledStatement, CompiledTerm } from './compile.ts'
import { ANY_SUBJECT, PROGRAM_TEXT } from './compile.ts'
import type { Denial } from './denial.ts'
import type { Hit, Hits } from './lexicon.ts'
import { type Mention, type Subjects, isTurn, subjectsAt } from './subject.ts'
import type { Token } from './words.ts'

/** A sentence, as a rubric sees it. */
export interface View {
  readonly tokens: readonly Token[]
  readonly hits: Hits
  readonly mentions: readonly Mention[]
  readonly denials: readonly Denial[]
  /** What it speaks of where it names nothing. */
  readonly background: Subjects
}

/** So many words may stand between two neighbouring terms. */
const NEAR = 4

/** Looks for a statement in a sentence. */
export const makes = (view: View, statement: CompiledStatement): boolean => {
  for (const need of statement.needs) if (!view.hits.has(need)) return false
  if (statement.unless.some((part) => findPart(view, part, () => true))) return false
  return statement.parts.every((part) =>
    findPart(view, part.terms, (hits) => isAbout(view, part.subject, hits) && isMeant(view, part.terms, hits)),
  )
}

/** Tries every way in which the terms of a part can be found in their order, until one is accepted. */
const findPart = (view: View, part: readonly CompiledTerm[], accept: (hits: readonly Hit[]) => boolean): boolean => {
  const chosen: Hit[] = []
  let tries = 0
  const next = (): boolean => {
    const term = part[chosen.length]
    if (!term) return accept(chosen)
    const last = chosen.at(-1)
    for (const hit of view.hits.get(term.set) ?? []) {
      if (last && !follows(view.tokens, last, hit, term.far)) continue
      tries += 1
      if (tries > 400) return false
      chosen.push(hit)
      if (next()) return true
      chosen.pop()
    }
    return false
  }
  return next()
}

const follows = (tokens: readonly Token[], last: Hit, hit: Hit, far: boolean): boolean => {
  if (hit.start < last.end || (!far && hit.start - last.end > NEAR)) return false
  for (let at = last.end; at < hit.start; at += 1) if (isTurn(tokens, at)) return false
  return true
}

const isAbout = (view: View, subject: number, hits: readonly Hit[]): boolean => {
  if (subject === ANY_SUBJECT || subject === PROGRAM_TEXT) return true
  return (subjectsAt(view.tokens, view.mentions, hits, view.background) & (1 << subject)) !== 0
}

/** What is said must be affirmed; what stands behind a `not` must be denied, and what follows it may be either. */
const isMeant = (view: View, part: readonly CompiledTerm[], hits: readonly Hit[]): boolean => {
  for (const [index, term] of part.entries()) {
    const denied = isDenied(view.denials, hits[index]!, hits)
    if (denied !== term.denied) return false
    if (term.denied) return true
  }
  return true
}

/** Two denials cancel out. A denying word that is itself a part of the statement ("avoids the lock") denies nothing else. */
const isDenied = (denials: readonly Denial[], hit: Hit, hits: readonly Hit[]): boolean => {
  let count = 0
  for (const { at, end, from, to } of denials) {
    if (hit.start < from || hit.start >= to) continue
    if (!hits.some((other) => other.start < end && other.end > at)) count += 1
  }
  return count % 2 === 1
}
