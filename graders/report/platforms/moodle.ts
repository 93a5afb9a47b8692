/** Moodle: the offline grading worksheet that the teacher has downloaded, with the marks in it. Its header is in the language of the site. */
import { UsageError } from '../../core/errors.ts'
import { readSheet, valueAt, type Sheet } from '../csv.ts'
import { columnNamed, fill, hasComma, numberIn, type Filled } from './fill.ts'
import type { Marks } from '../marks.ts'
import type { Seat } from './roster.ts'

/**
 * Fills in the column of the grade; `title` says which, where it cannot be told.
 *
 * @throws UsageError where it is not Moodle's file, or the column cannot be told.
 */
export const fillMoodle = (text: string, marks: readonly Marks[], title?: string): Filled => {
  const sheet = readSheet(text, 'the Moodle file')
  const headers = sheet.rows[0]?.fields.map(({ value }) => value) ?? []
  const seats = seatsOf(sheet)
  if (seats.length === 0)
    throw new UsageError('the Moodle file has no line that begins with a participant’s number: download the grading worksheet anew.')
  const maxColumn = maximumColumn(sheet, headers, seats)
  const column = title === undefined ? gradeColumn(headers, maxColumn) : columnNamed(headers, title, '--moodle-column')
  const maxima = seats.map(({ row }) => (maxColumn === null ? '' : valueAt(sheet.rows[row], maxColumn)))
  const cells = seats.map(({ row }) => valueAt(sheet.rows[row], column))
  const decimalComma = [...maxima, ...cells].some(hasComma)
  const possible = new Set(maxima).size === 1 ? numberIn(maxima[0]!) : null
  return fill(sheet, { seats, column, possible, decimalComma, isFixed: () => null }, marks)
}

/** "Participant 123", "Teilnehmer/in123": the number behind the word is the one in the names of the submissions. */
const seatsOf = ({ rows }: Sheet): Seat[] =>
  rows.slice(1).flatMap((row, index) => {
    const id = /(\d+)\s*$/.exec(valueAt(row, 0))?.[1]
    const email = row.fields.map(({ value }) => value.trim()).find((value) => /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(value))
    return id === undefined
      ? []
      : [{ row: index + 1, name: valueAt(row, 1), ids: { moodle: id, ...(email === undefined ? {} : { email }) } }]
  })

/** What the column is called on English, German, French, Spanish, Italian, Portuguese, Dutch and some more sites. */
const gradeNames = new Set('Grade,Bewertung,Note,Calificación,Valutazione,Nota,Avaliação,Cijfer,Ocena,Betyg,Karakter,Arvosana'.split(','))

const gradeColumn = (headers: readonly string[], maxColumn: number | null): number => {
  const named = headers.flatMap((header, column) => (gradeNames.has(header.trim()) ? [column] : []))
  if (named.length === 1) return named[0]!
  if (maxColumn !== null) return maxColumn - 1
  throw new UsageError(
    `it cannot be told which column of the Moodle file holds the grade: add --moodle-column and one of ${headers.map((each) => JSON.stringify(each)).join(', ')}.`,
  )
}

/** Every line has the same maximum; its column stands behind that of the grade. */
const maximumColumn = ({ rows }: Sheet, headers: readonly string[], seats: readonly Seat[]): number | null => {
  const isConstant = (column: number): boolean => {
    const values = new Set(seats.map(({ row }) => valueAt(rows[row], column)))
    return values.size === 1 && (numberIn([...values][0]!) ?? 0) > 0
  }
  const candidates = headers.flatMap((header, column) =>
    column > 1 && isConstant(column) ? [{ column, named: /m[aá]x|höchst|mass/i.test(header) }] : [],
  )
  return (candidates.find(({ named }) => named) ?? (candidates.length === 1 ? candidates[0] : undefined))?.column ?? null
}
