import { createHash } from 'node:crypto'
import { existsSync, realpathSync } from 'node:fs'
import { basename, resolve, sep } from 'node:path'
import { UsageError, unwritable } from '../../core/errors.ts'
import type { Grader, Report } from '../../core/types.ts'
import { unanswered } from '../../grade.ts'
import { graders } from '../../index.ts'
import type { StudentPage } from '../../report/html/student.ts'
import { namedExercise } from '../../submission/names.ts'
import { extensionOf, stemOf } from '../../submission/raw.ts'
import { writeWhole } from '../../whole-file.ts'
import { requirePlaceFor } from './make-folder.ts'

/** What `--report FORMAT=FILE` asks for. */
export interface ReportFile {
  readonly format: Format
  readonly path: string
}

const formats = ['json', 'junit', 'gradescope', 'exercism', 'classroom50', 'markdown', 'html'] as const
type Format = (typeof formats)[number]

/** What stands on a page besides the report. */
export type Beside = Pick<StudentPage, 'name' | 'remarks'>

/**
 * Reads the values of the option.
 *
 * @throws UsageError where one is not FORMAT=FILE.
 */
export const reportFiles = (values: readonly string[]): ReportFile[] =>
  values.map((value) => {
    const [, name = '', path = ''] = /^([^=]*)=(.+)$/s.exec(value) ?? []
    const format = formats.find((each) => each === name)
    if (format === undefined)
      throw new UsageError(`--report takes FORMAT=FILE, where FORMAT is one of ${formats.join(', ')}; "${value}" is not that`)
    return { format, path: resolve(path) }
  })

/**
 * Refuses what could not be written in the end, or would take the place of something else: before anything is judged, and before the first of several
 * files is there. `judged` are the files and folders with answers.
 */
export const requireReports = (files: readonly ReportFile[], judged: readonly string[]): void => {
  for (const [index, { format, path }] of files.entries()) {
    if (basename(path) === '-') throw new UsageError('"-" is no name for a report: give it a file; what goes to standard output is --json')
    requirePlaceFor(path)
    if (files.findIndex((each) => each.path === path) < index)
      throw new UsageError(`two reports would be written to ${path}: give each a file of its own`)
    if (judged.some((place) => isAnswerIn(place, path)))
      throw new UsageError(`${path} is an answer, and a report would take its place: give the report another name`)
    if (format === 'classroom50') classroom50Context(process.env)
  }
}

/** True for the file itself, and in a folder for whatever bears a question's name or is of no kind that reports are. */
const isAnswerIn = (place: string, path: string): boolean => {
  if (!existsSync(path) || !existsSync(place)) return false
  const [own, target] = [realpathSync(place), realpathSync(path)]
  if (target === own) return true
  const exercises = graders.map(({ exercise }) => exercise)
  const isReport = ['', '.html', '.json', '.md', '.xml'].includes(extensionOf(target)) && namedExercise(stemOf(target), exercises) === null
  return target.startsWith(own + sep) && !isReport
}

/** Platforms whose files would turn a fault of the grader into a learner's zero: they get none, and say that grading failed. */
const needsFairMarks: readonly Format[] = ['gradescope', 'classroom50']

/** A file that was not written, and why. */
export interface Unwritten {
  readonly path: string
  readonly why: string
}

/** Writes the files, and returns those that were not: one for which there is no room takes none of the others along. */
export const writeReports = async (files: readonly ReportFile[], report: Report, beside: Beside): Promise<Unwritten[]> => {
  const errored = report.results.some(({ status }) => status === 'errored')
  const isUnfair = ({ format }: ReportFile): boolean => errored && needsFairMarks.includes(format)
  const unfair = files.filter(isUnfair).map(({ path }) => ({
    path,
    why: `${path} was not written: the grader could not judge everything, and nobody should get a zero for that.`,
  }))
  const fair = files.filter((file) => !isUnfair(file))
  return [...unfair, ...(await writeEach(fair, (format) => rendered(format, report, beside)))]
}

/** Where nothing could be read, every question is without an answer; Gradescope's learners are told why. */
export const writeRefusals = async (files: readonly ReportFile[], reason: string, graders: readonly Grader[]): Promise<Unwritten[]> => {
  const { renderGradescopeRefusal } = await import('../../report/platforms/gradescope.ts')
  const sha256 = createHash('sha256').update(reason).digest('hex')
  const report = unanswered({ name: 'unreadable', source: 'folder', sha256 }, graders, [reason])
  return writeEach(files, async (format) => (format === 'gradescope' ? renderGradescopeRefusal(reason) : rendered(format, report)))
}

const rendered = async (format: Format, report: Report, beside: Beside = {}): Promise<string> => {
  switch (format) {
    case 'junit':
      return (await import('../../report/platforms/junit.ts')).renderJUnit(report)
    case 'gradescope':
      return (await import('../../report/platforms/gradescope.ts')).renderGradescope(report)
    case 'exercism':
      return (await import('../../report/platforms/exercism.ts')).renderExercism(report)
    case 'classroom50':
      return (await import('../../report/platforms/classroom50.ts')).renderClassroom50(report, classroom50Context(process.env))
    case 'markdown':
      return (await import('../../report/platforms/github.ts')).renderStepSummary(report)
    case 'html':
      return (await import('../../report/html/student.ts')).renderStudentPage({ report, ...beside })
    default:
      return (await import('../../report/json.ts')).renderJson(report)
  }
}

const writeEach = async (files: readonly ReportFile[], render: (format: Format) => Promise<string>): Promise<Unwritten[]> => {
  const unwritten: Unwritten[] = []
  for (const { format, path } of files) {
    const text = await render(format)
    try {
      writeWhole(path, text)
    } catch (error) {
      unwritten.push({ path, why: unwritable(path, error).message })
    }
  }
  return unwritten
}

/** What the runner of Classroom 50 tells in the environment. */
const classroom50Context = (env: NodeJS.ProcessEnv) => {
  const value = (...names: readonly string[]): string => {
    const found = names.map((name) => env[name]).find((each) => each !== undefined && each !== '')
    if (found === undefined)
      throw new UsageError(`the variable ${names[0]} is not set: --report classroom50 is for the runner of Classroom 50`)
    return found
  }
  const commit = value('COMMIT_URL')
  return {
    classroom: value('CLASSROOM'),
    assignment: value('ASSIGNMENT'),
    assignmentType: env['ASSIGNMENT_TYPE'] === 'group' || env['MODE'] === 'group' ? ('group' as const) : ('individual' as const),
    owner: value('OWNER', 'USERNAME'),
    submission: value('SUBMISSION_TAG'),
    commit,
    release: value('RELEASE_URL'),
    review: env['REVIEW_URL'] || commit,
    at: new Date(),
  }
}
