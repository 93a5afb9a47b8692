/** The screen that sums up: a line for each question, the total, and what to do next. */
import { counted } from '../core/english.ts'
import type { Report, Result } from '../core/types.ts'
import type { Screen, ScreenOptions } from './layout.ts'
import { hanging, padEnd, padStart, screenOf, widestOf, widthOf } from './layout.ts'
import { paintedMark } from './paint.ts'
import { visible } from './visible.ts'
import { earnedOf, filesToBegin, firstOpen, languageBeside, noTotalYet, scoreOf, unreadWords, verdictMark } from './words.ts'

/** How a summary is drawn, and which command it names. */
export interface SummaryOptions extends ScreenOptions {
  /** What a learner types to have a question explained, without its id; `npm run check` without it. */
  readonly command?: string
}

/** Sums a report up. Ends with a line end. */
export const renderSummary = (report: Report, options: SummaryOptions = {}): string => {
  const screen = screenOf(options)
  const lines = [
    ...table(report.results.map(rowOf), screen),
    '',
    ...total(report, screen),
    ...next(report.results, options.command ?? 'npm run check', screen),
  ]
  return `${lines.join('\n')}\n`
}

interface Row {
  readonly result: Result
  readonly id: string
  readonly title: string
  readonly language: string
  readonly score: string
  readonly reason: string
}

const rowOf = (result: Result): Row => ({
  result,
  id: result.exercise.id,
  title: visible(result.exercise.title),
  language: languageBeside(result),
  score: earnedOf(result),
  reason: reasonOf(result),
})

/** Why a question has not passed, in one phrase; empty for one that has. */
export const reasonOf = ({ status, checks, lacks, unread, advice }: Result): string => {
  if (unread !== undefined) return unreadWords
  if (status === 'unfinished') return advice.length > 0 ? 'nothing but comments yet' : 'not begun yet'
  if (status === 'missing') return 'no answer yet'
  if (status === 'errored') return lacks === undefined ? 'a fault of the grader, not yours' : 'could not be judged here'
  const open = status === 'failed' ? firstOpen(checks) : undefined
  return open === undefined ? '' : `${verdictMark[open.verdict.status]} ${visible(open.title)}`
}

const table = (rows: readonly Row[], screen: Screen): string[] => {
  const { columns, palette } = screen
  const id = widestOf(rows.map((row) => row.id))
  const language = widestOf(rows.map((row) => row.language))
  const score = widestOf(rows.map((row) => row.score))
  const room = columns - (3 + id + 2) - (2 + language + 2 + score)
  const title = Math.min(room, widestOf(rows.map((row) => row.title)))
  const indent = ' '.repeat(3 + id + 2)
  const taken = 3 + id + 2 + title + 2 + language + 2 + score + 2
  return rows.flatMap((row) => {
    const head = ` ${paintedMark(row.result, palette)} ${palette.bold(padEnd(row.id, id))}  `
    const right = `  ${palette.dim(padEnd(row.language, language))}  ${padStart(row.score, score)}`
    const [first, ...rest] = hanging(head, row.title, 3 + id + 2 + title)
    const beside = widthOf(row.reason) <= columns - taken
    const below = beside || row.reason === '' ? [] : hanging(indent, row.reason, columns, palette.dim)
    const line = `${padEnd(first!, 3 + id + 2 + title)}${right}${beside && row.reason !== '' ? `  ${palette.dim(row.reason)}` : ''}`
    return [line, ...rest, ...below]
  })
}

const total = (report: Report, { columns, palette }: Screen): string[] => {
  const { results } = report
  const passed = results.filter(({ status }) => status === 'passed').length
  const summed = `${scoreOf(report)}, ${passed} of ${counted(results.length, 'question')} passed`
  const doubt = noTotalYet(results)
  return hanging(` ${palette.bold('total')}  `, doubt === null ? summed : `${summed}. ${doubt}`, columns)
}

/** One thing to do, about the question where the most is to be won: a failed one before one that is not begun. */
const next = (results: readonly Result[], command: string, { columns, palette }: Screen): string[] => {
  const find = (status: Result['status']) => results.find((result) => result.status === status && result.unread === undefined)
  const say = (text: string) => hanging(` ${palette.cyan('next')}   `, text, columns)
  const failed = find('failed')
  if (failed !== undefined) return say(`\`${command} ${failed.exercise.id}\` explains what is open in ${failed.exercise.id}.`)
  const errored = find('errored')
  if (errored?.lacks !== undefined) return say('`npm run doctor` says what is missing here, and how to get it.')
  if (errored !== undefined) return say(`\`${command} ${errored.exercise.id}\` shows what went wrong in the kit, and whom to tell.`)
  const hidden = results.find(({ status, advice }) => status === 'unfinished' && advice.length > 0)
  if (hidden !== undefined) return say(`\`${command} ${hidden.exercise.id}\` says why nothing of ${hidden.exercise.id} was read.`)
  const unread = results.find((result) => result.unread !== undefined)
  if (unread !== undefined) return say(`\`${command} ${unread.exercise.id}\` says why ${unread.exercise.id} could not be read.`)
  const begin = find('unfinished') ?? find('missing')
  if (begin !== undefined) return say(`Write your answer to ${begin.exercise.id}${fileOf(begin)}, then check again.`)
  return say(results.length > 0 ? 'Everything passed. Well done!' : 'Nothing was graded.')
}

const fileOf = (result: Result): string => {
  const files = filesToBegin(result)
  return files.length === 0 ? '' : ` in ${files.join(' or ')}`
}
