/** The topic of an answer: what is spoken of where nothing is named. It is what the rubric says, unless the answer is about something else. */
import type { Rubric } from './rubric/compile.ts'
import { type Subjects, mentionsIn } from './mentions.ts'
import type { Sentence } from './sentences.ts'

/** So often something else is named at least, and so many times as often as the topic, where an answer is about that. */
const FEWEST = 3
const TIMES = 3

/** The topic of these sentences; 0 where the rubric has none. "Multithreading is … Threads … It …" is no answer about processes, though a rubric asks for them. */
export const topicOf = (rubric: Rubric, sentences: readonly Sentence[]): Subjects => {
  const meant = askedOf(rubric)
  if (rubric.source.otherwise === null) return meant
  const first = firstNamed(rubric, sentences)
  // nearly every answer begins with what was asked for, and is read no further here
  if (first === 0 || (first & meant) !== 0) return meant
  const named = sentences.flatMap((sentence) => namedIn(rubric, sentence))
  const asked = named.filter((each) => (each & meant) !== 0).length
  const others = named.filter((each) => each === first).length
  return others >= FEWEST && others >= asked * TIMES ? first : meant
}

/** What a rubric asks for; 0 where it compares. */
export const askedOf = ({ source: { topic, subjects } }: Rubric): Subjects =>
  topic === null ? 0 : 1 << subjects.findIndex(({ name }) => name === topic)

const firstNamed = (rubric: Rubric, sentences: readonly Sentence[]): Subjects => {
  for (const sentence of sentences) {
    const [first] = namedIn(rubric, sentence)
    if (first !== undefined) return first
  }
  return 0
}

const namedIn = (rubric: Rubric, { tokens }: Sentence): Subjects[] => {
  const words = rubric.lexicon.respell(tokens)
  return mentionsIn(words, rubric.lexicon.find(words), rubric.subjects).flatMap(({ role, subjects }) =>
    role === 'plain' ? [subjects] : [],
  )
}
