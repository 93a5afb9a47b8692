/** Puts marks into one column of a platform's own file. */
import { UsageError } from '../../core/errors.ts'
import { fillSheet, valueAt, type Sheet } from '../csv.ts'
import type { Learner, Marks } from '../marks.ts'
import { seat, type Seat } from './roster.ts'

/** The file with the marks in it, and everything that a teacher has to look at. */
export interface Filled {
  readonly text: string
  readonly column: string
  readonly count: number
  /** How many points of the file one point of the kit is; 1 where the file gives no maximum or the same one. */
  readonly scale: number
  /** Learners with marks whom the file does not know. */
  readonly unknown: readonly Learner[]
  /** Lines of the file that got no mark, since nobody handed anything in for them. */
  readonly absent: readonly Seat[]
  /** Lines that were left as they were although somebody handed in, and why. */
  readonly kept: readonly { readonly learner: Learner; readonly why: string }[]
}

/** Where in a file what stands. */
export interface Layout {
  readonly seats: readonly Seat[]
  readonly column: number
  /** The points that the platform gives for everything; null where it does not say, or differs from line to line. */
  readonly possible: number | null
  readonly decimalComma: boolean
  /** A value that must not be overwritten, and why. */
  readonly isFixed: (value: string) => string | null
}

/** Fills in what has a fair total; a learner whose work could not be graded keeps what stands there. */
export const fill = (sheet: Sheet, layout: Layout, marks: readonly Marks[]): Filled => {
  const { matched, unknown, absent } = seat(layout.seats, marks)
  const max = marks[0]?.max ?? 0
  const scale = layout.possible !== null && layout.possible > 0 && max > 0 ? layout.possible / max : 1
  const cells = new Map<number, Map<number, string>>()
  const kept: { learner: Learner; why: string }[] = []
  for (const { seat, learner, marks } of matched) {
    const why = whyKept(marks) ?? layout.isFixed(valueAt(sheet.rows[seat.row], layout.column))
    if (why === null) cells.set(seat.row, new Map([[layout.column, written(marks.total! * scale, layout.decimalComma)]]))
    else kept.push({ learner, why })
  }
  const column = valueAt(sheet.rows[0], layout.column)
  return { text: fillSheet(sheet, cells), column, count: cells.size, scale, unknown, absent, kept }
}

const whyKept = ({ status, total }: Marks): string | null => {
  if (status === 'unreadable') return 'not all of the submission could be read'
  return status === 'errored' || total === null ? 'the grader could not judge all of it' : null
}

const written = (points: number, decimalComma: boolean): string => {
  const text = (Math.round(points * 100 + 1e-6) / 100).toFixed(2)
  return decimalComma ? text.replace('.', ',') : text
}

/** Whether a value is written with a decimal comma. */
export const hasComma = (value: string): boolean => /^\s*\d+,\d+\s*$/.test(value)

/** A number as platforms write it, with a point or a comma; null for everything else. */
export const numberIn = (text: string): number | null => {
  const plain = text.trim().replace(',', '.')
  return /^\d+(?:\.\d+)?$/.test(plain) ? Number(plain) : null
}

/**
 * The column with a certain header, by its whole name.
 *
 * @throws UsageError where there is none.
 */
export const columnNamed = (headers: readonly string[], name: string, option: string): number => {
  const found = headers.findIndex((header) => header.trim() === name.trim())
  if (found === -1)
    throw new UsageError(
      `${option}: there is no column ${JSON.stringify(name)}, but ${headers.map((each) => JSON.stringify(each)).join(', ')}.`,
    )
  return found
}
