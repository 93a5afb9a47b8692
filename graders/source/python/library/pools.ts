/** Pools and executors: what is asked of them, and who waits for the answers. */
import { entryOf } from '../../../core/entry.ts'
import { noteCalledTarget, readInThread } from './processes.ts'
import { ask } from '../polls.ts'
import type { Node } from '../tree.ts'
import type { Pool, Task } from '../running.ts'
import type { Args, Value } from '../values.ts'
import { NONE, argument, argsOf, lazy, list, numberOf, unknown } from '../values.ts'
import { waitFor } from '../waits.ts'
import type { Walk } from '../walk.ts'
import { isExact } from '../arguments.ts'
import { inWorker, itemsOf, noteLaunch } from '../walk.ts'

/** A pool or an executor as it is made at `made`, which starts its workers. */
export const newPool = (walk: Walk, kind: Pool['kind'], args: Args, made: Node): Pool => {
  const size = argument(args, kind === 'executor' ? 'max_workers' : 'processes', 0)
  const tasks = args.keywords.get('maxtasksperchild') ?? args.keywords.get('max_tasks_per_child')
  const pool: Pool = {
    is: 'pool',
    kind,
    made,
    size: numberOf(size),
    tasks: [],
    within: walk.state.branches,
    closed: false,
    waited: null,
    ...(numberOf(tasks) === 1 ? { renewed: true } : {}),
  }
  if (kind === 'threads') return pool
  walk.records.pools.push({ pool, exact: walk.state.supposed === 0 })
  noteLaunch(walk, made)
  return pool
}

type Member = (walk: Walk, pool: Pool, args: Args, site: Node) => Value

/** Asks the pool for work: its function is read as a worker's (or a thread's) code. */
const submit = (walk: Walk, pool: Pool, callee: Value | undefined, node: Node | undefined, site: Node): Task => {
  const task: Task = { is: 'task', asked: site, fetched: null }
  pool.tasks.push(task)
  if (!callee) return task
  if (pool.kind === 'threads') readInThread(walk, callee, [], site)
  else {
    noteCalledTarget(walk, callee, node)
    inWorker(walk, callee.is === 'function' ? callee.body : callee, () => walk.call(callee, argsOf(), site))
  }
  return task
}

const fetched = (task: Task, node: Node, how: string, limited = false): void => {
  waitFor(task, { node, for: 'results', how: limited ? `${how}, with a time limit` : how, limited })
  if (!limited) task.release?.()
}

/** `map` and its like return when every result is there. */
const blocking =
  (name: string): Member =>
  (walk, pool, args, site) => {
    const inputs = argument(args, 'iterable', 1) ?? unknown()
    const items = itemsOf(walk, inputs)
    const task = submit(walk, pool, argument(args, 'func', 0), args.nodes.get(0), site)
    fetched(task, site, `${name}(), which returns when every result is there`)
    return name === 'apply'
      ? unknown()
      : list(
          items.map(() => unknown()),
          isExact(inputs),
        )
  }

const later: Member = (walk, pool, args, site) => {
  const task = submit(walk, pool, argument(args, 'func', 0) ?? args.keywords.get('fn'), args.nodes.get(0), site)
  const callback = args.keywords.get('callback')
  if (callback) readCallback(walk, pool, task, callback, site)
  return task
}

/** A callback gets results in the order of completion, where there are several. */
const readCallback = (walk: Walk, pool: Pool, task: Task, callback: Value, site: Node): void => {
  const several = pool.tasks.filter(({ asked }) => asked === task.asked).length > 1
  if (several) walk.records.unordered.add(site)
  walk.call(callback, argsOf(unknown({ unordered: site })), site)
}

/** Results that are handed out one by one, to whoever pulls. */
const iterated =
  (name: string, isOrdered: boolean): Member =>
  (walk, pool, args, site) => {
    const task = submit(walk, pool, argument(args, name === 'map' ? 'fn' : 'func', 0), args.nodes.get(0), site)
    const inputs = argument(args, 'iterable', 1) ?? unknown()
    const items = itemsOf(walk, inputs)
    let given = 0
    return lazy(() => {
      if (!isOrdered && given === 0) walk.records.unordered.add(site)
      given += 1
      if (given >= items.length) fetched(task, site, `${name}(), whose results are all taken`)
      return given <= items.length ? unknown(isOrdered ? {} : { unordered: site }) : undefined
    }, isExact(inputs))
  }

