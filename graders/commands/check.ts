import { dirname } from 'node:path'
import { SystemRefusal, UsageError, sentence } from '../core/errors.ts'
import type { Grader, Language, Report, Submission } from '../core/types.ts'
import { gradeSubmission } from '../grade.ts'
import { home } from '../home.ts'
import { graders } from '../index.ts'
import { renderAnswers } from '../report/answers.ts'
import { renderJson } from '../report/json.ts'
import { renderSummary } from '../report/summary.ts'
import { renderExplained } from '../report/terminal.ts'
import { languageName } from '../report/words.ts'
import { exercisesFolder, readExercises } from '../study/exercises.ts'
import { inExercises } from '../study/own-names.ts'
import { type ReadSubmission, readSubmission } from '../submission/read.ts'
import { withInterrupt } from './parts/interrupt.ts'
import { judgingLine } from './parts/judging-line.ts'
import { isOnGitHub, publish, withoutCommands } from './parts/on-github.ts'
import { pageOf, tellPage, type PageOptions } from './parts/page.ts'
import { graderCalled, ids } from './parts/questions.ts'
import { isFolder } from './parts/make-folder.ts'
import { type ReportFile, type Unwritten, reportFiles, requireReports, writeRefusals, writeReports } from './parts/report-files.ts'
import { requireSandbox } from './parts/require-sandbox.ts'
import { remark, screenHere } from './parts/screen.ts'
import { commandFor, targetsOf } from './parts/targets.ts'
import { witnessFrom } from './parts/witness.ts'

/** What was typed behind `npm run check`. */
export interface CheckOptions extends PageOptions {
  readonly lang?: Language
  readonly as?: string
  readonly json?: boolean
  /** FORMAT=FILE, for other programs. */
  readonly report?: readonly string[]
  readonly showAnswers?: boolean
  /** Seconds. */
  readonly timeout: number
  readonly sandbox?: boolean
  readonly color: boolean
}

/** Judges answers and prints what was found. Returns the exit code: 0 all passed, 1 something did not, 2 a fault of the kit. */
export const check = async (what: readonly string[], options: CheckOptions): Promise<number> => {
  if (options.sandbox === true) await requireSandbox()
  const { chosen, path } = targetsOf(what)
  const only = options.as === undefined ? chosen : [graderFor(options.as)]
  const page = pageOf(options)
  const files = reportFiles([...(options.report ?? []), ...(page === null ? [] : [`html=${page}`])])
  requireReports(files, [exercisesFolder, ...(path === null ? [] : [path])])
  const submission = await submissionAt(path, options, files)
  const answered = (grader: Grader) => submission.answers.some(({ exercise }) => exercise === grader.exercise.id)
  const asked = only ?? (submission.source === 'file' ? graders.filter(answered) : graders)
  if (options.showAnswers === true && (options.json === true || files.length > 0))
    throw new UsageError('--show-answers judges nothing, so there is no report to write: leave out --json, --report, --html and --open')
  if (options.showAnswers === true) return showAnswers(submission, asked, options)
  const judged = await judge(submission, asked, options)
  if (judged === null) return 130
  const remarks = [...submission.remarks, ...leftOutByLanguage(submission, asked, options.lang)]
  return tell(
    { judged, submission: { ...submission, remarks }, path, page, files, explained: only !== null || submission.source === 'file' },
    options,
  )
}

/** Whoever asks for one language is told of answers that are there in another alone. */
const leftOutByLanguage = ({ answers }: Submission, asked: readonly Grader[], lang: Language | undefined): string[] =>
  asked.flatMap(({ exercise: { id } }) => {
    const own = answers.filter(({ exercise, language }) => exercise === id && language !== 'md')
    return lang === undefined || own.some(({ language }) => language === lang)
      ? []
      : own.map(({ language }) => `There is an answer to ${id} in ${languageName(language)}; --lang ${lang} leaves it out.`)
  })

const submissionAt = (path: string | null, { as }: CheckOptions, files: readonly ReportFile[]): Promise<ReadSubmission> => {
  const id = as?.toLowerCase()
  const reading =
    path === null
      ? readExercises(graders, exercisesFolder, id)
      : readSubmission(path, { exercises: graders.map(({ exercise }) => exercise), as: id })
  return reading.catch(async (error: unknown) => {
    if (error instanceof UsageError && !(error instanceof SystemRefusal))
      remark(reasons(await writeRefusals(files, error.message, graders)).map(sentence))
    throw error
  })
}

