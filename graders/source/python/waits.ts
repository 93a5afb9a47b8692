/** Waiting for a process, or for what was asked of a pool. */
import { askBy, handleOf } from './polls.ts'
import type { Node } from './tree.ts'
import type { Branch, Runner, Task, Waited } from './running.ts'
import { type Args, type Value, numberOf } from './values.ts'
import type { Walk } from './walk.ts'
import { itemsOf, supposing } from './walk.ts'

/** The stronger of two waits: one that surely comes, and one without a limit, says more than any other; the end says more than the results. */
const stronger = (before: Waited | null, wait: Waited): Waited => {
  if (!before || (before.perhaps && !wait.perhaps)) return wait
  if (wait.perhaps && !before.perhaps) return before
  if (wait.perhaps && wait.perhaps.statement === before.perhaps?.statement) return wait
  if (before.limited && !wait.limited) return wait
  if (before.limited && wait.limited && before.for === wait.for) return { ...before, limitMs: undefined }
  return before.for === 'results' && wait.for === 'end' && !wait.limited ? wait : before
}

/** Remembers that a thing was waited for. A process that has not been started cannot be. `branches` are those that surround the wait. */
export const waitFor = (thing: Runner | Task, wait: Waited, branches: readonly Branch[] = []): void => {
  if (thing.is === 'task') thing.fetched = stronger(thing.fetched, wait)
  if (thing.is === 'task' || !thing.startedBy) return
  thing.waited = stronger(thing.waited, { ...wait, perhaps: doubtOf(thing, branches) })
  thing.timesWaited += 1
}

/**
 * Reads what runs beside main, in a thread or a task. Its waits do not hold main back, so that they are as good as waits that may give up, until main waits for
 * the thread or the task: then what is returned is to be called.
 */
export const beside = ({ records }: Walk, read: () => unknown): (() => void) => {
  const before = new Map(records.starts.map(({ runner }) => [runner, runner.waited]))
  read()
  const held = [...new Set(records.starts.map(({ runner }) => runner))].flatMap((runner) => {
    const { waited } = runner
    if (!waited || waited === before.get(runner)) return []
    runner.waited = { ...waited, limited: true, beside: true }
    return [{ runner, waited }]
  })
  return () => {
    for (const { runner, waited } of held) if (runner.waited?.beside) runner.waited = waited
  }
}

/**
 * What makes a wait doubtful: a branch that is not taken as surely as the process was started, unless it is taken whenever the process still runs. A
 * statement that waits in each of its branches does wait.
 */
const doubtOf = (thing: Runner, branches: readonly Branch[]): Waited['perhaps'] => {
  const open = branches.filter((branch) => !thing.within.includes(branch) && !(branch.poll?.alive && branch.poll.of.includes(thing)))
  const branch = open.at(-1)
  if (!branch) return undefined
  const before = thing.waited?.perhaps
  const taken = new Set([...(before?.statement === branch.statement ? before.taken : []), branch.index])
  return open.length === 1 && taken.size === branch.of
    ? undefined
    : { statement: branch.statement, taken, whenEnded: open.some(({ poll }) => poll?.of.includes(thing)) }
}

/** Nothing is known of a value, nor of that which it is an attribute of. */
const isStrange = (value: Value): boolean =>
  value.is === 'method' ? isStrange(value.self) : value.is === 'unknown' && !value.data && !value.poll

/** A method by which a pool can be waited for. */
const ofPools: ReadonlySet<string> = new Set(['map', 'starmap', 'apply', 'shutdown'])

/** Remembers a call that would be a wait if what it is called on, of which nothing is known, were a process or a pool. The `join` of a text gets a list. */
export const noteStrangeWait = ({ state, records }: Walk, self: Value, name: string, args: Args, site: Node): void => {
  if (state.who !== 'main' || !isStrange(self)) return
  if (name === 'join' && args.positional.every((limit) => numberOf(limit) !== null)) records.strangeWaits.set(site, 'process')
  else if (name === 'wait' && state.onChildEnd) records.strangeWaits.set(site, 'process')
  else if (ofPools.has(name)) records.strangeWaits.set(site, 'pool')
}

/** What is done may be a wait, or none: nobody can tell from the text. Whatever it would wait for is not waited for by it. */
const perhapsWaits = ({ records }: Walk, read: () => void, site: Node): void => {
  const runners = records.starts.map(({ runner }) => ({ runner, waited: runner.waited }))
  const tasks = records.pools.flatMap(({ pool }) => pool.tasks).map((task) => ({ task, fetched: task.fetched }))
  read()
  if (tasks.some(({ task, fetched }) => task.fetched !== fetched)) records.strangeWaits.set(site, 'pool')
  if (runners.some(({ runner, waited }) => runner.waited !== waited)) records.strangeWaits.set(site, 'process')
  for (const { task, fetched } of tasks) task.fetched = fetched
  for (const { runner, waited } of runners) runner.waited = waited
}

/**
 * Something is handed to what nothing is known of: that may take all out of an iterator, or nothing; it may ask by a process id; and what else would it do
 * with a sentinel than wait for the end?
 */
export const handToStranger = (walk: Walk, { positional, keywords }: Args, site: Node): void => {
  const given = [...positional, ...keywords.values()]
  askBy(walk, given)
  if (walk.state.who === 'main' && given.some((value) => handleOf(value)?.is === 'sentinel')) walk.records.strangeWaits.set(site, 'process')
  for (const value of given) if (value.is === 'lazy') perhapsWaits(walk, () => void supposing(walk, () => itemsOf(walk, value)), site)
}
