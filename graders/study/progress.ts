import type { Answer, Language, Result, ResultStatus } from '../core/types.ts'
import { createHash } from 'node:crypto'
import { type Trouble, troubleIn } from './trouble.ts'

/** The version of the format. A file of another version is set aside, never guessed at. */
export const progressSchema = 'joinery/progress/v1'

/** How far a learner has come. Plain data, kept as JSON in one small file (see `progress-file.ts`). */
export interface Progress {
  readonly schema: typeof progressSchema
  /** By the question's id. A question that was never begun is not in it. */
  readonly questions: Readonly<Record<string, QuestionProgress>>
}

/** How far a learner has come with one question, in whatever language. */
export interface QuestionProgress {
  /** The most points that it ever got. */
  readonly best: number
  readonly max: number
  /** When it passed for the first time (ISO 8601, UTC); `null` while it has not. */
  readonly firstPassed: string | null
  /** How many attempts that first pass took. */
  readonly attemptsToPass: number | null
  readonly languages: Readonly<Partial<Record<Language, Course>>>
}

/** The course of the work on one question in one language. */
export interface Course {
  /** Checks of something that was not the same as at the check before. */
  readonly attempts: number
  /** Digest of the answer that was checked last. */
  readonly digest: string
  /** The last verdict on this answer; `null` where only another language's was told. */
  readonly last: LastResult | null
  /** What was shown of the hints, by `hintKey`. */
  readonly hints: Readonly<Record<string, HintsShown>>
}

/** What the last check said, as far as a hint needs to know. */
export interface LastResult {
  readonly at: string
  readonly status: ResultStatus
  readonly score: number
  /** The checks that a hint may be about, the first one first. */
  readonly troubles: readonly Trouble[]
}

/** How many hints were shown, and when the last of them was: by the clock, and by the number of attempts. */
export interface HintsShown {
  readonly shown: number
  readonly at: string
  readonly attempt: number
}

/** Of somebody who has not begun. */
export const noProgress: Progress = { schema: progressSchema, questions: {} }

/** Digest of an answer: of its files' names and texts. */
export const digestOf = ({ files }: Answer): string => {
  const hash = createHash('sha256')
  for (const { path, text } of files) hash.update(`${path}\0${text.length}\0`).update(text)
  return hash.digest('hex').slice(0, 16)
}

const noCourse: Course = { attempts: 0, digest: '', last: null, hints: {} }

/** The course of the work on a question in a language, whether or not there has been any. */
export const courseOf = (progress: Progress, exercise: string, language: Language): Course =>
  progress.questions[exercise]?.languages[language] ?? noCourse

/** So many attempts, and the solution may be seen without a pass. */
export const enoughAttempts = 3

/** All attempts at a question, in every language. */
export const attemptsAt = (progress: Progress, exercise: string): number =>
  Object.values(progress.questions[exercise]?.languages ?? {}).reduce((sum, { attempts }) => sum + attempts, 0)

/**
 * Takes the result of a check in. `answers` are the begun answers to this question that were judged, in every language; a stub is none. An answer that is
 * the same as at the check before is no new attempt, and a fault of the kit is none at all.
 */
export const afterCheck = (before: Progress, result: Result, answers: readonly Answer[], at: Date): Progress => {
  const { exercise, status, score, max } = result
  if (answers.length === 0 || status === 'errored') return before
  const question = before.questions[exercise.id]
  const languages = { ...question?.languages }
  for (const answer of answers) languages[answer.language] = tried(languages[answer.language] ?? noCourse, answer, result, at)
  const attempts = Object.values(languages).reduce((sum, course) => sum + course.attempts, 0)
  const passesNow = status === 'passed' && (question?.firstPassed ?? null) === null
  const after: QuestionProgress = {
    best: Math.max(score, question?.best ?? 0),
    max,
    firstPassed: passesNow ? at.toISOString() : (question?.firstPassed ?? null),
    attemptsToPass: passesNow ? attempts : (question?.attemptsToPass ?? null),
    languages,
  }
  return withQuestion(before, exercise.id, after)
}

const tried = (course: Course, answer: Answer, result: Result, at: Date): Course => {
  const digest = digestOf(answer)
  const isNew = digest !== course.digest
  const last = result.language === answer.language ? lastResultOf(result, at) : isNew ? null : course.last
  return { ...course, attempts: course.attempts + (isNew ? 1 : 0), digest, last }
}

const lastResultOf = (result: Result, at: Date): LastResult => ({
  at: at.toISOString(),
  status: result.status,
  score: result.score,
  troubles: troubleIn(result),
})

/** Takes in that hints were shown: `shown` of them by now, for the trouble of this key. */
export const afterHint = (
  before: Progress,
  { exercise, language, max }: { readonly exercise: string; readonly language: Language; readonly max: number },
  { key, shown }: { readonly key: string; readonly shown: number },
  at: Date,
): Progress => {
  const question = before.questions[exercise] ?? { best: 0, max, firstPassed: null, attemptsToPass: null, languages: {} }
  const course = courseOf(before, exercise, language)
  const hints = { ...course.hints, [key]: { shown, at: at.toISOString(), attempt: course.attempts } }
  return withQuestion(before, exercise, { ...question, languages: { ...question.languages, [language]: { ...course, hints } } })
}

const withQuestion = (before: Progress, id: string, question: QuestionProgress): Progress => ({
  ...before,
  questions: { ...before.questions, [id]: question },
})
