/** Pools of the libraries tinypool and workerpool: processes only when they are asked for. */
import { happening } from './events.ts'
import { boxOf } from '../values/boxes.ts'
import { constantOf, mostOf, refer, unknown } from '../values/values.ts'
import type { Ref, Start, Value } from '../values/things.ts'
import type { Builtin, Builtins, Call } from './builtin.ts'

/** The options of a pool: the only argument that is an object. */
const optionsOf = ({ args }: Call): Value => args.find((value) => value.some((ref) => boxOf(ref) !== null)) ?? unknown

const poolBy =
  (name: string, option: string, processes: string, sizes: readonly string[]): Builtin =>
  (call) => {
    const { machine, node } = call
    const options = optionsOf(call)
    const mode = constantOf(machine.get(options, option, node))?.value
    const inProcesses = mode === processes
    machine.means.push({
      node,
      kind: inProcesses ? 'pool' : 'threads',
      name: typeof mode === 'string' ? `${name} with ${option}: '${mode}'` : `${name} without ${option}: '${processes}'`,
    })
    const found = sizes.map((size) => mostOf(machine.get(options, size, node))).find((size) => size !== null)
    return refer(machine.start(node, inProcesses ? 'pool' : 'threads', { count: found ?? null }), machine.path)
  }

const tinypool = poolBy('Tinypool of tinypool', 'runtime', 'child_process', ['maxThreads', 'minThreads'])
const workerpool = poolBy('pool() of workerpool', 'workerType', 'process', ['maxWorkers', 'minWorkers'])

/** By their full names. */
export const poolFunctions: Builtins = {
  'new tinypool': tinypool,
  'new tinypool.Tinypool': tinypool,
  'workerpool.pool': workerpool,
  'new workerpool.Pool': workerpool,
}

const closing = new Set(['destroy', 'terminate', 'close', 'recycleWorkers'])

/** Everything that a pool does gives a promise: for its end, or for the results of one task. */
export const resultsOf = (of: Ref, start: Start, call: Call): Value => {
  const { machine, node, name } = call
  machine.act()
  const what = closing.has(name) ? 'end' : 'results'
  const link = { to: happening(start, what, `${name}()`), needs: of.needs, part: of.part }
  if (name === 'proxy') return machine.promiseOf(node, [], [of])
  return machine.promiseOf(node, [link], what === 'end' ? unknown : refer({ kind: 'message', start }))
}