const end = (pool: Pool, node: Node, how: string): Value => {
  if (pool.waited?.for !== 'end') pool.waited = { node, for: 'end', how }
  return NONE
}

const close: Member = (_walk, pool) => {
  pool.closed = true
  return NONE
}

/** Leaving the block ends the workers, whatever they do: that waits for the results which are there, and for no others. */
const leave: Member = (walk, pool, args, site) => {
  if (pool.tasks.length === 0 && !pool.waited)
    pool.waited = { node: site, for: 'results', how: 'the end of the with block, which ends the workers' }
  return terminate(walk, pool, args, site)
}

/** What was not waited for yet is never done, but for what happened to be. */
const terminate: Member = (walk, pool, args, site) => {
  for (const task of pool.tasks) if (task.fetched === null) task.isCutOff = true
  return close(walk, pool, args, site)
}

const join: Member = (_walk, pool, _args, site) => (pool.closed ? end(pool, site, 'close() and join() of the pool') : NONE)

const shutdown: Member = (_walk, pool, args, site) => {
  const wait = argument(args, 'wait', 0)
  return wait?.is === 'constant' && !wait.value ? NONE : end(pool, site, 'shutdown() of the executor')
}

const METHODS: Readonly<Record<Pool['kind'], Readonly<Record<string, Member>>>> = {
  pool: {
    map: blocking('map'),
    starmap: blocking('starmap'),
    apply: blocking('apply'),
    map_async: later,
    starmap_async: later,
    apply_async: later,
    imap: iterated('imap', true),
    imap_unordered: iterated('imap_unordered', false),
    close,
    terminate,
    join,
    __enter__: (_walk, pool) => pool,
    __exit__: leave,
  },
  executor: {
    map: iterated('map', true),
    submit: later,
    shutdown,
    __enter__: (_walk, pool) => pool,
    __exit__: (_walk, pool, _args, site) => end(pool, site, 'the end of the with block, which waits for the executor'),
  },
  threads: {},
}

/** What a method of a pool or an executor gives; one of threads may be either. */
export const poolMethod = (walk: Walk, pool: Pool, name: string, args: Args, site: Node): Value => {
  const own = pool.kind === 'threads' ? (entryOf(METHODS.pool, name) ?? entryOf(METHODS.executor, name)) : entryOf(METHODS[pool.kind], name)
  return own?.(walk, pool, args, site) ?? unknown()
}

/** `AsyncResult` and `Future`. */
export const taskMethod = (walk: Walk, task: Task, name: string, args: Args, site: Node): Value => {
  if (name === 'ready' || name === 'done' || name === 'running') return ask(walk, task, name === 'running')
  if (name === 'add_done_callback') walk.call(args.positional[0] ?? NONE, argsOf(unknown({ unordered: site })), site)
  if (!['get', 'wait', 'result', 'exception'].includes(name)) return unknown()
  if (task.isCutOff === true) walk.records.askedTooLate.add(site)
  // A future that is late raises an exception, and its executor waits for it all the same.
  const limited = (name === 'get' || name === 'wait') && args.positional.length + args.keywords.size > 0
  fetched(task, site, `${name}() of every result`, limited)
  return unknown(task.unordered ? { unordered: task.unordered } : {})
}

/** `as_completed`: the futures in the order of their completion. */
export const asCompleted = (walk: Walk, futures: Value, site: Node): Value => {
  const tasks = itemsOf(walk, futures)
  let given = 0
  return lazy(() => {
    const task = tasks[given]
    given += 1
    if (task?.is !== 'task') return task
    fetched(task, site, 'as_completed() over every result')
    if (given === 1) walk.records.unordered.add(site)
    task.unordered = site
    return task
  }, isExact(futures))
}

/** `wait(futures)`: back when all are done, unless told otherwise. */
export const waitForFutures = (walk: Walk, args: Args, site: Node): Value => {
  const tasks = itemsOf(walk, argument(args, 'fs', 0) ?? NONE)
  const until = argument(args, 'return_when', 2)
  const isForAll = until === undefined || (until.is === 'library' && until.name.endsWith('.ALL_COMPLETED'))
  if (isForAll) for (const task of tasks) if (task.is === 'task') fetched(task, site, 'wait() for every result')
  return list([list(tasks), list([])])
}
