/** Every place in the text of a program that may print, and whether a worker can have anything to do with what it prints. */
import type { InVain, Printing } from '../../facts.ts'
import { judgeOwn } from '../../flows/flows.ts'
import { flowsIn } from './flows.ts'
import { type Node, allNodes, childOf, insideBrackets, placeOf, textOf } from '../tree.ts'

/** Longer programs are not looked at: nobody writes them by hand. */
const mostNodes = 30_000
const mostPrintings = 200

/** `about` tells what else is known of a place. */
export const printingsIn = (trees: readonly Node[], about: (node: Node) => Partial<Printing>): Printing[] => {
  const nodes = trees.flatMap(allNodes)
  if (nodes.length > mostNodes) return []
  const parents = new Map(nodes.flatMap((node) => node.children.map((child) => [child, node] as const)))
  const places = nodes.flatMap((node) => printingAt(node, parents) ?? [])
  if (places.length > mostPrintings) return []
  const judge = judgeOwn((names) => flowsIn(nodes, parents, names), inVainAt)
  return places.map((node) => {
    const list = node.name === 'CallExpression' ? childOf(node, 'ArgList') : undefined
    const { own, inVain }: ReturnType<typeof judge> = list === undefined ? { own: false } : judge([list])
    return { ...placeOf(node), words: list === undefined ? '' : writtenIn(list), own, ...(inVain ? { inVain } : {}), ...about(node) }
  })
}

const inVainAt = (key: Node): InVain => ({ ...placeOf(key), name: textOf(key).slice(1, -1) })

/** Names by which a program prints in a way of which nobody can tell what it prints. */
const others: ReadonlySet<string> = new Set(['stdout', '__stdout__', 'pprint', 'logging', 'os.write', 'exec', 'eval'])

/** The call by which this name prints, or the name itself where nobody can tell what it prints; `null` where it prints nothing. */
const printingAt = (node: Node, parents: ReadonlyMap<Node, Node>): Node | null => {
  const parent = parents.get(node)
  if (parent === undefined) return null
  if (node.name === 'VariableName' && textOf(node) === 'print') {
    if (parent.name !== 'CallExpression' || parent.children[0] !== node) return node
    const file = fileOf(parent)
    return file === null ? parent : file.includes('stderr') ? null : node
  }
  if (parent.name === 'ImportStatement') return null
  if (node.name === 'MemberExpression') return others.has(textOf(node)) ? node : null
  if (node.name !== 'VariableName' && node.name !== 'PropertyName') return null
  return others.has(textOf(node)) && !/^[\w.]+\.(?:flush|reconfigure)$/.test(textOf(parents.get(parent) ?? parent)) ? node : null
}

/** Where a call of `print` says that it prints. */
const fileOf = (call: Node): string | null => {
  const parts = insideBrackets(childOf(call, 'ArgList')!)
  const part = parts.find(([first, sign]) => sign?.name === 'AssignOp' && first !== undefined && textOf(first) === 'file')
  return part === undefined ? null : part.map(textOf).join('')
}

/** Texts that are surely part of what is printed. */
const writtenIn = (list: Node): string =>
  insideBrackets(list)
    .flatMap(([only, ...more]) => (more.length > 0 || only === undefined ? [] : textsIn(only)))
    .join(' ')

const textsIn = (node: Node): string[] => {
  if (node.name === 'String') return [textOf(node).replace(/^[a-zA-Z]*['"]+|['"]+$|\\./g, ' ')]
  if (node.name === 'ContinuedString') return node.children.flatMap(textsIn)
  if (node.name !== 'FormatString') return []
  const filled = node.children.reduce(
    (text, { from, to }) => text.slice(0, from - node.from) + ' '.repeat(to - from) + text.slice(to - node.from),
    textOf(node),
  )
  return [filled.replace(/^[a-zA-Z]*['"]+|['"]+$|\\./g, ' ')]
}
