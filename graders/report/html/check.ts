/** One check: its sign and sentence, its points, and everything that the verdict has to say. */
import type { CheckResult, Quote } from '../../core/types.ts'
import type { Detail } from '../explained.ts'
import { costWords, detailsOf } from '../explained.ts'
import { points } from '../words.ts'
import { verdictSign } from './badge.ts'
import type { Markup } from './markup.ts'
import { lines, markup } from './markup.ts'

/** One check with all that its verdict has to say. */
export const renderCheck = (check: CheckResult): Markup => markup`<li class="check ${check.verdict.status}">
${verdictSign(check.verdict.status)}
<div class="said">
<h3>${check.title} <span class="id">${check.id}</span></h3>
${check.verdict.status === 'passed' && markup`<p class="seen">${lines(check.verdict.seen)}</p>`}${renderDetails(detailsOf(check))}</div>
<p class="points">${pointsOf(check)}</p>
</li>
`

const pointsOf = (check: CheckResult): Markup | string => {
  if (check.max === 0) return ''
  if (check.verdict.status !== 'passed' && check.points === check.max) return costWords(check)
  return markup`<b>${points(check.points)}</b> of ${points(check.max)}`
}

/** Labels and what they label. A label that is empty goes on with the one before. */
export const renderDetails = (details: readonly Detail[]): Markup | false =>
  details.length > 0 &&
  markup`<dl class="details">${groups(details).map(
    ([
      label,
      each,
    ]) => markup`<dt class="${label}">${label}</dt>${each.map((words) => markup`<dd class="${label}">${renderWords(label, words)}</dd>`)}
`,
  )}</dl>`

const groups = (details: readonly Detail[]): [string, Detail[1][]][] => {
  const grouped: [string, Detail[1][]][] = []
  for (const [label, words] of details) {
    const last = grouped.at(-1)
    if (label === '' && last !== undefined) last[1].push(words)
    else grouped.push([label, [words]])
  }
  return grouped
}

const renderWords = (label: string, words: string | Quote): Markup => {
  if (typeof words !== 'string') return renderQuote(words)
  return label === 'report' ? renderStack(words) : lines(words)
}

/** The first line is for the reader, the rest for whoever keeps the kit. */
const renderStack = (words: string): Markup => {
  const [first = '', ...rest] = words.split('\n')
  return markup`${first}<pre tabindex="0" role="group" aria-label="What went wrong in the grader">${lines(rest.join('\n'))}</pre>`
}

/** More of a line than this is no evidence any more. */
const longest = 2000

/** Words of the learner's own. A page that is one line long is cut, and says so. */
const renderQuote = ({ quote, line }: Quote): Markup => {
  const text = quote.trim()
  return markup`<span class="line">line ${line}</span> <q><bdi>${lines(text.slice(0, longest))}</bdi></q>${
    text.length > longest && markup` <span class="cut">(the first ${longest} of ${text.length} characters)</span>`
  }`
}
