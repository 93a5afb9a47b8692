/** How a verdict looks: a sign, a word and a colour, where the first two say all of it. */
import type { ResultStatus, Verdict } from '../../core/types.ts'
import { statusMark, verdictMark } from '../words.ts'
import type { Markup } from './markup.ts'
import { markup } from './markup.ts'

const verdictWord: Readonly<Record<Verdict['status'], string>> = {
  passed: 'passed',
  failed: 'not passed',
  unclear: 'unclear',
  skipped: 'skipped',
  errored: 'the grader’s fault',
}

/** What a status is called on a page. */
export const statusWord: Readonly<Record<ResultStatus, string>> = {
  passed: 'passed',
  failed: 'not passed',
  unfinished: 'not begun',
  missing: 'no answer',
  errored: 'could not be judged',
}

/** The sign of a check, its word for those who do not see it. */
export const verdictSign = (status: Verdict['status']): Markup => sign(status, verdictMark[status], verdictWord[status])

/** The sign of a question, its word for those who do not see it. */
export const statusSign = (status: ResultStatus): Markup => sign(status, statusMark[status], statusWord[status])

/** Sign and word together. */
export const statusBadge = (status: ResultStatus, word = statusWord[status]): Markup =>
  markup`<span class="badge ${status}"><span aria-hidden="true">${statusMark[status]}</span> ${word}</span>`

const sign = (kind: string, mark: string, word: string): Markup =>
  markup`<span class="sign ${kind}"><span aria-hidden="true">${mark}</span><span class="unseen">${word}</span></span>`
