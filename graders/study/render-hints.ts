import type { Exercise, Language } from '../core/types.ts'
import { type Screen, type ScreenOptions, hanging, screenOf, spread } from '../report/layout.ts'
import { languageName } from '../report/words.ts'
import { type HintState, minutesUntil } from './hints.ts'
import { beginning } from './trouble.ts'

/** How hints are drawn: for which file, when, and whether one is new. */
export interface HintScreen extends ScreenOptions {
  /** Such as `exercises/q5.ts`. */
  readonly file: string
  /** Other languages in which the learner may begin as well. */
  readonly otherwise?: readonly Language[]
  /** True where the last of the hints that are shown was not shown before. */
  readonly isNew: boolean
  readonly now: Date
}

/** The hints that were given so far, the newest last, and when the next one comes. Ends with a line end. */
export const renderHints = (
  { id, title }: Exercise,
  state: HintState,
  { file, otherwise = [], isNew, now, ...options }: HintScreen,
): string => {
  const screen = screenOf(options)
  const { columns, palette } = screen
  const lines = [
    ...spread(` ${palette.bold(id)}  `, title, languageName(state.language), columns - 1, palette.bold),
    '',
    ...hanging(`  ${palette.dim('open')}    `, openWords(state), columns),
    '',
    ...drawSteps(state, isNew, screen),
    ...hanging('  ', whatNext(state, file, now), columns, palette.dim),
    ...otherwise.flatMap((language) =>
      hanging('  ', `For ${languageName(language)}: \`npm run hint ${id} -- --lang ${language}\`.`, columns, palette.dim),
    ),
  ]
  return `${lines.join('\n')}\n`
}

const openWords = ({ trouble: { check, title } }: HintState): string => (check === beginning.check ? title : `${check}: ${title}`)

/** Hints as the lines of a screen: those that were shown before are dim, so that the new one stands out. */
export const drawSteps = ({ steps, shown }: HintState, isNew: boolean, { columns, palette }: Screen): string[] =>
  steps.slice(0, shown).flatMap((step, index) => {
    const isLast = index === shown - 1
    const label = `hint ${index + 1}`
    const head = `  ${isLast && isNew ? palette.cyan(label) : palette.dim(label)}  `
    return [...hanging(head, step, columns, isLast ? same : palette.dim), '']
  })

const same = (text: string): string => text

/** What brings the next hint, or what to do when there is none. */
export const whatNext = ({ steps, shown, isReady, readyAt, exercise }: HintState, file: string, now: Date): string => {
  if (shown === steps.length)
    return `Those were all the hints for this. \`npm run try ${exercise}\` shows your program at work, and \`npm run solution ${exercise}\` one way to do it; it asks first.`
  const left = `${steps.length - shown} more ${steps.length - shown === 1 ? 'hint' : 'hints'}`
  if (isReady || readyAt === null) return `${left}: \`npm run hint ${exercise}\` gives the next one.`
  return `${left}. Try something first: the next one is there when you have changed ${file} and saved it, or in ${minutesUntil(readyAt, now)}.`
}
