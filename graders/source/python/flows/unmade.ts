/** Keys that are asked for by `get`, though nothing in the program ever makes one of that name: there is nothing under them. */
import { namesMade, wordsIn } from '../../flows/made.ts'
import { type Node, childOf, insideBrackets, textOf } from '../tree.ts'

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

/** Tells of a key whether the program may ever make one of that name; `others` are names that it makes besides. */
export const madeIn = (nodes: readonly Node[], others: readonly string[]): ((name: string) => boolean) =>
  namesMade(() => {
    const asked = new Set(nodes.flatMap((node) => (node.name === 'CallExpression' ? (askedFor(node)?.node ?? []) : [])))
    const texts = nodes.filter((node) => (node.name === 'String' || node.name === 'FormatString') && !asked.has(node))
    return { names: [...nodes.flatMap(namesIn), ...others], texts: texts.flatMap((node) => wordsIn(textOf(node))) }
  })

/** The names of attributes, fields and the keywords of calls. */
const namesIn = (node: Node): string[] => {
  if (node.name === 'PropertyName') return [textOf(node)]
  if (node.name === 'ArgList')
    return insideBrackets(node).flatMap(([name, sign]) => (name && sign?.name === 'AssignOp' ? [textOf(name)] : []))
  if (node.name !== 'ClassDefinition') return []
  const fields = childOf(node, 'Body')?.children ?? []
  return fields.flatMap((field) => (field.name === 'AssignStatement' ? wordsIn(textOf(field.children[0]!)) : []))
}
