/** What the loop keeps and looks up between two events: progress, hints, solutions, stubs. */
import { basename } from 'node:path'
import { UsageError } from '../core/errors.ts'
import type { Answer, Exercise, Grader, Language, Result } from '../core/types.ts'
import { type Afterwards, afterPass } from './after-pass.ts'
import { type HintState, hintsFor, minutesUntil, showNext } from './hints.ts'
import { type Kept, changeProgress, readProgress } from './progress-file.ts'
import { type Progress, afterCheck, attemptsAt } from './progress.ts'
import { reset } from './reset.ts'
import { differenceTo, solutionOf } from './solution.ts'
import type { Effect, Event, Hints, Standing } from './state.ts'
import { beginning, hintKey, troubleIn } from './trouble.ts'

/** What is asked for by a key, and answered by what is kept. */
export type Request = Extract<Effect, { kind: 'hint' | 'open-solution' | 'reset' }>

/** The learner's notes, as a loop uses them. */
export interface Notes {
  readonly standings: () => ReadonlyMap<string, Standing>
  /** Notes a verdict on answers that were begun; gives back how the question stands now, and what there is to say after a pass. */
  readonly judged: (result: Result, answers: readonly Answer[]) => { readonly standing: Standing; readonly afterwards: Afterwards | null }
  /** `answers` are the learner's own, as they are now. */
  readonly answer: (request: Request, answers: readonly Answer[]) => Promise<Event>
}

/** The notes of this project. `onRemark` is told whatever is wrong with them: it costs a sentence, and never a verdict. */
export const notesOf = (graders: readonly Grader[], onRemark: (remark: string) => void): Notes => {
  const heard = ({ progress, remarks }: Kept): Progress => {
    remarks.forEach(onRemark)
    return progress
  }
  const graderOf = (id: string): Grader => graders.find(({ exercise }) => exercise.id === id)!
  return {
    standings: () => {
      const progress = heard(readProgress())
      return new Map(graders.map(({ exercise: { id } }) => [id, standingOf(progress, id)]))
    },
    judged: (result, answers) => {
      const begun = answers.filter((answer) => !graderOf(result.exercise.id).isUnfinished(answer))
      const standing = standingOf(heard(changeProgress((before) => afterCheck(before, result, begun, new Date()))), result.exercise.id)
      return { standing, afterwards: afterPass(graderOf(result.exercise.id), result, standing.attempts) }
    },
    answer: async (request, answers) => {
      if (request.kind === 'open-solution') return compare(graderOf(request.id).exercise, request.language, answers)
      if (request.kind === 'reset') return resetTo(request.file)
      return hint(graderOf(request.id), request, heard)
    },
  }
}

const standingOf = (progress: Progress, id: string): Standing => ({
  attempts: attemptsAt(progress, id),
  firstPassed: progress.questions[id]?.firstPassed ?? null,
  best: progress.questions[id]?.best ?? 0,
})

const hint = async (
  grader: Grader,
  { language, result }: Extract<Request, { kind: 'hint' }>,
  heard: (kept: Kept) => Progress,
): Promise<Event> => {
  const { id } = grader.exercise
  const now = new Date()
  const before = heard(readProgress())
  const state = await hintsFor({ grader, language, troubles: result === null ? [beginning] : troubleIn(result) }, before, now)
  if (state === null) return { kind: 'told', notice: `There is no hint for this; ${language === 'md' ? 's' : 'o'} may help.` }
  const next = showNext(state, before, now)
  if (next.progress !== before) heard(changeProgress((latest) => showNext(state, latest, now).progress))
  return { kind: 'hinted', id, hints: hintsIn(next.state), notice: state.isReady ? null : whenNext(state, now) }
}

const hintsIn = ({ trouble, steps, shown }: HintState): Hints => ({
  check: hintKey(trouble),
  shown: steps.slice(0, shown),
  count: steps.length,
})

const whenNext = ({ steps, shown, readyAt }: HintState, now: Date): string => {
  if (shown === steps.length || readyAt === null) return 'Those were all the hints for this. s shows one way to do it, after some attempts.'
  return `Try something first: the next hint is there when you have changed your answer and saved it, or in ${minutesUntil(readyAt, now)}.`
}

const compare = (exercise: Exercise, language: Language, answers: readonly Answer[]): Event => {
  const solution = solutionOf(exercise, language)
  if (solution === null) return { kind: 'told', notice: `There is no solution for ${exercise.id} in this language.` }
  const mine = answers.find((answer) => answer.exercise === exercise.id && answer.language === language)
  return { kind: 'opened', compared: { solution, difference: mine === undefined ? null : differenceTo(solution, mine) } }
}

const resetTo = (file: string): Event => {
  try {
    const { kept, wasStub } = reset(basename(file), new Date())
    if (wasStub) return { kind: 'told', notice: `${file} already is as it came.` }
    return { kind: 'told', notice: `${file} is as it came${kept === null ? '' : `. What you had written is kept in exercises/${kept}`}.` }
  } catch (error) {
    if (!(error instanceof UsageError)) throw error
    return { kind: 'told', notice: error.message }
  }
}
