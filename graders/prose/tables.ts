/** Tables: every cell stands under the head of its column and under the first cell of its row. */
import { cellsOf, isDivider, isRow } from './lines.ts'

/** A cell with what it stands under, the nearest last. */
export interface Cell {
  readonly text: string
  readonly line: number
  readonly labels: readonly string[]
}

/** True where a table begins: a row over a divider, or two rows of as many cells. */
export const isTable = (lines: readonly string[], at: number): boolean => {
  const [row, next] = [lines[at]!, lines[at + 1] ?? '']
  if (!isRow(row)) return isBareRow(row) && isDivider(next)
  return isDivider(next) || (isRow(next) && cellsOf(next).length === cellsOf(row).length && cellsOf(row).length >= 2)
}

/** "a | b": two columns, and no bars at the sides. */
const isBareRow = (line: string): boolean => line.includes('|')

/** The cells of the table that begins at a line, and where it ends. */
export const readTable = (lines: readonly string[], at: number): { readonly cells: readonly Cell[]; readonly next: number } => {
  const heads = headsOf(lines, at)
  const belongs = isRow(lines[at]!) ? isRow : isBareRow
  const cells: Cell[] = []
  let row = at + 1
  for (; row < lines.length && belongs(lines[row]!); row += 1)
    if (!isDivider(lines[row]!)) cells.push(...cellsIn(cellsOf(lines[row]!), heads, row + 1))
  return { cells: cells.filter(({ text }) => text !== ''), next: row }
}

/** The heads of the columns. Where two are equal, the first cells under them tell the columns apart. */
const headsOf = (lines: readonly string[], at: number): readonly string[] => {
  const heads = cellsOf(lines[at]!)
  const first = cellsOf(lines.slice(at + 1, at + 3).find((line) => isRow(line) && !isDivider(line)) ?? '')
  return heads.map((head, index) => (head !== '' && heads.indexOf(head) !== heads.lastIndexOf(head) ? (first[index] ?? '') : head))
}

/** Heads of a column that says what its rows speak of. */
const OF_LABELS =
  /^\W*(?:aspects?|features?|points?|questions?|topics?|criteri(?:on|a)|propert(?:y|ies)|attributes?|parameters?|terms?|concepts?|basis|what|items?|name)\W*$/i

/** Where a table has two columns with a head each, both are sides of a comparison: the first cell is no label but a statement too. */
const cellsIn = (row: readonly string[], heads: readonly string[], line: number): Cell[] => {
  if (row.length === 2 && heads.length === 2 && heads[0] !== '' && !OF_LABELS.test(heads[0]!))
    return row.map((text, index) => ({ text, line, labels: [heads[index]!] }))
  const [first = '', ...rest] = row
  return rest.map((text, index) => ({ text, line, labels: [heads[index + 1] ?? '', first].filter((label) => label !== '') }))
}
