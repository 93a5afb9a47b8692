/** From a rubric as it was written to one that can be put to an answer: names resolved, words numbered. Done once. */
import { Lexicon, type LexiconData } from './lexicon.ts'
import type { Condition, Part, RubricSource, Statement, Term, WordList } from './notation.ts'
import { fingerprint } from '../given.ts'
import { tokenize } from '../words.ts'
import { rubricError } from './statement.ts'

/** A term whose words have become the number of a list in the lexicon. */
export interface CompiledTerm {
  readonly set: number
  readonly gap: number
  readonly denied: boolean
}

/** Terms in their order, said of a subject: its place among the rubric's, `ANY_SUBJECT` or `PROGRAM_TEXT`. */
export interface CompiledPart {
  readonly subject: number
  readonly terms: readonly CompiledTerm[]
}

/** A statement, ready to be looked for. */
export interface CompiledStatement {
  readonly source: string
  readonly parts: readonly CompiledPart[]
  readonly unless: readonly (readonly CompiledTerm[])[]
  /** The lists that must all occur. */
  readonly needs: readonly number[]
}

/** A rubric, ready to be put to an answer. */
export interface Rubric {
  readonly source: RubricSource
  readonly lexicon: Lexicon
  /** What the things of an analogy may stand for, in the form in which words are compared. */
  readonly likened: ReadonlySet<string>
  /** For each subject the number of its list. */
  readonly subjects: readonly number[]
  readonly statements: readonly RubricStatement[]
  /** For each list of words the statements of prose that need it and no rarer one: only they can be in a sentence that has it. */
  readonly byNeed: readonly (readonly RubricStatement[])[]
}

/** A statement and the idea that it states. */
export interface RubricStatement {
  readonly idea: string
  readonly statement: CompiledStatement
}

/** In place of the number of a subject: whatever is spoken of. */
export const ANY_SUBJECT = -1
/** In place of the number of a subject: what stands in program text. */
export const PROGRAM_TEXT = -2

/** Compiles a rubric. */
export const compileRubric = (source: RubricSource): Rubric => {
  const lexicon = new Lexicon()
  const phrasesOf = resolver(source.words)
  const subjects = source.subjects.map(({ phrases }) => lexicon.add(phrases))
  const names = source.subjects.map(({ name }) => name)
  const ideas = [...source.ideas, ...source.concepts, ...source.wrongIdeas]
  const term = ({ choices, gap, denied, place }: Term): CompiledTerm => ({
    set: lexicon.add(choices.flatMap((choice) => phrasesOf(choice, place)).flatMap(withAndWithoutArticles)),
    gap,
    denied,
  })
  const statements = ideas.flatMap(({ name, says }) =>
    says.map((statement) => ({ idea: name, statement: compileStatement(statement, names, term) })),
  )
  checkNames(source, ideas)
  return { source, lexicon, likened: likenedIn(source), subjects, statements, byNeed: indexOf(statements, lexicon) }
}

const likenedIn = ({ likened }: RubricSource): ReadonlySet<string> => new Set(likened.map((phrase) => fingerprint(tokenize(phrase))))

/** What of a compiled rubric is kept: the rest is made of it in no time. */
export type RubricData = Pick<Rubric, 'source' | 'subjects' | 'statements'> & { readonly lexicon: LexiconData }

/** A compiled rubric as plain data. What has been compiled is not told twice: every start reads all of it. */
export const dataOf = ({ source, subjects, statements, lexicon }: Rubric): RubricData => ({
  source: withoutCompiled(source),
  subjects,
  statements,
  lexicon: lexicon.data(),
})

const withoutCompiled = (source: RubricSource): RubricSource => ({
  ...source,
  words: [],
  ideas: [],
  concepts: source.concepts.map((concept) => ({ ...concept, says: [] })),
  wrongIdeas: source.wrongIdeas.map((idea) => ({ ...idea, says: [] })),
})

/** A rubric that was compiled before: its source has no statements and no lists of words any more. */
export const rubricOf = (data: RubricData): Rubric => {
  const lexicon = new Lexicon(data.lexicon)
  return { ...data, lexicon, likened: likenedIn(data.source), byNeed: indexOf(data.statements, lexicon) }
}

