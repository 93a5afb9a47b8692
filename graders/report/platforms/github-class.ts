/** A class in GitHub Actions: a summary beside the run, and notes on whom a person has to look at. */
import { counted } from '../../core/english.ts'
import { annotation, md, mostAnnotations } from './github.ts'
import type { Marks } from '../marks.ts'
import { points } from '../words.ts'

/** GitHub shows a summary of at most 1 MiB: of a larger class the gradebook tells the rest. */
const mostRows = 1000

/** The step summary, in Markdown. Names that strangers chose are text and nothing else. */
export const renderClassStepSummary = (marks: readonly Marks[]): string => {
  const lines = [
    `## ${md(`Joinery: ${counted(marks.length, 'submission')}`)}`,
    '',
    '| name | points | status | why |',
    '| --- | ---: | --- | --- |',
    ...marks.slice(0, mostRows).map(row),
    '',
    ...(marks.length > mostRows ? [md(`${marks.length - mostRows} more are in gradebook.csv.`), ''] : []),
  ]
  return `${lines.join('\n')}\n`
}

const row = (marks: Marks): string =>
  `| ${[marks.called, marks.total === null ? '' : `${points(marks.total)}/${points(marks.max)}`, marks.status, shortened(marks.reason)].map(md).join(' | ')} |`

/** Six questions' reasons are some hundred characters. */
const shortened = (text: string): string => (text.length > 400 ? `${text.slice(0, 400)}…` : text)

/** Workflow commands: a warning for each submission that nobody but a person can judge. */
export const renderClassAnnotations = (marks: readonly Marks[]): string =>
  marks
    .filter(({ status }) => status === 'errored' || status === 'unreadable')
    .slice(0, mostAnnotations)
    .map((each) => annotation('warning', { title: `Look at ${each.called}` }, each.reason))
    .join('')
