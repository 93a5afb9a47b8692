/** What a teacher reads at the end of a run over a class. */
import { counted, inShort } from '../core/english.ts'
import type { Filled } from './platforms/fill.ts'
import { type ClassMarks, MarksCounter, spreadWords, statusCounts } from './class-marks.ts'
import type { Marks } from './marks.ts'
import { hanging } from './layout.ts'
import { RemarkCounter } from './remarks.ts'
import { visible } from './visible.ts'
import { unsandboxedWords } from './words.ts'

/** A question of a learner whose marks are other ones than before. */
export interface Change {
  readonly name: string
  readonly question: string
  readonly before: string
  readonly after: string
  readonly why: string
}

/** What there is to sum up of a run over a class. */
export interface ClassSummary {
  /** Gone through once. */
  readonly marks: Iterable<Marks>
  readonly changes: readonly Change[]
  /** True where all changes are to be told, not only how many there are. */
  readonly tellChanges: boolean
  readonly filled: readonly { readonly platform: string; readonly filled: Filled }[]
  /** Pairs of answers that are much alike; `null` where nothing was compared. */
  readonly alike: number | null
  readonly remarks: readonly string[]
  /** The folder with the results, as the teacher wrote it. */
  readonly out: string
  readonly sandboxed: boolean
}

/** Sums a class up, in some lines, none of them longer than `columns`: as long as it takes without. */
export const renderClassSummary = (summary: ClassSummary, columns = Number.POSITIVE_INFINITY): string => {
  const marks = new MarksCounter()
  const looks: Line[] = []
  const said = new RemarkCounter()
  const remarked: (readonly string[])[] = []
  for (const each of summary.marks) {
    marks.add(each)
    said.add(each.remarks)
    if (each.remarks.length > 0 && each.status !== 'unreadable') remarked.push(each.remarks)
    looks.push(...lookAt(each))
  }
  const counts = hanging(' ', `${counted(marks.count, 'submission')}: ${statusCounts(marks)}`, columns)
  const lines = [
    ...spreadLine(marks),
    ...looks,
    ...remarkedLine(remarked.filter((remarks) => said.own(remarks).length > 0).length),
    ...toldOf(summary),
  ]
  return `${[...counts, ...lines.flatMap(([label, text]) => hanging(` ${label.padEnd(8)} `, visible(text), columns))].join('\n')}\n`
}

type Line = readonly [label: string, text: string]

const toldOf = (summary: ClassSummary): Line[] => [
  ...summary.filled.flatMap(({ platform, filled }) => filledLines(platform, filled)),
  ...changeLines(summary),
  ...alikeLine(summary),
  ...summary.remarks.map((remark): Line => ['note', remark]),
  ...(summary.sandboxed ? [] : [['note', unsandboxedWords] as const]),
  [
    'results',
    `${summary.out}: ${['index.html to look at', 'results.jsonl', 'gradebook.csv', 'junit.xml', ...filesOf(summary)].join(', ')}`,
  ],
]

const filesOf = ({ filled }: ClassSummary): string[] => filled.map(({ platform }) => `${platform}.csv`)

const spreadLine = (marks: ClassMarks): Line[] => (marks.totals.length === 0 ? [] : [['points', spreadWords(marks)]])

const lookAt = ({ called, status, reason, unread }: Marks): Line[] => {
  if (status !== 'errored' && status !== 'unreadable') return []
  return [['look at', `${called}: ${unread.length > 0 ? inShort(unread) : reason}`]]
}

const remarkedLine = (count: number): Line[] =>
  count === 0
    ? []
    : [['remarks', `on ${counted(count, 'submission')}, about what was handed in or how it was read: see index.html, or gradebook.csv`]]

const filledLines = (platform: string, { count, column, scale, unknown, absent, kept }: Filled): Line[] => {
  const left = [
    ...(unknown.length > 0 ? [`handed in but not in the file: ${unknown.length}`] : []),
    ...(absent.length > 0 ? [`in the file but handed nothing in: ${absent.length}`] : []),
    ...(kept.length > 0 ? [`left as they were: ${kept.length}`] : []),
  ]
  const scaled = scale === 1 ? '' : `, each point times ${Math.round(scale * 1e4) / 1e4}, since the file gives other points`
  return [
    [platform, `${counted(count, 'mark')} in ${JSON.stringify(column)}${scaled}`],
    ...(left.length > 0 ? [['', `${left.join('; ')} (see unmatched.csv)`] as const] : []),
  ]
}

const alikeLine = ({ alike }: ClassSummary): Line[] =>
  alike === null || alike === 0 ? [] : [['alike', `${counted(alike, 'pair')} of answers to look at, never a verdict: see likeness.html`]]

const changeLines = ({ changes, tellChanges }: ClassSummary): Line[] => {
  if (changes.length === 0) return tellChanges ? [['changes', 'nobody’s marks changed']] : []
  const told = tellChanges
    ? changes.map(({ name, question, before, after, why }): Line => ['', `${name}, ${question}: ${before} → ${after}: ${why}`])
    : []
  return [['changes', `${counted(changes.length, 'mark')} changed: see changes.csv`], ...told]
}
