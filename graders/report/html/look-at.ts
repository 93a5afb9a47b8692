/** Whom a teacher should look at, and why. */
import type { Attention, Cause } from '../attention.ts'
import { counted } from '../words.ts'
import type { ClassRow } from './roster.ts'
import { nameOf } from './roster.ts'
import type { Markup } from './markup.ts'
import { markup } from './markup.ts'

const headings: Readonly<Record<Cause, readonly [title: string, why: string]>> = {
  unreadable: ['Could not be read', 'Nobody gets a zero for that: look at what was handed in.'],
  errored: ['Could not be judged', 'A fault of the grader or something that this machine lacks; there is no total, and no zero.'],
  unclear: ['Unclear', 'The evidence was not enough to say. It cost no points.'],
  near: ['Close to passing', 'Within a point of it.'],
  retried: ['Not the same every time', 'The program was run again, and what most runs showed counts.'],
}

/** The words by which the table finds all of a group. */
export const causeWords: Readonly<Record<Cause, string>> = {
  unreadable: 'unreadable',
  errored: 'not judged',
  unclear: 'unclear',
  near: 'close to passing',
  retried: 'varied',
}

/** A long list is for the table. */
const mostNamed = 12

export const renderLookAt = (rows: readonly ClassRow[]): Markup => {
  const groups = (Object.keys(headings) as Cause[]).map((cause) => ({ cause, found: rows.flatMap((row) => reasonsOf(row, cause)) }))
  const used = groups.filter(({ found }) => found.length > 0)
  return markup`<section id="look-at" aria-labelledby="look-at-title">
<h2 id="look-at-title">Whom to look at</h2>
${used.length === 0 ? markup`<p class="lead">Nobody in particular: everything was judged, and nothing is in doubt.</p>` : markup`<div class="groups">${used.map(({ cause, found }) => renderGroup(cause, found))}</div>`}
</section>
`
}

interface Found {
  readonly row: ClassRow
  readonly reasons: readonly Attention[]
}

const reasonsOf = (row: ClassRow, cause: Cause): Found[] => {
  const reasons = row.attention.filter((each) => each.cause === cause)
  return reasons.length === 0 ? [] : [{ row, reasons }]
}

const renderGroup = (cause: Cause, found: readonly Found[]): Markup => markup`<section class="group ${cause}">
<h3>${headings[cause][0]} <span class="id">${found.length}</span></h3>
<p class="place">${headings[cause][1]}</p>
<ul>
${found.slice(0, mostNamed).map(renderFound)}</ul>
${found.length > mostNamed && markup`<p class="cut">… and ${counted(found.length - mostNamed, 'more', 'more')}: the table below finds them by the words “${causeWords[cause]}”.</p>`}</section>
`

const renderFound = ({ row, reasons }: Found): Markup =>
  markup`<li><a href="${row.page}"><bdi>${nameOf(row)}</bdi></a> <span class="why">${reasonWords(reasons)}</span></li>
`

/** The first says what kind it is; the learner's page has all of them. */
const reasonWords = ([first, ...more]: readonly Attention[]): string =>
  first === undefined
    ? ''
    : `${first.question === null ? '' : `${first.question}: `}${first.why}${more.length > 0 ? ` (and ${more.length} more)` : ''}`
