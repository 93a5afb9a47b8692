import { statSync } from 'node:fs'
import { join } from 'node:path'
import type { Answer, Grader, Language, Report, Result } from '../core/types.ts'
import { gradeSubmission } from '../grade.ts'
import { graders } from '../index.ts'
import type { ScreenOptions } from '../report/layout.ts'
import type { ReadSubmission } from '../submission/read.ts'
import { afterPass, renderAfterwards } from './after-pass.ts'
import { changeProgress, type Kept } from './progress-file.ts'
import { type Progress, afterCheck, attemptsAt } from './progress.ts'
import { exercisesFolder, readExercises } from './exercises.ts'

/** The learner's own answers, as they lie in `exercises/` now, and what is to be said of files that cannot be read. */
export const ownAnswers = (): Promise<ReadSubmission> => readExercises(graders)

/**
 * The answers that somebody may work at who names a question, and perhaps a language: those that are begun, or else the stubs; the file that was changed
 * last comes first.
 */
export const meantBy = (answers: readonly Answer[], grader: Grader, language?: Language): Answer[] => {
  const of = answers.filter((answer) => answer.exercise === grader.exercise.id && (language ?? answer.language) === answer.language)
  const begun = of.filter((answer) => !grader.isUnfinished(answer))
  return (begun.length > 0 ? begun : of).toSorted((one, other) => changedAt(other) - changedAt(one))
}

const changedAt = ({ entry }: Answer): number => statSync(join(exercisesFolder, entry), { throwIfNoEntry: false })?.mtimeMs ?? 0

/** Judges one answer of the learner's own, and notes how it did. */
export const judgeOwn = async (grader: Grader, answer: Answer, timeoutMs: number, signal: AbortSignal): Promise<Noted> => {
  const submission = { name: 'exercises', source: 'folder', sha256: '', answers: [answer] } as const
  const report = await gradeSubmission(submission, { graders: [grader], timeoutMs, signal })
  return { result: report.results[0]!, kept: noteReport(report, [answer]) }
}

/** A result, and what is kept of it. */
export interface Noted {
  readonly result: Result
  readonly kept: Kept
}

/** Notes how the learner's own answers did in a check. `answers` are all that the check could judge, stubs among them. */
export const noteReport = ({ results }: Pick<Report, 'results'>, answers: readonly Answer[], at: Date = new Date()): Kept =>
  changeProgress((before) =>
    results.reduce((progress, result) => {
      const grader = graders.find(({ exercise }) => exercise.id === result.exercise.id)
      const begun = answers.filter((answer) => answer.exercise === result.exercise.id && grader?.isUnfinished(answer) === false)
      return afterCheck(progress, result, begun, at)
    }, before),
  )

/** What is to be said of each result that passed: an empty text where none did. */
export const praiseFor = (results: readonly Result[], progress: Progress, screen: ScreenOptions): string =>
  results
    .flatMap((result) => {
      const grader = graders.find(({ exercise }) => exercise.id === result.exercise.id)
      const after = grader === undefined ? null : afterPass(grader, result, attemptsAt(progress, result.exercise.id))
      return after === null ? [] : [`\n${renderAfterwards(after, results.length > 1 ? result.exercise.id : '', screen)}`]
    })
    .join('')
