/** Judges one entry of a class from its files to its record. */
import { createHash } from 'node:crypto'
import { UsageError } from '../core/errors.ts'
import type { Report } from '../core/types.ts'
import { type Choice, gradeSubmission, unanswered } from '../grade.ts'
import { graders } from '../index.ts'
import { toJson } from '../report/json.ts'
import { readFiles } from '../submission/read.ts'
import { asideOf } from './given.ts'
import { digestOfEntry, digestOfFault, gather } from './intake/gather.ts'
import type { Entry } from './intake/entry.ts'
import { withoutFlattened } from './intake/online-text.ts'
import type { Place } from './intake/place.ts'
import type { ClassRecord, InClass } from './record.ts'
import { settle } from './settle.ts'
import { steadied } from './steady.ts'
import { trimmed } from './trim.ts'

/** What may change a verdict besides the content. */
export interface Settings {
  /** The kit's digest. */
  readonly kit: string
  readonly version: string
  readonly timeoutMs: number
  readonly sandbox: boolean
}

/** The exercises of the kit, for whoever reads submissions. */
export const exercises = graders.map(({ exercise }) => exercise)

/** By what a record is known to be up to date. */
export const keyOf = (content: string, { kit, timeoutMs, sandbox }: Settings): string =>
  createHash('sha256')
    .update(JSON.stringify([content, kit, timeoutMs, sandbox]))
    .digest('hex')
    .slice(0, 32)

/** What is the same for all that one process judges. */
export type Help = Pick<Choice, 'signal' | 'python' | 'typeServer'>

/** Never throws for what a learner did; what cannot be read has a record that says why. */
export const judgeEntry = async (place: Place, entry: Entry, settings: Settings, help: Help): Promise<ClassRecord> => {
  try {
    const { tree, digest, remarks } = await gather(place, entry, settings.version)
    const submission = withoutFlattened(await readFiles(tree, nameOf(entry), exercises))
    const { timeoutMs, sandbox } = settings
    const report = await gradeSubmission(submission, { ...help, graders, timeoutMs, sandbox, atOnce: 1, settle })
    const aside = await asideOf(submission.unread ?? [], tree.files)
    const about = inClass(entry, digest, settings, [...remarks, ...submission.remarks])
    return recordOf(trimmed(steadied(report)), aside.length === 0 ? about : { ...about, aside })
  } catch (error) {
    if (!(error instanceof UsageError)) throw error
    const content = await digestOfEntry(place, entry)
    return recordOf(nothingRead(entry, error), { ...inClass(entry, content, settings, []), unreadable: error.message })
  }
}

/** The record of an entry that the grader itself broke down on. */
export const brokenRecord = (entry: Entry, content: string, settings: Settings, cause: string): ClassRecord => {
  const report = nothingRead(entry, cause)
  const results = report.results.map((result) => ({ ...result, status: 'errored' as const, cause, advice: [] }))
  return recordOf({ ...report, results }, inClass(entry, content, settings, []))
}

const recordOf = (report: Report, about: InClass): ClassRecord => ({ ...toJson(report), class: about })

const nameOf = ({ students }: Entry): string => students.map(({ name }) => name).join(', ')

const inClass = (entry: Entry, content: string, settings: Settings, remarks: readonly string[]): InClass => ({
  id: entry.id,
  key: keyOf(content, settings),
  content,
  kit: settings.kit,
  students: entry.students,
  from: entry.parts.map(({ path }) => path),
  remarks: [...entry.remarks, ...remarks],
  sandboxed: settings.sandbox,
})

const nothingRead = (entry: Entry, fault: unknown): Report =>
  unanswered({ name: nameOf(entry), source: 'folder', sha256: digestOfFault(fault) }, graders)
