/** Canvas: the gradebook that the teacher has exported, with the marks in it, ready to be imported again. */
import { UsageError } from '../../core/errors.ts'
import { readSheet, valueAt, type Sheet, type SheetRow } from '../csv.ts'
import { columnNamed, fill, hasComma, numberIn, type Filled } from './fill.ts'
import type { Marks } from '../marks.ts'
import type { Seat } from './roster.ts'

/**
 * Fills in the column of an assignment; `title` says which, where there are several.
 *
 * @throws UsageError where it is not Canvas's file, or the column cannot be told.
 */
export const fillCanvas = (text: string, marks: readonly Marks[], title?: string): Filled => {
  const sheet = readSheet(text, 'the Canvas file')
  const headers = sheet.rows[0]?.fields.map(({ value }) => value) ?? []
  const idColumn = headers.findIndex((header) => header.trim() === 'ID')
  if (idColumn < 1 || headers.length < 4)
    throw new UsageError('the Canvas file has no column ID behind the names: export the gradebook from Canvas anew.')
  const column = title === undefined ? onlyAssignment(headers) : columnNamed(headers, title, '--canvas-column')
  const points = sheet.rows.find(isPointsPossible)
  const possible = valueAt(points, column)
  const decimalComma = sheet.rows.slice(1).some((row) => hasComma(valueAt(row, column)))
  return fill(sheet, { seats: seatsOf(sheet, headers, idColumn), column, possible: numberIn(possible), decimalComma, isFixed }, marks)
}

const isPointsPossible = (row: SheetRow): boolean => /^\s*Points Possible\s*$/.test(valueAt(row, 0))

const assignment = /\(\d+\)\s*$/

const onlyAssignment = (headers: readonly string[]): number => {
  const columns = headers.flatMap((header, column) => (assignment.test(header) ? [{ header, column }] : []))
  if (columns.length === 1) return columns[0]!.column
  const named = columns.filter(({ header }) => /joinery|multiprocessing/i.test(header))
  if (named.length === 1) return named[0]!.column
  const titles = columns.map(({ header }) => JSON.stringify(header)).join(', ')
  throw new UsageError(
    columns.length === 0
      ? 'the Canvas file has no assignment in it: make the assignment in Canvas first, then export the gradebook.'
      : `the Canvas file has several assignments: add --canvas-column and one of ${titles}.`,
  )
}

const idKinds: Readonly<Record<string, string>> = { 'SIS User ID': 'sid', 'SIS Login ID': 'login' }

/** The lines that are learners: neither the points nor Canvas's own line about how marks are posted. */
const seatsOf = ({ rows }: Sheet, headers: readonly string[], idColumn: number): Seat[] =>
  rows.flatMap((row, index) => {
    const id = valueAt(row, idColumn).trim()
    if (index === 0 || isPointsPossible(row) || id === '') return []
    const name = row.fields
      .slice(0, idColumn)
      .map(({ value }) => value)
      .join(', ')
    const others = headers.flatMap((header, column) => {
      const kind = idKinds[header.trim()]
      const value = valueAt(row, column).trim()
      return kind === undefined || value === '' ? [] : kind === 'login' ? (value.includes('@') ? [['email', value]] : []) : [[kind, value]]
    })
    return [{ row: index, name, ids: { canvas: id, ...(Object.fromEntries(others) as Record<string, string>) } }]
  })

const isFixed = (value: string): string | null => {
  if (value.trim() === 'EX') return 'Canvas has it as excused (EX)'
  return value.trim() === 'N/A' ? 'Canvas has not assigned it (N/A)' : null
}
