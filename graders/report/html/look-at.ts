/** Whom a teacher should look at, and why. */
import { inShort } from '../../core/english.ts'
import type { Attention, Cause } from '../attention.ts'
import type { ClassRow } from './roster.ts'
import type { Markup } from './markup.ts'
import { markup } from './markup.ts'

const headings: Readonly<Record<Cause, readonly [title: string, why: string]>> = {
  unreadable: ['Could not be read', 'Nobody gets a zero for that: look at what was handed in.'],
  errored: ['Could not be judged', 'A fault of the grader or something that this machine lacks; there is no total, and no zero.'],
  unclear: ['Unclear', 'The evidence was not enough to say. It cost no points.'],
  remarked: ['With a remark', 'On how it was handed in, or read: another file may be the one that is meant.'],
  near: ['Close to passing', 'Within a point of it.'],
  retried: ['Not the same every time', 'The program was run again, and what most runs showed counts.'],
}

/** The words by which the table finds all of a group. */
export const causeWords: Readonly<Record<Cause, string>> = {
  unreadable: 'unreadable',
  errored: 'not judged',
  unclear: 'unclear',
  remarked: 'remark',
  near: 'close to passing',
  retried: 'varied',
}

/** A long list is for the table. */
const mostNamed = 12

/** Takes one row after the other; keeps how many there are of each cause, and those that are named. */
export class LookAt {
  readonly #groups = new Map<Cause, { count: number; readonly named: Found[] }>()

  add(row: ClassRow): void {
    for (const cause of new Set(row.attention.map((each) => each.cause))) {
      const group = this.#groups.get(cause) ?? { count: 0, named: [] }
      this.#groups.set(cause, group)
      group.count += 1
      if (group.named.length <= mostNamed)
        group.named.push({ name: row.marks.called, page: row.page, reasons: row.attention.filter((each) => each.cause === cause) })
    }
  }

  render(): Markup {
    const causes = (Object.keys(headings) as Cause[]).filter((cause) => this.#groups.has(cause))
    return markup`<section id="look-at" aria-labelledby="look-at-title">
<h2 id="look-at-title">Whom to look at</h2>
${causes.length === 0 ? markup`<p class="lead">Nobody in particular: everything was judged, and nothing is in doubt.</p>` : markup`<div class="groups">${causes.map((cause) => renderGroup(cause, this.#groups.get(cause)!))}</div>`}
</section>
`
  }
}

interface Found {
  readonly name: string
  readonly page: string
  readonly reasons: readonly Attention[]
}

const renderGroup = (cause: Cause, { count, named }: { readonly count: number; readonly named: readonly Found[] }): Markup => {
  // "and 1 more" would take the room of the one.
  const isCut = count > named.length
  return markup`<section class="group ${cause}">
<h3>${headings[cause][0]} <span class="id">${count}</span></h3>
<p class="place">${headings[cause][1]}</p>
<ul>
${(isCut ? named.slice(0, mostNamed) : named).map(renderFound)}</ul>
${isCut && markup`<p class="cut">… and ${count - mostNamed} more: the table below finds them by the words “${causeWords[cause]}”.</p>`}</section>
`
}

const renderFound = ({ name, page, reasons }: Found): Markup =>
  markup`<li><a href="${page}"><bdi>${name}</bdi></a> <span class="why">${reasonWords(reasons)}</span></li>
`

/** The learner's page has all of them. */
const reasonWords = (reasons: readonly Attention[]): string =>
  inShort(reasons.map(({ question, why }) => `${question === null ? '' : `${question}: `}${why}`))
