/** Binding and unbinding: names, attributes, elements. */
import { assignAll } from './arguments.ts'
import { replaces } from './alternatives.ts'
import { putInOrder } from './containers.ts'
import { evaluateAll } from './sequences.ts'
import { binary } from './operators.ts'
import { isProcessItself, setDaemon } from './library/processes.ts'
import { bind } from './scope.ts'
import { inBranch } from './shown.ts'
import { recounted, recounting } from './tallies.ts'
import { isSlice, replaceSlice } from './subscripts.ts'
import type { Node } from './tree.ts'
import { childOf, operandsOf, textOf } from './tree.ts'
import type { Dict, Scope, Value } from './values.ts'
import { argsOf, keyOf, list, numberOf, unknown } from './values.ts'
import type { StatementReader, Walk } from './walk.ts'

/** `a = b`, `a = b = c`, `a: int = b`. */
export const assignStatement: StatementReader = (walk, node, scope) => {
  const parts: Node[][] = [[]]
  for (const child of node.children) {
    if (child.name === 'AssignOp') parts.push([])
    else if (child.name !== 'TypeDef') parts.at(-1)!.push(child)
  }
  if (parts.length < 2) return declareField(node, scope)
  const value = evaluateAll(walk, parts.pop()!, scope)
  for (const targets of parts) assignAll(walk, targets, value, scope)
}

/** `name: type` in a class body: a field of a data class. */
const declareField = (node: Node, scope: Scope): void => {
  const name = childOf(node, 'VariableName')
  if (name && scope.kind === 'class') bind(scope, textOf(name), unknown())
}

/** `a += b` and the like. */
export const updateStatement: StatementReader = (walk, node, scope) => {
  const [target, operator] = node.children
  const value = evaluateAll(walk, node.children.slice(2), scope)
  const before = walk.evaluate(target, scope)
  if (before.is === 'list' && textOf(operator!) === '+=') walk.callMethod(before, 'extend', argsOf(value), node)
  else if (target) walk.assign(target, binary(textOf(operator!).slice(0, -1), before, value), scope)
}

/** Binds one target: a name, an attribute, an element, or a tuple of targets. */
export const assign = (walk: Walk, target: Node, value: Value, scope: Scope): void => {
  if (target.name === 'VariableName') bindName(walk, textOf(target), value, scope)
  else if (target.name === 'MemberExpression') assignMember(walk, target, value, scope)
  else if (/^(?:Tuple|Array|Parenthesized)Expression$/.test(target.name)) assignAll(walk, target.children.slice(1, -1), value, scope)
}

const bindName = (walk: Walk, name: string, value: Value, scope: Scope): void => {
  const before = (scope.elsewhere.get(name) ?? scope).variables.get(name)
  replaces(before, value)
  bind(scope, name, recounted(walk.state, before, inBranch(walk, value)))
}

const assignMember = (walk: Walk, target: Node, value: Value, scope: Scope): void => {
  const object = walk.evaluate(target.children[0], scope)
  const property = childOf(target, 'PropertyName')
  if (property) return setAttribute(walk, object, textOf(property), value, target)
  const inside = target.children.slice(2, -1)
  if (isSlice(inside)) return replaceSlice(walk, object, inside, value, scope)
  const key = evaluateAll(walk, inside, scope)
  putInOrder(walk, [value])
  const index = numberOf(key)
  const kept = inBranch(walk, value)
  if (object.is === 'dict') recounting(walk.state, object, () => putUnder(object, key, kept))
  else if (object.is === 'list' && index !== null) object.items[index < 0 ? index + object.items.length : index] = kept
  else if (object.is === 'list') object.items = object.items.map((item) => (item.is === 'constant' ? unknown() : item))
}

const putUnder = ({ entries, namesOf }: Dict, key: Value, value: Value): void => {
  entries.set(keyOf(key), { key, value })
  if (namesOf && key.is === 'constant') bind(namesOf, String(key.value), value)
}

/** Sets an attribute; making a process a daemon is remembered with its place. */
export const setAttribute = (walk: Walk, object: Value, name: string, value: Value, site: Node): void => {
  if (object.is === 'runner' && name === 'daemon') setDaemon(object, value, site)
  if (object.is === 'runner' || object.is === 'instance') {
    const before = object.attributes.get(name)
    replaces(before, value)
    object.attributes.set(name, recounted(walk.state, before, value))
  }
  if (object.is === 'class' || object.is === 'module') object.scope.variables.set(name, value)
  if (isProcessItself(object)) walk.state.ofAllProcesses.set(name, value)
}

/** `del a[0]`: what is taken out of a list or a dictionary. Names and attributes stay. */
export const deleteStatement: StatementReader = (walk, node, scope) => {
  for (const target of operandsOf(node)) {
    const object = target.name === 'MemberExpression' ? walk.evaluate(target.children[0], scope) : undefined
    if (!object || childOf(target, 'PropertyName')) continue
    const inside = target.children.slice(2, -1)
    if (isSlice(inside)) replaceSlice(walk, object, inside, list([]), scope)
    else deleteElement(walk, object, evaluateAll(walk, inside, scope))
  }
}

const deleteElement = ({ state }: Walk, object: Value, key: Value): void => {
  if (object.is === 'dict') recounting(state, object, () => object.entries.delete(keyOf(key)))
  else if (object.is === 'list') recounting(state, object, () => object.items.splice(numberOf(key) ?? 0, 1))
}