const showAnswers = (submission: ReadSubmission, asked: readonly Grader[], { color }: CheckOptions): number => {
  const exercises = asked.map(({ exercise }) => exercise)
  process.stdout.write(renderAnswers(submission, exercises, screenHere(color)))
  return 0
}

/** `null` where it was interrupted. */
const judge = (submission: Submission, asked: readonly Grader[], options: CheckOptions): Promise<Report | null> =>
  withInterrupt((signal) => {
    const line = judgingLine(options.json === true ? null : process.stderr)
    return gradeSubmission(submission, {
      graders: asked,
      language: options.lang,
      timeoutMs: options.timeout * 1000,
      sandbox: options.sandbox,
      witness: witnessFrom(process.env['JOINERY_WITNESS']),
      signal,
      onStart: line.show,
    }).finally(line.clear)
  })

interface Judged {
  readonly judged: Report
  readonly submission: ReadSubmission
  /** Where it lies; `null` for the learner's own answers. */
  readonly path: string | null
  readonly page: string | null
  readonly files: readonly ReportFile[]
  /** Whether every check is explained, and not only counted. */
  readonly explained: boolean
}

/** Prints and writes what is to be said of a report. Returns the exit code. */
const tell = async (run: Judged, options: CheckOptions): Promise<number> => {
  const { judged, submission, path, page, files } = run
  const report = path === null ? inExercises(judged) : judged
  print(options.json === true ? renderJson(report) : screenOf(report, run, options), report, path, options)
  const ownRemarks = path === null ? await noted(run, options) : []
  const beside = { remarks: submission.remarks, ...(path === null ? { name: 'Your answers' } : {}) }
  const unwritten = await writeReports(files, report, beside)
  const shown = unwritten.some(({ path }) => path === page) ? null : page
  remark([...lacksOf(report), ...reasons(unwritten), ...ownRemarks, ...(await tellPage(shown, options))].map(sentence))
  return unwritten.length > 0 ? 2 : exitCodeOf(report)
}

/**
 * Notes how the learner's own answers did, and, where they were explained, says what was good in those that passed. Whatever goes wrong with that is said,
 * and changes nothing.
 */
const noted = async ({ judged, submission, explained }: Judged, options: CheckOptions): Promise<readonly string[]> => {
  const { noteReport, praiseFor } = await import('../study/own.ts')
  const chosen = submission.answers.filter(({ language }) => language === 'md' || language === (options.lang ?? language))
  const { progress, remarks } = noteReport(judged, chosen)
  if (explained && options.json !== true) process.stdout.write(praiseFor(judged.results, progress, screenHere(options.color)))
  return remarks
}

/** On GitHub, the result is shown beside the commit, too; with `--json`, nothing else stands on standard output. */
const print = (text: string, report: Report, path: string | null, { json }: CheckOptions): void => {
  if (!isOnGitHub(process.env)) {
    process.stdout.write(text)
    return
  }
  const annotations = publish(report, path === null ? home : isFolder(path) ? path : dirname(path), process.env)
  process.stdout.write(json === true ? text : `${withoutCommands(text)}${annotations}`)
  if (json === true) process.stderr.write(annotations)
}

const lacksOf = ({ results }: Report): ReadonlySet<string> => new Set(results.flatMap(({ lacks }) => lacks ?? []))

const screenOf = (report: Report, { path, explained, submission }: Judged, { color }: CheckOptions): string => {
  const here = screenHere(color)
  const notes = submission.remarks.map((each) => `${each}\n`).join('')
  return `${explained ? renderExplained(report.results, here) : renderSummary(report, { ...here, command: commandFor(path) })}${notes}`
}

const reasons = (unwritten: readonly Unwritten[]): string[] => unwritten.map(({ why }) => why)

const exitCodeOf = ({ results, passed }: Report): number => (results.some(({ status }) => status === 'errored') ? 2 : passed ? 0 : 1)

const graderFor = (id: string): Grader => {
  const grader = graderCalled(id)
  if (grader === null) throw new UsageError(`--as takes one of ${ids.join(', ')}, and "${id}" is none of them`)
  return grader
}
