/** What a value tells: true or false, and whether something is still running. */
import type { Poll, Runner, Task } from './running.ts'
import { type Value, unknown } from './values.ts'
import type { Walk } from './walk.ts'

/** True or false where that is known. */
export const truthOf = (value: Value): boolean | undefined => {
  if (value.is === 'unknown' || value.is === 'library' || (value.is === 'list' && value.poll)) return undefined
  if (value.is === 'constant') return Boolean(value.value)
  if (value.is === 'list') return value.items.length > 0
  return value.is === 'dict' ? value.entries.size > 0 : true
}

/** A question whose answer changes when a process or a task has ended. */
export const ask = ({ state }: Walk, thing: Runner | Task, alive: boolean): Value => {
  state.polled.add(thing)
  return unknown({ poll: { of: [thing], alive, every: true } })
}

/** What a value tells of processes that are still running. */
export const pollOf = (value: Value): Poll | undefined => (value.is === 'unknown' || value.is === 'list' ? value.poll : undefined)

/** One answer made of several: `any` and `sum` are true while one is, `all` while every one is. */
export const mergePolls = (values: readonly Value[], trueWhen: 'some' | 'every'): Poll | undefined => {
  const polls = values.flatMap((value) => pollOf(value) ?? [])
  if (polls.length === 0) return undefined
  const { alive } = polls[0]!
  const every = polls.every((poll) => poll.every) && (polls.length === 1 || alive === (trueWhen === 'some'))
  return { of: polls.flatMap((poll) => poll.of), alive, every }
}

/** The opposite answer. */
export const negated = (poll: Poll | undefined): Poll | undefined => poll && { ...poll, alive: !poll.alive }
