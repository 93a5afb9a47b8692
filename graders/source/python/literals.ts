/** Numbers and texts, as they are written. */
import type { Node } from './tree.ts'
import { isSyntax, textOf } from './tree.ts'
import type { Scope, Value } from './values.ts'
import { constant, unknown } from './values.ts'
import type { Walk } from './walk.ts'

type Reader = (walk: Walk, node: Node, scope: Scope) => Value

export const number: Reader = (_walk, node) => {
  const value = Number(textOf(node).replaceAll('_', ''))
  return Number.isNaN(value) ? unknown() : constant(value)
}

export const string: Reader = (_walk, node) => constant(textOf(node).replace(/^\w*("""|'''|"|')([^]*)\1$/, '$2'))

export const continuedString: Reader = (walk, node, scope) => {
  const parts = node.children.map((part) => walk.evaluate(part, scope))
  return parts.every((part) => part.is === 'constant') ? constant(parts.map(({ value }) => value).join('')) : unknown()
}

/** An f-string is unknown, but what stands in its braces is read. */
export const formatString: Reader = (walk, node, scope) => {
  const inside = node.children.flatMap((child) => (child.name === 'FormatReplacement' ? child.children : []))
  for (const part of inside) if (!isSyntax(part) && !part.name.startsWith('Format')) walk.evaluate(part, scope)
  return unknown({ data: true })
}
