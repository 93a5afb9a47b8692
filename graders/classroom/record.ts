/** One line of `results.jsonl`: a report, and whose it is. */
import type { Unread } from '../core/types.ts'
import type { ReportJson } from '../report/from-json.ts'
import type { Student } from './intake/entry.ts'

/** What could not be read. The digest is of a file that may have been given to everybody, which the class as a whole tells. */
export type Aside = Unread & { readonly sha256?: string }

/** What a class's record says beside the report. */
export interface InClass {
  /** The entry's id: the same at every start. */
  readonly id: string
  /** Of the content, the kit and its options. Another key means that the record is out of date. */
  readonly key: string
  /** Of the content alone. */
  readonly content: string
  readonly kit: string
  readonly students: readonly Student[]
  /** The files and folders that were graded. */
  readonly from: readonly string[]
  readonly remarks: readonly string[]
  readonly sandboxed: boolean
  /** Why nothing of the submission could be read; then its results say nothing about what the learner knows. */
  readonly unreadable?: string
  /** What may answer something and could not be read, where others may have it as well. */
  readonly aside?: readonly Aside[]
}

/** One line of `results.jsonl`. */
export type ClassRecord = ReportJson & { readonly class: InClass }

/** True where a fault of the grader kept something from being judged. */
export const isErrored = ({ results }: ReportJson): boolean => results.some(({ status }) => status === 'errored')
