/** What a gradebook needs of a report: points, a status, and one line that says why. */
import { counted } from '../core/english.ts'
import { didVary } from '../core/score.ts'
import { sortedBy } from '../core/sorted-by.ts'
import type { Report, Result } from '../core/types.ts'
import { firstOpen, verdictMark } from './words.ts'

/** One learner, as a platform knows them. */
export interface Learner {
  readonly name: string
  readonly ids: Readonly<Record<string, string>>
}

/**
 * - `passed`: every question.
 * - `open`: some questions have not passed.
 * - `errored`: a fault of the grader; no total, since nobody must get a zero for it.
 * - `unreadable`: not all of it could be read, or nothing; no total, since nobody knows what is in there.
 */
export type MarksStatus = 'passed' | 'open' | 'errored' | 'unreadable'

/** The marks of one submission, for all who handed it in together. */
export interface Marks {
  readonly learners: readonly Learner[]
  /** As lists call them that show nothing else of them: where several bear the same name, with what tells them apart. */
  readonly called: string
  readonly status: MarksStatus
  readonly questions: readonly { readonly id: string; readonly score: number | null; readonly max: number }[]
  /** Null where no fair total can be given. */
  readonly total: number | null
  readonly max: number
  /** Why it is not everything, in one line without times or process ids. */
  readonly reason: string
  readonly remarks: readonly string[]
  /** What could not be read of it, and why. */
  readonly unread: readonly string[]
}

/** Whose marks they are, and what its reader had to say. */
export interface MarksOptions {
  readonly learners: readonly Learner[]
  readonly called?: string
  readonly remarks?: readonly string[]
  /** Why nothing could be read. */
  readonly unreadable?: string | undefined
}

/** The marks that a report gives. */
export const marksOf = ({ results, score, max, passed }: Report, options: MarksOptions): Marks => {
  const { learners, called = learners.map(({ name }) => name).join(', '), remarks = [], unreadable } = options
  const errored = results.some(({ status }) => status === 'errored')
  const unread = unreadable === undefined ? [...new Set(results.flatMap((result) => result.unread ?? []))] : [unreadable]
  const status = unread.length > 0 ? 'unreadable' : errored ? 'errored' : passed ? 'passed' : 'open'
  const known = (result: Result): boolean => unreadable === undefined && result.status !== 'errored' && result.unread === undefined
  return {
    learners,
    called,
    status,
    questions: results.map((result) => ({ id: result.exercise.id, score: known(result) ? result.score : null, max: result.max })),
    total: status === 'errored' || status === 'unreadable' ? null : score,
    max,
    reason:
      unreadable ??
      [...unread.map((why) => why.replace(/\.$/, '')), ...lacksIn(results), ...sortedBy(results, faultsFirst).flatMap(reasonOf)].join('; '),
    remarks: [...remarks.filter((remark) => !unread.includes(remark)), ...results.flatMap(rerunRemark)],
    unread,
  }
}

/** What keeps a total away is what a teacher has to know first. */
const faultsFirst = ({ status }: Result): number[] => [Number(status !== 'errored')]

const reasonOf = (result: Result): string[] => {
  const words = phraseOf(result)
  return words === null ? [] : [`${result.exercise.id}: ${words}`]
}

/** What this machine lacks is said once for all questions that need it. */
const lacksIn = (results: readonly Result[]): string[] =>
  [...new Set(results.flatMap(({ lacks }) => lacks ?? []))].map(
    (lack) => `${results.flatMap(({ lacks, exercise }) => (lacks === lack ? exercise.id : [])).join(', ')}: ${lack}`,
  )

/** What could not be read, or what is lacking, has a sentence of its own. */
const phraseOf = ({ status, checks, unread, lacks }: Result): string | null => {
  if (status === 'passed' || unread !== undefined || lacks !== undefined) return null
  if (status === 'unfinished') return 'not begun'
  if (status === 'missing') return 'no answer'
  if (status === 'errored') return 'a fault of the grader'
  const open = firstOpen(checks)
  return open === undefined ? 'not enough to pass' : `${verdictMark[open.verdict.status]} ${open.title}`
}

/** Only where the runs differed: that it was looked at twice before points were lost says nothing. */
const rerunRemark = ({ exercise, runs }: Result): string[] =>
  runs !== undefined && didVary(runs)
    ? [`${exercise.id} did not do the same in ${counted(runs.length, 'run')}: what most showed counts.`]
    : []
