/** Tables that spreadsheets open: safe ones of our own, and other programs' files in which nothing changes but what must. */
import { parse } from 'csv-parse/sync'
import { stringify } from 'csv-stringify/sync'
import { UsageError, messageOf } from '../core/errors.ts'
import { visible } from './visible.ts'

/**
 * A stranger's text as a cell. A spreadsheet takes what begins with `=`, `+`, `-` or `@` for a formula, and carries it out on the computer
 * of whoever opens the file. An apostrophe in front makes it text again.
 */
export const cell = (text: string): string => {
  const shown = visible(text)
  return /^\s*[=+\-@\uff1d\uff0b\uff0d\uff20]/.test(text) || /^[\t\r\n]/.test(text) ? `'${shown}` : shown
}

/** One line of a table of our own: texts, numbers, empty cells. */
export type Row = readonly (string | number | null)[]

/** A table; texts are made safe, numbers stay numbers, null is an empty cell. Lines end as RFC 4180 wants it. */
export const table = (rows: readonly Row[]): string =>
  stringify(
    rows.map((row) => row.map((value) => (typeof value === 'string' ? cell(value) : value))),
    { record_delimiter: '\r\n', quoted_match: /[;\t']/ },
  )

/** Byte order mark: Excel takes a file without it for one in the old encoding of the computer, and garbles every name that is not English. */
const mark = '\ufeff'

/** A table as a file of our own that people open. What a platform takes in stays as the platform wrote it. */
export const spreadsheet = function* (pieces: Iterable<string>): Generator<string> {
  yield mark
  yield* pieces
}

/** One cell of somebody else's file: its value, and whether it stood in quotes. */
interface Field {
  readonly value: string
  readonly quoted: boolean
}

/** One line of somebody else's file. */
export interface SheetRow {
  readonly fields: readonly Field[]
  /** The line end behind it, as it was. */
  readonly end: string
}

/** Somebody else's file, taken apart so that it can be put together again to the byte. */
export interface Sheet {
  readonly mark: string
  readonly delimiter: string
  readonly rows: readonly SheetRow[]
}

/**
 * Reads a table; `name` is for messages.
 *
 * @throws UsageError where it is no table, or one that could not be put together again to the byte.
 */
export const readSheet = (text: string, name: string): Sheet => {
  const own = text.startsWith(mark) ? mark : ''
  const body = text.slice(own.length)
  const delimiter = delimiterOf(body)
  const rows: SheetRow[] = []
  let at = 0
  for (const fields of recordsOf(body, delimiter, name)) {
    const line = lineOf(fields, delimiter)
    if (!body.startsWith(line, at))
      throw new UsageError(`${name} is no table that can be filled in without changing the rest of it: export it again.`)
    const end = /^(?:\r\n|\n|\r)?/.exec(body.slice(at + line.length, at + line.length + 2))![0]
    rows.push({ fields, end })
    at += line.length + end.length
  }
  return { mark: own, delimiter, rows }
}

const recordsOf = (body: string, delimiter: string, name: string): Field[][] => {
  try {
    return parse(body, {
      delimiter,
      relax_column_count: true,
      record_delimiter: ['\r\n', '\n', '\r'],
      cast: (value, { quoting }) => ({ value, quoted: quoting }),
    }) as unknown as Field[][]
  } catch (error) {
    throw new UsageError(`${name} is no table (${messageOf(error)}): export it again.`)
  }
}

/** What stands between the columns of the header: the mark that is there most often outside of quotes. */
const delimiterOf = (body: string): string => {
  const header =
    body
      .slice(0, 10_000)
      .replace(/"[^"]*"/g, '')
      .split(/[\r\n]/, 1)[0] ?? ''
  const counts = [',', ';', '\t'].map((mark) => ({ mark, count: header.split(mark).length }))
  return counts.reduce((most, each) => (each.count > most.count ? each : most)).mark
}

const lineOf = (fields: readonly Field[], delimiter: string): string =>
  fields.map(({ value, quoted }) => (quoted ? `"${value.replaceAll('"', '""')}"` : value)).join(delimiter)

/** The file with some cells replaced: by row, then by column. Everything else stays as it was. */
export const fillSheet = ({ mark, delimiter, rows }: Sheet, cells: ReadonlyMap<number, ReadonlyMap<number, string>>): string => {
  const filled = ({ fields }: SheetRow, row: number): readonly Field[] =>
    fields.map((field, column) => {
      const value = cells.get(row)?.get(column)
      return value === undefined ? field : { value, quoted: field.quoted || value.includes(delimiter) || /["\r\n]/.test(value) }
    })
  return mark + rows.map((row, index) => lineOf(filled(row, index), delimiter) + row.end).join('')
}

/** The value of a cell; empty where the row is too short. */
export const valueAt = (row: SheetRow | undefined, column: number): string => row?.fields[column]?.value ?? ''
