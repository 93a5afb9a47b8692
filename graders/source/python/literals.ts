/** Numbers and texts, as they are written. */
import { shown, textValue } from './shown.ts'
import type { Node } from './tree.ts'
import { isSyntax, textOf } from './tree.ts'
import type { Scope } from './values.ts'
import { constant, unknown } from './values.ts'
import type { ExpressionReader, Walk } from './walk.ts'

/** A number; one such as `2j` is unknown. */
export const number: ExpressionReader = (_walk, node) => {
  const value = Number(textOf(node).replaceAll('_', ''))
  return Number.isNaN(value) ? unknown() : constant(value)
}

/** A text between its quotes, as it is written: its escapes stand in it. */
export const string: ExpressionReader = (_walk, node) => constant(textOf(node).replace(/^\w*("""|'''|"|')([^]*)\1$/, '$2'))

/** Texts side by side are one. */
export const continuedString: ExpressionReader = (walk, node, scope) => {
  const parts = node.children.map((part) => walk.evaluate(part, scope))
  return parts.every((part) => part.is === 'constant') ? constant(parts.map(({ value }) => value).join('')) : unknown()
}

/** An f-string: known where all that stands in its braces is, and is not formatted in a particular way. */
export const formatString: ExpressionReader = (walk, node, scope) => {
  const holes = node.children.filter(({ name }) => name === 'FormatReplacement')
  const values = holes.map((hole) => inBraces(walk, hole, scope))
  if (values.includes(null) || /\{\{|\}\}/.test(textOf(node))) return unknown({ data: true })
  return textValue(between(node, holes).reduce((text, part, index) => text + values[index - 1]! + part))
}

/** The text around the holes, quotes left out. */
const between = (node: Node, holes: readonly Node[]): string[] => {
  const text = textOf(node)
  const starts = [0, ...holes.map(({ to }) => to - node.from)]
  const ends = [...holes.map(({ from }) => from - node.from), text.length]
  const parts = starts.map((start, index) => text.slice(start, ends[index]))
  return parts
    .map((part, index) => (index === 0 ? part.replace(/^\w*("""|'''|"|')/, '') : part))
    .map((part, index) => (index === holes.length ? part.replace(/("""|'''|"|')$/, '') : part))
}

const inBraces = (walk: Walk, hole: Node, scope: Scope): string | null => {
  const parts = hole.children.filter((part) => !isSyntax(part))
  const values = parts.filter(({ name }) => !name.startsWith('Format')).map((part) => walk.evaluate(part, scope))
  return parts.length === 1 && values.length === 1 ? shown(values[0]!) : null
}
