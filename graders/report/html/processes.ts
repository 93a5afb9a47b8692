/** The processes of a run as a picture, and the same as a table for those who cannot see it, or want to know exactly. */
import { counted } from '../../core/english.ts'
import type { Execution, ProcessTrace, TracedProcess } from '../../core/process.ts'
import { namesOf, timelineOf } from '../picture/lanes.ts'
import { remarksOf } from '../picture/legend.ts'
import { renderSvg } from '../picture/svg.ts'
import { duration, exitWords } from '../words.ts'
import type { Markup } from './markup.ts'
import { markup, trusted } from './markup.ts'

/** A page has more room than a terminal. */
const mostLanes = 40
const mostRows = 100

/** `id` is different for each picture of a page. */
export const renderProcesses = (run: Execution, id: string): Markup => {
  if (run.trace.processes.length === 0) return markup`<p>No process was seen.</p>`
  const timeline = timelineOf(run, mostLanes)
  const remarks = remarksOf(timeline)
  return markup`<figure class="picture">
<div class="scroll" tabindex="0" role="group" aria-label="Timeline of the processes">${trusted(renderSvg(timeline, `${id}-picture`))}</div>
${remarks.length > 0 && markup`<figcaption>${remarks.map((remark) => markup`<p>${remark}</p>`)}</figcaption>`}
</figure>
<details class="more"><summary>The same as a table</summary>${renderTable(run.trace)}</details>
`
}

const heads = ['process', 'started by', 'started', 'wrote', 'ended', 'how', 'reaped', 'command']

const renderTable = (trace: ProcessTrace): Markup => {
  const names = namesOf(trace)
  const byPid = new Map(trace.processes.map((process) => [process.pid, names.get(process)!]))
  const more = trace.processes.length - mostRows
  return markup`<div class="scroll" tabindex="0" role="group" aria-label="Table of the processes"><table class="processes">
<thead><tr>${heads.map((head) => markup`<th scope="col">${head}</th>`)}</tr></thead>
<tbody>
${trace.processes.slice(0, mostRows).map((process) => renderRow(process, names.get(process)!, byPid))}</tbody>
</table></div>
${more > 0 && markup`<p class="cut">… and ${counted(more, 'more process', 'more processes')}.</p>`}`
}

const renderRow = (process: TracedProcess, name: string, byPid: ReadonlyMap<number, string>): Markup => {
  const cells = [
    process.parent === null ? '' : (byPid.get(process.parent) ?? `process ${process.parent}`),
    duration(process.startedMs),
    process.wrote.length === 0 ? 'nothing' : counted(process.wrote.length, 'time'),
    process.endedMs === null ? 'not ended' : duration(process.endedMs),
    process.exit === null ? 'not seen' : exitWords(process.exit),
    reapedWords(process, byPid),
  ]
  return markup`<tr><th scope="row">${name} <span class="id">${process.role === 'main' ? '' : `${process.role}, `}pid ${process.pid}</span></th>${cells.map(
    (cell) => markup`<td>${cell}</td>`,
  )}<td><code>${process.command.slice(0, 300)}${process.command.length > 300 ? '…' : ''}</code></td></tr>
`
}

const reapedWords = ({ role, reapedBy, reapedMs, endedMs }: TracedProcess, byPid: ReadonlyMap<number, string>): string => {
  if (role === 'main' || endedMs === null) return ''
  if (reapedMs === null) return 'by nobody'
  const who = reapedBy === null ? undefined : byPid.get(reapedBy)
  return `${duration(reapedMs)}${who === undefined ? '' : `, by ${who}`}`
}
