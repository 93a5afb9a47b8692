import type { Answer, Grader, Language } from '../core/types.ts'
import { UsageError } from '../core/errors.ts'
import { type Asked, hintsFor, showNext } from '../study/hints.ts'
import { changeProgress, readProgress } from '../study/progress-file.ts'
import { judgeOwn, meantBy, ownAnswers } from '../study/own.ts'
import { courseOf, digestOf } from '../study/progress.ts'
import { renderHints } from '../study/render-hints.ts'
import { type Trouble, beginning } from '../study/trouble.ts'
import { withInterrupt } from './parts/interrupt.ts'
import { judgingLine } from './parts/judging-line.ts'
import { graderNamed } from './parts/questions.ts'
import { remark, screenHere } from './parts/screen.ts'

/** What was typed behind `npm run hint`. */
export interface HintOptions {
  readonly lang?: Language
  /** Seconds. */
  readonly timeout: number
  readonly color: boolean
}

/** Gives the next hint for the first check that is open. Returns the exit code: 0, also where there is nothing to hint at. */
export const hint = async (word: string, options: HintOptions): Promise<number> => {
  const grader = graderNamed(word)
  const { answers, remarks } = await ownAnswers()
  remark(remarks)
  const [answer, ...others] = meantBy(answers, grader, grader.exercise.kind === 'written' ? undefined : options.lang)
  if (answer === undefined)
    throw new UsageError(`there is no file for ${grader.exercise.id} in exercises/: \`npm run reset ${grader.exercise.id}\` brings it back`)
  const troubles = await withInterrupt((signal) => troublesOf(grader, answer, options, signal))
  return troubles === null
    ? 130
    : give({ grader, language: answer.language, troubles }, answer, grader.isUnfinished(answer) ? others : [], options)
}

/** What the last check found, where the answer is still the same; else it is checked now, which counts as an attempt. */
const troublesOf = async (grader: Grader, answer: Answer, { timeout }: HintOptions, signal: AbortSignal): Promise<readonly Trouble[]> => {
  if (grader.isUnfinished(answer)) return [beginning]
  const known = courseOf(readProgress().progress, grader.exercise.id, answer.language)
  if (known.last !== null && known.digest === digestOf(answer)) return known.last.troubles
  const line = judgingLine(process.stderr)
  line.show(answer)
  const { result, kept } = await judgeOwn(grader, answer, timeout * 1000, signal).finally(line.clear)
  remark(kept.remarks)
  if (result.lacks !== undefined) throw new UsageError(`${grader.exercise.id} could not be checked here: ${result.lacks}`)
  return courseOf(kept.progress, grader.exercise.id, answer.language).last?.troubles ?? []
}

/** `others` are stubs in which the learner may begin as well. */
const give = async (asked: Asked, answer: Answer, others: readonly Answer[], { color }: HintOptions): Promise<number> => {
  const { exercise } = asked.grader
  const now = new Date()
  const { progress, remarks } = readProgress()
  remark(remarks)
  const before = await hintsFor(asked, progress, now)
  if (before === null) {
    console.log(`Nothing is open in ${exercise.id}. \`npm run check ${exercise.id}\` shows what was found.`)
    return 0
  }
  const { state } = showNext(before, progress, now)
  remark(changeProgress((latest) => showNext(before, latest, now).progress).remarks)
  const isNew = state.shown > before.shown
  const otherwise = others.map(({ language }) => language)
  process.stdout.write(renderHints(exercise, state, { file: `exercises/${answer.entry}`, otherwise, isNew, now, ...screenHere(color) }))
  return 0
}
