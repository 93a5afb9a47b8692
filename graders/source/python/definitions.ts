/** Functions and classes, as they are defined. */
import { closureOf, innerScope, bind } from './scope.ts'
import type { Node } from './tree.ts'
import { childOf, insideBrackets, textOf } from './tree.ts'
import type { Class, Func, Scope, Value } from './values.ts'
import type { Walk } from './walk.ts'

/** A function under its name. Its body is read when it is called. */
export const defineFunction = (node: Node, scope: Scope): [string, Func] => {
  const body = childOf(node, 'Body') ?? node
  const name = childOf(node, 'VariableName')
  const defined: Func = {
    is: 'function',
    params: childOf(node, 'ParamList'),
    body,
    scope: closureOf(scope),
    generator: yieldsIn(body),
    isAsync: childOf(node, 'async') !== undefined,
  }
  return [name ? textOf(name) : '', defined]
}

/** True where the body itself yields, not a function inside it. */
export const yieldsIn = (body: Node): boolean => {
  const open = [...body.children]
  for (let node = open.pop(); node; node = open.pop()) {
    if (node.name === 'YieldStatement' || node.name === 'YieldExpression') return true
    if (!/^(?:FunctionDefinition|ClassDefinition|LambdaExpression)$/.test(node.name)) for (const child of node.children) open.push(child)
  }
  return false
}

/** Binds a class; its body is read at once, as Python does. */
export const defineClass = (walk: Walk, node: Node, scope: Scope): void => {
  const argList = childOf(node, 'ArgList')
  const bases = (argList ? insideBrackets(argList) : []).filter((part) => part.length === 1).map(([base]) => walk.evaluate(base, scope))
  const defined: Class = { is: 'class', bases, scope: innerScope('class', scope) }
  const name = childOf(node, 'VariableName')
  if (name) bind(scope, textOf(name), defined)
  walk.execute(childOf(node, 'Body'), defined.scope)
  for (const member of defined.scope.variables.values()) if (member.is === 'function') member.owner ??= defined
}

/** A member of a class or of its bases, the first in their order. */
export const findMember = (type: Value, name: string, depth = 0): Value | undefined => {
  if (type.is !== 'class' || depth > 20) return undefined
  const own = type.scope.variables.get(name)
  if (own) return own
  for (const base of type.bases) {
    const found = findMember(base, name, depth + 1)
    if (found) return found
  }
  return undefined
}

/** The first class of a library that a class descends from. */
export const libraryBase = (type: Value, depth = 0): string | undefined => {
  if (type.is === 'library') return type.name
  if (type.is !== 'class' || depth > 20) return undefined
  for (const base of type.bases) {
    const found = libraryBase(base, depth + 1)
    if (found !== undefined && found !== 'builtins.object') return found
  }
  return undefined
}