/** The same rubric with some of its statements only. */
export const withStatements = (rubric: Rubric, keep: (statement: RubricStatement) => boolean): Rubric => {
  const statements = rubric.statements.filter(keep)
  return { ...rubric, statements, byNeed: indexOf(statements, rubric.lexicon) }
}

const indexOf = (statements: readonly RubricStatement[], lexicon: Lexicon): Rubric['byNeed'] => {
  const byNeed: RubricStatement[][] = Array.from({ length: lexicon.size }, () => [])
  for (const each of statements)
    if (each.statement.parts[0]!.subject !== PROGRAM_TEXT) byNeed[rarest(each.statement.needs, lexicon)]!.push(each)
  return byNeed
}

const rarest = (needs: readonly number[], lexicon: Lexicon): number =>
  needs.reduce((best, need) => (lexicon.commonnessOf(need) < lexicon.commonnessOf(best) ? need : best), needs[0]!)

const compileStatement = (statement: Statement, names: readonly string[], term: (term: Term) => CompiledTerm): CompiledStatement => {
  const parts = statement.parts.map((part) => ({ subject: subjectOf(part, names), terms: part.terms.map(term) }))
  const needs = [...new Set(parts.flatMap(({ terms }) => terms).map(({ set }) => set))]
  const unless = statement.unless.map((part) => part.map(term))
  return { source: statement.source, parts, unless, needs }
}

const subjectOf = ({ subject, place }: Part, names: readonly string[]): number => {
  if (subject === null) return ANY_SUBJECT
  if (subject === 'code') return PROGRAM_TEXT
  const index = names.indexOf(subject)
  if (index < 0) throw rubricError(place, `no subject is called "${subject}" (${names.join(', ')}, code)`)
  return index
}

/** "Half of the time", and as many learners write it: "half of time". */
const withAndWithoutArticles = (phrase: string): string[] => {
  const bare = phrase.replace(/(?<=\w) (?:the|a|an) (?=\w)/g, ' ')
  return bare === phrase ? [phrase] : [phrase, bare]
}

/** A name in capitals stands for its list, also inside another list. */
const resolver = (lists: readonly WordList[]) => {
  const byName = new Map(lists.map((list) => [list.name, list]))
  const resolve = (choice: string, place: Term['place'], depth: number): string[] => {
    if (!/^[A-Z][A-Z0-9-]*$/.test(choice)) return [choice]
    const list = byName.get(choice)
    if (!list) throw rubricError(place, `no list of words is called ${choice}`)
    if (depth > 9) throw rubricError(list.place, `the list ${choice} contains itself`)
    return list.phrases.flatMap((phrase) => resolve(phrase, list.place, depth + 1))
  }
  return (choice: string, place: Term['place']): string[] => resolve(choice, place, 0)
}

const checkNames = (source: RubricSource, ideas: readonly { readonly name: string }[]): void => {
  const names = new Set(ideas.map(({ name }) => name))
  const conditional = [...source.concepts, ...source.wrongIdeas]
  const whens = new Map(conditional.map(({ name, when }) => [name, when]))
  const check = (condition: Condition, within: readonly string[] = []): void => {
    if (condition.kind === 'idea') checkName(condition, within)
    if (condition.kind === 'not') check(condition.of, within)
    if ('of' in condition && Array.isArray(condition.of)) for (const each of condition.of) check(each, within)
  }
  const checkName = ({ name, place }: Extract<Condition, { kind: 'idea' }>, within: readonly string[]): void => {
    if (!names.has(name)) throw rubricError(place, `no idea is called "${name}"`)
    if (within.includes(name)) throw rubricError(place, `"${name}" holds when "${name}" does: give the idea another name than the concept`)
    for (const each of whens.get(name) ?? []) check(each, [...within, name])
  }
  for (const { name, when } of conditional) for (const each of when) check(each, [name])
  for (const { about } of source.wrongIdeas) for (const each of about) check(each)
  for (const rule of [source.pass, source.full, source.weak ?? []].flat()) check(rule)
}
