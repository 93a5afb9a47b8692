/** Feedback: a judgement in words for the learner. It quotes what was credited, and asks what leads to the rest. */
import { failed, passed } from '../core/findings.ts'
import { beginningOf } from '../core/readable.ts'
import type { CheckResult, Finding, Misconception, Quote } from '../core/types.ts'
import { type Judgement, namesIn } from './judge.ts'
import type { Concept } from './rubric/notation.ts'
import type { Prose } from './read.ts'
import type { Sentence } from './sentences.ts'
import { areOnlyEntries, isListOfWords, isUnevenList, statesSomething } from './thoughts.ts'

/** One check for each concept, in the order of the rubric. */
export const checksFor = ({ concepts, wrongIdeas, passed: hasPassed }: Judgement): CheckResult[] =>
  concepts.map(({ concept, present, evidence }) => ({
    id: concept.name,
    title: concept.title,
    points: present ? concept.points : 0,
    max: concept.points,
    verdict: present ? found(evidence) : notFound(concept, evidence, doubtfulOf(concept, wrongIdeas)),
    ...(hasPassed && !present && !concept.asked ? { open: true } : {}),
  }))

const found = (evidence: readonly Quote[]): Finding => {
  const quotes = evidence.map(({ quote, line }) => ({ quote, line })).toSorted((one, other) => one.line - other.line)
  const lines = [...new Set(quotes.map(({ line }) => line))]
  return passed(`you say so in ${lines.length === 1 ? 'line' : 'lines'} ${lines.join(' and ')}`, quotes)
}

/** The sentences that speak of a concept and say what is not so. */
const doubtfulOf = ({ name }: Concept, wrongIdeas: Judgement['wrongIdeas']): readonly Quote[] =>
  wrongIdeas.find(({ idea }) => idea.about.flatMap(namesIn).includes(name))?.evidence.slice(0, 1) ?? []

const notFound = (concept: Concept, part: readonly Quote[], doubtful: readonly Quote[]): Finding => {
  const shown = doubtful.length > 0 ? doubtful : part
  const seen = seenOf(part, doubtful)
  return failed(
    `an answer to: ${concept.ask}`,
    concept.required ? `${seen}, and it is at the heart of this question` : seen,
    concept.ask,
    shown.map(({ quote, line }) => ({ quote, line })),
  )
}

const seenOf = ([part]: readonly Quote[], [doubtful]: readonly Quote[]): string => {
  if (doubtful)
    return `line ${doubtful.line} stands in its place, and is not true of what was asked: further down, the words behind “but” say why`
  // what was not found may yet be said in words that no rule knows
  return part ? `found a part of it in line ${part.line}, and not the rest` : 'found no sentence that answers it'
}

/** The wrong ideas that an answer states, each with its sentence and one line of truth. */
export const misconceptionsIn = ({ wrongIdeas }: Judgement): Misconception[] =>
  wrongIdeas.map(({ idea, evidence }) => ({
    id: idea.name,
    message: idea.message,
    quote: evidence[0]?.quote ?? '',
    line: evidence[0]?.line ?? 1,
  }))

/**
 * Advice costs nothing. Of what the question did not ask for by name, a learner who has passed hears only how much is open. `leftLying` tells what was read
 * and not counted; it is asked only where that matters.
 */
export const adviceFor = (judgement: Judgement, prose: Prose, leftLying: () => readonly Sentence[]): string[] => {
  const why = judgement.passed ? [] : [...unsaid(prose, judgement), ...leftOver(leftLying())]
  return [...openReasons(judgement), ...(why.length > 0 ? why : besideTheQuestion(judgement, prose)), ...messageToTheGrader(prose)]
}

/** Nobody is left with a row of open questions and no word on what they wrote. */
const besideTheQuestion = ({ concepts, wrongIdeas }: Judgement, { sentences }: Prose): string[] => {
  if (concepts.some(({ present, evidence }) => present || evidence.length > 0) || wrongIdeas.length > 0 || !sentences.some(statesSomething))
    return []
  return [
    'What you wrote was read, and nothing in it was found to answer this question. Read the question once more: does yours answer another one?',
  ]
}

const leftOver = (sentences: readonly Sentence[]): string[] => {
  if (sentences.length === 0) return []
  const places = sentences.map(({ line, text }) => `line ${line}, “${beginningOf(text)}”`)
  return [
    `Read, and nothing found in it that counts: ${places.join('; ')}. If one of the questions is answered there, say that in a plainer sentence.`,
  ]
}

const openReasons = ({ concepts, passed: hasPassed }: Judgement): string[] => {
  const open = concepts.filter(({ concept, present }) => !present && !concept.asked).length
  if (!hasPassed || open === 0) return []
  return [open === 1 ? '1 more idea is open, if you want to go on.' : `${open} more ideas are open, if you want to go on.`]
}

/** Why a sentence that looks like an answer is none: one line for each reason, about the first such sentence. */
const unsaid = ({ sentences }: Prose, { concepts }: Judgement): string[] => {
  // in a comparison a word behind each label may be enough
  const first = areOnlyEntries(sentences) && !concepts.some(({ present }) => present) ? sentences[0] : undefined
  const credited = new Set(concepts.flatMap(({ evidence }) => evidence.map(({ quote }) => quote)))
  const reasons = REASONS.flatMap(([isSo, why]) => {
    const sentence = sentences.find((each) => isSo(each) && !credited.has(each.text))
    return sentence ? [reasonFor(sentence, why)] : []
  })
  return first ? [reasonFor(first, `and what follows, ${ONLY_NAMES}`)] : reasons
}

const reasonFor = ({ line, text }: Sentence, why: string): string => `Line ${line}, “${beginningOf(text)}”, ${why}`

const ONLY_NAMES = 'names words and says nothing of them. Say in whole sentences what each has to do with it.'

const REASONS: readonly (readonly [(sentence: Sentence) => boolean, string])[] = [
  [(sentence) => sentence.mood === 'states' && (isListOfWords(sentence) || isUnevenList(sentence)), ONLY_NAMES],
  [({ mood }) => mood === 'announces', 'names what you want to speak of. Now say it.'],
  [({ mood }) => mood === 'doubts', 'is said with a doubt, so it was not counted. If you mean it, state it.'],
  [({ mood }) => mood === 'takenBack', 'was not counted: the next sentence says that it is not so.'],
]

const messageToTheGrader = ({ sentences }: Prose): string[] => {
  const message = sentences.find(({ mood }) => mood === 'pleads')
  return message ? [`Line ${message.line} speaks to whoever marks this. It was read, and it earns nothing and costs nothing.`] : []
}

/** What is said of an answer that is not in English. */
export const inAnotherLanguage =
  'What is written seems to be in another language than English, which is all that this kit reads. It is not a zero: write it in English if you can; otherwise a person has to look at it.'
