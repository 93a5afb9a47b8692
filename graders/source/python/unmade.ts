/** Keys that are asked for by `get`, though nothing in the program ever makes one of that name: there is nothing under them. */
import { type Node, childOf, insideBrackets, textOf } from './tree.ts'

/** The key that a call of `get` asks for, and what it gives in its stead; `null` for any other call. */
export const askedFor = (call: Node): { readonly key: string; readonly node: Node; readonly fallback: readonly Node[] } | null => {
  const callee = call.children[0]
  const list = childOf(call, 'ArgList')
  if (callee?.name !== 'MemberExpression' || list === undefined || textOf(childOf(callee, 'PropertyName') ?? callee) !== 'get') return null
  const [[key] = [], ...fallback] = insideBrackets(list)
  if (key?.name !== 'String' || /\benviron\b/.test(textOf(callee))) return null
  const [name] = wordsIn(textOf(key))
  return name !== undefined && /^(['"])\w+\1$/.test(textOf(key)) ? { key: name, node: key, fallback: fallback.flat() } : null
}

const wordsIn = (text: string): string[] => text.match(/[\p{L}\p{N}_]+/gu) ?? []

/** Every name that the program may give to a key: whatever stands in a text, is an attribute, a field or the keyword of a call. */
export const madeIn = (nodes: readonly Node[]): ReadonlySet<string> => {
  const asked = new Set(nodes.flatMap((node) => (node.name === 'CallExpression' ? (askedFor(node)?.node ?? []) : [])))
  return new Set(nodes.flatMap((node) => (asked.has(node) ? [] : namesIn(node))))
}

const namesIn = (node: Node): string[] => {
  if (node.name === 'String' || node.name === 'FormatString') return wordsIn(textOf(node))
  if (node.name === 'PropertyName') return [textOf(node)]
  if (node.name === 'ArgList')
    return insideBrackets(node).flatMap(([name, sign]) => (name && sign?.name === 'AssignOp' ? [textOf(name)] : []))
  if (node.name !== 'ClassDefinition') return []
  const fields = childOf(node, 'Body')?.children ?? []
  return fields.flatMap((field) => (field.name === 'AssignStatement' ? wordsIn(textOf(field.children[0]!)) : []))
}
