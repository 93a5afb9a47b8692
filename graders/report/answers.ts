/** The screen that shows what was understood: each question with the text and the program that will be judged, and where they stood. */
import { counted } from '../core/english.ts'
import type { Answer, Exercise, Submission } from '../core/types.ts'
import type { Screen, ScreenOptions } from './layout.ts'
import { hanging, padStart, screenOf, spread } from './layout.ts'
import { visible } from './visible.ts'
import { languageName, placeOf } from './words.ts'

/** What a reader of submissions found, and what it has to say. */
export type Understood = Pick<Submission, 'name' | 'answers'> & { readonly remarks: readonly string[] }

/** Shows every answer of the given exercises. Ends with a line end. */
export const renderAnswers = ({ answers, remarks }: Understood, exercises: readonly Exercise[], options: ScreenOptions): string => {
  const screen = screenOf(options)
  const parts = exercises.map((exercise) =>
    drawExercise(
      exercise,
      answers.filter((answer) => answer.exercise === exercise.id),
      screen,
    ),
  )
  const said = remarks.flatMap((remark) => hanging(' ', remark, screen.columns, screen.palette.yellow))
  return `${[...parts, ...(said.length > 0 ? [said] : [])].map((lines) => lines.join('\n')).join('\n\n')}\n`
}

const drawExercise = ({ id, title }: Exercise, answers: readonly Answer[], screen: Screen): string[] => {
  const { columns, palette } = screen
  if (answers.length === 0) return spread(` ${palette.bold(id)}  `, title, palette.yellow('no answer'), columns - 1, palette.bold)
  return answers.flatMap((answer, index) => [
    ...(index > 0 ? [''] : []),
    ...spread(` ${palette.bold(id)}  `, title, languageName(answer.language), columns - 1, palette.bold),
    ...hanging('     ', placeOf(answer), columns, palette.dim),
    ...(answer.notes ?? []).flatMap((note) => hanging('     ', note, columns, palette.dim)),
    ...(answer.origin?.text === undefined ? [] : ['', ...prose(answer.origin.text, screen)]),
    ...answer.files.flatMap((file) => [
      '',
      ...(answer.files.length > 1 ? [`     ${palette.dim(visible(file.path))}`] : []),
      ...drawFile(answer, file.text, screen),
    ]),
    ...(answer.origin?.recorded === undefined || answer.origin.recorded === '' ? [] : ['', ...recorded(answer.origin.recorded, screen)]),
  ])
}

const drawFile = ({ language }: Answer, text: string, screen: Screen): string[] =>
  language === 'md' ? prose(text, screen) : numbered(text)

const prose = (text: string, { columns }: Screen): string[] =>
  text.split('\n').flatMap((line) => (line.trim() === '' ? [''] : hanging('     ', line, columns)))

/** Code is never wrapped: a broken line would be another program. */
const numbered = (text: string): string[] => {
  const lines = text.replace(/\n+$/, '').split('\n')
  const width = Math.max(4, String(lines.length).length + 1)
  return lines.map((line, index) => `${padStart(String(index + 1), width)}  ${visible(line, { tabs: true })}`.trimEnd())
}

/** The last lines of what a notebook recorded are enough to see what it was. */
const shownLines = 10

const recorded = (text: string, { columns, palette }: Screen): string[] => {
  const lines = text.split('\n')
  const more = lines.length > shownLines ? [`     … and ${counted(lines.length - shownLines, 'more line')}`] : []
  const head = palette.dim('     The notebook recorded this output, which proves nothing:')
  return [head, ...lines.slice(0, shownLines).flatMap((line) => hanging('     ', line, columns, palette.dim)), ...more]
}
