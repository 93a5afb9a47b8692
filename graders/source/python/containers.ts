/** Lists, dictionaries and iterators: what their methods do, and what comes out of them. */
import { entryOf } from '../../core/entry.ts'
import { tupleOf } from './data-classes.ts'
import { findMember } from './definitions.ts'
import { inBranch } from './shown.ts'
import { recounting } from './tallies.ts'
import type { Args, Bound, Dict, Instance, List, Value } from './values.ts'
import { NONE, NO_ARGS, argsOf, constant, keyOf, list, numberOf, unknown } from './values.ts'
import type { Walk } from './walk.ts'
import { itemsOf } from './walk.ts'

/** How many things an iterable is supposed to hold of which nothing is known. */
export const SUPPOSED = 3

/** Opens any iterable. A list may be changed while somebody iterates: what it held at first is handed out. */
export const pull = (walk: Walk, value: Value): (() => Value | undefined) => {
  if (value.is === 'lazy') return value.pull
  const opened = value.is === 'instance' ? openInstance(walk, value) : value
  if (opened !== value) return walk.pull(opened)
  const step = value.is === 'instance' ? findMember(value.class, '__next__') : undefined
  if (step?.is === 'function') return () => stepOf(walk, { is: 'bound', self: value, function: step })
  const items = [...contentsOf(walk, value)]
  let at = 0
  return () => items[at++]
}

/** What the class of an object gives to iterate over; the object itself where it gives none. */
const openInstance = (walk: Walk, value: Instance): Value => {
  const opener = findMember(value.class, '__iter__')
  return opener?.is === 'function'
    ? walk.call({ is: 'bound', self: value, function: opener }, argsOf(), opener.body)
    : (tupleOf(value) ?? value)
}

/** An iterator of the program's own is at its end when it raises. */
const stepOf = (walk: Walk, step: Bound): Value | undefined => {
  const item = walk.call(step, NO_ARGS, step.function.body)
  const { raised } = walk.state
  walk.state.raised = false
  return raised ? undefined : item
}

const contentsOf = (walk: Walk, value: Value): readonly Value[] => {
  if (value.is === 'list') return value.items
  if (value.is === 'dict') return [...value.entries.values()].map(({ key }) => key)
  if (value.is === 'constant' && typeof value.value === 'string') return value.value.slice(0, 1000).split('').map(constant)
  const supposed = walk.state.supposedItems.get(value) ?? suppose(value)
  walk.state.supposedItems.set(value, supposed)
  return supposed
}

const suppose = (value: Value): Value[] => {
  const about = value.is === 'unknown' && value.unordered ? { unordered: value.unordered } : {}
  return Array.from({ length: SUPPOSED }, () => unknown(about))
}

/** `range(…)`: real numbers, of a supposed length where the real one is unknown. */
export const range = (args: readonly Value[]): List => {
  const bounds = args.map(numberOf)
  const [first = null, second = null, third = null] = bounds
  const start = args.length > 1 ? first : 0
  const stop = args.length > 1 ? second : first
  const step = args.length > 2 ? third : 1
  if (start === null || stop === null || !step)
    return list(
      [0, 1, 2].map((index) => constant((start ?? 0) + index)),
      false,
    )
  const length = Math.max(0, Math.ceil((stop - start) / step))
  return list(
    Array.from({ length: Math.min(length, 1000) }, (_, index) => constant(start + index * step)),
    length <= 1000,
  )
}

type ListMethod = (walk: Walk, self: List, args: readonly Value[]) => Value

const remove: ListMethod = (_walk, self, [item]) => {
  const at = self.items.findIndex((each) => each === item)
  if (at >= 0) self.items.splice(at, 1)
  return NONE
}

const append: ListMethod = (walk, self, [item = unknown()]) => {
  self.items.push(inBranch(walk, item))
  return NONE
}

const extend: ListMethod = (walk, self, [items = unknown()]) => {
  self.items.push(...itemsOf(walk, items).map((item) => inBranch(walk, item)))
  if (items.is === 'unknown') self.exact = false
  return NONE
}

/** Of a set. */
const add: ListMethod = (walk, self, args) => (self.items.some((item) => keyOf(item) === keyOf(args[0]!)) ? NONE : append(walk, self, args))

const first: ListMethod = (_walk, self) => self.items.shift() ?? unknown()

const sort: ListMethod = (walk, self) => {
  putInOrder(walk, self.items)
  return NONE
}

