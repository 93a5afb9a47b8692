import { existsSync, statSync } from 'node:fs'
import { dirname, relative, resolve } from 'node:path'
import { UsageError, codeOf, sentence } from '../core/errors.ts'
import type { Grader, Language, Report, Submission } from '../core/types.ts'
import { gradeSubmission } from '../grade.ts'
import { home } from '../home.ts'
import { graders } from '../index.ts'
import { renderAnswers } from '../report/answers.ts'
import { renderJson } from '../report/json.ts'
import { renderSummary } from '../report/summary.ts'
import { renderExplained } from '../report/terminal.ts'
import { exercisesFolder, readExercises } from '../study/exercises.ts'
import { inExercises } from '../study/own-names.ts'
import { type ReadSubmission, readSubmission } from '../submission/read.ts'
import { withInterrupt } from './parts/interrupt.ts'
import { judgingLine } from './parts/judging-line.ts'
import { isOnGitHub, publish, withoutCommands } from './parts/on-github.ts'
import { pageOf, tellPage, type PageOptions } from './parts/page.ts'
import { graderCalled, ids, missed } from './parts/questions.ts'
import { isFolder } from './parts/make-folder.ts'
import { type ReportFile, reportFiles, requireReports, writeRefusals, writeReports } from './parts/report-files.ts'
import { requireSandbox } from './parts/require-sandbox.ts'
import { remark, screenHere } from './parts/screen.ts'
import { witnessFrom } from './parts/witness.ts'

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
  requireReports(files)
  const submission = await submissionAt(path, options, files)
  const answered = (grader: Grader) => submission.answers.some(({ exercise }) => exercise === grader.exercise.id)
  const asked = only ?? (submission.source === 'file' ? graders.filter(answered) : graders)
  if (options.showAnswers === true && (options.json === true || files.length > 0))
    throw new UsageError('--show-answers judges nothing, so there is no report to write: leave out --json, --report, --html and --open')
  if (options.showAnswers === true) return showAnswers(submission, asked, options)
  const judged = await judge(submission, asked, options)
  if (judged === null) return 130
  return tell({ judged, submission, path, page, files, explained: only !== null || submission.source === 'file' }, options)
}

