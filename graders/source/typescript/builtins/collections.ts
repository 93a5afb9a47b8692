/** The functions that make and read lists, Maps and Sets. */
import { boxOf, elementsOf, flattened, holderOf, lengthOf, listOf, setField } from '../values/boxes.ts'
import { mostOf, newBox, refer, settled, through, unknown } from '../values/values.ts'
import { argument, isFunction } from './builtin.ts'
import type { Builtin, Builtins } from './builtin.ts'
import { forEvery } from './callbacks.ts'
import { methods } from './lists.ts'

/** `Array.from(list, callback)`, `Array.from({ length }, callback)`. */
export const arrayFrom: Builtin = (call) => {
  const { machine, node } = call
  const source = argument(call, 0)
  const times = lengthOf(source) ?? mostOf(machine.get(source, 'length', node))
  const callback = argument(call, 1)
  if (!isFunction(callback)) return listOf(machine.path, flattened(source), times)
  const items = forEvery(call, (repeat) => [elementsOf(source, repeat), refer({ kind: 'varying' }, new Set([repeat]))], callback, times)
  return listOf(machine.path, items, times)
}

const arrayOf: Builtin = (call) => {
  const most = call.args.length === 1 ? mostOf(argument(call, 0)) : call.args.length
  return listOf(call.machine.path, unknown, most)
}

/** `new Map(list)`, `new Set(list)`, `Object.fromEntries(list)`. */
const collection: Builtin = (call) => {
  const { machine, args, name, node } = call
  const [source] = args
  const given = flattened(source ?? unknown)
  const paired = name.endsWith('Map')
  const items = settled(paired || name === 'Object.fromEntries' ? machine.get(given, '1', node) : given, machine.path)
  const most = source === undefined ? 0 : lengthOf(source)
  return refer(newBox(machine.path, { items, most, paired }), machine.path)
}

const onFirst =
  (name: string): Builtin =>
  (call) =>
    argument(call, 0).flatMap((ref) => {
      const box = boxOf(ref)
      return box === null ? [] : methods[name]!(ref, box, { ...call, name })
    })

/** `Object.assign(target, source, …)` */
const putOn: Builtin = (call) => {
  const { machine } = call
  const [target = unknown, ...sources] = call.args
  for (const source of sources.flat())
    for (const [name, value] of boxOf(source)?.fields ?? [])
      for (const ref of target) {
        const holder = holderOf(ref)
        if (holder !== null) setField(holder, name, through(source, value), machine.isCertain)
      }
  return target
}

/** `Math.min(4, cpus)` is 4 at most. */
const minimum: Builtin = ({ args }) => {
  const known = args.map(mostOf).filter((most) => most !== null)
  return known.length === 0 ? unknown : refer({ kind: 'count', most: Math.min(...known) })
}

/** By their full names. */
export const collectionFunctions: Builtins = {
  'Array.from': arrayFrom,
  Array: arrayOf,
  'new Array': arrayOf,
  'Array.of': arrayOf,
  'new Map': collection,
  'new Set': collection,
  'new WeakMap': collection,
  'new WeakSet': collection,
  'Object.values': onFirst('values'),
  'Object.entries': onFirst('entries'),
  'Object.keys': onFirst('keys'),
  'Object.fromEntries': collection,
  'Object.freeze': (call) => argument(call, 0),
  'Object.assign': putOn,
  'Math.min': minimum,
}
