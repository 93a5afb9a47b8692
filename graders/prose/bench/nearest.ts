/** Where a rubric missed something: the statement that came nearest, in which sentence, and what was lacking. */
import type { CompiledStatement, Rubric } from '../rubric/compile.ts'
import { topicOf } from '../topic.ts'
import { speakerOf } from '../views.ts'
import type { View } from '../match.ts'
import { namesIn } from '../judge.ts'
import type { Prose } from '../read.ts'

/** A statement beside a sentence. */
export interface Near {
  readonly statement: string
  readonly quote: string
  readonly why: string
}

/** The statement of a concept, or of the ideas that it is made of, that came nearest in an answer; null where no word of it occurs. */
export const nearest = (prose: Prose, rubric: Rubric, name: string): Near | null => {
  const ideas = ideasOf(rubric, name, new Set())
  const statements = rubric.statements.filter(({ idea }) => ideas.has(idea)).map(({ statement }) => statement)
  const speak = speakerOf(rubric, topicOf(rubric, prose.sentences))
  let best: { readonly share: number; readonly near: Near } | null = null
  for (const sentence of prose.sentences) {
    for (const view of speak(sentence))
      for (const statement of statements) {
        const share = shareOf(view, statement)
        if (share > (best?.share ?? 0)) best = { share, near: { statement: statement.source, quote: sentence.text, why: whyNot(share) } }
      }
  }
  return best?.near ?? null
}

const shareOf = (view: View, { needs }: CompiledStatement): number => needs.filter((need) => view.hits.has(need)).length / needs.length

const whyNot = (share: number): string =>
  share === 1
    ? 'all its words are there, but denied, too far apart, in another order or said of something else'
    : 'some of its words are lacking'

/** A concept and every idea that its conditions name. */
const ideasOf = (rubric: Rubric, name: string, found: Set<string>): Set<string> => {
  if (found.has(name)) return found
  found.add(name)
  const whens = [...rubric.source.concepts, ...rubric.source.wrongIdeas].find((each) => each.name === name)?.when ?? []
  for (const when of whens) for (const each of namesIn(when)) ideasOf(rubric, each, found)
  return found
}
