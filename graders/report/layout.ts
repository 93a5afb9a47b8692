/** Lines of a fixed width. Widths are those of a terminal: a wide character takes two columns, a combining one none. */
import stringWidth from 'fast-string-width'
import { wrapAnsi } from 'fast-wrap-ansi'
import { createColors } from 'picocolors'
import { visible } from './visible.ts'

/** The colours of a screen. Pass `createColors(false)` for none at all. */
export type Palette = ReturnType<typeof createColors>

/** The screen that somebody has, as far as it is known. */
export interface ScreenOptions {
  /** The width of the screen; 80 without it. */
  readonly columns?: number
  /** None without it. */
  readonly palette?: Palette
}

/** What the renderers of a screen work with. */
export interface Screen {
  readonly columns: number
  readonly palette: Palette
}

/** Narrower than this, nothing can be laid out: a terminal narrower still wraps by itself. */
const narrowest = 40

/** The screen that is meant: 80 columns without colours, where nothing else is said. */
export const screenOf = ({ columns = 80, palette = createColors(false) }: ScreenOptions): Screen => ({
  columns: Math.max(narrowest, columns),
  palette,
})

/** The columns that a text takes on a terminal. */
export const widthOf = (text: string): number => stringWidth(text)

/** The columns that the widest of the texts takes. */
export const widestOf = (texts: readonly string[]): number => texts.reduce((widest, text) => Math.max(widest, widthOf(text)), 0)

/** Spaces behind a text, up to so many columns. */
export const padEnd = (text: string, columns: number): string => text + ' '.repeat(Math.max(0, columns - widthOf(text)))

/** Spaces before a text, up to so many columns. */
export const padStart = (text: string, columns: number): string => ' '.repeat(Math.max(0, columns - widthOf(text))) + text

/** Prose in lines of at most `columns`, broken between words, and inside a word only where it is longer than a line. */
const wrapped = (text: string, columns: number): string[] =>
  wrapAnsi(visible(text, { newlines: true }).replaceAll('␉', '    '), Math.max(8, columns), { hard: true }).split('\n')

/** A line as it is, its indent too, broken where the screen ends. */
export const folded = (line: string, columns: number): string[] =>
  widthOf(line) <= columns ? [line] : wrapAnsi(line, columns, { hard: true, trim: false }).split('\n')

/** Text behind a head, its further lines under its first. */
export const hanging = (head: string, text: string, columns: number, paint: (line: string) => string = same): string[] => {
  const indent = widthOf(head)
  return wrapped(text, columns - indent)
    .map((line, index) => (index === 0 ? head : ' '.repeat(indent)) + paint(line))
    .map(trimEnd)
}

/** The text, or as much of it as fits and an ellipsis that says so. */
export const cut = (text: string, columns: number): string => {
  if (widthOf(text) <= columns) return text
  let kept = ''
  for (const character of text) {
    if (widthOf(kept + character) > columns - 1) break
    kept += character
  }
  return `${kept}…`
}

/** `text` behind a head, and `tail` at the right end of the first line; the further lines of the text keep clear of it. */
export const spread = (head: string, text: string, tail: string, columns: number, paint: (line: string) => string): string[] => {
  const [first = '', ...rest] = hanging(head, text, columns - widthOf(tail) - 2, paint)
  return [`${padEnd(first, columns - widthOf(tail))}${tail}`, ...rest]
}

const same = (line: string): string => line

const trimEnd = (line: string): string => line.trimEnd()