const submissionAt = (path: string | null, { as }: CheckOptions, files: readonly ReportFile[]): Promise<ReadSubmission> => {
  const id = as?.toLowerCase()
  const reading =
    path === null
      ? readExercises(graders, exercisesFolder, id)
      : readSubmission(path, { exercises: graders.map(({ exercise }) => exercise), as: id })
  return reading.catch(async (error: unknown) => {
    if (error instanceof UsageError) await writeRefusals(files, error.message, graders)
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
const tell = async ({ judged, submission, path, page, files, explained }: Judged, options: CheckOptions): Promise<number> => {
  const { remarks } = submission
  const report = path === null ? inExercises(judged) : judged
  print(options.json === true ? renderJson(report) : screen(report, explained, options, remarks, commandFor(path)), report, path, options)
  const ownRemarks = path === null ? await noted(judged, submission, options, explained) : []
  const beside = { remarks, ...(path === null ? { name: 'Your answers' } : {}) }
  const written = await writeReports(files, report, beside)
  remark([...lacksOf(report), ...written, ...ownRemarks, ...(await tellPage(page, options))].map(sentence))
  return exitCodeOf(report)
}

/**
 * Notes how the learner's own answers did, and, where they were explained, says what was good in those that passed. Whatever goes wrong with that is said,
 * and changes nothing.
 */
const noted = async (judged: Report, { answers }: Submission, options: CheckOptions, explained: boolean): Promise<readonly string[]> => {
  const { noteReport, praiseFor } = await import('../study/own.ts')
  const chosen = answers.filter(({ language }) => language === 'md' || language === (options.lang ?? language))
  const { progress, remarks } = noteReport(judged, chosen)
  if (explained && options.json !== true) process.stdout.write(praiseFor(judged.results, progress, screenHere(options.color)))
  return remarks
}

/** On GitHub, the result is shown beside the commit, too; with `--json`, nothing else stands on standard output. */
const print = (screen: string, report: Report, path: string | null, { json }: CheckOptions): void => {
  if (!isOnGitHub(process.env)) {
    process.stdout.write(screen)
    return
  }
  const annotations = publish(report, path === null ? home : isFolder(path) ? path : dirname(path), process.env)
  process.stdout.write(json === true ? screen : `${withoutCommands(screen)}${annotations}`)
  if (json === true) process.stderr.write(annotations)
}

const lacksOf = ({ results }: Report): ReadonlySet<string> => new Set(results.flatMap(({ lacks }) => lacks ?? []))

const screen = (report: Report, explained: boolean, { color }: CheckOptions, remarks: readonly string[], command: string): string => {
  const here = screenHere(color)
  const notes = remarks.map((each) => `${each}\n`).join('')
  return `${explained ? renderExplained(report.results, here) : renderSummary(report, { ...here, command })}${notes}`
}

/** What a learner types to look closer, without the question. */
const commandFor = (path: string | null): string => (path === null ? 'npm run check' : `npm run check -- ${typed(path)}`)

/** A path as a shell takes it for one word. */
const typed = (path: string): string =>
  /^[\w./\\:@%+=-]+$/.test(path) ? path : process.platform === 'win32' ? `"${path}"` : `'${path.replaceAll("'", "'\\''")}'`

const exitCodeOf = ({ results, passed }: Report): number => (results.some(({ status }) => status === 'errored') ? 2 : passed ? 0 : 1)

/** Which words are questions and which is the path: something that is neither is most likely a misspelt question. */
const targetsOf = (what: readonly string[]): { chosen: readonly Grader[] | null; path: string | null } => {
  const paths = what.filter((word) => graderCalled(word) === null)
  const missing = paths.find(isMissing)
  if (missing !== undefined) throw new UsageError(neither(missing))
  if (paths.length > 1) throw new UsageError(`one submission at a time: give ${paths[0]} or ${paths[1]}, not both`)
  const named = new Set(what.map(graderCalled))
  const chosen = graders.filter((grader) => named.has(grader))
  return { chosen: chosen.length === 0 ? null : chosen, path: paths[0] ?? null }
}

/** What is there and cannot be looked at is not missing: whoever reads it says why. */
const isMissing = (path: string): boolean => {
  try {
    return statSync(path, { throwIfNoEntry: false }) === undefined
  } catch (error) {
    return ['ENOENT', 'ENOTDIR', 'ERR_INVALID_ARG_VALUE'].includes(codeOf(error))
  }
}

const neither = (word: string): string => {
  const near = missed(word)
  if (near !== null) return `there is no question "${word}": did you mean ${near}?`
  const several = word.split(/[,;]/).filter((each) => each !== '')
  if (several.length > 1 && several.every((each) => graderCalled(each) !== null))
    return `questions are named with spaces between them: did you mean ${several.join(' ')}?`
  if (word === 'ts' || word === 'py') return `there is no question "${word}": did you mean \`npm run check -- --lang ${word}\`?`
  const elsewhere = lying(word)
  if (elsewhere !== undefined) return `there is no file or folder "${word}" in ${process.cwd()}: did you mean ${typed(elsewhere)}?`
  return /[./\\]/.test(word)
    ? `there is no file or folder "${word}": check the path (it is taken from ${process.cwd()})`
    : `there is no question or file "${word}": the questions are ${ids.join(', ')}`
}

/**
 * Looks for a file where it may have been meant: npm runs the kit in the kit's own folder, wherever the command was typed, and the
 * learner's answers lie in `exercises/`.
 */
const lying = (word: string): string | undefined =>
  [exercisesFolder, process.env['INIT_CWD'] ?? exercisesFolder]
    .map((folder) => relative(process.cwd(), resolve(folder, word)))
    .find((path) => existsSync(path))

const graderFor = (id: string): Grader => {
  const grader = graderCalled(id)
  if (grader === null) throw new UsageError(`--as takes one of ${ids.join(', ')}, and "${id}" is none of them`)
  return grader
}
