/** What was read and not counted. Rules do not know every way of saying a thing: who has not passed shall see what was left lying. */
import type { Rubric } from './rubric/compile.ts'
import { evidenceIn } from './evidence.ts'
import { fingerprint } from './given.ts'
import type { Prose } from './read.ts'
import type { Sentence } from './sentences.ts'
import { isUnevenList, statesSomething } from './thoughts.ts'

/** A sentence with fewer of a rubric's words has little to do with its question. */
const LEAST = 4

/** So many are enough to show what it is that was not understood. */
const MOST = 2

/** The sentences that state something and were found to state no idea of the rubric: those with most of its words, in their order. */
export const notCounted = (prose: Prose, rubric: Rubric, given: ReadonlySet<string>): Sentence[] => {
  const stated = [...evidenceIn(prose, rubric, given, 'every').values()].flat()
  const counted = new Set(stated.map(({ quote }) => quote))
  const ranked = prose.sentences
    .filter((sentence) => sentence.mood === 'states' && statesSomething(sentence) && !isUnevenList(sentence) && !counted.has(sentence.text))
    .filter(({ tokens }) => !given.has(fingerprint(tokens)))
    .map((sentence) => ({ sentence, known: knownIn(sentence, rubric) }))
    .filter(({ known }) => known >= LEAST)
  return ranked
    .toSorted((one, other) => other.known - one.known)
    .slice(0, MOST)
    .map(({ sentence }) => sentence)
    .toSorted((one, other) => prose.sentences.indexOf(one) - prose.sentences.indexOf(other))
}

/** How many different words of it the rubric knows. */
const knownIn = ({ tokens }: Sentence, { lexicon }: Rubric): number => {
  const hits = lexicon.find(lexicon.respell(tokens))
  return new Set(hits.lists.flatMap((list) => hits.get(list).map(({ start }) => start))).size
}
