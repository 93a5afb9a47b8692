/** `object.name`, by what the object is. */
import { wordSet } from '../../../core/word-set.ts'
import type { ts } from 'ts-morph'
import { compiler } from '../syntax/compiler.ts'
import { anyOf } from '../values/boxes.ts'
import { callRef } from './functions.ts'
import { memberOf } from './classes.ts'
import type { Machine } from './machine.ts'
import { environmentOf } from '../builtins/environment.ts'
import { happening } from '../builtins/events.ts'
import { builtin, constant, partAt, refer, through, unknown } from '../values/values.ts'
import type { Box, Ref, Start, Value } from '../values/things.ts'

/** What `object.name` stands for, by each thing that the object may be. */
export const get = (machine: Machine, object: Value, name: string, node: ts.Node): Value =>
  object.flatMap((ref) => getOf(machine, ref, name, node))

const getOf = (machine: Machine, ref: Ref, name: string, node: ts.Node): Value => {
  const { thing } = ref
  switch (thing.kind) {
    case 'box':
      return getOfBox(machine, ref, thing, name, node)
    case 'class':
      return memberOf(thing, name, true, [ref]) ?? unknown
    case 'start':
      return getOfStart(machine, ref, thing, name, node)
    case 'builtin':
      if (name === 'bind' || name === 'call' || name === 'apply') return method(ref, name)
      return environmentOf(machine, thing.name, name) ?? builtin(`${thing.name}.${name}`)
    case 'message':
      return isMethod(name) ? method(ref, name) : [ref]
    case 'constant':
      return thing.value === undefined || thing.value === null ? constant(undefined) : unknown
    case 'count':
    case 'varying':
    case 'pid':
      return unknown
    default:
      return method(ref, name)
  }
}

const method = (of: Ref, name: string): Value => refer({ kind: 'method', of, name })

const listMethods = wordSet(
  'push unshift pop shift at map flatMap forEach filter slice concat reduce reduceRight find findLast sort toSorted reverse toReversed values keys entries ' +
    'fill flat some every includes indexOf join splice set add get delete has clear with from bind call apply then toString findIndex Symbol.iterator',
)

const isMethod = (name: string): boolean => listMethods.has(name)

const getOfBox = (machine: Machine, ref: Ref, box: Box, name: string, node: ts.Node): Value => {
  const field = box.fields.get(name)
  const member = field !== undefined ? through(ref, field) : box.klass === null ? null : memberOf(box.klass, name, false, [ref])
  if (member !== null)
    return isGetter(member)
      ? member.flatMap((each) => (each.thing.kind === 'closure' ? callRef(machine, each, each.thing, [], node) : [each]))
      : member
  if (name === 'length' || name === 'size')
    return box.closed ? constant(box.fields.size) : box.most === null ? unknown : refer({ kind: 'count', most: box.most })
  if (box.klass === null && (isMethod(name) || (name === 'next' && box.fields.size === 0))) return method(ref, name)
  if (box.closed) return constant(undefined)
  return box.items.length > 0 ? anyOf(ref, box, machine.path) : box.klass !== null ? method(ref, name) : unknown
}

const isGetter = (member: Value): boolean => member.some(({ thing }) => thing.kind === 'closure' && compiler.isGetAccessor(thing.node))

const streams = new Set(['stdout', 'stderr', 'stdin', 'stdio'])
const ended = new Set(['exitCode', 'signalCode', 'killed', 'connected'])

const getOfStart = (machine: Machine, ref: Ref, start: Start, name: string, node: ts.Node): Value => {
  const own = start.fields.get(name)
  if (own !== undefined) return through(ref, own)
  if (streams.has(name)) return [{ ...ref, thing: { kind: 'stream', start } }]
  if (name === 'process') return [ref]
  if (name === 'pid') return [{ ...ref, thing: { kind: 'pid', start } }]
  if (!ended.has(name)) return name === 'id' ? unknown : method(ref, name)
  if (machine.polling && name !== 'killed') machine.wish(happening(start, 'end', `its ${name}`), partAt(ref, machine.path), node, 'poll')
  return unknown
}
