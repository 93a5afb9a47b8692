/** Whom a teacher should look at, and why: where a verdict is weak, or missing. */
import { beginningOf } from '../core/readable.ts'
import { didVary } from '../core/score.ts'
import type { Report, Result } from '../core/types.ts'
import { points } from './words.ts'

/**
 * - `unreadable`: nothing could be read, or not what may answer a question.
 * - `errored`: something could not be judged.
 * - `unclear`: the evidence of a check was not enough.
 * - `remarked`: something is to be said of how it was handed in, or read: another file may be the one that counts.
 * - `near`: a question is within a point of passing.
 * - `retried`: a program did not do the same every time.
 */
export type Cause = 'unreadable' | 'errored' | 'unclear' | 'remarked' | 'near' | 'retried'

/** One reason to look at a submission. `question` is the id of an exercise, `null` where it is about the whole. */
export interface Attention {
  readonly cause: Cause
  readonly question: string | null
  readonly why: string
}

/** In the order of their weight. A result for the whole of which nothing could be read has that one only. */
export const attentionOf = (
  { results }: Report,
  { unreadable, remarks = [] }: { readonly unreadable: string | undefined; readonly remarks?: readonly string[] },
): Attention[] => {
  if (unreadable !== undefined) return [{ cause: 'unreadable', question: null, why: unreadable }]
  const found = results.flatMap((result) =>
    causesIn(result).map(([cause, why]) => ({ cause, question: result.exercise.id, why: beginningOf(why, enough) })),
  )
  // What could not be read is among the remarks, too.
  const said = remarks.filter((remark) => results.every(({ unread }) => unread !== remark))
  const remarked = said.map((remark) => ({ cause: 'remarked' as const, question: null, why: beginningOf(remark, enough) }))
  return [...withoutRepeats(found), ...remarked].toSorted((one, other) => order.indexOf(one.cause) - order.indexOf(other.cause))
}

/** One file may be what cannot be read of several questions: that is one thing to look at. */
const withoutRepeats = (found: readonly Attention[]): Attention[] =>
  found.flatMap((each, index) => {
    const isSame = ({ cause, why }: Attention): boolean => cause === 'unreadable' && cause === each.cause && why === each.why
    const first = found.findIndex(isSame)
    if (first === -1) return [each]
    return first === index ? [found.filter(isSame).length > 1 ? { ...each, question: null } : each] : []
  })

const order: readonly Cause[] = ['unreadable', 'errored', 'unclear', 'remarked', 'near', 'retried']

/** Characters: enough to know what to look for; the learner's page has all of it. */
const enough = 240

const causesIn = (result: Result): (readonly [Cause, string])[] => {
  const { status, checks, lacks, cause, runs, unread } = result
  return [
    ...(unread === undefined ? [] : [['unreadable', unread] as const]),
    ...(status === 'errored' ? [['errored', lacks ?? firstLine(cause) ?? 'a check broke down'] as const] : []),
    ...checks.flatMap(({ title, verdict }) => (verdict.status === 'unclear' ? [['unclear', `${title}: ${verdict.why}`] as const] : [])),
    ...(isNear(result) ? [['near', nearWords(result)] as const] : []),
    ...(runs !== undefined && didVary(runs) ? [['retried', `did not do the same in ${runs.length} runs`] as const] : []),
  ]
}

const firstLine = (text: string | undefined): string | undefined => text?.split('\n', 1)[0]

/** Within a point of the fewest points with which this question passes; a program passes with all of them. */
const isNear = (result: Result): boolean =>
  result.status === 'failed' && result.score > 0 && result.score < result.max && passMark(result) - result.score <= 1

/** Whoever has the points lacks something else, such as the idea that the question is about. */
const nearWords = (result: Result): string => {
  const standing = `${points(result.score)} of ${points(result.max)}`
  if (result.passAt === undefined) return `${standing}; it passes with ${points(result.max)}`
  if (result.score < result.passAt) return `${standing}; it takes ${points(result.passAt)} at least`
  return `${standing}, which is enough; but what it cannot pass without is not there`
}

const passMark = ({ max, passAt = max }: Result): number => passAt
