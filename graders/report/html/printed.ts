/** What a program printed, with the process that wrote each line beside it. */
import { counted } from '../../core/english.ts'
import type { Execution } from '../../core/process.ts'
import type { OutputLine } from '../output.ts'
import { fateMark, fateWords, outputHeading, outputOf, truncatedWords } from '../output.ts'
import { duration } from '../words.ts'
import type { Markup } from './markup.ts'
import { markup, tabbed } from './markup.ts'

/** Enough for any answer; a flood is cut, and says so. */
const mostLines = 400
const longestLine = 4000

/** `id` begins the ids within it, others for each run of a page. */
export const renderPrinted = (run: Execution, id: string): Markup => {
  const all = outputOf(run)
  if (all.length === 0) return markup`<h3>Output</h3>\n<p>It printed nothing.</p>`
  const shown = all.slice(0, mostLines)
  return markup`<h3 id="${id}-output">${outputHeading}</h3>
<div class="scroll tall" tabindex="0" role="group" aria-labelledby="${id}-output"><table class="printed">
<thead><tr><th scope="col">process</th><th scope="col">at</th><th scope="col">line</th></tr></thead>
<tbody>
${shown.map(renderLine)}</tbody>
</table></div>
${notesOn(all, shown, run).map((note) => markup`<p class="cut">${note}</p>`)}`
}

/** Everything about a line stands in columns of its own, where the line itself cannot imitate it. */
const renderLine = ({ by, atMs, text, stream, fate }: OutputLine): Markup =>
  markup`<tr class="${stream}"><th scope="row">${by}${fate !== 'shown' && markup` <span class="tag">${fateMark[fate]}</span>`}${
    stream === 'stderr' && markup` <span class="tag">stderr</span>`
  }</th><td>${duration(atMs)}</td><td><bdi>${tabbed(text.slice(0, longestLine))}</bdi>${
    text.length > longestLine && markup`<span class="cut">… and ${text.length - longestLine} more characters</span>`
  }</td></tr>
`

const notesOn = (all: readonly OutputLine[], shown: readonly OutputLine[], { truncated }: Execution): string[] => [
  ...(all.length > shown.length ? [`… and ${counted(all.length - shown.length, 'more line')}: the JSON report has them.`] : []),
  ...(shown.some(({ text }) => text.length > longestLine) ? ['A line that was cut is whole in the JSON report.'] : []),
  ...fateWords(shown),
  ...(truncated ? [truncatedWords] : []),
]
