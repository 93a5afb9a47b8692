/** The syntax tree of one Python file as plain data: built without recursion, comments left out. */
import { parser } from '@lezer/python'
import type { AnswerFile } from '../../core/types.ts'
import type { Place } from '../facts.ts'

/** One file's text, ready to have places read off. */
export interface Source {
  readonly path: string
  readonly text: string
  readonly lineStarts: readonly number[]
}

/** A node of the tree. Keywords and punctuation are nodes too, named as they are written (`for`, `,`). */
export interface Node {
  readonly name: string
  readonly from: number
  readonly to: number
  readonly children: readonly Node[]
  readonly source: Source
}

/** A file without its byte order mark, with the offsets at which its lines begin. */
export const sourceOf = ({ path, text }: AnswerFile): Source => {
  const body = text.replace(/^\uFEFF/, '')
  const lineStarts = [0]
  for (const { index, 0: end } of body.matchAll(/\r\n?|\n/g)) lineStarts.push(index + end.length)
  return { path, text: body, lineStarts }
}

/** Parses a file. Lezer never fails: what it cannot read is left out of the tree. */
export const parseTree = (source: Source): Node => {
  const cursor = parser.parse(source.text).cursor()
  const open = () => ({ name: cursor.name, from: cursor.from, to: cursor.to, children: [] as Node[], source })
  const root = open()
  const path = [root]
  let descend = cursor.firstChild()
  while (descend) {
    const node = open()
    const read = !cursor.type.isError && cursor.name !== 'Comment'
    if (read) path.at(-1)!.children.push(node)
    if (read && cursor.firstChild()) {
      path.push(node)
      continue
    }
    while (!(descend = cursor.nextSibling()) && path.length > 1) {
      cursor.parent()
      path.pop()
    }
  }
  return root
}

/** The 1-based line of an offset. */
export const lineAt = ({ lineStarts }: Source, offset: number): number => {
  let low = 0
  let high = lineStarts.length
  while (high - low > 1) {
    const middle = (low + high) >> 1
    if (lineStarts[middle]! <= offset) low = middle
    else high = middle
  }
  return low + 1
}

/** The text of a node as it was written. */
export const textOf = (node: Node): string => node.source.text.slice(node.from, node.to)

/** A node and all that it holds, parents first. */
export const allNodes = (tree: Node): Node[] => {
  const nodes = [tree]
  for (let at = 0; at < nodes.length; at += 1) for (const child of nodes[at]!.children) nodes.push(child)
  return nodes
}

/** Where a node stands. Of a statement with a body only the head is quoted. */
export const placeOf = (node: Node): Place => {
  const body = childOf(node, 'Body')
  const text = node.source.text.slice(node.from, body?.from ?? node.to)
  return { file: node.source.path, line: lineAt(node.source, node.from), text: text.replace(/\s+/g, ' ').trim() }
}

/** The first child of a kind, by the name that the grammar gives it. */
export const childOf = (node: Node, name: string): Node | undefined => node.children.find((child) => child.name === name)

const OPERATORS = new Set(['AssignOp', 'CompareOp', 'ArithOp', 'BitOp', 'UpdateOp', 'At'])

/** True for a keyword, a bracket, a comma or an operator. */
export const isSyntax = ({ name }: Node): boolean => !/^[A-Z]/.test(name) || OPERATORS.has(name)

/** The children that mean something by themselves. */
export const operandsOf = (node: Node): Node[] => node.children.filter((child) => !isSyntax(child))

/** Splits nodes at their commas; the targets of a `for … in` belong together. */
export const splitAtCommas = (nodes: readonly Node[]): Node[][] => {
  const parts: Node[][] = []
  let part: Node[] = []
  let inTargets = false
  for (const node of nodes) {
    if (node.name === 'for') inTargets = true
    if (node.name === 'in') inTargets = false
    if (node.name === ',' && !inTargets) {
      parts.push(part)
      part = []
    } else part.push(node)
  }
  return part.length > 0 ? [...parts, part] : parts
}

/** What stands between the brackets of a call, a list, a subscript. */
export const insideBrackets = (node: Node): Node[][] =>
  splitAtCommas(node.children.slice(1, node.children.at(-1)?.name.match(/^[)\]}]$/) ? -1 : undefined))
