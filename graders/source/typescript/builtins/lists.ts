/** The methods of lists, Maps and Sets. */
import { entryOf } from '../../../core/entry.ts'
import { anyOf, boxOf, collect, elementAt, grow, heldBy, setField, walked } from '../boxes.ts'
import type { Machine } from '../machine.ts'
import { constant, constantOf, either, mostOf, newBox, parted, partOf, refer, settled, through, unknown, within } from '../values.ts'
import type { Box, Part, Ref, Repeat, Value } from '../things.ts'
import { argument, callUnknown, isFunction } from './builtin.ts'
import type { Call } from './builtin.ts'
import { valueAt } from '../patterns.ts'
import { chained } from '../settling.ts'

type Method = (ref: Ref, box: Box, call: Call) => Value

export const listOf = (machine: Machine, items: Value, most: number | null): Value =>
  refer(newBox(machine.path, { items: settled(items, machine.path), most }), machine.path)

/** Calls a callback for every element, and gives all that it returns. */
export const forEvery = (call: Call, elements: (repeat: Repeat) => readonly Value[], callback: Value, times: number | null): Value =>
  call.machine.repeat({ times, inOrder: false, node: call.node }, (repeat) =>
    settled(call.machine.call(callback, elements(repeat), call.node), new Set([repeat])),
  )

const itemAndIndex =
  (ref: Ref, box: Box) =>
  (repeat: Repeat): readonly Value[] => [within(through(ref, heldBy(box)), repeat), refer({ kind: 'varying' }, new Set([repeat])), [ref]]

const map: Method = (ref, box, call) => {
  const results = forEvery(call, itemAndIndex(ref, box), argument(call, 0), box.most)
  return listOf(call.machine, results, box.most)
}

const flatMap: Method = (ref, box, call) => {
  const results = forEvery(call, itemAndIndex(ref, box), argument(call, 0), box.most)
  return listOf(call.machine, flattened(results), null)
}

export const flattened = (value: Value): Value =>
  value.flatMap((ref) => {
    const box = boxOf(ref)
    return box === null ? [ref] : walked(ref, box)
  })

const forEach: Method = (ref, box, call) => {
  const { machine, node } = call
  machine.rounds({ times: box.most, inOrder: false, node }, (repeat) => {
    machine.call(argument(call, 0), itemAndIndex(ref, box)(repeat), node)
  })
  return unknown
}

/** `every`, `some`, `findIndex`: a question about each. In the condition of a loop it is asked again and again. */
const ask: Method = (ref, box, call) => {
  if (box.closed && box.fields.size === 0) return constant(call.name === 'every')
  forEvery(call, itemAndIndex(ref, box), argument(call, 0), box.most)
  return unknown
}

const reduce: Method = (ref, box, call) => {
  const { machine, node } = call
  const items = through(ref, heldBy(box))
  if (box.items.length === 0 && isFunction(items)) return foldedBy(ref, box, call)
  const first = call.args.length > 1 ? argument(call, 1) : parted(items, 'some')
  return machine.repeat({ times: box.most, inOrder: true, node }, (repeat) => {
    const next = chained(first, machine.call(argument(call, 0), [first, within(items, repeat)], node), machine.path)
    return either(first, settled(next.flatMap(lastOnly(repeat)), new Set([repeat])))
  })
}

/** Functions that stand in a list one by one are called in their order. */
const foldedBy = (ref: Ref, box: Box, { machine, args, node, name }: Call): Value => {
  const [callback = unknown, ...start] = args
  const fields = [...box.fields.values()].map((field) => through(ref, field))
  const [first = unknown, ...rest] = [...start, ...(name === 'reduceRight' ? fields.toReversed() : fields)]
  return rest.reduce((value, field) => machine.call(callback, [value, field], node), first)
}

/** A promise that does not settle after the one before is that of the last round. */
const lastOnly =
  (repeat: Repeat) =>
  (ref: Ref): Value =>
    parted([ref], ref.thing.kind === 'promise' && ref.needs.has(repeat) ? 'some' : 'all')

