/** The page of a class: what it knows, whom to look at, and everybody in a table. */
import { MarksCounter, statusCounts } from '../class-marks.ts'
import { unsandboxedWords } from '../words.ts'
import type { Tally } from '../class-tally.ts'
import { renderHistogram } from './histogram.ts'
import { LookAt, causeWords } from './look-at.ts'
import type { Markup } from './markup.ts'
import { markup } from './markup.ts'
import { asset, frameOf } from './page.ts'
import type { ClassRow } from './roster.ts'
import { renderRoster } from './roster.ts'
import { renderMisconceptions, renderQuestions } from './shares.ts'

/** What the page of a class is made of. */
export interface ClassPage {
  /** What the class is called. */
  readonly name: string
  /** Gone through twice. */
  readonly rows: Iterable<ClassRow>
  readonly tally: Tally
  /** How many were judged without the sandbox. */
  readonly unsandboxed: number
  /** What there is to say of the whole. */
  readonly remarks: readonly string[]
  readonly likeness: readonly Alike[]
}

/** Something to look at for likeness: where it is, and what stands there. */
export interface Alike {
  readonly page: string
  readonly words: string
}

const style = [asset('page.css'), asset('class.css')]
const script = asset('sorting.js')

/** A whole page, in pieces, so that a large class need not be held in memory. */
export const renderClassPage = function* ({ name, rows, tally, unsandboxed, remarks, likeness }: ClassPage): Generator<string> {
  const [marks, lookAt] = [new MarksCounter(), new LookAt()]
  for (const row of rows) {
    marks.add(row.marks)
    lookAt.add(row)
  }
  const { count, totals, max } = marks
  const { head, end } = frameOf({ title: `${name} – Joinery`, styles: style, script })
  yield head
  yield markup`<header class="top">
<p class="kit">Joinery</p>
<h1><bdi>${name}</bdi></h1>
<p class="total"><b>${count}</b> ${count === 1 ? 'submission' : 'submissions'} <span>${statusCounts(marks)}</span></p>
${unsandboxed > 0 && markup`<p class="note">${unsandboxedOf(unsandboxed, count)}</p>`}
${remarks.map((remark) => markup`<p class="note">${remark}</p>`)}
<nav aria-label="On this page"><ul class="contents"><li><a href="#look-at">Whom to look at</a></li>${tally.misconceptions.length > 0 && markup`<li><a href="#misconceptions">What is often misunderstood</a></li>`}<li><a href="#questions">Question by question</a></li>${likeness.length > 0 && markup`<li><a href="#likeness">Likeness</a></li>`}<li><a href="#learners">Everybody</a></li></ul></nav>
</header>
<main id="main">
${totals.length > 0 && renderHistogram(totals, max)}${lookAt.render()}${renderMisconceptions(tally)}${renderQuestions(tally)}${renderLikeness(likeness)}`
    .text
  for (const piece of renderRoster(rows, questionsOf(tally), causeWords)) yield piece.text
  yield `</main>
${end}`
}

const unsandboxedOf = (count: number, all: number): string =>
  count === all ? unsandboxedWords : `The programs of ${count} of ${all} submissions ran without the sandbox (--unsandboxed).`

const questionsOf = ({ questions }: Tally): string[] => questions.map(({ exercise }) => exercise.id)

/** Never a verdict: a list to look at. */
const renderLikeness = (likeness: readonly Alike[]): Markup | false =>
  likeness.length > 0 &&
  markup`<section id="likeness" aria-labelledby="likeness-title">
<h2 id="likeness-title">Likeness</h2>
<p class="lead">Answers that are much alike. There are many honest reasons for that: it is something to look at, never a verdict.</p>
<ul>${likeness.map(({ page, words }) => markup`<li><a href="${page}">${words}</a></li>`)}</ul>
</section>
`
