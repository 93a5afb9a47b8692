/**
 * Writes the pages of a class: `index.html`, and one for each learner in `students/`. Records are read one at a time; what is kept of each is a
 * row of the table. A page that is the same as the one on the disk is left alone, and one of a learner who is gone is removed. What somebody
 * else put into these folders is never touched.
 */
import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, open, readFile, readdir, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { attentionOf } from '../report/attention.ts'
import { ClassCounter } from '../report/class-tally.ts'
import { fromJson } from '../report/from-json.ts'
import { renderClassPage, type Alike } from '../report/html/class-page.ts'
import { pageMark } from '../report/html/page.ts'
import type { ClassRow } from '../report/html/roster.ts'
import { renderStudentPage } from '../report/html/student.ts'
import type { Report } from '../core/types.ts'
import { diskError } from './files.ts'
import { exercises } from './judge.ts'
import type { Ledger } from './ledger.ts'
import { marksIn } from './outputs.ts'
import type { ClassRecord } from './record.ts'

export interface AboutClass {
  readonly name: string
  readonly remarks: readonly string[]
}

const folder = 'students'

/** `ids` are the entries in the order of the class. Returns what there is to say of pages that were not written. */
export const writePages = async (out: string, ledger: Ledger, ids: readonly string[], { name, remarks }: AboutClass): Promise<string[]> => {
  const counter = new ClassCounter()
  const rows: ClassRow[] = []
  let unsandboxed = 0
  await mkdir(join(out, folder), { recursive: true }).catch((error: unknown) =>
    Promise.reject(diskError(error, join(out, folder)) as Error),
  )
  for (const id of ids) {
    const line = ledger.newest(id)
    if (line === undefined) continue
    const record = await ledger.read(line)
    const row = await writeStudent(out, record, counter)
    if (!record.class.sandboxed) unsandboxed += 1
    rows.push(row)
  }
  await removeOld(join(out, folder), new Set(rows.map(({ page }) => page)))
  const page = renderClassPage({ name, rows, tally: counter.tally(), unsandboxed, remarks, likeness: likenessIn(out) })
  return writeIndex(join(out, 'index.html'), page)
}

const writeStudent = async (out: string, record: ClassRecord, counter: ClassCounter): Promise<ClassRow> => {
  const { id, unreadable, from, remarks } = record.class
  const report = withQuestions(fromJson(record))
  const marks = marksIn(record)
  const name = marks.learners.map((learner) => learner.name).join(', ')
  const page = `${folder}/${pageNameOf(name, id)}`
  const inClass = { from, unreadable }
  await writeChanged(join(out, page), renderStudentPage({ report, name, remarks, inClass }))
  if (unreadable === undefined) counter.add(report, { name, page })
  return { marks, page, statuses: report.results.map(({ status }) => status), attention: attentionOf(report, unreadable) }
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

/** Pages can be made again at any time, so that they are not waited for to reach the disk; a half-written one is different, and replaced. */
const writeChanged = async (path: string, text: string): Promise<void> => {
  const before = await readFile(path, 'utf8').catch(() => null)
  if (before === text) return
  try {
    await writeFile(`${path}.part`, text)
    await rename(`${path}.part`, path)
  } catch (error) {
    await rm(`${path}.part`, { force: true }).catch(() => undefined)
    throw diskError(error, path)
  }
}

/** Removes pages of the kit's own that belong to nobody any more. */
const removeOld = async (students: string, pages: ReadonlySet<string>): Promise<void> => {
  for (const entry of await readdir(students, { withFileTypes: true })) {
    const path = join(students, entry.name)
    if (!entry.isFile() || !ourName.test(entry.name) || pages.has(`${folder}/${entry.name}`)) continue
    if (entry.name.endsWith('.part') || (await isOurs(path))) await rm(path, { force: true })
  }
}

const isOurs = async (path: string): Promise<boolean> => {
  const file = await open(path, 'r')
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(300), 0, 300, 0)
    return buffer.toString('latin1', 0, bytesRead).includes(pageMark)
  } finally {
    await file.close()
  }
}

const writeIndex = async (path: string, text: string): Promise<string[]> => {
  if (existsSync(path) && !(await isOurs(path)))
    return [`${path} was not made by the kit, and was left as it is: give another --out to have a page of the class.`]
  await writeChanged(path, text)
  return []
}

/** What was found of likeness has a page of its own, where it was looked for. */
const likenessIn = (out: string): Alike[] =>
  existsSync(join(out, 'likeness.html')) ? [{ page: 'likeness.html', words: 'Answers that are much alike, side by side' }] : []
