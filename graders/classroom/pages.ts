/**
 * Writes the pages of a class: `index.html`, and one for each learner in `students/`. Records are read one at a time, and nothing of them
 * is kept but the names of the pages. A page that is the same as the one on the disk is left alone, and one of a learner who is gone is
 * removed. What somebody else put into these folders is never touched.
 */
import { createHash } from 'node:crypto'
import { closeSync, existsSync, lstatSync, mkdirSync, openSync, readSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { attentionOf } from '../report/attention.ts'
import { RemarkCounter } from '../report/remarks.ts'
import { ClassCounter } from '../report/class-tally.ts'
import { fromJson } from '../report/from-json.ts'
import { renderClassPage, type Alike } from '../report/html/class-page.ts'
import { pageMark } from '../report/html/page.ts'
import type { ClassRow } from '../report/html/roster.ts'
import { renderStudentPage } from '../report/html/student.ts'
import type { Report } from '../core/types.ts'
import { blocksOf, diskError, replaceFile } from './files.ts'
import { exercises } from './judge.ts'
import { each, marksIn, type ClassResults } from './outputs.ts'
import type { Names } from './namesakes.ts'
import type { ClassRecord } from './record.ts'

/** What the page of the class says of it as a whole. */
export interface AboutClass {
  readonly name: string
  readonly remarks: readonly string[]
}

const folder = 'students'

/** Returns what there is to say of pages that were not written. */
export const writePages = (out: string, { ledger, ids, names }: ClassResults, { name, remarks }: AboutClass): string[] => {
  const students = join(out, folder)
  const records = ledger.records(ids)
  const counter = new ClassCounter()
  const said = new RemarkCounter()
  const pages = new Set<string>()
  let unsandboxed = 0
  try {
    mkdirSync(students, { recursive: true })
  } catch (error) {
    throw diskError(error, students)
  }
  for (const record of records) {
    pages.add(writeStudent(out, record, names, counter))
    said.add(record.class.remarks)
    if (!record.class.sandboxed) unsandboxed += 1
  }
  removeOld(students, pages)
  const page = {
    name,
    rows: each(records, (record) => rowOf(record, names, said)),
    tally: counter.tally(),
    unsandboxed,
    remarks,
    likeness: likenessIn(out),
  }
  return writeIndex(join(out, 'index.html'), () => renderClassPage(page))
}

/** Returns the name of the page. */
const writeStudent = (out: string, record: ClassRecord, names: Names, counter: ClassCounter): string => {
  const { unreadable, from, remarks, students } = record.class
  const report = withQuestions(fromJson(record))
  const { name, file } = pageOf(record)
  const text = renderStudentPage({ report, name, remarks, inClass: { from, unreadable } })
  writeChanged(join(out, folder, file), () => [text])
  if (unreadable === undefined) counter.add(report, { name: names(students).join(', '), page: `${folder}/${file}` })
  return file
}

const rowOf = (record: ClassRecord, names: Names, said: RemarkCounter): ClassRow => {
  const report = fromJson(record)
  const statuses = report.results.map(({ status }) => status)
  const page = `${folder}/${pageOf(record).file}`
  const { unreadable, remarks } = record.class
  const attention = attentionOf(report, { unreadable, remarks: said.own(remarks) })
  return { marks: marksIn(record, names), page, statuses, attention }
}

const pageOf = ({ class: { id, students } }: ClassRecord): { readonly name: string; readonly file: string } => {
  const name = students.map((student) => student.name).join(', ')
  return { name, file: pageNameOf(name, id) }
}

/** The words of the questions are the kit's own: records do not repeat them. */
const withQuestions = (report: Report): Report => ({
  ...report,
  results: report.results.map((result) => ({
    ...result,
    exercise: exercises.find(({ id }) => id === result.exercise.id) ?? result.exercise,
  })),
})

/** The same at every run, no other entry's, and harmless on every system, whatever a learner is called. */
export const pageNameOf = (name: string, id: string): string => {
  const readable = name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/\p{M}/gu, '')
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 40)
    .replace(/^-|-$/g, '')
  return `${readable || 'learner'}-${createHash('sha256').update(id).digest('hex').slice(0, 12)}.html`
}

const ourName = /^[a-z0-9-]{1,40}-[0-9a-f]{12}\.html(?:\.part)?$/

/** Pages can be made again at any time; a half-written one is different, and replaced. */
const writeChanged = (path: string, pieces: () => Iterable<string>): void => {
  if (!holds(path, blocksOf(pieces()))) replaceFile(path, pieces(), true)
}

/** Whether a file is these blocks, and nothing else. */
const holds = (path: string, blocks: Iterable<Uint8Array>): boolean => {
  if (!existsSync(path)) return false
  const file = openSync(path, 'r')
  try {
    for (const block of blocks) if (!firstOf(file, block.length).equals(block)) return false
    return firstOf(file, 1).length === 0
  } finally {
    closeSync(file)
  }
}

/** The bytes of a file that come next. */
const firstOf = (file: number, length: number): Buffer => {
  const buffer = Buffer.allocUnsafe(length)
  return buffer.subarray(0, readSync(file, buffer))
}

/** Removes pages of the kit's own that belong to nobody any more. */
const removeOld = (students: string, pages: ReadonlySet<string>): void => {
  for (const name of readdirSync(students)) {
    const path = join(students, name)
    if (!ourName.test(name) || pages.has(name) || !lstatSync(path).isFile()) continue
    if (name.endsWith('.part') || isOurs(path)) rmSync(path, { force: true })
  }
}

const isOurs = (path: string): boolean => {
  const file = openSync(path, 'r')
  try {
    return firstOf(file, 300).includes(pageMark)
  } finally {
    closeSync(file)
  }
}

const writeIndex = (path: string, pieces: () => Iterable<string>): string[] => {
  if (existsSync(path) && !isOurs(path))
    return [`${path} was not made by the kit, and was left as it is: give another --out to have a page of the class.`]
  writeChanged(path, pieces)
  return []
}

/** What was found of likeness has a page of its own, where it was looked for. */
const likenessIn = (out: string): Alike[] =>
  existsSync(join(out, 'likeness.html')) ? [{ page: 'likeness.html', words: 'Answers that are much alike, side by side' }] : []
