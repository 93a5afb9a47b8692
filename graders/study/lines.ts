/** Lines that more than one part of the screen is made of. */
import type { Screen } from '../report/layout.ts'
import { hanging } from '../report/layout.ts'
import type { Hints } from './state.ts'

/** The hints that were asked for, under what they are about; the last one stands out. */
export const hintLines = (hints: Hints | null, { columns, palette }: Screen): string[] =>
  (hints?.shown ?? []).flatMap((text, index, { length }) => {
    const label = `hint ${index + 1} of ${hints?.count}`
    const isLast = index === length - 1
    return hanging(
      `     ${isLast ? palette.cyan(`? ${label}`) : palette.dim(`? ${label}`)}  `,
      text,
      columns,
      isLast ? undefined : palette.dim,
    )
  })

/** A line that keeps its own indent, and its further lines too; those of an entry of a list stand under its words. */
export const indented = (line: string, columns: number, paint?: (text: string) => string): string[] => {
  const [, mark = '', text = ''] = /^\s*([-*] +)?(.*)$/.exec(line) ?? []
  const indent = ' '.repeat(Math.min(line.length - mark.length - text.length, columns / 2))
  return text === '' ? [''] : hanging(` ${indent}${mark}`, text, columns, paint)
}
