/** JUnit XML, as Jenkins, GitLab and others read it: a suite for each question, a test case for each check. */
import { create, fragment } from 'xmlbuilder2'
import type { CheckResult, Report, Result } from '../../core/types.ts'
import { points } from '../words.ts'
import { visible } from '../visible.ts'

type Node = ReturnType<typeof create>

export const renderJUnit = (report: Report): string => {
  const root = create({ version: '1.0', encoding: 'UTF-8' }).ele('testsuites', {
    name: xml(report.submission.name),
    ...countsOf(report.results),
    time: seconds(report.results),
  })
  for (const result of report.results) addSuite(root, result, '')
  return `${root.end({ prettyPrint: true })}\n`
}

/** A whole class in pieces, so that it need not be held in memory: each learner's suites bear the name. */
export const renderClassJUnit = async function* (reports: AsyncIterable<Report>): AsyncGenerator<string> {
  yield '<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="joinery">\n'
  for await (const report of reports) {
    const suites = fragment()
    for (const result of report.results) addSuite(suites, result, `${report.submission.name}, `)
    yield `${suites.toString({ prettyPrint: true })}\n`
  }
  yield '</testsuites>\n'
}

const addSuite = (root: Node, result: Result, whose: string): void => {
  const { exercise, entry, score, max, status, run } = result
  const suite = root.ele('testsuite', {
    name: xml(`${whose}${exercise.id}: ${exercise.title}`),
    ...countsOf([result]),
    time: seconds([result]),
  })
  const properties = suite.ele('properties')
  const facts = { points: points(score), 'max-points': points(max), status, language: result.language ?? '', file: entry ?? '' }
  for (const [name, value] of Object.entries(facts)) properties.ele('property', { name, value: xml(value) })
  const time = seconds([result])
  for (const check of result.checks) addCase(suite, check, result)
  if (result.checks.length === 0) addWhole(suite.ele('testcase', { name: xml(exercise.title), classname: exercise.id, time }), result)
  if (run !== undefined && run.stdout !== '') suite.ele('system-out').txt(xml(run.stdout))
  if (run !== undefined && run.stderr !== '') suite.ele('system-err').txt(xml(run.stderr))
}

const addCase = (suite: Node, check: CheckResult, { exercise, entry }: Result): void => {
  const { verdict } = check
  const line = 'evidence' in verdict ? verdict.evidence?.[0]?.line : undefined
  const place = entry === undefined ? {} : { file: xml(entry), ...(line === undefined ? {} : { line: String(line) }) }
  const node = suite.ele('testcase', { name: xml(check.title), classname: `${exercise.id}.${check.id}`, time: '0', ...place })
  if (verdict.status === 'failed')
    node
      .ele('failure', { message: xml(verdict.seen), type: check.id })
      .txt(xml(`Expected: ${verdict.expected}\nSeen: ${verdict.seen}\nNext: ${verdict.hint}`))
  if (verdict.status === 'errored') node.ele('error', { message: 'a fault of the grader', type: check.id }).txt(xml(verdict.cause))
  if (verdict.status === 'unclear') node.ele('skipped', { message: xml(`could not be told, and costs nothing: ${verdict.why}`) })
  if (verdict.status === 'skipped') node.ele('skipped', { message: xml(`looked at once ${verdict.after} has passed`) })
}

const addWhole = (node: Node, { status, cause = '' }: Result): void => {
  if (status === 'errored') node.ele('error', { message: 'a fault of the grader', type: status }).txt(xml(cause))
  else if (status !== 'passed') node.ele('failure', { message: status === 'unfinished' ? 'not begun yet' : 'no answer yet', type: status })
}

const countsOf = (results: readonly Result[]) => {
  const statuses = results.flatMap(({ checks, status }) =>
    checks.length > 0 ? checks.map(({ verdict }) => verdict.status) : [status === 'errored' || status === 'passed' ? status : 'failed'],
  )
  const count = (...wanted: readonly string[]) => String(statuses.filter((status) => wanted.includes(status)).length)
  return { tests: String(statuses.length), failures: count('failed'), errors: count('errored'), skipped: count('skipped', 'unclear') }
}

const seconds = (results: readonly Result[]): string =>
  (results.reduce((sum, { run }) => sum + (run?.durationMs ?? 0), 0) / 1000).toFixed(3)

/** What a terminal would obey, and what XML 1.0 has no place for, becomes something to read. */
const xml = (text: string): string => visible(text, { newlines: true, tabs: true }).replace(/[\ufffe\uffff]/g, '\ufffd')