/** The same elements, perhaps in another order or without some that are not wanted. */
const same: Method = (ref, box, { machine }) => refer(copyOf(box, machine), ref.needs, ref.part)
const copyOf = (box: Box, machine: Machine): Box =>
  newBox(machine.path, { items: heldBy(box), most: box.most, closed: box.closed && heldBy(box).length === 0 })

const filter: Method = (ref, box, call) => {
  ask(ref, box, call)
  const copy = copyOf(box, call.machine)
  return refer({ ...copy, items: orNothing(copy.items), most: null }, ref.needs, ref.part)
}

/** Of texts and numbers none may be what was looked for: in main's arguments, the one that tells a worker. */
const orNothing = (found: Value): Value =>
  found.length > 0 && found.every(({ thing }) => thing.kind === 'constant') ? either(found, constant(undefined)) : found

const sort: Method = (ref, box) => {
  box.sorted = true
  return [ref]
}

const push: Method = (_ref, box, call) => {
  const { machine, args, node } = call
  for (const value of args) {
    collect(box, value, machine.path)
    grow(box, machine.path, machine.isCertain)
    notePush(machine, box, value, node)
  }
  machine.change(node)
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
  const round = [...machine.path].findLast((repeat) => !box.birth.has(repeat))
  machine.act()
  if (round !== undefined) return within(through(ref, heldBy(box)), round)
  return box.closed ? constant(undefined) : anyOf(ref, box, machine.path)
}

/** Cuts out a list of some, or of all that are left. */
const splice: Method = (ref, box, call) => {
  const [from, count] = call.args
  if (from !== undefined && count === undefined && mostOf(from) === 0) return same(ref, box, call)
  return listOf(call.machine, take(ref, box, call), count === undefined ? null : mostOf(count))
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

const find: Method = (ref, box, call) => {
  if (box.closed && box.fields.size === 0) return constant(undefined)
  forEvery(call, itemAndIndex(ref, box), argument(call, 0), box.most)
  return orNothing(anyOf(ref, box, call.machine.path))
}

const slice: Method = (ref, box, call) => {
  const [from, to] = call.args
  if (from === undefined) return same(ref, box, call)
  const start = mostOf(from)
  if (box.closed && start !== null && start >= 0 && to === undefined) {
    const fields = [...box.fields]
      .filter(([key]) => Number(key) >= start)
      .map(([key, field]) => [String(Number(key) - start), field] as const)
    return refer(newBox(box.birth, { fields: new Map(fields), closed: true, most: fields.length }), ref.needs)
  }
  const part: Part = to !== undefined || start === null || start < 0 ? 'some' : start === 0 ? 'all' : `from ${start}`
  return refer({ ...copyOf(box, call.machine), cutFrom: ref.part }, ref.needs, partOf(ref.part, part))
}

const concat: Method = (ref, box, call) =>
  listOf(
    call.machine,
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
  const key = constantOf(argument(call, 0))
  if (key === null) collect(box, argument(call, 1), call.machine.path)
  else setField(box, String(key.value), argument(call, 1), call.machine.uncertain === 0 && call.machine.path.size === box.birth.size)
  box.most = null
  call.machine.change(call.node)
  return [ref]
}

const add: Method = (ref, box, call) => {
  push(ref, box, call)
  return [ref]
}

const entries: Method = (ref, box, { machine }) => listOf(machine, walked(ref, { ...box, paired: true }), box.most)

const keys: Method = (_ref, box, { machine }) => listOf(machine, unknown, box.most)

const done: Method = (_ref, _box, { machine, node }) => {
  machine.change(node)
  return unknown
}

export const methods: Readonly<Record<string, Method>> = {
  map,
  flatMap,
  forEach,
  reduce,
  reduceRight: reduce,
  every: ask,
  some: ask,
  findIndex: ask,
  filter,
  reverse: same,
  toReversed: same,
  values: same,
  'Symbol.iterator': same,
  flat: (ref, box, call) => listOf(call.machine, flattened(through(ref, heldBy(box))), null),
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
  find,
  findLast: find,
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
