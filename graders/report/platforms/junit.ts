/** JUnit XML, as Jenkins, GitLab and others read it: a suite for each question, a test case for each check. */
import type { CheckResult, Report, Result } from '../../core/types.ts'
import { points } from '../words.ts'
import { visible } from '../visible.ts'
import { type Element, declaration, element, renderXml } from '../xml.ts'

export const renderJUnit = ({ submission, results }: Report): string => {
  const about = { name: xml(submission.name), ...countsOf(results), time: seconds(results) }
  const suites = results.map((result) => suiteOf(result, ''))
  return `${declaration}\n${renderXml(element('testsuites', about, suites))}\n`
}

/** A whole class in pieces, so that it need not be held in memory: each learner's suites bear the name. */
export const renderClassJUnit = async function* (reports: AsyncIterable<Report>): AsyncGenerator<string> {
  yield `${declaration}\n<testsuites name="joinery">\n`
  for await (const { submission, results } of reports)
    yield results.map((result) => `${renderXml(suiteOf(result, `${submission.name}, `))}\n`).join('')
  yield '</testsuites>\n'
}

const suiteOf = (result: Result, whose: string): Element => {
  const { exercise, entry, score, max, status, run, checks, language } = result
  const facts = { points: points(score), 'max-points': points(max), status, language: language ?? '', file: entry ?? '' }
  return element('testsuite', { name: xml(`${whose}${exercise.id}: ${exercise.title}`), ...countsOf([result]), time: seconds([result]) }, [
    element(
      'properties',
      {},
      Object.entries(facts).map(([name, value]) => element('property', { name, value: xml(value) })),
    ),
    ...(checks.length === 0 ? [wholeCase(result)] : checks.map((check) => caseOf(check, result))),
    ...printed('system-out', run?.stdout),
    ...printed('system-err', run?.stderr),
  ])
}

const printed = (name: string, text = ''): Element[] => (text === '' ? [] : [element(name, {}, xml(text))])

const caseOf = (check: CheckResult, { exercise, entry }: Result): Element => {
  const { verdict } = check
  const line = 'evidence' in verdict ? verdict.evidence?.[0]?.line : undefined
  const place = entry === undefined ? {} : { file: xml(entry), ...(line === undefined ? {} : { line: String(line) }) }
  return element('testcase', { name: xml(check.title), classname: `${exercise.id}.${check.id}`, time: '0', ...place }, outcomeOf(check))
}

const outcomeOf = ({ id, verdict }: CheckResult): Element[] => {
  if (verdict.status === 'failed') {
    const words = `Expected: ${verdict.expected}\nSeen: ${verdict.seen}\nNext: ${verdict.hint}`
    return [element('failure', { message: xml(verdict.seen), type: id }, xml(words))]
  }
  if (verdict.status === 'errored') return [element('error', { message: 'a fault of the grader', type: id }, xml(verdict.cause))]
  if (verdict.status === 'unclear') return [skipped(`could not be told, and costs nothing: ${verdict.why}`)]
  return verdict.status === 'skipped' ? [skipped(`looked at once ${verdict.after} has passed`)] : []
}

const skipped = (why: string): Element => element('skipped', { message: xml(why) })

const wholeCase = (result: Result): Element => {
  const { exercise, status, cause = '' } = result
  const about = { name: xml(exercise.title), classname: exercise.id, time: seconds([result]) }
  if (status === 'errored')
    return element('testcase', about, [element('error', { message: 'a fault of the grader', type: status }, xml(cause))])
  const message = status === 'unfinished' ? 'not begun yet' : 'no answer yet'
  return element('testcase', about, status === 'passed' ? [] : [element('failure', { message, type: status })])
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
