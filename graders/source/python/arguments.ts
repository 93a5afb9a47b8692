/** The arguments of a call, the targets of an assignment, the parameters of a function. */
import type { Node } from './tree.ts'
import { insideBrackets, splitAtCommas, textOf } from './tree.ts'
import type { Args, Func, Scope, Value } from './values.ts'
import { constant, list, unknown } from './values.ts'
import type { Walk } from './walk.ts'
import { itemsOf } from './walk.ts'

/** The arguments of a call; what is spread stands by itself. */
export const argumentsOf = (walk: Walk, argList: Node | undefined, scope: Scope): Args => {
  const positional: Value[] = []
  const keywords = new Map<string, Value>()
  const nodes = new Map<string | number, Node>()
  for (const part of argList ? insideBrackets(argList) : []) {
    const [first, second, third] = part
    if (!first) continue
    if (first.name === '*') positional.push(...itemsOf(walk, walk.evaluate(second, scope)))
    else if (first.name === '**') spread(walk.evaluate(second, scope), keywords)
    else if (second?.name === 'AssignOp' && textOf(second) === '=' && third) {
      nodes.set(textOf(first), third)
      keywords.set(textOf(first), walk.evaluate(third, scope))
    } else {
      nodes.set(positional.length, first)
      positional.push(plainArgument(walk, part, scope))
    }
  }
  return { positional, keywords, nodes }
}

const plainArgument = (walk: Walk, part: readonly Node[], scope: Scope): Value => {
  if (part.some(({ name }) => name === 'for')) return walk.generator(part, scope)
  const value = walk.evaluate(part.at(-1), scope)
  if (part[1]?.name === 'AssignOp') walk.assign(part[0]!, value, scope)
  return value
}

const spread = (value: Value, keywords: Map<string, Value>): void => {
  if (value.is === 'dict') for (const [key, entry] of value.entries) if (typeof key === 'string') keywords.set(key, entry.value)
}

/** True where the number of items is known. */
export const isExact = (iterable: Value): boolean => {
  if (iterable.is === 'lazy') return iterable.isExact()
  return iterable.is === 'list' ? iterable.exact : iterable.is !== 'unknown'
}

/** Binds targets with commas between them. */
export const assignAll = (walk: Walk, targets: readonly Node[], value: Value, scope: Scope): void => {
  const parts = splitAtCommas(targets)
  const single = parts.length === 1 && parts[0]!.length === 1 && !targets.some(({ name }) => name === ',')
  if (single) return walk.assign(targets[0]!, value, scope)
  unpack(walk, parts, value, scope)
}

const unpack = (walk: Walk, parts: readonly Node[][], value: Value, scope: Scope): void => {
  const unordered = value.is === 'unknown' ? value.unordered : undefined
  const isKnown = value.is === 'list' || value.is === 'lazy' || value.is === 'dict' || value.is === 'instance'
  const items = isKnown ? itemsOf(walk, value) : parts.map(() => unknown(unordered ? { unordered } : {}))
  const rest = Math.max(0, items.length - parts.length + 1)
  let at = 0
  for (const part of parts) {
    const starred = part[0]?.name === '*'
    const item = starred ? list(items.slice(at, at + rest)) : (items[at] ?? unknown())
    at += starred ? rest : 1
    if (part.length > 0) walk.assign(part.at(-1)!, item, scope)
  }
}

/** Binds the parameters of a function in its own scope. */
export const bindParameters = (walk: Walk, { params, scope: outer }: Func, { positional, keywords }: Args, scope: Scope): void => {
  const left = [...positional]
  const unused = new Map(keywords)
  let keywordOnly = false
  const parts = params ? splitAtCommas(params.children.filter(({ name }) => name !== '(' && name !== ')')) : []
  for (const part of parts) {
    const stars = part[0]?.name
    const name = part.find((node) => node.name === 'VariableName')
    if (stars === '*') keywordOnly = true
    if (!name) continue
    const key = textOf(name)
    if (stars === '*') scope.variables.set(key, list(left.splice(0)))
    else if (stars === '**') scope.variables.set(key, dictOf(unused))
    else scope.variables.set(key, unused.get(key) ?? (keywordOnly ? undefined : left.shift()) ?? defaultOf(walk, part, outer))
    unused.delete(key)
  }
}

const defaultOf = (walk: Walk, part: readonly Node[], scope: Scope): Value => {
  const equals = part.findIndex(({ name }) => name === 'AssignOp')
  return equals < 0 ? unknown() : walk.evaluate(part[equals + 1], scope)
}

const dictOf = (keywords: ReadonlyMap<string, Value>): Value => ({
  is: 'dict',
  entries: new Map([...keywords].map(([name, value]) => [name, { key: constant(name), value }])),
})
