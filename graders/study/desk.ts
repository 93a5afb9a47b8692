/** The learner's desk: the files in `exercises/`, as they are at this moment. */
import { statSync } from 'node:fs'
import { basename, join } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import { entryText } from '../core/blank.ts'
import type { Answer, Grader, Language } from '../core/types.ts'
import type { ReadSubmission } from '../submission/read.ts'
import { saidInComments } from '../submission/commented.ts'
import { readExercises } from './exercises.ts'
import type { Draft } from './state.ts'

/** The folder of answers, read at one moment. */
export interface Desk {
  readonly folder: string
  readonly submission: ReadSubmission
  /** Of each answer's own file what changes whenever it is written, be it with the same text. */
  readonly standing: ReadonlyMap<Answer, Standing>
}

interface Standing {
  /** When it was written last; a file that is gone by now was written long ago. */
  readonly mtimeMs: number
  readonly ino: number
}

/** Reads everything that lies in a folder. Throws a `UsageError` where that is not possible. */
export const readDesk = async (folder: string, graders: readonly Grader[]): Promise<Desk> => {
  const submission = await readExercises(graders, folder)
  const standing = new Map(submission.answers.map((answer) => [answer, standingOf(join(folder, answer.entry))]))
  return { folder, submission, standing }
}

const standingOf = (path: string): Standing => {
  const { mtimeMs, ino } = statSync(path, { throwIfNoEntry: false }) ?? { mtimeMs: 0, ino: 0 }
  return { mtimeMs, ino }
}

/** The files of each question, the last one saved first. */
export const draftsOn = ({ folder, submission, standing }: Desk, graders: readonly Grader[]): ReadonlyMap<string, readonly Draft[]> => {
  const savedAt = (answer: Answer): number => standing.get(answer)!.mtimeMs
  const draftsFor = (grader: Grader): Draft[] => {
    const own = submission.answers.filter(({ exercise }) => exercise === grader.exercise.id)
    return own.toSorted((one, other) => savedAt(other) - savedAt(one)).map((answer) => draftOf(answer, grader, folder))
  }
  return new Map(graders.map((grader) => [grader.exercise.id, draftsFor(grader)]))
}

const draftOf = (answer: Answer, grader: Grader, folder: string): Draft => {
  const begun = !grader.isUnfinished(answer)
  return {
    language: answer.language,
    file: `${basename(folder)}/${answer.entry}`,
    begun,
    commented: begun ? null : saidInComments(answer),
    brief: briefOf(entryText(answer)),
  }
}

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
 * Which answer was saved: one whose own file was written since, or whose text is another. Where it may be several, that of the question which is shown is
 * meant, since it is being worked on.
 */
export const savedIn = (before: Desk, now: Desk, shown: string): Which | null => {
  const { answers } = now.submission
  const written = answers.filter((answer) => !isDeepStrictEqual(now.standing.get(answer), standingBefore(before, answer)))
  const saved = written.length > 0 ? written : answers.filter((answer) => isChanged(before, answer))
  const answer = saved.find(({ exercise }) => exercise === shown) ?? saved[0]
  return answer === undefined ? null : { id: answer.exercise, language: answer.language }
}

const standingBefore = (before: Desk, answer: Answer): Standing | undefined => {
  const earlier = earlierOf(before, answer)
  return earlier && before.standing.get(earlier)
}

const isChanged = (before: Desk, answer: Answer): boolean => {
  const earlier = earlierOf(before, answer)
  return earlier === undefined || !isDeepStrictEqual(earlier.files, answer.files)
}

const earlierOf = ({ submission }: Desk, { exercise, language }: Answer): Answer | undefined =>
  submission.answers.find((answer) => answer.exercise === exercise && answer.language === language)
