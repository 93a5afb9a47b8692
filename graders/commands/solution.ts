import { counted } from '../core/english.ts'
import { UsageError } from '../core/errors.ts'
import type { Grader, Language } from '../core/types.ts'
import { readProgress } from '../study/progress-file.ts'
import { meantBy, ownAnswers } from '../study/own.ts'
import { attemptsAt } from '../study/progress.ts'
import { renderSolution } from '../study/render-solution.ts'
import { differenceTo, maySee, solutionOf } from '../study/solution.ts'
import { ask, isYes } from './parts/ask.ts'
import { graderNamed } from './parts/questions.ts'
import { remark, screenHere } from './parts/screen.ts'

/** What was typed behind `npm run solution`. */
export interface SolutionOptions {
  readonly lang?: Language
  /** Shows it without asking. */
  readonly yes?: boolean
  readonly color: boolean
}

/** Shows the solution, and where the learner's own differs. Returns the exit code: 1 where the learner would rather go on alone. */
export const showSolution = async (word: string, { lang, yes, color }: SolutionOptions): Promise<number> => {
  const grader = graderNamed(word)
  const { exercise } = grader
  const { answers, remarks } = await ownAnswers()
  remark(remarks)
  const [own] = meantBy(answers, grader, exercise.kind === 'written' ? undefined : lang)
  const language = own?.language ?? lang ?? 'ts'
  const solution = solutionOf(exercise, language)
  if (solution === null) throw new UsageError(`there is no solution of ${exercise.id} in this copy of the kit`)
  if (yes !== true && !(await wantsToSee(grader))) {
    console.log(`Good. \`npm run hint ${exercise.id}\` helps on without giving it away.`)
    return 1
  }
  const difference = own === undefined || grader.isUnfinished(own) ? null : differenceTo(solution, own)
  process.stdout.write(renderSolution(solution, difference, screenHere(color)))
  return 0
}

const wantsToSee = async ({ exercise: { id } }: Grader): Promise<boolean> => {
  const { progress, remarks } = readProgress()
  remark(remarks)
  if (maySee(progress, id)) return true
  const attempts = attemptsAt(progress, id)
  const tried = attempts === 0 ? 'You have not tried it yet' : `${counted(attempts, 'attempt')} so far`
  return isYes(
    await ask(
      `${tried}, and what one finds oneself stays. Show the solution of ${id} all the same? [y/N] `,
      `${tried}: add -- --yes to see the solution of ${id} all the same`,
    ),
  )
}
