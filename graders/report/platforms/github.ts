/** GitHub Actions: a summary beside the run, and annotations beside the lines. */
import type { CheckResult, Misconception, Report, Result } from '../../core/types.ts'
import { visible } from '../visible.ts'
import {
  earnedOf,
  expectedWords,
  failureWords,
  isFailure,
  languageBeside,
  misconceptionTitle,
  misconceptionWords,
  scoreOf,
  shownStatus,
  statusMark,
  toldOf,
  unjudgedWords,
  unreadWords,
  verdictMark,
} from '../words.ts'

/** The step summary, in Markdown. Strangers' text in it is text and nothing else. */
export const renderStepSummary = (report: Report): string => {
  const lines = [
    `## ${md(`Joinery: ${scoreOf(report)}`)}`,
    '',
    '| | question | answer | points | what is open |',
    '| --- | --- | --- | ---: | --- |',
    ...report.results.map(row),
    '',
    ...report.results.flatMap(details),
  ]
  return `${lines.join('\n')}\n`
}

const row = (result: Result): string => {
  const open = result.checks.find((check) => isFailure(result, check) || check.verdict.status === 'errored')
  const why =
    result.unread !== undefined
      ? unreadWords
      : open === undefined
        ? { passed: '', failed: '', unfinished: 'not begun yet', missing: 'no answer yet', errored: unjudgedWords(result) }[result.status]
        : open.title
  const cells = [
    statusMark[shownStatus(result)],
    `${result.exercise.id} ${result.exercise.title}`,
    languageBeside(result),
    earnedOf(result),
    why,
  ]
  return `| ${cells.map(md).join(' | ')} |`
}

const details = (result: Result): string[] => {
  const open = toldOf(result).filter(({ verdict }) => verdict.status === 'failed' || verdict.status === 'unclear')
  const wrong = result.misconceptions ?? []
  if (open.length + wrong.length === 0) return []
  return [`### ${md(`${result.exercise.id}: ${result.exercise.title}`)}`, '', ...open.flatMap(explained), ...wrong.flatMap(corrected), '']
}

const corrected = ({ quote, line, message }: Misconception): string[] => [
  `- ${md(`${verdictMark.failed} ${misconceptionTitle}`)}`,
  `  - line ${line}: “${md(quote)}”`,
  `  - but: ${md(message)}`,
]

const explained = ({ title, verdict }: CheckResult): string[] => {
  const head = `- ${md(`${verdictMark[verdict.status]} ${title}`)}`
  if (verdict.status === 'unclear') return [head, `  - could not be told, and costs nothing: ${md(verdict.why)}`]
  if (verdict.status !== 'failed') return [head]
  const expected = expectedWords(verdict)
  return [
    head,
    ...(expected === null ? [] : [`  - expected: ${md(expected)}`]),
    `  - seen: ${md(verdict.seen)}`,
    `  - next: ${md(verdict.hint)}`,
  ]
}

/** Markdown's own characters, references (`@name`, `#1`) and entities become what they look like. */
export const md = (text: string): string =>
  visible(text).replace(/[\\`*_{}[\]()<>#+\-.!|~&@:$^="']/g, (character) => `&#${character.charCodeAt(0)};`)

/** GitHub shows no more than ten of a kind for one step. */
export const mostAnnotations = 10

/**
 * Workflow commands: one error for each check that did not pass, and a warning for each wrong idea, beside its line. `folder` is where the
 * answers lie in the repository.
 */
export const renderAnnotations = (report: Report, folder = ''): string =>
  report.results
    .flatMap((result) => [...result.checks.flatMap((check) => annotationOf(result, check, folder)), ...warningsOf(result, folder)])
    .slice(0, mostAnnotations)
    .join('')

const annotationOf = (result: Result, check: CheckResult, folder: string): string[] => {
  const { exercise, entry } = result
  const { title, verdict } = check
  if (verdict.status !== 'failed' || !isFailure(result, check) || entry === undefined) return []
  const line = String(verdict.evidence?.[0]?.line ?? 1)
  const file = within(folder, entry)
  return [annotation('error', { file, line, title: `${exercise.id}: ${title}` }, failureWords(verdict))]
}

const within = (folder: string, entry: string): string => (folder === '' ? entry : `${folder}/${entry}`)

const warningsOf = ({ exercise, entry, misconceptions = [] }: Result, folder: string): string[] =>
  entry === undefined
    ? []
    : misconceptions.map((each) => {
        const place = { file: within(folder, entry), line: String(each.line) }
        return annotation('warning', { ...place, title: `${exercise.id}: ${misconceptionTitle}` }, misconceptionWords(each))
      })

/** A workflow command, with its line end. */
export const annotation = (kind: 'error' | 'warning', properties: Readonly<Record<string, string>>, message: string): string =>
  `::${kind} ${Object.entries(properties)
    .map(([name, value]) => `${name}=${property(value)}`)
    .join(',')}::${data(message)}\n`

/** The only characters that end a command, or a property of one. Everything else that is odd is made visible first. */
const data = (text: string): string => visible(text, { newlines: true }).replace(/%/g, '%25').replace(/\r/g, '%0D').replace(/\n/g, '%0A')

const property = (text: string): string => data(text).replace(/:/g, '%3A').replace(/,/g, '%2C')
