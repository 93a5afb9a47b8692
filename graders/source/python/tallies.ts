/** What is counted of processes that have ended: numbers and containers that each end changes. */
import type { Poll, Tally } from './running.ts'
import type { Dict, List, Value } from './values.ts'
import type { State } from './walk.ts'

/** One change more: made where something was found to have ended, or for another reason, which makes it no count. What is counted twice is no count either. */
const tallied = ({ branches }: State, before: Tally | undefined, by: number): Tally | undefined => {
  const ended = branches.flatMap((branch) => branch.ended ?? [])
  if (ended.length === 0 || (before && before.by !== by)) return undefined
  const isTwice = ended.every((each) => before?.of.has(each))
  return { of: new Set([...(before?.of ?? []), ...ended]), by: isTwice ? 0 : by }
}

/** `done += 1`: what a name holds from now on, if it held a number before. */
export const recounted = (state: State, before: Value | undefined, after: Value): Value => {
  if (before?.is !== 'constant' || after.is !== 'constant' || typeof before.value !== 'number' || typeof after.value !== 'number')
    return after
  const tally = after.value === before.value ? undefined : tallied(state, before.tally, after.value - before.value)
  return tally ? { ...after, tally } : after
}

/** Changes a container, and counts where it has grown or become smaller. */
export const recounting = <Result>(state: State, container: List | Dict, change: () => Result): Result => {
  const before = sizeOf(container)
  const result = change()
  const by = Math.sign(sizeOf(container) - before)
  if (by !== 0) container.tally = tallied(state, container.tally, by)
  return result
}

const sizeOf = (value: List | Dict): number => (value.is === 'list' ? value.items.length : value.entries.size)

/** What is known of a number or of the size of a container; a list whose length was only supposed has none. */
const countOf = (value: Value): number | undefined => {
  if (value.is === 'constant') return typeof value.value === 'number' ? value.value : undefined
  return value.is === 'dict' || (value.is === 'list' && value.exact) ? sizeOf(value) : undefined
}

/** What a value counts of processes that have ended; `undefined` where it counts none. */
export const tallyOf = (value: Value): Tally | undefined =>
  value.is === 'constant' || value.is === 'list' || value.is === 'dict' ? value.tally : undefined

/** Whether a test of such a count turns out otherwise as long as one of the processes still runs. */
export const turning = (value: Value, test: (count: number) => boolean): Poll | undefined => {
  const [tally, count] = [tallyOf(value), countOf(value)]
  if (!tally || count === undefined) return undefined
  const before = test(count - tally.by)
  return before === test(count) ? undefined : { of: [...tally.of], alive: before, every: true }
}

/** The same of a comparison of two counts. */
export const turningBetween = (left: Value, right: Value, test: (left: number, right: number) => boolean): Poll | undefined => {
  const [a, b] = [countOf(left), countOf(right)]
  if (a === undefined || b === undefined) return undefined
  return turning(left, (count) => test(count, b)) ?? turning(right, (count) => test(a, count))
}
