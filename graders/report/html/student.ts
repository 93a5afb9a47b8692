/** The page of one learner: everything that the terminal shows, in the same words. */
import { counted } from '../../core/english.ts'
import type { Report, Result } from '../../core/types.ts'
import { reasonOf } from '../summary.ts'
import { timelineStyle } from '../picture/svg.ts'
import { earnedWords, languageBeside, noTotalYet, points, shownStatus } from '../words.ts'
import { statusSign } from './badge.ts'
import type { Markup } from './markup.ts'
import { markup } from './markup.ts'
import { asset, renderPage } from './page.ts'
import { renderQuestion } from './question.ts'

/** What stands on the page besides the report. */
export interface StudentPage {
  readonly report: Report
  /** Whose page it is; the submission's name without it. */
  readonly name?: string
  /** What the reader of the submission wants said of it. */
  readonly remarks?: readonly string[]
  /** Set for one of a class. */
  readonly inClass?: {
    /** The files and folders that were graded. */
    readonly from: readonly string[]
    /** Why nothing could be read. */
    readonly unreadable?: string | undefined
  }
}

const style = asset('page.css')

/** A whole page. */
export const renderStudentPage = ({ report, name = report.submission.name, remarks = [], inClass }: StudentPage): string =>
  renderPage({
    title: `${name} – Joinery`,
    styles: [style, timelineStyle],
    body: markup`<header class="top">
<p class="kit">Joinery</p>
<h1><bdi>${name}</bdi></h1>
${inClass?.unreadable === undefined ? renderTotal(report) : renderUnreadable(inClass.unreadable)}
${inClass !== undefined && inClass.from.length > 0 && markup`<p class="place">Handed in: ${inClass.from.map((file, index) => markup`${index > 0 && ', '}<bdi>${file}</bdi>`)}</p>`}
${remarks.map((remark) => markup`<p class="note">${remark}</p>`)}
</header>
<main id="main">
${renderContent(report, inClass?.unreadable !== undefined)}</main>
`,
  })

const renderContent = ({ results }: Report, unreadable: boolean): Markup | false =>
  !unreadable && markup`${results.length > 1 && renderOverview(results)}${results.map(renderQuestion)}`

const renderTotal = ({ results, score, max }: Report): Markup => {
  const passed = results.filter(({ status }) => status === 'passed').length
  const doubt = noTotalYet(results)
  return markup`<p class="total"><b>${points(score)}</b> of ${counted(max, 'point')} <span>${passed} of ${counted(results.length, 'question')} passed</span></p>
${doubt !== null && markup`<p class="note">${doubt}</p>`}`
}

const renderUnreadable = (why: string): Markup =>
  markup`<p class="note">Nothing of this could be read: ${why} It is not a zero; a person has to look at it.</p>`

const renderOverview = (results: readonly Result[]): Markup => markup`<nav aria-label="Questions"><table class="overview">
<thead class="unseen"><tr><th scope="col">status</th><th scope="col">question</th><th scope="col">points</th><th scope="col">what is open</th></tr></thead>
<tbody>
${results.map(
  (
    result,
  ) => markup`<tr><td>${statusSign(shownStatus(result))}</td><th scope="row"><a href="#${result.exercise.id}"><span class="number">${result.exercise.id}</span> ${result.exercise.title}</a> <span class="id">${languageBeside(result)}</span></th><td class="figure">${earnedWords(result)} of ${points(result.max)}</td><td class="why">${reasonOf(result)}</td></tr>
`,
)}</tbody>
</table></nav>
`
