/** `exec` and `eval`: texts that are carried out as if they stood where they are handed over. */
import { findFault } from './syntax/faults.ts'
import type { Node, Source } from './tree.ts'
import { lineAt, parseTree, sourceOf } from './tree.ts'
import type { Args, Scope, Value } from './values.ts'
import { NONE } from './values.ts'
import type { Walk } from './walk.ts'

/** So many texts are read; whoever makes more of them has a program make programs. */
const MAX_TEXTS = 100

/** Reads the text that is handed over; null where it is not known, or no Python. */
export const executeText = (walk: Walk, { positional: [given] }: Args, scope: Scope, site: Node): Value | null => {
  if (given?.is !== 'constant' || typeof given.value !== 'string') return null
  const tree = treeOf(walk, given.value, site)
  if (tree === null || walk.state.active.includes(tree)) return null
  walk.state.active.push(tree)
  const value = valueOf(walk, tree, scope)
  walk.state.active.pop()
  return value
}

/** Of a single expression what it stands for. */
const valueOf = (walk: Walk, tree: Node, scope: Scope): Value => {
  const only = tree.children.length === 1 && tree.children[0]!.name === 'ExpressionStatement' ? tree.children[0]!.children[0] : undefined
  if (only) return walk.evaluate(only, scope)
  if (walk.execute(tree, scope).how === 'raise') walk.state.raised = true
  return NONE
}

/** The same text at the same place is one program, however often it is carried out. */
const treeOf = ({ records }: Walk, text: string, site: Node): Node | null => {
  const source = sourceIn(site, text)
  const isSame = (tree: Node) => tree.source.text === source.text && String(tree.source.lineStarts) === String(source.lineStarts)
  const known = records.executed.find(isSame)
  if (known) return known
  if (records.executed.length >= MAX_TEXTS || findFault(source) !== null) return null
  const tree = parseTree(source)
  records.executed.push(tree)
  return tree
}

/** What a backslash makes in a text. */
const ESCAPES: Readonly<Record<string, string>> = { n: '\n', t: '\t' }

/** Its lines are those of the file that it stands in; a text that is put together, or lies elsewhere, has that of the call. */
const sourceIn = (site: Node, text: string): Source => {
  const plain = text
    .replace(/\\([nt\\'"])/g, (_, mark: string) => ESCAPES[mark] ?? mark)
    .replace(/^\s*\n/, (lines) => lines.replace(/[^\n]/g, ''))
  const inner = sourceOf({ path: site.source.path, text: plain })
  const at = plain === text && text.includes('\n') ? site.source.text.indexOf(text) : -1
  const before = Array.from({ length: lineAt(site.source, at < 0 ? site.from : at) - 1 }, () => 0)
  return { ...inner, lineStarts: [...before, ...(at < 0 ? [0] : inner.lineStarts)] }
}
