/** Shows what a program printed, the process that wrote each line in front of it. */
import { counted } from '../core/english.ts'
import type { Execution } from '../core/process.ts'
import type { Screen } from './layout.ts'
import { cut, hanging, padEnd, widestOf } from './layout.ts'
import type { OutputLine } from './output.ts'
import { fateMark, fateWords, outputHeading, outputOf, truncatedWords } from './output.ts'
import { visible } from './visible.ts'

/** Enough to see what happened. The JSON report has everything. */
const mostLines = 24

/** The lines of the screen, none longer than it is wide. */
export const drawOutput = (execution: Execution, { columns, palette }: Screen): string[] => {
  const lines = outputOf(execution)
  const head = `  ${palette.bold('output')}  `
  if (lines.length === 0) return hanging(head, 'It printed nothing.', columns, palette.dim)
  const shown = lines.slice(0, mostLines)
  const margin = widestOf(shown.map(origin))
  const room = columns - margin - 5
  const rows = shown.map((line) => `  ${palette.dim(`${padEnd(origin(line), margin)} │`)} ${printed(line, room)}`.trimEnd())
  const title = hanging(head, `${outputHeading}:`, columns, palette.dim)
  return [...title, ...rows, ...notesOn(lines, execution, room).flatMap((note) => hanging('  ', note, columns, palette.dim))]
}

/** Everything about a line stands in the margin, where the line itself cannot imitate it. */
const origin = ({ by, stream, fate }: OutputLine): string =>
  [by, fateMark[fate], stream === 'stderr' ? 'stderr' : ''].filter((word) => word !== '').join(' ')

/** A tab is shown as a sign, since a gap could be anything. */
const printed = ({ text }: OutputLine, room: number): string => cut(visible(text.slice(0, 4 * room)), room)

/** Behind `--` of its own: an option in front of it npm takes for itself. */
const allOfIt = 'npm run check -- --json'

const notesOn = (lines: readonly OutputLine[], { truncated }: Execution, room: number): string[] => {
  const shown = lines.slice(0, mostLines)
  return [
    ...(lines.length > mostLines ? [`… and ${counted(lines.length - mostLines, 'more line')}: \`${allOfIt}\` has them.`] : []),
    ...(shown.some((line) => printed(line, room).endsWith('…'))
      ? [`A line that ends with … was cut to fit: \`${allOfIt}\` has the whole of it.`]
      : []),
    ...fateWords(shown),
    ...(truncated ? [truncatedWords] : []),
  ]
}
