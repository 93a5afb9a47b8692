/** Starting processes and threads: child_process, cluster, worker_threads; and the methods of what they start. */
import { boxOf } from '../values/boxes.ts'
import type { Machine } from '../walk/machine.ts'
import { refer, truthOf, unknown } from '../values/values.ts'
import type { Ref, Start, Value } from '../values/things.ts'
import { argument, callLater, callUnknown, isFunction } from './builtin.ts'
import type { Builtin, Builtins, Call } from './builtin.ts'
import { happening, listen, listening } from './events.ts'
import { resultsOf } from './pools.ts'

const shortName = ({ name }: Call): string => name.slice(name.lastIndexOf('.') + 1)

/** A start by a function of `child_process`. */
const begin = (call: Call): Start => {
  const { machine, node } = call
  const name = shortName(call)
  machine.means.push({ node, kind: 'process', name: `${name}() of node:child_process` })
  const start = machine.start(node, 'process')
  if (call.args.some((value) => isDetached(machine, value, call))) start.letGo = node
  return start
}

const isDetached = (machine: Machine, options: Value, { node }: Call): boolean =>
  options.some((ref) => boxOf(ref) !== null) && truthOf(machine.get(options, 'detached', node)) === true

/** `fork` and `spawn` take no callback. */
const startProcess: Builtin = (call) => refer(begin(call), call.machine.path)

/** `exec`, `execFile`: a callback behind the command is called when the process has ended. */
const startForCallback: Builtin = (call) => {
  const { machine, node } = call
  const start = begin(call)
  const callback = call.args.slice(1).at(-1) ?? unknown
  const links = [{ to: happening(start, 'end', `the callback of ${shortName(call)}()`), needs: machine.path, part: 'all' as const }]
  if (isFunction(callback)) callLater(machine, callback, [], machine.causeOf(links, node))
  return refer(start, machine.path)
}

/** `spawnSync`, `execSync`, `execFileSync`: they return when the process has ended. */
const runProcess: Builtin = (call) => {
  const start = begin(call)
  call.machine.wish(happening(start, 'end', `${shortName(call)}()`), 'all', call.node, 'call')
  return unknown
}

/** `promisify(execFile)`: a promise for the end of the process. */
export const startPromised: Builtin = (call) => {
  const { machine, node } = call
  const start = begin(call)
  return machine.promiseOf(node, [{ to: happening(start, 'end', `the promise of ${shortName(call)}()`), needs: machine.path, part: 'all' }])
}

const forkCluster: Builtin = ({ machine, node }) => {
  machine.means.push({ node, kind: 'process', name: 'fork() of node:cluster' })
  return refer(machine.start(node, 'process', { clustered: true }), machine.path)
}

const startThread: Builtin = ({ machine, node }) => {
  machine.means.push({ node, kind: 'threads', name: 'Worker of node:worker_threads' })
  return refer(machine.start(node, 'threads'), machine.path)
}

const disconnectCluster: Builtin = (call) => {
  const { machine, node } = call
  const link = { to: happening(machine.cluster, 'results', 'cluster.disconnect()'), needs: machine.path, part: 'all' as const }
  callLater(machine, argument(call, 0), [], machine.causeOf([link], node))
  return unknown
}

/** By their full names. */
export const childFunctions: Builtins = {
  'child_process.fork': startProcess,
  'child_process.spawn': startProcess,
  'child_process.exec': startForCallback,
  'child_process.execFile': startForCallback,
  'child_process.spawnSync': runProcess,
  'child_process.execSync': runProcess,
  'child_process.execFileSync': runProcess,
  'cluster.fork': forkCluster,
  'cluster.disconnect': disconnectCluster,
  'new worker_threads.Worker': startThread,
}

/** Methods of a process, of its streams, and of a pool. */
export const callOnStart = (of: Ref, start: Start, call: Call): Value => {
  const { machine, name, node } = call
  if (listening.has(name)) return listen(machine, [of], call)
  if (start.means === 'pool' || isThreadPool(machine, start)) return resultsOf(of, start, call)
  if (name === 'unref') start.letGo = node
  if (name === 'ref') start.letGo = null
  const given = callUnknown(call)
  if (name !== 'terminate') return given
  return machine.promiseOf(node, [{ to: happening(start, 'end', 'terminate()'), needs: of.needs, part: of.part }])
}

const isThreadPool = (machine: Machine, start: Start): boolean =>
  start.means === 'threads' && machine.means.some(({ node, name }) => node === start.node && !name.startsWith('Worker'))

/** Streams tell of results only; what is read out of them to the end is results awaited. */
export const callOnStream = (of: Ref, start: Start, call: Call): Value => {
  const { machine, name, node } = call
  if (listening.has(name)) return listen(machine, [of], call)
  if (name === 'toArray' || name === 'forEach' || name === 'map')
    return machine.promiseOf(node, [{ to: happening(start, 'results', 'the end of its output'), needs: of.needs, part: of.part }])
  return name === 'pipe' || name.startsWith('set') ? [of] : unknown
}
