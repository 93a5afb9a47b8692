/** Explains one check: its mark and its sentence, then everything that the verdict has to say. */
import type { CheckResult, Quote } from '../core/types.ts'
import { costWords, detailsOf } from './explained.ts'
import type { Screen } from './layout.ts'
import { cut, hanging, padEnd, widestOf } from './layout.ts'
import { paintOfVerdict } from './paint.ts'
import { visible } from './visible.ts'
import { verdictMark } from './words.ts'

/** The widths of the columns that the checks of one question share. */
export interface Columns {
  readonly id: number
  readonly title: number
  /** True where what was seen of a passed check fits beside its title. */
  readonly beside: boolean
}

/** Less room than this beside the title is no room. */
const leastBeside = 24

/** The widths that suit these checks on this screen. */
export const columnsOf = (checks: readonly CheckResult[], { columns }: Screen): Columns => {
  const id = widestOf(checks.map((check) => check.id))
  const title = widestOf(checks.map((check) => visible(check.title)))
  return { id, title, beside: columns - (4 + id + 2 + title + 2) >= leastBeside }
}

/** Without details it is the line alone. */
export const drawCheck = (check: CheckResult, widths: Columns, screen: Screen, details = true): string[] => [
  ...headed(check, widths, screen),
  ...(details ? detailsOf(check).flatMap(([label, words]) => detail(label, words, screen)) : []),
]

/** The line of the check: mark, id, title, and in a few words what was seen or what it cost. */
const headed = (check: CheckResult, { id, title, beside }: Columns, { columns, palette }: Screen): string[] => {
  const head = `  ${paintOfVerdict(check.verdict.status, palette)(verdictMark[check.verdict.status])} ${palette.bold(padEnd(check.id, id))}  `
  const words = check.verdict.status === 'passed' ? check.verdict.seen : costWords(check)
  if (beside) return hanging(`${head}${padEnd(visible(check.title), title)}  `, words, columns, palette.dim)
  return hanging(head, words === '' ? check.title : `${check.title}: ${words}`, columns)
}

/** Words of the learner's own. A page that is one line long is cut, and says so. */
const quoted = ({ quote, line }: Quote): string => `line ${line}  “${cut(visible(quote.trim().slice(0, 2000)), 400)}”`

/** A line of explanation under a check, its label in a column of its own. */
export const detail = (label: string, words: string | Quote, { columns, palette }: Screen): string[] =>
  hanging(
    `       ${label === 'next' ? palette.cyan(padEnd(label, 8)) : palette.dim(padEnd(label, 8))}  `,
    typeof words === 'string' ? words : quoted(words),
    columns,
  )
