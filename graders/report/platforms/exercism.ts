/** Exercism's `results.json`, version 3: one test a check, in the order of the questions. */
import type { CheckResult, Report, Result } from '../../core/types.ts'
import { jsonLine } from '../json.ts'
import { visible } from '../visible.ts'
import { failureWords, isFailure, misconceptionTitle, misconceptionWords, skippedWords, toldOf, unjudgedWords } from '../words.ts'

/** What the format allows. */
const messageLimit = 65_535
const outputLimit = 500

/** Where something could not be judged, the whole has that status. */
export const renderExercism = (report: Report): string => {
  const errored = report.results.filter(({ status }) => status === 'errored')
  return jsonLine({
    version: 3,
    status: errored.length > 0 ? 'error' : report.passed ? 'pass' : 'fail',
    ...(errored.length > 0 ? { message: cut(errored.map(faultOf).join('\n'), messageLimit) } : {}),
    tests: report.results.flatMap((result, index) => testsOf(result, index + 1)),
  })
}

const faultOf = (result: Result): string => `${result.exercise.id}: ${shown(`${unjudgedWords(result)}. ${result.cause ?? ''}`)}`.trim()

const testsOf = (result: Result, task: number) => [
  ...(result.checks.length > 0 ? toldOf(result).map((check) => testOf(check, result, task)) : [unanswered(result, task)]),
  ...misconceptionsOf(result, task),
]

const misconceptionsOf = ({ exercise, status, misconceptions = [] }: Result, task: number) =>
  misconceptions.map((each) => ({
    name: visible(`${exercise.id}: ${misconceptionTitle}`),
    status: status === 'passed' ? 'pass' : 'fail',
    message: cut(shown(misconceptionWords(each)), messageLimit),
    task_id: task,
  }))

const testOf = (check: CheckResult, result: Result, task: number) => {
  const { exercise, run } = result
  const { status } = check.verdict
  return {
    name: visible(`${exercise.id}: ${check.title}`),
    status: status === 'errored' ? 'error' : isFailure(result, check) || status === 'skipped' ? 'fail' : 'pass',
    ...messageOf(check),
    ...(run === undefined || run.stdout === '' ? {} : { output: cut(shown(run.stdout), outputLimit) }),
    task_id: task,
  }
}

const messageOf = ({ verdict }: CheckResult): { message?: string } => {
  switch (verdict.status) {
    case 'failed':
      return { message: cut(shown(failureWords(verdict)), messageLimit) }
    case 'skipped':
      return { message: skippedWords(verdict.after) }
    case 'errored':
      return { message: cut(shown(verdict.cause), messageLimit) }
    case 'unclear':
      return { message: cut(shown(`This could not be told, and costs nothing: ${verdict.why}`), messageLimit) }
    default:
      return {}
  }
}

const unanswered = ({ exercise, status, cause, lacks, unread }: Result, task: number) => ({
  name: visible(`${exercise.id}: ${exercise.title}`),
  status: status === 'passed' ? 'pass' : status === 'errored' ? 'error' : 'fail',
  ...(status === 'passed'
    ? {}
    : { message: cut(shown(cause ?? lacks ?? unread ?? (status === 'unfinished' ? 'Not begun yet.' : 'No answer yet.')), messageLimit) }),
  task_id: task,
})

const shown = (text: string): string => visible(text, { newlines: true, tabs: true })

/** As long as the format allows; what is left out is said. */
const cut = (text: string, limit: number): string => {
  const note = ' … (cut)'
  return text.length <= limit ? text : `${text.slice(0, limit - note.length).replace(/[\ud800-\udbff]$/, '')}${note}`
}
