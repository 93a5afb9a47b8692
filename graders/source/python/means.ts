/** Every use of a means to run something beside main, whether or not main comes by: read off the whole tree. */
import { importsOf } from './imports.ts'
import { canonical, isKnown, meansOf } from './library/names.ts'
import type { Node } from './tree.ts'
import { allNodes, childOf, insideBrackets, operandsOf, textOf } from './tree.ts'
import type { Records } from './records.ts'

/** What a file's names stand for, wherever in it they were bound. */
type Aliases = Map<string, string>

/** Every place that uses such a means, and what it is. */
export const findMeans = (tree: Node): Records['means'] => {
  const nodes = allNodes(tree)
  const aliases: Aliases = new Map()
  const stars: string[] = []
  for (const node of nodes) {
    if (node.name === 'ImportStatement') bindImports(node, aliases, stars)
    if (node.name === 'AssignStatement') bindAlias(node, aliases, stars)
  }
  for (const own of tree.children.filter(isOwn)) aliases.delete(textOf(childOf(own, 'VariableName') ?? own))
  const means: Records['means'] = new Map()
  for (const node of nodes) {
    for (const used of usesOf(node)) {
      const found = meansOf(nameOf(used, aliases, stars) ?? '')
      if (found) means.set(used.name === 'VariableName' && used !== node.children[0] ? used : node, found)
    }
  }
  return means
}

/** A definition that takes the place of what was imported under its name; a class may be derived from just that. */
const isOwn = (node: Node): boolean =>
  node.name === 'FunctionDefinition' || (node.name === 'ClassDefinition' && childOf(node, 'ArgList') === undefined)

/** What is called, or derived from. */
const usesOf = (node: Node): Node[] => {
  if (node.name === 'CallExpression') return node.children.slice(0, 1).flatMap(alternativesOf)
  const bases = node.name === 'ClassDefinition' ? childOf(node, 'ArgList') : undefined
  return bases ? insideBrackets(bases).flatMap((part) => (part.length === 1 ? part : [])) : []
}

/** `(Process if … else Thread)(…)` calls either. */
const alternativesOf = (callee: Node): Node[] => {
  const choice = callee.name === 'ParenthesizedExpression' ? childOf(callee, 'ConditionalExpression') : undefined
  return choice === undefined ? [callee] : operandsOf(choice).filter((_, index) => index !== 1)
}

const bindImports = (node: Node, aliases: Aliases, stars: string[]): void => {
  for (const { module, name, as } of importsOf(node)) {
    if (name === '*') stars.push(module)
    else aliases.set(as, canonical(name === null ? module : `${module}.${name}`))
  }
}

/** `P = multiprocessing.Process`, `ctx = get_context('spawn')`. */
const bindAlias = (node: Node, aliases: Aliases, stars: readonly string[]): void => {
  const [target, operator, value] = node.children
  if (node.children.length !== 3 || target?.name !== 'VariableName' || operator?.name !== 'AssignOp' || !value) return
  const name = nameOf(value, aliases, stars)
  if (name !== undefined) aliases.set(textOf(target), name)
}

/** No name of a library has so many parts; each call of a long chain is the end of all that stands before it. */
const mostParts = 20

/** The full name that an expression stands for, if it is a name of a library. `parts` of it stand behind the expression. */
const nameOf = (node: Node, aliases: Aliases, stars: readonly string[], parts = 0): string | undefined => {
  const properties: string[] = []
  let here: Node | undefined = node
  for (; here?.name === 'MemberExpression'; here = here.children[0]) {
    const property = childOf(here, 'PropertyName')
    if (!property || parts + properties.length >= mostParts) return undefined
    properties.unshift(textOf(property))
  }
  const root = here && rootOf(here, aliases, stars, parts + properties.length)
  return root === undefined ? undefined : properties.reduce((name, property) => canonical(`${name}.${property}`), root)
}

const rootOf = (node: Node, aliases: Aliases, stars: readonly string[], parts: number): string | undefined => {
  if (node.name === 'CallExpression') return contextOf(node, aliases, stars, parts)
  if (node.name !== 'VariableName') return undefined
  const name = textOf(node)
  const star = stars.findLast((module) => isKnown(`${module}.${name}`))
  return aliases.get(name) ?? (star === undefined ? undefined : canonical(`${star}.${name}`))
}

const contextOf = (node: Node, aliases: Aliases, stars: readonly string[], parts: number): string | undefined => {
  const callee = node.children[0]
  const name = callee && callee.name !== 'CallExpression' ? nameOf(callee, aliases, stars, parts) : undefined
  return name === 'multiprocessing.get_context' ? 'multiprocessing' : undefined
}
