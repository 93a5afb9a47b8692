/** Figures as a table that stands in the README as it stands in a terminal. */
import { type Figure, isMet } from './figures.ts'

/** A Markdown table, its columns as wide as what stands in them. */
export const renderTable = (figures: readonly Figure[]): string => {
  const rows = [
    ['measure', 'figure', 'median', 'spread', 'target', ''],
    ...figures.map((figure) => [figure.measure, figure.name, median(figure), range(figure), targetOf(figure), verdict(figure)]),
  ]
  const widths = rows[0]!.map((_, column) => Math.max(3, ...rows.map((row) => row[column]!.length)))
  const line = (row: readonly string[]): string => `| ${row.map((cell, column) => cell.padEnd(widths[column]!)).join(' | ')} |\n`
  const [head, ...body] = rows
  return [line(head!), line(widths.map((width) => '-'.repeat(width))), ...body.map(line)].join('')
}

/** Two figures behind the point, and four where two would show a target met that was missed. */
const median = (figure: Figure): string => {
  const short = amount(figure.value, figure)
  const isTold = figure.unit !== 'ratio' || isMet({ ...figure, value: Number(short) }) === isMet(figure)
  return isTold ? short : figure.value.toFixed(4)
}

const amount = (value: number, { unit }: Figure): string => {
  if (unit === 'ratio') return value.toFixed(2)
  return unit === 's'
    ? `${value.toFixed(value < 10 ? 2 : 0)} s`
    : unit === 'MiB'
      ? `${value.toFixed(0)} MiB`
      : `${value.toFixed(0)} per second`
}

const range = (figure: Figure): string => {
  const [least, most] = figure.spread.map((value) => amount(value, figure).replace(/[a-z ]+$/i, ''))
  return least === most ? '' : `${least}–${most}`
}

const targetOf = (figure: Figure): string => {
  if (figure.target === undefined) return ''
  return 'atMost' in figure.target ? `≤ ${amount(figure.target.atMost, figure)}` : `≥ ${amount(figure.target.atLeast, figure)}`
}

const verdict = (figure: Figure): string => ({ true: 'met', false: 'missed', null: '' })[String(isMet(figure)) as 'true' | 'false' | 'null']
