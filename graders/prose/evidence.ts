/** Evidence: which ideas of a rubric an answer states, each with the sentence that states it. */
import { type CompiledStatement, PROGRAM_TEXT, type Rubric } from './rubric/compile.ts'
import { fingerprint } from './given.ts'
import { type Likenesses, asMeant, likenessesIn } from './likeness.ts'
import { type View, makes } from './match.ts'
import type { Prose } from './read.ts'
import { askedOf, topicOf } from './topic.ts'
import { areOnlyEntries, isUnevenList } from './thoughts.ts'
import { speakerOf, viewOf } from './views.ts'
import { tokenize } from './words.ts'

/** The sentence that states an idea, and the statement of the rubric that found it. */
export interface Stated {
  readonly idea: string
  readonly quote: string
  readonly line: number
  readonly statement: string
}

/** What an answer states, idea by idea: the first sentence that does, or every one. Sentences that repeat `given` texts (the question, its hints) state nothing. */
export const evidenceIn = (
  prose: Prose,
  rubric: Rubric,
  given: ReadonlySet<string>,
  amount: 'first' | 'every' = 'first',
): ReadonlyMap<string, readonly Stated[]> => {
  const found = new Map<string, Stated[]>()
  if (rubric.source.topic !== null && areOnlyEntries(prose.sentences)) return found
  const note = (idea: string, statement: CompiledStatement, quote: string, line: number): void => {
    const list = found.get(idea)
    const stated = { idea, quote, line, statement: statement.source }
    if (list) list.push(stated)
    else found.set(idea, [stated])
  }
  const topic = topicOf(rubric, prose.sentences)
  const { otherwise } = rubric.source
  const [opening] = prose.sentences
  if (otherwise !== null && opening && topic !== askedOf(rubric))
    found.set(otherwise, [{ idea: otherwise, quote: opening.text, line: opening.line, statement: 'otherwise' }])
  const isWrong = (idea: string): boolean => rubric.source.wrongIdeas.some(({ name }) => name === idea)
  const speak = speakerOf(rubric, topic)
  const likenesses = likenessesIn(prose.sentences, rubric)
  for (const sentence of prose.sentences) {
    const said = rubric.source.topic !== null && isUnevenList(sentence) ? [] : speak(sentence)
    const views = likenesses.size === 0 ? said : [...said, ...meantBy(said, likenesses, rubric)]
    if (views.length === 0 || (given.size > 0 && given.has(fingerprint(sentence.tokens)))) continue
    for (const view of views)
      for (const need of view.hits.lists)
        for (const { idea, statement } of rubric.byNeed[need]!)
          if (
            (amount === 'every' || !found.has(idea)) &&
            !(view.isInferred && isWrong(idea)) &&
            makes(view.isCarried && isWrong(idea) ? named(view) : view, statement)
          )
            note(idea, statement, sentence.text, sentence.line)
  }
  readCode(prose, rubric, note)
  return found
}

/** The sentence by itself: nobody is told of a wrong idea about something that only the sentence before has named. */
const named = (view: View): View => ({ ...view, background: 0 })

const meantBy = (views: readonly View[], likenesses: Likenesses, rubric: Rubric): View[] =>
  views.flatMap(({ tokens, background }) => {
    const meant = asMeant(tokens, likenesses)
    return meant ? [inferred(viewOf(meant, background, rubric))] : []
  })

/** Where an analogy puts one of the two into the other, it is left to be guessed which of them does what. */
const inferred = (view: View): View => ({ ...view, isInferred: new Set(view.mentions.map(({ subjects }) => subjects)).size > 1 })

const isProgramText = (statement: CompiledStatement): boolean => statement.parts[0]!.subject === PROGRAM_TEXT

const readCode = (
  prose: Prose,
  rubric: Rubric,
  note: (idea: string, statement: CompiledStatement, quote: string, line: number) => void,
): void => {
  // hardly an answer has any, and a rubric has hundreds of statements
  if (prose.code.length === 0) return
  const statements = rubric.statements.filter(({ statement }) => isProgramText(statement))
  if (statements.length === 0) return
  for (const { text, line } of prose.code) {
    const tokens = tokenize(text.slice(0, 500))
    const view = {
      tokens,
      hits: rubric.lexicon.find(tokens),
      mentions: [],
      denials: [],
      background: 0,
      isCarried: false,
      isInferred: false,
      isCompared: false,
    }
    for (const { idea, statement } of statements) if (makes(view, statement)) note(idea, statement, text.trim(), line)
  }
}
