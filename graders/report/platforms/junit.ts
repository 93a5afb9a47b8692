/** JUnit XML, as Jenkins, GitLab and others read it: a suite for each question, a test case for each check. */
import Builder from 'fast-xml-builder'
import type { CheckResult, Misconception, Report, Result } from '../../core/types.ts'
import { failureWords, graderFault, isFailure, misconceptionTitle, misconceptionWords, points, toldOf, unjudgedWords } from '../words.ts'
import { visible } from '../visible.ts'

/** An element, or a text, as the library takes it: the content by the name, and the attributes beside it. */
type Node = Readonly<Record<string, Content | Attributes | string>>
type Content = readonly Node[]
type Attributes = Readonly<Record<string, string>>

const element = (name: string, attributes: Attributes, content: Content = []): Node => ({ [name]: content, ':@': attributes })

const textOf = (text: string): Content => (text === '' ? [] : [{ '#text': text }])

/** One report in JUnit's XML: a suite for each question, a case for each check. */
export const renderJUnit = ({ submission, results }: Report): string => {
  const about = { name: xml(submission.name), ...countsOf(results), time: seconds(results) }
  const suites = results.map((result) => suiteOf(result, ''))
  return `<?xml version="1.0" encoding="UTF-8"?>${build([element('testsuites', about, suites)])}\n`
}

/** A whole class in pieces, so that it need not be held in memory: each learner's suites bear the name. */
export const renderClassJUnit = function* (reports: Iterable<Report>): Generator<string> {
  yield '<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="joinery">'
  for (const { submission, results } of reports) yield build(results.map((result) => suiteOf(result, `${submission.name}, `)))
  yield '\n</testsuites>\n'
}

/** Each begins a line. */
const build = (elements: Content): string =>
  new Builder({
    preserveOrder: true,
    ignoreAttributes: false,
    attributeNamePrefix: '',
    suppressBooleanAttributes: false,
    suppressEmptyNode: true,
    format: true,
  }).build(elements)

const suiteOf = (result: Result, whose: string): Node => {
  const { exercise, entry, score, max, status, run, checks, language } = result
  const facts = { points: points(score), 'max-points': points(max), status, language: language ?? '', file: entry ?? '' }
  const properties = Object.entries(facts).map(([name, value]) => element('property', { name, value: xml(value) }))
  return element('testsuite', { name: xml(`${whose}${exercise.id}: ${exercise.title}`), ...countsOf([result]), time: seconds([result]) }, [
    element('properties', {}, properties),
    ...(checks.length === 0 ? [wholeCase(result)] : toldOf(result).map((check) => caseOf(check, result))),
    ...misconceptionsOf(result).map((each) => misconceptionCase(each, result)),
    ...printed('system-out', run?.stdout),
    ...printed('system-err', run?.stderr),
  ])
}

const printed = (name: string, text = ''): Content => (text === '' ? [] : [element(name, {}, textOf(xml(text)))])

const caseOf = (check: CheckResult, result: Result): Node => {
  const { exercise, entry } = result
  const { verdict } = check
  const line = 'evidence' in verdict ? verdict.evidence?.[0]?.line : undefined
  const about = { name: xml(check.title), classname: `${exercise.id}.${check.id}`, time: '0', ...placeOf(entry, line) }
  return element('testcase', about, outcomeOf(check, result))
}

const placeOf = (entry: string | undefined, line: number | undefined): Attributes =>
  entry === undefined ? {} : { file: xml(entry), ...(line === undefined ? {} : { line: String(line) }) }

const misconceptionsOf = ({ misconceptions }: Result): readonly Misconception[] => misconceptions ?? []

const misconceptionCase = (misconception: Misconception, { exercise, entry, status }: Result): Node => {
  const { id, line } = misconception
  const words = misconceptionWords(misconception)
  const outcome = status === 'passed' ? skipped(`told, though the question has passed: ${words}`) : failure(misconceptionTitle, id, words)
  return element('testcase', { name: misconceptionTitle, classname: `${exercise.id}.${id}`, time: '0', ...placeOf(entry, line) }, [outcome])
}

const outcomeOf = (check: CheckResult, result: Result): Content => {
  const { id, verdict } = check
  if (verdict.status === 'failed' && !isFailure(result, check)) return [skipped(`open, though the question has passed: ${verdict.seen}`)]
  if (verdict.status === 'failed') return [failure(verdict.seen, id, failureWords(verdict))]
  if (verdict.status === 'errored') return [fault(id, graderFault, verdict.cause)]
  if (verdict.status === 'unclear') return [skipped(`could not be told, and costs nothing: ${verdict.why}`)]
  return verdict.status === 'skipped' ? [skipped(`looked at once ${verdict.after} has passed`)] : []
}

const failure = (message: string, type: string, words: string): Node =>
  element('failure', { message: xml(message), type }, textOf(xml(words)))

const fault = (type: string, message: string, cause: string): Node => element('error', { message: xml(message), type }, textOf(xml(cause)))

const skipped = (why: string): Node => element('skipped', { message: xml(why) })

const wholeCase = (result: Result): Node => {
  const { exercise, status, cause = '', unread } = result
  const message = unread !== undefined ? xml(unread) : status === 'unfinished' ? 'not begun yet' : 'no answer yet'
  const outcome =
    status === 'errored'
      ? [fault(status, unjudgedWords(result), cause)]
      : status === 'passed'
        ? []
        : [element('failure', { message, type: status })]
  return element('testcase', { name: xml(exercise.title), classname: exercise.id, time: seconds([result]) }, outcome)
}

const countsOf = (results: readonly Result[]) => {
  const statuses = results.flatMap((result) => [
    ...(result.checks.length > 0 ? toldOf(result).map((check) => statusOf(check, result)) : [wholeStatus(result)]),
    ...misconceptionsOf(result).map(() => (result.status === 'passed' ? 'skipped' : 'failed')),
  ])
  const count = (...wanted: readonly string[]) => String(statuses.filter((status) => wanted.includes(status)).length)
  return { tests: String(statuses.length), failures: count('failed'), errors: count('errored'), skipped: count('skipped', 'unclear') }
}

const statusOf = (check: CheckResult, result: Result): string =>
  check.verdict.status === 'failed' && !isFailure(result, check) ? 'skipped' : check.verdict.status

const wholeStatus = ({ status }: Result): string => (status === 'errored' || status === 'passed' ? status : 'failed')

const seconds = (results: readonly Result[]): string =>
  (results.reduce((sum, { run }) => sum + (run?.durationMs ?? 0), 0) / 1000).toFixed(3)

/** What a terminal would obey, and what XML 1.0 has no place for, becomes something to read. */
const xml = (text: string): string => visible(text, { newlines: true, tabs: true }).replace(/[\ufffe\uffff]/g, '\ufffd')
