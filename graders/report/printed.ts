/** Shows what a program printed, the process that wrote each line in front of it. */
import type { Execution } from '../core/process.ts'
import type { Screen } from './layout.ts'
import { cut, hanging, padEnd, widestOf, widthOf } from './layout.ts'
import type { OutputLine } from './output.ts'
import { outputOf } from './output.ts'
import { visible } from './visible.ts'
import { counted } from './words.ts'

/** Enough to see what happened. The JSON report has everything. */
const mostLines = 24

export const drawOutput = (execution: Execution, { columns, palette }: Screen): string[] => {
  const lines = outputOf(execution)
  if (lines.length === 0) return hanging('  ', 'It printed nothing.', columns, palette.dim)
  const shown = lines.slice(0, mostLines)
  const name = widestOf(shown.map(({ by }) => by))
  const room = columns - name - 4
  const rows = shown.map((line) => `  ${palette.dim(`${padEnd(line.by, name)} │`)}${printed(line, room, palette)}`.trimEnd())
  return [...rows, ...notesOn(lines, execution).flatMap((note) => hanging('  ', note, columns, palette.dim))]
}

/** A tab is shown as one, since a gap could be anything. */
const printed = ({ text, stream, fate, ended }: OutputLine, room: number, palette: Screen['palette']): string => {
  const notes = [stream === 'stderr' ? 'stderr' : '', fateWords[fate], ended ? '' : 'no line end'].filter((note) => note !== '')
  const tail = notes.length === 0 ? '' : ` (${notes.join(', ')})`
  return ` ${cut(visible(text.slice(0, 4 * room)), room - 1 - widthOf(tail))}${palette.dim(tail)}`
}

const fateWords: Readonly<Record<OutputLine['fate'], string>> = {
  shown: '',
  relayed: 'to main, which printed it',
  kept: 'to a pipe, not shown',
}

const notesOn = (lines: readonly OutputLine[], { truncated }: Execution): string[] => {
  const more = lines.length - mostLines
  return [
    ...(more > 0 ? [`… and ${counted(more, 'more line')}: --json has them.`] : []),
    ...(lines.slice(0, mostLines).some(({ text }) => text.length > 60)
      ? ['A line that ends with … was cut to fit: --json has the whole of it.']
      : []),
    ...(truncated ? ['This is not everything that was written: the kit keeps only the beginning of what a program prints.'] : []),
  ]
}
