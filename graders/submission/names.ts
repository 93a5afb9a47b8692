/** Which question a file's name speaks of: `q3.ts`, `Q3.py`, `question3.ts`, `ques_3.py`, `3.py`, `anna_q3_final.py`, `question_three.py`. */
import type { Exercise } from '../core/types.ts'
import { numeralOf } from './numerals.ts'

/** How sure a name is, best first: the stub's own name, a spelling of it, the label among other words, what lies around it. */
export type Likeness = 0 | 1 | 2 | 3

/** The exercise that a name tells, and how plainly. */
export interface Named {
  readonly exercise: Exercise
  readonly likeness: Likeness
}

const labels = new Set('q|qn|que|ques|quest|question|ans|answer|task|ex|exercise|prob|problem|sol|soln|solution'.split('|'))

/** Labels that may stand among other words; "ex 3" in the middle of a name says nothing. */
const strongLabels = new Set('q|qn|que|ques|quest|question|ans|answer|exercise|problem'.split('|'))

/** What is put behind the name of a second file of that name. */
export const numberOfCopy = / ?\((\d{1,2})\)$/

/** The exercise that a name (without extension) speaks of, or null where it names none or several. */
export const namedExercise = (stem: string, exercises: readonly Exercise[]): Named | null => {
  const name = stem.normalize('NFKC').trim()
  const exact = exercises.find(({ id }) => id === name)
  if (exact) return { exercise: exact, likeness: 0 }
  const original = name.replace(numberOfCopy, '')
  const copied = original === name ? null : namedExercise(original, exercises)
  if (copied) return copied
  const words = wordsOf(name)
  const whole = exercises.find(({ id }) => isLabel(words, id, labels))
  if (whole) return { exercise: whole, likeness: 1 }
  const spoken = exercises.filter(({ id }) => words.some((_, at) => startsWithLabel(words.slice(at), id)))
  const told = spoken.length > 0 ? spoken : exercises.filter(({ id }) => words.some((_, at) => startsInWords(words.slice(at), id)))
  return told.length === 1 ? { exercise: told[0]!, likeness: 2 } : null
}

/** `ques_3Final` → ques, 3, final */
export const wordsOf = (name: string): string[] =>
  name
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z0-9]+|(?<=[a-z])(?=[0-9])|(?<=[0-9])(?=[a-z])/)
    .filter((word) => word !== '')

/** The number in an exercise's id. */
export const numberOf = (id: string): string | null => /\d+$/.exec(id)?.[0] ?? null

const isLabel = (words: readonly string[], id: string, allowed: ReadonlySet<string>): boolean => {
  const [label, number, ...rest] = words.length === 1 && words[0]!.length < 3 ? ['q', words[0]!] : words
  if (rest.length > 0 || label === undefined || number === undefined) return wordsOf(id).join(' ') === words.join(' ')
  return allowed.has(label) && number.replace(/^0+/, '') === numberOf(id)
}

const startsWithLabel = (words: readonly string[], id: string): boolean => {
  const [label, number] = words
  return label !== undefined && number !== undefined && strongLabels.has(label) && number.replace(/^0+/, '') === numberOf(id)
}

/** `question_three`, `question_iv`, `third_question`, `3rd_question`. A single letter may be anything: `question_v2`. */
const startsInWords = ([first = '', second = '', third = '']: readonly string[], id: string): boolean => {
  const number = numberOf(id)
  if (strongLabels.has(first)) return number !== null && (numeralOf(second) ?? romanOf(second)) === number
  const isCounted = /^\d+$/.test(first) ? /^(?:st|nd|rd|th)$/.test(second) && strongLabels.has(third) : strongLabels.has(second)
  return number !== null && isCounted && numeralOf(first) === number
}

const romanOf = (word: string): string | null => (word.length > 1 ? numeralOf(word.toUpperCase()) : null)
