/** Elements and slices. */
import { isExact } from './arguments.ts'
import { tupleOf } from './data-classes.ts'
import { moduleOf } from './scope.ts'
import { evaluateAll } from './sequences.ts'
import { askBy } from './polls.ts'
import type { Node } from './tree.ts'
import type { Dict, Scope, Value } from './values.ts'
import { argsOf, keyOf, list, numberOf, unknown } from './values.ts'
import type { Walk } from './walk.ts'
import { itemsOf } from './walk.ts'

/** `object[key]` and `object[from:to]`. */
export const subscript = (walk: Walk, object: Value, node: Node, scope: Scope): Value => {
  const inside = node.children.slice(2, -1)
  if (isSlice(inside)) return slice(walk, object, inside, scope)
  const key = evaluateAll(walk, inside, scope)
  askBy(walk, [key])
  if (object.is === 'list') {
    const index = numberOf(key)
    return (index === null ? object.items[0] : object.items.at(index)) ?? unknown()
  }
  if (object.is === 'dict') return object.entries.get(keyOf(key))?.value ?? makeEntry(walk, object, key, node)
  const tuple = object.is === 'instance' ? tupleOf(object) : undefined
  if (tuple) return subscript(walk, tuple, node, scope)
  if (object.is === 'instance') return walk.callMethod(object, '__getitem__', argsOf(key), node)
  if (object.is === 'library' && object.name === 'sys.modules') return ownModule(key, scope)
  if (object.is === 'unknown' && object.unordered) return unknown({ unordered: object.unordered })
  return unknown()
}

/** `sys.modules[__name__]` */
const ownModule = (key: Value, from: Scope): Value => {
  const scope = moduleOf(from)
  const name = scope.variables.get('__name__')
  return name && keyOf(key) === keyOf(name) ? { is: 'module', scope } : unknown()
}

const makeEntry = (walk: Walk, { entries, factory }: Dict, key: Value, node: Node): Value => {
  const value = factory ? walk.call(factory, argsOf(), node) : unknown()
  if (factory) entries.set(keyOf(key), { key, value })
  return value
}

const slice = (walk: Walk, object: Value, inside: readonly Node[], scope: Scope): Value => {
  const [from, to, step] = boundsOf(walk, inside, scope)
  if (object.is !== 'list') return unknown()
  const items = step === -1 ? object.items.toReversed() : object.items.slice(from ?? 0, to ?? undefined)
  return list(step && step > 1 ? items.filter((_, index) => index % step === 0) : items, object.exact)
}

/** What stands between the colons, where it is a known number. */
const boundsOf = (walk: Walk, inside: readonly Node[], scope: Scope): (number | null | undefined)[] => {
  const bounds: (Node | undefined)[] = [undefined]
  for (const node of inside) {
    if (node.name === ':') bounds.push(undefined)
    else bounds[bounds.length - 1] = node
  }
  return bounds.map((bound) => bound && numberOf(walk.evaluate(bound, scope)))
}

/** `items[1:3] = …` takes all that the other side has, and puts it in the place of what was there. */
export const replaceSlice = (walk: Walk, object: Value, inside: readonly Node[], value: Value, scope: Scope): void => {
  const given = itemsOf(walk, value)
  const [from, to, step] = boundsOf(walk, inside, scope)
  if (object.is !== 'list' || step) return
  const { length } = object.items
  const [start, end] = [from ?? 0, to ?? length].map((bound) => (bound < 0 ? bound + length : bound))
  object.items.splice(start!, Math.max(0, end! - start!), ...given)
  object.exact &&= isExact(value)
}

/** True for `items[1:3]`. */
export const isSlice = (inside: readonly Node[]): boolean => inside.some(({ name }) => name === ':')
