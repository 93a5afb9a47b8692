/** Calls by which main waits for processes without asking the process itself: by what the system tells. */
import { handleOf, handleTo } from '../polls.ts'
import type { Runner } from '../running.ts'
import { isSignalOfChild, setHandler } from './signals.ts'
import type { Node } from '../tree.ts'
import type { Value } from '../values.ts'
import { NONE, argument, constant, list, numberOf, unknown } from '../values.ts'
import { waitFor } from '../waits.ts'
import type { LibraryFunction, Walk } from '../walk.ts'
import { itemsOf } from '../walk.ts'

/** The processes that have been started and not been waited for. */
const activeChildren: LibraryFunction = ({ state, records }) => {
  const active = [...new Set(records.starts.map((start) => start.runner))].filter(({ waited }) => !waited)
  const others = state.hasManager ? ({ amongOthers: true } as const) : {}
  return active.length > 0 ? { ...list(active), poll: { of: active, alive: true, every: true, ...others } } : list([])
}

/** It is back when the first of them is ready: only a loop of it waits for all. */
const waitForAny = (walk: Walk, sentinels: Value, limit: Value | undefined, how: string, site: Node): Value => {
  const items = itemsOf(walk, sentinels)
  const waited = items.flatMap((item) => handleOf(item)?.of ?? [])
  const limited = limit !== undefined && limit !== NONE
  for (const each of waited.length === 1 || walk.state.loops > 0 ? waited : []) waitFor(each, { node: site, for: 'end', how, limited })
  if (!limited || waited.length === 0) return list(items, false)
  for (const each of waited) walk.state.polled.add(each)
  return { ...list(items, false), poll: { of: waited, alive: false, every: waited.length === 1 } }
}

const connectionWait: LibraryFunction = (walk, args, site) =>
  waitForAny(walk, argument(args, 'object_list', 0) ?? NONE, argument(args, 'timeout', 1), 'wait() on the sentinel of every process', site)

const select: LibraryFunction = (walk, { positional: [readable = NONE, , , limit] }, site) =>
  list([waitForAny(walk, readable, limit, 'select() on the sentinel of every process', site), list([]), list([])])

/** A child that has ended, as the system tells of it in so many parts: its process id first. */
const toldOf = (child: Runner | undefined, parts: number): Value => told(child ? handleTo(child, 'pid') : unknown(), parts)

const told = (first: Value, parts: number): Value => list([first, ...Array.from({ length: parts - 1 }, () => unknown())])

/** `os.wait()` is back when one child has ended, whichever. */
const waitForOne =
  (how: string, parts = 2): LibraryFunction =>
  ({ records }, _args, site) => {
    const next = records.starts.find(({ runner }) => !runner.waited)?.runner
    if (next) waitFor(next, { node: site, for: 'end', how })
    return toldOf(next, parts)
  }

/** With `os.WNOHANG` nothing is waited for: it is asked. */
const onlyAsks = (options: Value): boolean =>
  options.is === 'library' ? options.name.endsWith('NOHANG') : options !== NONE && numberOf(options) !== 0

/** What waits for the child of a process id, and for whichever where that is no id of one but -1 or 0. */
const waitById =
  (how: string, parts: number): LibraryFunction =>
  (walk, args, site) => {
    const [id = NONE, options = NONE] = args.positional
    const child = handleOf(id)?.of
    if (onlyAsks(options)) return askForOne(walk, child, site, parts)
    if (!child) return (numberOf(id) ?? 1) > 0 ? toldOf(undefined, parts) : waitForOne(`${how} for every process`, parts)(walk, args, site)
    waitFor(child, { node: site, for: 'end', how })
    return toldOf(child, parts)
  }

/** In a handler for the signal there is one child to tell of; asked once more, there is none. */
const toldOfEnded = (state: Walk['state'], parts: number): Value => {
  const child = state.ended
  state.ended = null
  return child ? toldOf(child, parts) : list([constant(0), constant(0), unknown()].slice(0, parts))
}

/** Asked again and again of whichever child, it may tell of all of them in the end. */
const askForOne = ({ state, records }: Walk, child: Runner | undefined, site: Node, parts = 2): Value => {
  if (child) state.polled.add(child)
  else if (state.ended !== undefined) return toldOfEnded(state, parts)
  else if (state.again && state.who === 'main') records.strangeWaits.set(site, 'process')
  return told(unknown(child && { poll: { of: [child], alive: false, every: true, zero: true } }), parts)
}

/** `os.waitid(os.P_PID, p.pid, os.WEXITED)` */
const waitId: LibraryFunction = (walk, args, site) => {
  const [kind = NONE, id = NONE] = args.positional
  const child = handleOf(id)?.of
  const how = 'os.waitid()'
  if (onlyAsks(args.positional[2] ?? NONE)) return askForOne(walk, child, site)
  if (!child && kind.is === 'library' && kind.name === 'os.P_ALL') return waitForOne(`${how} for every process`)(walk, args, site)
  if (child) waitFor(child, { node: site, for: 'end', how })
  return unknown()
}

/** So is `signal.sigwait()`, where it waits for the signal that a child has ended. */
const waitForSignal: LibraryFunction = (walk, args, site) => {
  const signals = itemsOf(walk, argument(args, 'sigset', 0) ?? NONE)
  if (signals.some(isSignalOfChild)) waitForOne('signal.sigwait() for the end of a child')(walk, args, site)
  return unknown()
}

/** Once, it waits for the signal for which there is a handler; in a loop, that loop does. */
const pause: LibraryFunction = (walk, args, site) => {
  if (walk.state.onChildEnd && walk.state.loops === 0) waitForOne('signal.pause() until a child has ended')(walk, args, site)
  return NONE
}

/** By their full names. */
export const SYSTEM_WAITS: Readonly<Record<string, LibraryFunction>> = {
  'multiprocessing.active_children': activeChildren,
  'multiprocessing.connection.wait': connectionWait,
  'select.select': select,
  'os.waitpid': waitById('os.waitpid()', 2),
  'os.wait': waitForOne('os.wait() for every process'),
  'os.wait3': waitForOne('os.wait3() for every process', 3),
  'os.wait4': waitById('os.wait4()', 3),
  'os.waitid': waitId,
  'signal.pause': pause,
  'signal.signal': setHandler,
  'signal.sigwait': waitForSignal,
  'signal.sigwaitinfo': waitForSignal,
}
