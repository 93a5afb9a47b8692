/** Elements and slices. */
import { isExact } from './arguments.ts'
import { moduleOf } from './scope.ts'
import { evaluateAll } from './sequences.ts'
import type { Node } from './tree.ts'
import type { Dict, Scope, Value } from './values.ts'
import { argsOf, keyOf, list, numberOf, unknown } from './values.ts'
import type { Walk } from './walk.ts'

export const subscript = (walk: Walk, object: Value, node: Node, scope: Scope): Value => {
  const inside = node.children.slice(2, -1)
  if (inside.some(({ name }) => name === ':')) return slice(walk, object, inside, scope)
  const key = evaluateAll(walk, inside, scope)
  if (object.is === 'list') {
    const index = numberOf(key)
    return (index === null ? object.items[0] : object.items.at(index)) ?? unknown()
  }
  if (object.is === 'dict') return object.entries.get(keyOf(key))?.value ?? makeEntry(walk, object, key, node)
  if (object.is === 'instance') return walk.callMethod(object, '__getitem__', argsOf(key), node)
  if (object.is === 'unknown' && object.unordered) return unknown({ unordered: object.unordered })
  if (object.is === 'library' && object.name === 'sys.modules') return ownModule(key, scope)
  return unknown()
}

const makeEntry = (walk: Walk, { entries, factory }: Dict, key: Value, node: Node): Value => {
/** `sys.modules[__name__]` */
const ownModule = (key: Value, from: Scope): Value => {
  const scope = moduleOf(from)
  const name = scope.variables.get('__name__')
  return name && keyOf(key) === keyOf(name) ? { is: 'module', scope } : unknown()
}

  const value = factory ? walk.call(factory, argsOf(), node) : unknown()
  if (factory) entries.set(keyOf(key), { key, value })
  return value
}

const slice = (walk: Walk, object: Value, inside: readonly Node[], scope: Scope): Value => {
  const bounds: (Node | undefined)[] = [undefined]
  for (const node of inside) {
    if (node.name === ':') bounds.push(undefined)
    else bounds[bounds.length - 1] = node
  }
  const [from, to, step] = bounds.map((bound) => bound && numberOf(walk.evaluate(bound, scope)))
  if (object.is !== 'list') return unknown()
  const items = step === -1 ? object.items.toReversed() : object.items.slice(from ?? 0, to ?? undefined)
  return list(step && step > 1 ? items.filter((_, index) => index % step === 0) : items, object.exact)
}
