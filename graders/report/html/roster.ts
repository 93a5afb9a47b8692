/** The table of a class. It reads without a script; with one it can be searched, and sorted by any column. */
import type { ResultStatus } from '../../core/types.ts'
import type { Attention, Cause } from '../attention.ts'
import type { Marks, MarksStatus } from '../marks.ts'
import { points } from '../words.ts'
import { statusSign } from './badge.ts'
import type { Markup } from './markup.ts'
import { markup } from './markup.ts'

/** All that the page of a class shows of one learner. */
export interface ClassRow {
  readonly marks: Marks
  /** How each question ended, in the order of the marks. */
  readonly statuses: readonly ResultStatus[]
  readonly attention: readonly Attention[]
  /** The learner's page, seen from the page of the class. */
  readonly page: string
}

const nameOf = ({ marks }: ClassRow): string => marks.learners.map(({ name }) => name).join(', ')

const statusWords: Readonly<Record<MarksStatus, string>> = {
  passed: 'passed everything',
  open: 'open questions',
  errored: 'not judged',
  unreadable: 'unreadable',
}

/** The table in pieces, a row at a time. `causeWords` are those of the list above the table, so that a search finds what it names. */
export const renderRoster = function* (
  rows: Iterable<ClassRow>,
  questions: readonly string[],
  causeWords: Readonly<Record<Cause, string>>,
): Generator<Markup> {
  yield markup`<section id="learners" aria-labelledby="learners-title">
<h2 id="learners-title">Everybody</h2>
<div class="tools" hidden><label for="search">Find</label> <input id="search" type="search" autocomplete="off" spellcheck="false" placeholder="a name, an id, “unclear” …"> <output id="found" for="search"></output></div>
<div class="scroll" tabindex="0" role="group" aria-labelledby="learners-title"><table class="roster">
<thead><tr><th scope="col">name</th>${questions.map((id) => markup`<th scope="col" class="figure">${id}</th>`)}<th scope="col" class="figure">total</th><th scope="col">status</th><th scope="col">look at</th></tr></thead>
<tbody>
`
  for (const row of rows) yield renderRow(row, questions, causeWords)
  yield markup`</tbody>
</table></div>
</section>
`
}

const renderRow = (row: ClassRow, questions: readonly string[], causeWords: Readonly<Record<Cause, string>>): Markup => {
  const { marks, page, attention } = row
  const ids = [...new Set(marks.learners.flatMap(({ ids }) => Object.values(ids)))]
  const causes = [...new Set(attention.map(({ cause }) => causeWords[cause]))]
  return markup`<tr><th scope="row"><a href="${page}"><bdi>${nameOf(row)}</bdi></a>${ids.length > 0 && markup` <span class="id"><bdi>${ids.join(' ')}</bdi></span>`}</th>${questions.map((id) => renderScore(row, id))}<td class="figure" data-value="${marks.total ?? ''}">${marks.total === null ? '–' : markup`<b>${points(marks.total)}</b>`}</td><td>${statusWords[marks.status]}</td><td>${causes.join(', ')}</td></tr>
`
}

const renderScore = ({ marks, statuses }: ClassRow, id: string): Markup => {
  const index = marks.questions.findIndex((question) => question.id === id)
  const score = marks.questions[index]?.score ?? null
  const status = statuses[index]
  const value = status === 'missing' || score === null ? '–' : points(score)
  return markup`<td class="figure" data-value="${score ?? ''}">${value}${status !== undefined && score !== null && statusSign(status)}</td>`
}
