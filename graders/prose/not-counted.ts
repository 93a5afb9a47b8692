/** What was read and not counted. Rules do not know every way of saying a thing: who has not passed shall see what was left lying. */
import type { Rubric } from './compile.ts'
import { fingerprint } from './given.ts'
import type { Prose } from './read.ts'
import type { Sentence } from './sentences.ts'
import { statesSomething } from './thoughts.ts'

/** A sentence with fewer of a rubric's words has little to do with its question. */
const LEAST = 4

/** So many are enough to show what it is that was not understood. */
const MOST = 2

/** The sentences that state something and were found to state no idea of the rubric: those with most of its words, in their order. `counted` are the others. */
export const notCounted = (prose: Prose, rubric: Rubric, counted: ReadonlySet<string>, given: ReadonlySet<string>): Sentence[] => {
  const left = prose.sentences.filter(
    (sentence) =>
      sentence.mood === 'states' && statesSomething(sentence) && !counted.has(sentence.text) && !given.has(fingerprint(sentence.tokens)),
  )
  const ranked = left.map((sentence) => ({ sentence, known: knownIn(sentence, rubric) })).filter(({ known }) => known >= LEAST)
  const chosen = new Set(
    ranked
      .toSorted((one, other) => other.known - one.known)
      .slice(0, MOST)
      .map(({ sentence }) => sentence),
  )
  return left.filter((sentence) => chosen.has(sentence))
}

/** How many different words of it the rubric knows. */
const knownIn = ({ tokens }: Sentence, { lexicon }: Rubric): number => {
  const hits = lexicon.find(lexicon.respell(tokens))
  return new Set(hits.lists.flatMap((list) => hits.get(list).map(({ start }) => start))).size
}
