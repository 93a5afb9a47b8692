/** What the marks of a class come to, one after the other: nothing of them is kept but numbers. */
import type { Marks, MarksStatus } from './marks.ts'
import { points } from './words.ts'

/** The marks of a class, counted. */
export interface ClassMarks {
  readonly count: number
  readonly statuses: Readonly<Record<MarksStatus, number>>
  /** Of those who have one. */
  readonly totals: readonly number[]
  /** The most points that there are. */
  readonly max: number
}

/** Takes the marks of one submission after the other. */
export class MarksCounter implements ClassMarks {
  readonly statuses = { passed: 0, open: 0, errored: 0, unreadable: 0 }
  readonly totals: number[] = []
  count = 0
  max = 0

  add({ status, total, max }: Marks): void {
    this.count += 1
    this.statuses[status] += 1
    this.max = Math.max(this.max, max)
    if (total !== null) this.totals.push(total)
  }
}

const statusWords: Readonly<Record<MarksStatus, string>> = {
  passed: 'passed everything',
  open: 'with open questions',
  errored: 'could not be judged',
  unreadable: 'could not be read in full',
}

/** Words for those statuses that somebody has, with how many. */
export const statusCounts = ({ statuses }: ClassMarks): string =>
  (Object.keys(statuses) as MarksStatus[])
    .filter((status) => statuses[status] > 0)
    .map((status) => `${statuses[status]} ${statusWords[status]}`)
    .join(', ')

/** Where half of the class has as much or less. */
export const middleOf = (totals: readonly number[]): number => inOrder(totals)[Math.floor((totals.length - 1) / 2)] ?? 0

/** Where the totals lie, of which there is at least one. Nobody has less than the lowest or more than the highest: there is no side to tell of. */
export const spreadWords = ({ totals, max }: Pick<ClassMarks, 'totals' | 'max'>): string => {
  const sorted = inOrder(totals)
  const [lowest, highest, middle] = [sorted[0]!, sorted.at(-1)!, middleOf(totals)]
  if (lowest === highest) return `${points(lowest)} of ${points(max)}${totals.length === 1 ? '' : ' each'}`
  const half =
    middle === lowest || middle === highest ? `at least half of them ${points(middle)}` : `half of them ${points(middle)} or less`
  return `from ${points(lowest)} to ${points(highest)} of ${points(max)}, ${half}`
}

const inOrder = (totals: readonly number[]): number[] => totals.toSorted((one, other) => one - other)
