/** After a pass: what was good, told from the facts of this very run, and one thing to try next. Shown to the learner alone, never in a report. */
import { counted } from '../core/english.ts'
import type { TracedProcess } from '../core/process.ts'
import type { Grader, Result } from '../core/types.ts'
import { mostAlive } from '../facts/evidence.ts'
import { type ScreenOptions, hanging, screenOf } from '../report/layout.ts'
import { duration } from '../report/words.ts'

/** What is said after a pass. */
export interface Afterwards {
  /** One sentence that is true of this run, or of this answer. */
  readonly good: string
  /** A variation that deepens. */
  readonly next: string
}

/** `null` for what has not passed. `turn` chooses among the question's variations: count it up, and the next one is shown. */
export const afterPass = ({ variations }: Pick<Grader, 'variations'>, result: Result, turn: number): Afterwards | null => {
  if (result.status !== 'passed') return null
  const offered = [...variations(result.language ?? 'md'), ...anyway(result)]
  return { good: result.run === undefined ? goodInWords(result) : goodInRun(result), next: offered[turn % offered.length]! }
}

/** The lines under a result that passed; `id` says which, where several stand above. Ends with a line end. */
export const renderAfterwards = ({ good, next }: Afterwards, id: string, options: ScreenOptions = {}): string => {
  const { columns, palette } = screenOf(options)
  const whose = id === '' ? '' : `${palette.bold(id)}  `
  const below = ' '.repeat(id === '' ? 0 : id.length + 2)
  const lines = [
    ...hanging(`  ${whose}${palette.green('good')}      `, good, columns),
    ...hanging(`  ${below}${palette.cyan('try next')}  `, next, columns),
  ]
  return `${lines.join('\n')}\n`
}

/** What can be tried with every question, so that there always is something. */
const anyway = ({ exercise: { id, kind } }: Result): readonly string[] =>
  kind === 'written'
    ? [`Say it aloud, in a minute, to somebody who has never programmed. Which of your sentences did you have to put another way?`]
    : [`\`npm run solution ${id}\` shows another way, and where it differs from yours. Which of the two would you rather read in a year?`]

const goodInWords = ({ checks, misconceptions = [] }: Result): string => {
  const stated = checks.filter(({ verdict }) => verdict.status === 'passed').length
  const wrong = misconceptions.length === 0 ? ', and none of your sentences says anything wrong' : ''
  return stated === checks.length
    ? `Your answer states every one of the ${counted(checks.length, 'idea')} that it was read for${wrong}.`
    : `Your answer states ${stated} of the ${counted(checks.length, 'idea')} that it was read for${wrong}.`
}

const goodInRun = ({ run }: Result): string => {
  const processes = run?.trace.processes ?? []
  const main = processes.find(({ role }) => role === 'main')
  const workers = processes.filter(({ role }) => role === 'worker')
  if (main === undefined || workers.length === 0) return 'Everything that was asked for was seen in this run.'
  return `${together(workers)}${waiting(main, workers)}.`
}

const numberWords = ['no', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight'] as const

const inWords = (number: number): string => numberWords[number] ?? String(number)

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)

const together = (workers: readonly TracedProcess[]): string => {
  const [first] = workers
  if (workers.length === 1)
    return `The child lived ${duration((first!.endedMs ?? first!.startedMs) - first!.startedMs)} as process ${first!.pid}, with a memory of its own`
  const most = mostAlive(workers)
  const who = most === workers.length ? `all ${inWords(most)}` : `up to ${inWords(most)} of the ${inWords(workers.length)}`
  if (most < 2) return `${capital(inWords(workers.length))} workers did their work, one after another`
  const overlapMs = Math.min(...workers.map(({ endedMs }) => endedMs ?? 0)) - Math.max(...workers.map(({ startedMs }) => startedMs))
  return `${capital(who)} workers were alive at once${most === workers.length && overlapMs > 0 ? `, for ${duration(overlapMs)}` : ''}`
}

/** What main did first when the last of them had ended: said only where the record shows it. */
const waiting = (main: TracedProcess, workers: readonly TracedProcess[]): string => {
  const lastEnd = Math.max(...workers.map(({ endedMs }) => endedMs ?? Number.POSITIVE_INFINITY))
  const line = main.wrote.find(({ atMs, stream, text }) => stream === 'stdout' && atMs >= lastEnd && text.trim() !== '')
  if (line !== undefined) return `, and main held its line back until ${duration(line.atMs - lastEnd)} after the last end`
  if (main.endedMs === null || main.endedMs < lastEnd) return ''
  return workers.length === 1 ? ', and main outlived it' : ', and main outlived every one of them'
}
