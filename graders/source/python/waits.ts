/** Waiting for a process, or for what was asked of a pool. */
import type { Runner, Task, Waited } from './values.ts'

/** The stronger of two waits: one without a limit says more than one with, the end more than the results. */
const stronger = (before: Waited | null, wait: Waited): Waited => {
  if (!before || (before.limited && !wait.limited)) return wait
  return before.for === 'results' && wait.for === 'end' && !wait.limited ? wait : before
}

/** Remembers that a thing was waited for. A process that has not been started cannot be. */
export const waitFor = (thing: Runner | Task, wait: Waited): void => {
  if (thing.is === 'task') thing.fetched = stronger(thing.fetched, wait)
  else if (thing.startedBy) thing.waited = stronger(thing.waited, wait)
}