/** Results that are sorted were not left in the order of their completion. */
export const putInOrder = ({ records }: Walk, items: readonly Value[]): void => {
  for (const item of items.flatMap((each) => (each.is === 'list' ? each.items : [each]))) {
    const of = item.is === 'method' ? item.self : item
    if (of.is === 'unknown' && of.unordered) records.unordered.delete(of.unordered)
  }
}

const LIST: Readonly<Record<string, ListMethod>> = {
  append,
  put: append,
  put_nowait: append,
  add,
  appendleft: (_walk, self, [item = unknown()]) => (self.items.unshift(item), NONE),
  insert: (_walk, self, [index, item = unknown()]) => (self.items.splice(numberOf(index) ?? 0, 0, item), NONE),
  extend,
  update: extend,
  pop: (_walk, self, [index]) => (index ? self.items.splice(numberOf(index) ?? 0, 1)[0] : self.items.pop()) ?? unknown(),
  popleft: first,
  get: first,
  get_nowait: first,
  remove,
  discard: remove,
  clear: (_walk, self) => ((self.items = []), NONE),
  copy: (_walk, self) => list(self.items, self.exact),
  rotate: (_walk, self, [by]) => (self.items.unshift(...self.items.splice(-(numberOf(by) ?? 1))), NONE),
  reverse: (_walk, self) => ((self.items = self.items.toReversed()), NONE),
  sort,
  __setitem__: (walk, self, [index, item = unknown()]) => (putInOrder(walk, [item]), (self.items[numberOf(index) ?? 0] = item), NONE),
  empty: (_walk, self) => constant(self.items.length === 0),
  qsize: (_walk, self) => constant(self.items.length),
}

type DictMethod = (walk: Walk, self: Dict, args: readonly Value[]) => Value

const valuesOf = (self: Dict): Value[] => [...self.entries.values()].map(({ value }) => value)

/** Whether a dictionary has a key. Where it holds things under keys that nobody knows, it may: then nobody can tell. */
export const hasKey = ({ entries }: Dict, key: Value): boolean | undefined => {
  if (entries.has(keyOf(key))) return true
  return [...entries.values()].some(({ key: { is } }) => is === 'unknown' || is === 'list') ? undefined : false
}

const heldUnder = (self: Dict, key: Value, otherwise: Value): Value =>
  hasKey(self, key) === undefined ? unknown() : (self.entries.get(keyOf(key))?.value ?? otherwise)

const setDefault: DictMethod = (_walk, self, [key = NONE, otherwise = NONE]) => {
  const value = heldUnder(self, key, otherwise)
  self.entries.set(keyOf(key), { key, value })
  return value
}

const popKey: DictMethod = (_walk, self, [key = NONE, otherwise]) => {
  const found = self.entries.get(keyOf(key))?.value
  self.entries.delete(keyOf(key))
  return found ?? otherwise ?? unknown()
}

const popItem: DictMethod = (_walk, self) => {
  const last = [...self.entries].at(-1)
  if (last) self.entries.delete(last[0])
  return last ? list([last[1].key, last[1].value]) : unknown()
}

const updateDict: DictMethod = (_walk, self, [other]) => {
  if (other?.is === 'dict') for (const [key, entry] of other.entries) self.entries.set(key, entry)
  return NONE
}

const DICT: Readonly<Record<string, DictMethod>> = {
  keys: (_walk, self) => list([...self.entries.values()].map(({ key }) => key)),
  values: (_walk, self) => list(valuesOf(self)),
  items: (_walk, self) => list([...self.entries.values()].map(({ key, value }) => list([key, value]))),
  __setitem__: (walk, self, [key = NONE, value = NONE]) => (putInOrder(walk, [value]), self.entries.set(keyOf(key), { key, value }), NONE),
  get: (_walk, self, [key = NONE, otherwise = NONE]) => heldUnder(self, key, otherwise),
  setdefault: setDefault,
  pop: popKey,
  popitem: popItem,
  update: updateDict,
  copy: (_walk, self) => ({ is: 'dict', entries: new Map(self.entries) }),
  clear: (_walk, self) => (self.entries.clear(), NONE),
}

/** Calls a method of a list; what it does not have is unknown. */
export const listMethod = (walk: Walk, self: List, name: string, args: Args): Value =>
  recounting(walk.state, self, () => entryOf(LIST, name)?.(walk, self, args.positional)) ?? unknown()

/** Calls a method of a dictionary; what it does not have is unknown. */
export const dictMethod = (walk: Walk, self: Dict, name: string, args: Args): Value =>
  recounting(walk.state, self, () => entryOf(DICT, name)?.(walk, self, args.positional)) ?? unknown()
