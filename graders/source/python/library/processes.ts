/** `Process` and `Thread`: what their methods do. */
import { entryOf } from '../../../core/entry.ts'
import { findMember } from '../definitions.ts'
import { canonical } from './names.ts'
import { ask, handleTo } from '../polls.ts'
import type { Node } from '../tree.ts'
import type { Runner } from '../running.ts'
import type { Args, Class, Value } from '../values.ts'
import { NONE, NO_ARGS, argument, argsOf, numberOf, unknown } from '../values.ts'
import { beside, waitFor } from '../waits.ts'
import type { Walk } from '../walk.ts'
import { during, inWorker, itemsOf, noteLaunch } from '../walk.ts'

/** A new, unstarted process or thread; `class` is the user's own subclass. */
export const newRunner = (kind: Runner['kind'], own: Class | null): Runner => ({
  is: 'runner',
  kind,
  class: own,
  attributes: new Map(),
  target: null,
  args: NO_ARGS,
  daemon: null,
  startedBy: null,
  within: [],
  waited: null,
  timesWaited: 0,
  release: () => {},
})

type Member = (walk: Walk, self: Runner, args: Args, site: Node) => Value

const initialize: Member = (walk, self, args, site) => {
  self.within = walk.state.branches
  self.target = argument(args, 'target', 1) ?? null
  self.args = { ...NO_ARGS, ...tupleOf(walk, argument(args, 'args', 3)), ...keywordsOf(argument(args, 'kwargs', 4)) }
  const daemon = args.keywords.get('daemon')
  if (daemon?.is === 'constant' && daemon.value === true) self.daemon = site
  if (self.kind === 'process') noteCalledTarget(walk, self.target, args.nodes.get('target') ?? args.nodes.get(1))
  return NONE
}

const tupleOf = (walk: Walk, args: Value | undefined): Partial<Args> => (args ? { positional: itemsOf(walk, args) } : {})

const keywordsOf = (kwargs: Value | undefined): Partial<Args> =>
  kwargs?.is === 'dict' ? { keywords: new Map([...kwargs.entries].map(([key, { value }]) => [String(key), value])) } : {}

/** `target=f()` calls f here and now, unless what it returns can be called in its turn. */
export const noteCalledTarget = ({ records }: Walk, target: Value | null, node: Node | undefined): void => {
  const isData =
    target && (target.is === 'unknown' ? target.data : target.is === 'constant' || target.is === 'list' || target.is === 'dict')
  if (node?.name === 'CallExpression' && isData) records.ranByMain.add(node)
}

const start: Member = (walk, self, _args, site) => {
  if (self.startedBy) return NONE
  self.startedBy = sideOf(walk)
  self.within = walk.state.branches
  const body = () => runBody(walk, self, site)
  if (self.kind === 'thread') {
    self.release = beside(walk, () => inThread(walk, body))
    return NONE
  }
  walk.records.starts.push({ node: site, runner: self, exact: walk.state.supposed === 0 })
  noteLaunch(walk, site)
  inWorker(walk, self.class ?? (self.target?.is === 'function' ? self.target.body : self.target), body)
  return NONE
}

const runBody = (walk: Walk, self: Runner, site: Node): Value => {
  const own = self.class && findMember(self.class, 'run')
  if (own?.is === 'function') return walk.call({ is: 'bound', self, function: own }, NO_ARGS, site)
  return self.target ? walk.call(self.target, self.args, site) : NONE
}

const run: Member = (walk, self, _args, site) => {
  if (self.kind === 'process' && walk.state.who !== 'worker') walk.records.ranByMain.add(site)
  return self.target ? walk.call(self.target, self.args, site) : NONE
}

/** A worker's threads are the worker's. */
const inThread = <Result>(walk: Walk, read: () => Result): Result =>
  during(walk, 'who', walk.state.who === 'worker' ? 'worker' : 'thread', read)

/** Main's threads are main; a worker is another process. */
const sideOf = ({ state }: Walk): 'main' | 'worker' => (state.who === 'worker' ? 'worker' : 'main')

const join: Member = (walk, self, args, site) => {
  if (self.startedBy !== sideOf(walk)) return NONE
  const limit = argument(args, 'timeout', 0)
  const limited = limit !== undefined && !(limit.is === 'constant' && limit.value === null)
  const seconds = self.waited ? null : numberOf(limit)
  const limitMs = seconds === null ? undefined : seconds * 1000
  const wait = { node: site, for: 'end', how: limited ? 'join() with a time limit' : 'join()', limited, limitMs } as const
  if (numberOf(limit) !== 0) waitFor(self, wait, walk.state.branches)
  if (!limited) self.release()
  return NONE
}

/** Makes a process or a thread a daemon by what stands here, or an ordinary one again. */
export const setDaemon = (self: Runner, value: Value | undefined, site: Node): void => {
  self.daemon = value?.is === 'constant' && value.value === true ? site : null
}

const METHODS: Readonly<Record<string, Member>> = {
  __init__: initialize,
  start,
  run,
  join,
  is_alive: (walk, self) => ask(walk, self, true),
  setDaemon: (_walk, self, { positional: [value] }, site) => {
    setDaemon(self, value, site)
    return NONE
  },
}

/** Before the start there is none. */
const handle = (self: Runner, is: 'pid' | 'sentinel'): Value => (self.startedBy ? handleTo(self, is) : NONE)

const ATTRIBUTES: Readonly<Record<string, (walk: Walk, self: Runner) => Value>> = {
  exitcode: (walk, self) => ask(walk, self, false),
  sentinel: (_walk, self) => handle(self, 'sentinel'),
  pid: (_walk, self) => handle(self, 'pid'),
  ident: (_walk, self) => handle(self, 'pid'),
  name: () => unknown(),
  daemon: () => unknown(),
}

/** The class, and none of the program's own. */
export const isProcessItself = (value: Value): boolean => value.is === 'library' && canonical(value.name) === 'multiprocessing.Process'

/** What the program has put into the class for all processes, or `undefined`. */
export const replacedInAll = ({ state }: Walk, self: Runner, name: string): Value | undefined => {
  const own = self.kind === 'process' ? state.ofAllProcesses.get(name) : undefined
  return own?.is === 'function' ? { is: 'bound', self, function: own } : own
}

/** An attribute of a process that is no method. */
export const runnerAttribute = (walk: Walk, self: Runner, name: string): Value | undefined => entryOf(ATTRIBUTES, name)?.(walk, self)

/** Calls a method of a process or a thread; what it does not have is unknown. */
export const runnerMethod = (walk: Walk, self: Runner, name: string, args: Args, site: Node): Value =>
  entryOf(METHODS, name)?.(walk, self, args, site) ?? unknown()

/** Starts a function in a thread of main, as `_thread.start_new_thread` and thread pools do. */
export const readInThread = (walk: Walk, callee: Value | undefined, args: readonly Value[], site: Node): void => {
  if (callee) inThread(walk, () => walk.call(callee, argsOf(...args), site))
}
