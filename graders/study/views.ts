/** What stands between the header and the keys: the question with its verdict, or what a key has opened. */
import { counted } from '../core/english.ts'
import type { Screen } from '../report/layout.ts'
import { folded, hanging, padEnd, widestOf } from '../report/layout.ts'
import { outputHeading, outputOf } from '../report/output.ts'
import { paintOfStatus, paintedMark } from '../report/paint.ts'
import { visible } from '../report/visible.ts'
import { points, statusMark } from '../report/words.ts'
import { drawQuestion } from './question.ts'
import { localTime } from './render-progress.ts'
import { renderSolution } from './render-solution.ts'
import { type Question, type Standing, type State, questionOf } from './state.ts'

/** What stands there, line by line. */
export interface Body {
  readonly lines: readonly string[]
  /** True where something was left out so that the most important fits. */
  readonly shortened: boolean
}

/** `room` is how many rows there are: a verdict is made to fit if it can be, and everything else is scrolled. */
export const bodyOf = (state: State, screen: Screen, room: number): Body => {
  if (state.trouble !== null) return whole(hanging(' ', state.trouble, screen.columns))
  if (state.view === 'list') return whole(drawList(state, screen))
  if (state.view === 'output') return whole(drawPrinted(questionOf(state), screen))
  if (state.view === 'solution') return whole(drawSolution(state, screen))
  return drawQuestion(state, screen, room)
}

const whole = (lines: readonly string[]): Body => ({ lines, shortened: false })

const drawList = ({ questions, marked }: State, { columns, palette }: Screen): string[] => {
  const title = Math.min(widestOf(questions.map(({ exercise }) => exercise.title)), columns - 34)
  const passed = questions.filter(({ standing }) => standing.firstPassed !== null)
  const lines = questions.flatMap((question, index) => {
    const { exercise, standing, max } = question
    const head = `${index === marked ? ' ▸ ' : '   '}${listMark(question, palette)} ${palette.bold(exercise.id)}  `
    const [first = '', ...rest] = hanging(head, exercise.title, 9 + title)
    const attempts = standing.attempts === 0 ? '' : counted(standing.attempts, 'attempt')
    const tail = [`${points(standing.best)}/${points(max)}`.padEnd(6), attempts.padEnd(11), columns < wide ? '' : passedAt(standing)]
    return [`${padEnd(first, 9 + title)}  ${tail.join('  ')}`.trimEnd(), ...rest]
  })
  return [...lines, '', ...hanging('   ', `${passed.length} of ${questions.length} passed.`, columns)]
}

/** From so many columns on a line of the list has room for a time. */
const wide = 80

const passedAt = ({ firstPassed }: Standing): string => {
  if (firstPassed === null) return ''
  const at = new Date(firstPassed)
  return localTime(at, at)
}

const listMark = ({ standing, result, drafts }: Question, palette: Screen['palette']): string => {
  if (standing.firstPassed !== null) return paintOfStatus('passed', palette)(statusMark.passed)
  if (result !== null && result.status !== 'unfinished' && result.status !== 'missing') return paintedMark(result, palette)
  return palette.dim(drafts.some(({ begun }) => begun) ? '◐' : statusMark.unfinished)
}

const drawPrinted = ({ result, exercise }: Question, { columns, palette }: Screen): string[] => {
  if (result?.run === undefined) return hanging(' ', `${exercise.id} has not run yet.`, columns)
  const lines = outputOf(result.run)
  const margin = widestOf(lines.map(({ by, stream }) => origin(by, stream)))
  const title = lines.length === 0 ? 'It printed nothing.' : `${outputHeading}:`
  return [
    ...hanging(' ', title, columns, palette.dim),
    '',
    ...lines.flatMap(({ by, stream, text }) =>
      hanging(` ${palette.dim(`${padEnd(origin(by, stream), margin)} │`)} `, visible(text), columns).map((line) => line.trimEnd()),
    ),
    ...(result.run.truncated ? ['', ...hanging(' ', 'It printed more than this; the kit keeps only the beginning.', columns)] : []),
  ]
}

const origin = (by: string, stream: string): string => (stream === 'stderr' ? `${by} stderr` : by)

/** Programs keep their indents; a line that is too long goes on in the next. */
const drawSolution = ({ solution: compared }: State, { columns, palette }: Screen): string[] =>
  compared === null
    ? []
    : renderSolution(compared.solution, compared.difference, { columns, palette })
        .trimEnd()
        .split('\n')
        .flatMap((line) => folded(line, columns))
