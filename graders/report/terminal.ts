/** The screen that explains: every check of one or more questions, in full. */
import type { Execution } from '../core/process.ts'
import type { Misconception, Result } from '../core/types.ts'
import { columnsOf, detail, drawCheck } from './check.ts'
import { notesOn } from './explained.ts'
import { timelineOf } from './picture/lanes.ts'
import type { Screen, ScreenOptions } from './layout.ts'
import { hanging, screenOf, spread } from './layout.ts'
import { paintedMark } from './paint.ts'
import { drawOutput } from './printed.ts'
import { drawTimeline } from './picture/timeline.ts'
import { earnedOf, languageName, misconceptionTitle, runWords, toldOf, unreadWords, witnessWords } from './words.ts'

/** Explains results, one after another. Ends with a line end. */
export const renderExplained = (results: readonly Result[], options: ScreenOptions = {}): string => {
  const screen = screenOf(options)
  return `${results.map((result) => drawResult(result, screen).join('\n')).join('\n\n')}\n`
}

const drawResult = (result: Result, screen: Screen): string[] =>
  [
    header(result, screen),
    statusNote(result, screen),
    checksOf(result, screen),
    misconceptions(result.misconceptions ?? [], screen),
    advice(result.advice, screen),
    result.run === undefined ? [] : drawRun(result.run, screen),
  ]
    .filter((part) => part.length > 0)
    .map((part) => part.join('\n'))
    .join('\n\n')
    .split('\n')

const header = (result: Result, { columns, palette }: Screen): string[] => {
  const { id, title } = result.exercise
  const language = result.language === null && result.unread !== undefined ? unreadWords : languageName(result.language)
  const tail = `${result.otherStubs === undefined ? `${language}   ` : ''}${palette.bold(earnedOf(result))}  ${paintedMark(result, palette)}`
  return spread(` ${palette.bold(id)}  `, title, tail, columns - 1, palette.bold)
}

/** What is to be said of the whole before the checks. */
export const statusNote = (result: Result, screen: Screen): string[] =>
  notesOn(result).flatMap(([label, words]) => {
    if (label === 'report') return detail(label, words, screen)
    return hanging(label === '' ? '  ' : `  ${screen.palette.dim(label)}  `, words, screen.columns)
  })

const checksOf = (result: Result, screen: Screen): string[] => {
  const widths = columnsOf(result.checks, screen)
  return toldOf(result).flatMap((check) => drawCheck(check, widths, screen))
}

/** The wrong ideas that a written answer states. */
export const misconceptions = (found: readonly Misconception[], screen: Screen): string[] =>
  found.flatMap(({ quote, line, message }) => [
    ...hanging(`  ${screen.palette.red('✘')} `, `${misconceptionTitle}:`, screen.columns, screen.palette.bold),
    ...detail('where', { quote, line }, screen),
    ...detail('but', message, screen),
  ])

/** What costs nothing. */
export const advice = (texts: readonly string[], { columns, palette }: Screen): string[] =>
  texts.flatMap((text) => hanging(`  ${palette.cyan('›')} ${palette.cyan('advice')}  `, text, columns))

const drawRun = (run: Execution, screen: Screen): string[] => {
  const { columns, palette } = screen
  const words = `It ${runWords(run)}. ${witnessWords[run.witness]}.`
  return [
    ...hanging(`  ${palette.bold('run')}     `, words, columns, palette.dim),
    '',
    ...(run.trace.processes.length === 0 ? ['  No process was seen.'] : drawTimeline(timelineOf(run), screen)),
    '',
    ...drawOutput(run, screen),
  ]
}
