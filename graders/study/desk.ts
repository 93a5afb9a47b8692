/** The learner's desk: the files in `exercises/`, as they are at this moment. */
import { statSync } from 'node:fs'
import { basename, join } from 'node:path'
import type { Answer, Grader, Language, Submission } from '../core/types.ts'
import { readSubmission } from '../submission/read.ts'
import type { Draft } from './state.ts'

export interface Desk {
  readonly submission: Submission
  readonly drafts: ReadonlyMap<string, readonly Draft[]>
}

/** Reads everything that lies in a folder. Throws a `UsageError` where that is not possible. */
export const readDesk = async (folder: string, graders: readonly Grader[]): Promise<Desk> => {
  const submission = await readSubmission(folder, { exercises: graders.map(({ exercise }) => exercise) })
  const drafts = graders.map((grader): [string, Draft[]] => {
    const own = submission.answers.filter(({ exercise }) => exercise === grader.exercise.id)
    const times = new Map(own.map((answer) => [answer, savedAt(join(folder, answer.entry))]))
    return [
      grader.exercise.id,
      own.toSorted((one, other) => times.get(other)! - times.get(one)!).map((answer) => draftOf(answer, grader, folder)),
    ]
  })
  return { submission, drafts: new Map(drafts) }
}

/** When a file was saved; a file that is gone by now was saved long ago. */
const savedAt = (path: string): number => statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0

const draftOf = (answer: Answer, grader: Grader, folder: string): Draft => ({
  language: answer.language,
  file: `${basename(folder)}/${answer.entry}`,
  begun: !grader.isUnfinished(answer),
  brief: briefOf(textOf(answer)),
})

const textOf = ({ files, entry }: Answer): string => files.find(({ path }) => path === entry)?.text ?? ''

/**
 * What a stub says besides its question: the comment at its head, from the first empty line on. Not where to write and how to check, since whoever reads
 * this on the loop's screen is told so there.
 */
const briefOf = (text: string): string[] => {
  const head = text.slice(0, 4000)
  const remark = /^#[^\n]*\n\s*<!--([^]*?)-->/.exec(head)?.[1]
  const lines = remark === undefined ? commentAt(head) : ['', ...remark.split(/\r?\n/)]
  const from = lines.indexOf('')
  return from === -1 ? [] : trimmed(lines.slice(from).filter((line) => !/^(?:TODO|Check it)\b/.test(line)))
}

/** The lines of comment at the head of a program. */
const commentAt = (text: string): string[] => {
  const lines = text.split(/\r?\n/).map((line) => /^(?:\/\/|#(?!#)) ?(.*)$/.exec(line)?.[1] ?? null)
  const end = lines.indexOf(null)
  return (end === -1 ? lines : lines.slice(0, end)) as string[]
}

const trimmed = (lines: readonly string[]): string[] => {
  const said = lines.map((line) => line !== '')
  return said.includes(true) ? lines.slice(said.indexOf(true), said.lastIndexOf(true) + 1) : []
}

/** One answer, told by its question and its language. */
export interface Which {
  readonly id: string
  readonly language: Language
}

/**
 * Which answer was saved: one whose text is another than before, or whose own file was written. Where it may be several, that of the question which is
 * shown is meant, since it is being worked on.
 */
export const savedIn = (before: Desk | null, now: Desk, written: ReadonlySet<string>, shown: string): Which | null => {
  const saved = now.submission.answers.filter((answer) => written.has(answer.entry) || (before !== null && isChanged(before, answer)))
  const own = saved.filter(({ entry }) => written.has(entry))
  const of = (answers: readonly Answer[]) => answers.find(({ exercise }) => exercise === shown) ?? answers[0]
  const answer = of(own) ?? of(saved)
  return answer === undefined ? null : { id: answer.exercise, language: answer.language }
}

const isChanged = ({ submission }: Desk, answer: Answer): boolean => {
  const before = submission.answers.find(({ exercise, language }) => exercise === answer.exercise && language === answer.language)
  return before === undefined || keyOf(before) !== keyOf(answer)
}

const keyOf = ({ files }: Answer): string => JSON.stringify(files.map(({ path, text }) => [path, text]))
