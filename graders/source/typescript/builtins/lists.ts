/** The methods of lists, Maps and Sets. */
import { entryOf } from '../../../core/entry.ts'
import { anyOf, collect, copyOf, elementAt, fieldsFrom, flattened, grow, heldBy, listOf, setField, walked } from '../values/boxes.ts'
import { noteElement, noteTaken } from '../waits/counts.ts'
import type { Machine } from '../walk/machine.ts'
import {
  constant,
  constantOf,
  either,
  mostOf,
  newBox,
  partOf,
  refer,
  settled,
  through,
  together,
  unknown,
  within,
} from '../values/values.ts'
import type { Box, Part, Ref, Value } from '../values/things.ts'
import { partAtIndices } from '../values/parts.ts'
import { roundsOfPieces } from './pieces.ts'
import { argument, callUnknown } from './builtin.ts'
import type { Call } from './builtin.ts'
import { type Method, callbackMethods } from './callbacks.ts'
import { valueAt } from '../walk/patterns.ts'

/** The same elements, perhaps in another order or without some that are not wanted. */
const same: Method = (ref, box, { machine }) => refer(copyOf(box, machine.path), ref.needs, ref.part)

const sort: Method = (ref, box) => {
  box.sorted = true
  return [ref]
}

const push: Method = (_ref, box, call) => {
  const { machine, args, node } = call
  if (args.length === 1) noteElement(machine, box, node)
  else machine.change(node)
  for (const value of args) {
    collect(box, value, machine.path)
    grow(box, machine.path, machine.isCertain)
    notePush(machine, box, value, node)
  }
  return unknown
}

/** A worker's message put behind those that came earlier: in a listener, or after an await among others that run at the same time. */
const notePush = (machine: Machine, box: Box, value: Value, node: Call['node']): void => {
  const { activation, causes } = machine
  const overlaps = [...machine.path].some((repeat) => !repeat.inOrder && !box.birth.has(repeat))
  const concurrent = causes.length > 0 || (activation.promise !== null && activation.awaited && overlaps)
  if (!concurrent) return
  for (const { thing } of value)
    if (thing.kind === 'message') machine.pushes.push({ node, onto: box, start: thing.start, path: machine.path })
}

/** Takes one out: in a loop that goes on until the list is empty, each in turn. */
const take: Method = (ref, box, call) => {
  const { machine } = call
  noteTaken(machine, box)
  const round = [...machine.path].findLast((repeat) => !box.birth.has(repeat))
  machine.act()
  if (round !== undefined) return within(through(ref, heldBy(box)), round)
  return box.closed ? constant(undefined) : anyOf(ref, box, machine.path)
}

/** Cuts out a list of some, or of all that are left. */
const splice: Method = (ref, box, call) => {
  const [from, count] = call.args
  noteTaken(call.machine, box)
  if (from !== undefined && count === undefined && mostOf(from) === 0) return same(ref, box, call)
  return listOf(call.machine.path, take(ref, box, call), count === undefined ? null : mostOf(count))
}

/** `generator.next()`: the generator goes on, as far as what it gives next. */
const step: Method = (ref, box, call) => {
  const { path } = call.machine
  return refer(newBox(path, { fields: new Map([['value', settled(take(ref, box, call), path)]]) }), path)
}

const at: Method = (ref, box, call) => {
  const index = mostOf(argument(call, 0))
  return index !== null && index >= 0 ? elementAt(ref, box, index, call.machine.path) : anyOf(ref, box, call.machine.path)
}

const slice: Method = (ref, box, call) => {
  const [from, to] = call.args
  if (from === undefined) return same(ref, box, call)
  const start = mostOf(from)
  if (box.closed && start !== null && start >= 0 && to === undefined) {
    const fields = fieldsFrom(box, start)
    return refer(newBox(box.birth, { fields, closed: true, most: fields.size }), ref.needs)
  }
  const rounds = roundsOfPieces(call.node, call.machine.path)
  if (rounds !== null) return refer({ ...copyOf(box, call.machine.path), most: null }, together(ref.needs, rounds), ref.part)
  const part = to === undefined ? partFrom(start) : partBetween(start, mostOf(to), box.most)
  return refer({ ...copyOf(box, call.machine.path), cutFrom: ref.part }, ref.needs, partOf(ref.part, part))
}

const partFrom = (start: number | null): Part => (start === null || start < 0 ? 'some' : start === 0 ? 'all' : `from ${start}`)

/** Longer pieces are not told by their indices. */
const longestPiece = 64

const partBetween = (start: number | null, end: number | null, most: number | null): Part => {
  if (start === null || end === null || most === null || start < 0 || end < 0 || Math.min(end, most) > longestPiece) return 'some'
  const indices = Array.from({ length: Math.max(0, Math.min(end, most) - start) }, (_, index) => start + index)
  return partAtIndices(indices, most)
}

const concat: Method = (ref, box, call) =>
  listOf(
    call.machine.path,
    call.args.reduce((all, value) => either(all, flattened(value)), through(ref, heldBy(box))),
    null,
  )

const fill: Method = (ref, box, call) => {
  collect(box, argument(call, 0), call.machine.path)
  return [ref]
}

const includes: Method = (_ref, box, call) => {
  const wanted = constantOf(argument(call, 0))
  if (!box.closed || wanted === null) return unknown
  const found = [...box.fields.values()].some((field) => constantOf(field)?.value === wanted.value)
  if (found) return call.name === 'indexOf' ? unknown : constant(true)
  return constant(call.name === 'indexOf' ? -1 : false)
}

/** `map.set(key, value)`. */
const set: Method = (ref, box, call) => {
  noteElement(call.machine, box, call.node)
  const key = constantOf(argument(call, 0))
  if (key === null) collect(box, argument(call, 1), call.machine.path)
  else setField(box, String(key.value), argument(call, 1), call.machine.uncertain === 0 && call.machine.path.size === box.birth.size)
  box.most = null
  return [ref]
}

const add: Method = (ref, box, call) => {
  push(ref, box, call)
  return [ref]
}

const entries: Method = (ref, box, { machine }) => listOf(machine.path, walked(ref, { ...box, paired: true }), box.most)

const keys: Method = (_ref, box, { machine }) => listOf(machine.path, unknown, box.most)

const done: Method = (_ref, box, { machine, node }) => {
  noteTaken(machine, box)
  machine.change(node)
  return unknown
}

/** The methods by their names. */
export const methods: Readonly<Record<string, Method>> = {
  ...callbackMethods,
  reverse: same,
  toReversed: same,
  values: same,
  'Symbol.iterator': same,
  flat: (ref, box, call) => listOf(call.machine.path, flattened(through(ref, heldBy(box))), null),
  sort,
  toSorted: sort,
  push,
  unshift: push,
  add,
  set,
  pop: take,
  shift: take,
  next: step,
  at,
  get: (ref, _box, call) => valueAt(call.machine, [ref], argument(call, 0), call.node),
  slice,
  concat,
  fill,
  includes,
  has: includes,
  indexOf: includes,
  entries,
  keys,
  delete: done,
  clear: done,
  splice,
}

/** A method of a list, Map or Set. */
export const callOnBox = (of: Ref, box: Box, call: Call): Value => entryOf(methods, call.name)?.(of, box, call) ?? callUnknown(call)
