import { counted } from '../core/english.ts'
import type { Exercise } from '../core/types.ts'
import { type Screen, type ScreenOptions, hanging, padEnd, padStart, screenOf, widestOf } from '../report/layout.ts'
import { points } from '../report/words.ts'
import { type Progress, attemptsAt } from './progress.ts'

/** How far a learner has come: a line for each question, the total, and where to go on. Ends with a line end. */
export const renderProgress = (exercises: readonly Exercise[], progress: Progress, now: Date, options: ScreenOptions = {}): string => {
  const screen = screenOf(options)
  const lines = [
    ...table(exercises, progress, now, screen),
    '',
    ...total(exercises, progress, screen),
    ...next(exercises, progress, screen),
  ]
  return `${lines.join('\n')}\n`
}

const headings = ['points', 'attempts', 'hints', 'first passed'] as const

/** Where a screen is narrow these are left out, the first of them first, until a title has this much room. */
const dispensable: readonly (typeof headings)[number][] = ['hints', 'attempts']
const leastTitle = 10

const table = (exercises: readonly Exercise[], progress: Progress, now: Date, { columns, palette }: Screen): string[] => {
  const rows = exercises.map((exercise) => ({
    exercise,
    cells: cellsOf(progress, exercise.id, now),
    mark: markOf(progress, exercise.id),
  }))
  const widths = headings.map((heading, index) => widestOf([heading, ...rows.map(({ cells }) => cells[index]!)]))
  const id = widestOf(exercises.map((exercise) => exercise.id))
  const roomBeside = (shown: readonly number[]) => columns - (3 + id + 2) - shown.reduce((sum, index) => sum + 2 + widths[index]!, 0)
  const choices = dispensable.map((_, count) => columnsBut(dispensable.slice(0, count)))
  const shown = choices.find((choice) => roomBeside(choice) >= leastTitle) ?? columnsBut(dispensable)
  const title = Math.max(leastTitle, Math.min(roomBeside(shown), widestOf(exercises.map((exercise) => exercise.title))))
  const laidOut = (cells: readonly string[]) => shown.map((index) => `  ${padStart(cells[index]!, widths[index]!)}`).join('')
  const head = `${' '.repeat(3 + id + 2 + title)}${laidOut(headings)}`
  const lines = rows.flatMap(({ exercise, cells, mark }) => {
    const paint = mark === '✔' ? palette.green : mark === '○' ? palette.dim : palette.yellow
    const [first, ...rest] = hanging(` ${paint(mark)} ${palette.bold(padEnd(exercise.id, id))}  `, exercise.title, 3 + id + 2 + title)
    return [`${padEnd(first!, 3 + id + 2 + title)}${laidOut(cells)}`, ...rest]
  })
  return [palette.dim(head), ...lines].map((line) => line.trimEnd())
}

const columnsBut = (left: typeof dispensable): number[] => headings.flatMap((heading, index) => (left.includes(heading) ? [] : [index]))

const markOf = (progress: Progress, id: string): string => {
  if (attemptsAt(progress, id) === 0) return '○'
  return progress.questions[id]!.firstPassed === null ? '…' : '✔'
}

const cellsOf = (progress: Progress, id: string, now: Date): readonly string[] => {
  const question = progress.questions[id]
  if (question === undefined) return ['', '', '', 'not begun']
  const shown = Object.values(question.languages).flatMap(({ hints }) => Object.values(hints).map((each) => each.shown))
  const hints = shown.reduce((sum, each) => sum + each, 0)
  const attempts = attemptsAt(progress, id)
  return [
    attempts === 0 ? '' : `${points(question.best)}/${points(question.max)}`,
    attempts === 0 ? '' : String(attempts),
    String(hints),
    question.firstPassed === null ? (attempts === 0 ? 'not begun' : 'not yet') : localTime(new Date(question.firstPassed), now),
  ]
}

const two = (number: number): string => String(number).padStart(2, '0')

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const

/** `22 Nov 10:14`, by the learner's own clock; of another year, the year stands in the place of the time. */
export const localTime = (at: Date, now: Date): string => {
  const day = `${at.getDate()} ${months[at.getMonth()]}`
  return at.getFullYear() === now.getFullYear() ? `${day} ${two(at.getHours())}:${two(at.getMinutes())}` : `${day} ${at.getFullYear()}`
}

const hasPassed = (progress: Progress, { id }: Exercise): boolean => (progress.questions[id]?.firstPassed ?? null) !== null

const total = (exercises: readonly Exercise[], progress: Progress, { columns, palette }: Screen): string[] => {
  const passed = exercises.filter((exercise) => hasPassed(progress, exercise)).length
  const attempts = exercises.reduce((sum, { id }) => sum + attemptsAt(progress, id), 0)
  const words = `${passed} of ${counted(exercises.length, 'question')} passed, ${counted(attempts, 'attempt')}. Points are the best that an answer ever got.`
  return hanging(` ${palette.bold('total')}  `, words, columns)
}

const next = (exercises: readonly Exercise[], progress: Progress, { columns, palette }: Screen): string[] => {
  const say = (text: string) => hanging(` ${palette.cyan('next')}   `, text, columns)
  const open = exercises.find((exercise) => !hasPassed(progress, exercise))
  if (open === undefined) return say('Everything has passed. Well done!')
  return say(
    progress.questions[open.id] === undefined
      ? `Begin ${open.id}: its file lies in exercises/. \`npm run check ${open.id}\` looks at it.`
      : `Go on with ${open.id}: \`npm run check ${open.id}\` says what is open, \`npm run hint ${open.id}\` helps on.`,
  )
}
