/** Calls of a library: what starts processes and threads, what waits, pauses, reads. */
import { entryOf } from '../../../core/entry.ts'
import { BUILTINS } from './builtins.ts'
import { afterAwait } from '../coroutines.ts'
import { newField } from '../data-classes.ts'
import { INPUTS, MANAGER, SLEEPS, isStandardInput, meansOf } from './names.ts'
import { asCompleted, newPool, taskMethod, waitForFutures } from './pools.ts'
import { newRunner, readInThread, runnerMethod } from './processes.ts'
import { newStack } from './stacks.ts'
import { SYSTEM_WAITS } from './system-waits.ts'
import { TOOLS } from './tools.ts'
import type { Node } from '../tree.ts'
import type { Pool, Runner } from '../running.ts'
import type { Args, Value } from '../values.ts'
import { NONE, NO_ARGS, argument, argsOf, library, list, unknown } from '../values.ts'
import { handToStranger } from '../waits.ts'
import type { LibraryFunction, Walk } from '../walk.ts'
import { itemsOf, supposing } from '../walk.ts'

/** Calls a function or a class of a library, by its full name. */
export const callLibrary = (walk: Walk, name: string, args: Args, site: Node): Value => {
  const { records, state } = walk
  const means = meansOf(name)
  if (means) records.means.set(site, means)
  if (SLEEPS.has(name) && state.who === 'main') notePause(walk, site)
  if (INPUTS.has(name) || args.positional.some(isStandardInput)) records.readsInput.add(site)
  const method = /^(?:multiprocessing\.Process|threading\.Thread)\.(\w+)$/.exec(name)?.[1]
  const [self, ...others] = args.positional
  if (method && self?.is === 'runner') return runnerMethod(walk, self, method, { ...args, positional: others }, site)
  const ofResult = /\.(?:\w+Result|Future)\.(\w+)$/.exec(name)?.[1]
  if (ofResult && self?.is === 'task') return taskMethod(walk, self, ofResult, { ...args, positional: others }, site)
  return entryOf(HANDLERS, name)?.(walk, args, site) ?? callOthers(walk, name, args, site)
}

/** What pauses between two questions to a process is no wait of its own. */
const notePause = ({ state, records }: Walk, site: Node): void => {
  if (state.asks !== 'process' && !(state.again && state.polled.size > 0)) records.sleeps.set(site, state.asks)
}

/** What takes everything out of an iterator. */
const takesAll = /^(?:array|collections|math|numpy|pandas|statistics|tqdm)\.|\.writelines$/

/** A function handed to a library is supposed to be called by it, unless it waits for a signal; an iterator may be. */
const callOthers = (walk: Walk, name: string, args: Args, site: Node): Value => {
  const given = [...args.positional, ...args.keywords.values()]
  if (takesAll.test(name)) for (const value of given) if (value.is === 'lazy') supposing(walk, () => itemsOf(walk, value))
  if (/^(?:signal|weakref|sys|faulthandler|builtins)\./.test(name)) return unknown()
  for (const value of given)
    if (value.is === 'function' || value.is === 'bound' || value.is === 'method')
      supposing(walk, () => afterAwait(walk.call(value, NO_ARGS, site)))
  if (!takesAll.test(name)) handToStranger(walk, args, site)
  return unknown()
}

const runner =
  (kind: Runner['kind']): LibraryFunction =>
  (walk, args, site) => {
    const made = newRunner(kind, null)
    runnerMethod(walk, made, '__init__', args, site)
    return made
  }

const pool =
  (kind: Pool['kind']): LibraryFunction =>
  (walk, args, site) =>
    newPool(walk, kind, args, site)

const timer: LibraryFunction = (_walk, args) => ({ ...newRunner('thread', null), target: argument(args, 'function', 1) ?? null })

/** Awaits every future among its arguments. */
const gather: LibraryFunction = (walk, args, site) => {
  const held = args.positional.flatMap((value) => (value.is === 'list' || value.is === 'lazy' ? itemsOf(walk, value) : [value]))
  for (const value of held) if (value.is === 'task') walk.callMethod(value, 'result', NO_ARGS, site)
  return list(held.map((value) => (value.is === 'task' ? unknown() : value)))
}

const atExit: LibraryFunction = (walk, { positional: [callee = NONE, ...rest] }, site) => {
  walk.state.atExit.push(() => walk.call(callee, argsOf(...rest), site))
  return callee
}

const inThread: LibraryFunction = (walk, { positional: [callee, args] }, site) => {
  readInThread(walk, callee, args ? itemsOf(walk, args) : [], site)
  return unknown()
}

/** Memory in which processes leave results for each other. */
const shares: LibraryFunction = ({ records }, _args, site) => {
  records.shared.add(site)
  return unknown()
}

const HANDLERS: Readonly<Record<string, LibraryFunction>> = {
  ...BUILTINS,
  ...SYSTEM_WAITS,
  ...TOOLS,
  'multiprocessing.Process': runner('process'),
  'multiprocessing.Pool': pool('pool'),
  'concurrent.futures.ProcessPoolExecutor': pool('executor'),
  'threading.Thread': runner('thread'),
  'threading.Timer': timer,
  'multiprocessing.dummy.Process': runner('thread'),
  'multiprocessing.dummy.Pool': pool('threads'),
  'multiprocessing.pool.ThreadPool': pool('threads'),
  'concurrent.futures.ThreadPoolExecutor': pool('threads'),
  '_thread.start_new_thread': inThread,
  'multiprocessing.get_context': () => library('multiprocessing'),
  'multiprocessing.Manager': ({ state }) => {
    state.hasManager = true
    return library(MANAGER)
  },
  [`${MANAGER}.__enter__`]: () => library(MANAGER),
  'concurrent.futures.as_completed': (walk, args, site) => asCompleted(walk, argument(args, 'fs', 0) ?? NONE, site),
  'concurrent.futures.wait': waitForFutures,
  'asyncio.gather': gather,
  'asyncio.wrap_future': (_walk, args) => args.positional[0] ?? NONE,
  'asyncio.wait': gather,
  'asyncio.wait_for': gather,
  'asyncio.run': (_walk, args) => args.positional[0] ?? NONE,
  'asyncio.as_completed': (walk, args, site) => asCompleted(walk, args.positional[0] ?? NONE, site),
  'asyncio.to_thread': (walk, { positional: [callee, ...rest] }, site) => {
    readInThread(walk, callee, rest, site)
    return unknown()
  },
  'multiprocessing.JoinableQueue': () => unknown({ data: true }),
  'multiprocessing.Array': shares,
  'multiprocessing.RawArray': shares,
  'multiprocessing.Value': shares,
  'multiprocessing.RawValue': shares,
  'multiprocessing.shared_memory.SharedMemory': shares,
  'multiprocessing.shared_memory.ShareableList': shares,
  'atexit.register': atExit,
  'dataclasses.field': newField,
  'contextlib.ExitStack': newStack,
  'contextlib.AsyncExitStack': newStack,
  'queue.Queue': () => list([]),
  'queue.SimpleQueue': () => list([]),
}
