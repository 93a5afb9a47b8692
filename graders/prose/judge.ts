/** Judging: from what an answer states to concepts, wrong ideas, a score and a mark. Pure and complete: the same words for learners, teachers and the bench. */
import { sumOf } from '../core/score.ts'
import type { Rubric } from './rubric/compile.ts'
import { type Stated, evidenceIn } from './evidence.ts'
import type { Concept, Condition, WrongIdea } from './rubric/notation.ts'
import type { Prose } from './read.ts'

/** A teacher's mark: 0 no credit, 1 weak, 2 adequate, 3 full. */
export type Mark = 0 | 1 | 2 | 3

/** How one answer does by one rubric. */
export interface Judgement {
  /** Of a concept that is not there, `evidence` is what says a part of it. */
  readonly concepts: readonly { readonly concept: Concept; readonly present: boolean; readonly evidence: readonly Stated[] }[]
  readonly wrongIdeas: readonly { readonly idea: WrongIdea; readonly evidence: readonly Stated[] }[]
  readonly score: number
  readonly passed: boolean
  /** No answer passes with fewer points. */
  readonly passAt: number
  readonly mark: Mark
}

/** The most points that a written answer can get, whatever its concepts add up to. */
export const MOST_POINTS = 10

/** Puts an answer to a rubric. `given` are texts that the learner was given, and that say nothing when repeated. */
export const judge = (prose: Prose, rubric: Rubric, given: ReadonlySet<string> = new Set()): Judgement => {
  const found = evidenceIn(prose, rubric, given)
  const holds = holder(found, rubric)
  const names = new Set(rubric.source.concepts.map(({ name }) => name))
  // what another concept is about, and what may stand in its stead, is no part of this one
  const isItsOwn = (part: Condition): boolean => !namesIn(part).some((name) => names.has(name))
  const concepts = rubric.source.concepts.map((concept) => ({ concept, ...conceptIn(concept, found, holds, isItsOwn) }))
  const wrongIdeas = rubric.source.wrongIdeas.map((idea) => ({ idea, ...present(idea, found, holds) })).filter((wrong) => wrong.present)
  const earned = sumOf(concepts.map(({ concept, present }) => (present ? concept.points : 0)))
  const lost = sumOf(wrongIdeas.map(({ idea }) => idea.off))
  const score = Math.max(0, sumOf([Math.min(MOST_POINTS, earned), -lost]))
  const passed = holds(rubric.source.pass, score)
  const weak = concepts.some((each) => each.present) || (rubric.source.weak !== null && holds(rubric.source.weak, score))
  const mark = passed ? (holds(rubric.source.full, score) ? 3 : 2) : weak ? 1 : 0
  return {
    concepts: wrongIdeas.length === 0 ? concepts : concepts.map(withoutWrong(wrongIdeas)),
    wrongIdeas,
    score,
    passed,
    passAt: leastScore(rubric.source.pass),
    mark,
  }
}

/** What is told to be wrong is not shown as a part of what is right. */
const withoutWrong =
  (wrongIdeas: Judgement['wrongIdeas']) =>
  (judged: Judgement['concepts'][number]): Judgement['concepts'][number] => {
    if (judged.present || judged.evidence.length === 0) return judged
    const wrong = wrongIdeas.flatMap(({ evidence }) => evidence.map(({ quote }) => quote))
    return { ...judged, evidence: judged.evidence.filter(({ quote }) => !wrong.includes(quote)) }
  }

/** The fewest points with which a condition can hold. */
const leastScore = (condition: Condition): number => {
  if (condition.kind === 'score') return condition.least
  if (condition.kind === 'and') return Math.max(...condition.of.map(leastScore))
  return condition.kind === 'or' ? Math.min(...condition.of.map(leastScore)) : 0
}

type Holds = (condition: Condition, score: number) => boolean

const holder = (found: ReadonlyMap<string, readonly Stated[]>, rubric: Rubric): Holds => {
  const whens = new Map([...rubric.source.concepts, ...rubric.source.wrongIdeas].map(({ name, when }) => [name, when]))
  const holds: Holds = (condition, score) => {
    switch (condition.kind) {
      case 'idea':
        return found.has(condition.name) || (whens.get(condition.name) ?? []).some((each) => holds(each, score))
      case 'not':
        return !holds(condition.of, score)
      case 'and':
        return condition.of.every((each) => holds(each, score))
      case 'or':
        return condition.of.some((each) => holds(each, score))
      case 'atLeast':
        return condition.of.filter((each) => holds(each, score)).length >= condition.count
      default:
        return score >= condition.least
    }
  }
  return holds
}

/** An idea is present when a sentence says it, or when a condition over other ideas holds; then their sentences are its evidence. */
const present = (
  idea: Concept | WrongIdea,
  found: ReadonlyMap<string, readonly Stated[]>,
  holds: Holds,
): { present: boolean; evidence: readonly Stated[] } => {
  const said = found.get(idea.name)
  if (said) return { present: true, evidence: [said[0]!] }
  const condition = idea.when.find((each) => holds(each, 0))
  if (!condition) return { present: false, evidence: [] }
  const evidence = namesIn(condition).flatMap((name) => found.get(name) ?? [])
  return { present: true, evidence: distinct(evidence) }
}

/** "Processes have their own memory" is a part of the difference, where nothing is said of threads. */
const conceptIn = (
  concept: Concept,
  found: ReadonlyMap<string, readonly Stated[]>,
  holds: Holds,
  isItsOwn: (part: Condition) => boolean,
): ReturnType<typeof present> => {
  const whole = present(concept, found, holds)
  if (whole.present) return whole
  const parts = concept.when.flatMap((when) => (when.kind === 'and' ? when.of.filter((part) => holds(part, 0) && isItsOwn(part)) : []))
  return { present: false, evidence: distinct(parts.flatMap(namesIn).flatMap((name) => found.get(name) ?? [])).slice(0, 1) }
}

/** The ideas that speak for a condition; what it denies does not. */
export const namesIn = (condition: Condition): string[] => {
  if (condition.kind === 'idea') return [condition.name]
  if (condition.kind === 'score' || condition.kind === 'not') return []
  return condition.of.flatMap(namesIn)
}

const distinct = (evidence: readonly Stated[]): Stated[] =>
  evidence.filter((each, index) => evidence.findIndex(({ quote, line }) => quote === each.quote && line === each.line) === index)
