/** What a value tells: true or false, and whether something is still running. */
import type { Poll, Runner, Task } from './running.ts'
import { turning } from './tallies.ts'
import { type Value, unknown } from './values.ts'
import type { Walk } from './walk.ts'

/** True or false where that is known. */
export const truthOf = (value: Value): boolean | undefined => {
  if (handleOf(value)) return true
  if (value.is === 'unknown' || value.is === 'library' || (value.is === 'list' && value.poll)) return undefined
  if (turning(value, Boolean)) return undefined
  if (value.is === 'constant') return Boolean(value.value)
  if (value.is === 'list') return value.items.length > 0
  return value.is === 'dict' ? value.entries.size > 0 : true
}

/** A question whose answer changes when a process or a task has ended. */
export const ask = ({ state }: Walk, thing: Runner | Task, alive: boolean): Value => {
  state.polled.add(thing)
  return unknown({ poll: { of: [thing], alive, every: true } })
}

/** A process id or a sentinel of a process that has been started. */
export const handleOf = (value: Value) => (value.is === 'unknown' ? value.handle : undefined)

const handles = { pid: new WeakMap<Runner, Value>(), sentinel: new WeakMap<Runner, Value>() } as const

/** There is one of each: what is put away by it can be found by it. */
export const handleTo = (runner: Runner, is: 'pid' | 'sentinel'): Value => {
  const handle = handles[is].get(runner) ?? unknown({ handle: { of: runner, is } })
  handles[is].set(runner, handle)
  return handle
}

/** What is looked up by a process id, or told one, may tell whether that process still runs; the number itself does not. */
export const askBy = ({ state }: Walk, values: Iterable<Value>): void => {
  for (const value of values) {
    const handle = handleOf(value)
    if (handle) state.polled.add(handle.of)
  }
}

/** What a value tells of processes that are still running. */
export const pollOf = (value: Value): Poll | undefined => {
  if (value.is === 'lazy') return value.poll?.()
  return (value.is === 'unknown' || value.is === 'list' ? value.poll : undefined) ?? turning(value, Boolean)
}

/** One answer made of several: `any` and `sum` are true while one is, `all` while every one is. */
export const mergePolls = (values: readonly Value[], trueWhen: 'some' | 'every'): Poll | undefined => {
  const polls = values.flatMap((value) => pollOf(value) ?? [])
  if (polls.length === 0) return undefined
  const { alive } = polls[0]!
  const every = polls.every((poll) => poll.every) && (polls.length === 1 || alive === (trueWhen === 'some'))
  return { of: polls.flatMap((poll) => poll.of), alive, every }
}

/** What `yes if asked else no` tells of what is asked, where one is true and the other is not. */
export const answerOf = (asked: Poll | undefined, yes: Value, no: Value): Poll | undefined => {
  const truths = [yes, no].map((each) => (each.is === 'constant' ? truthOf(each) : undefined))
  if (truths.includes(undefined) || truths[0] === truths[1]) return undefined
  return truths[0] === true ? asked : negated(asked)
}

/** The opposite answer. */
export const negated = (poll: Poll | undefined): Poll | undefined => poll && { ...poll, alive: !poll.alive }
