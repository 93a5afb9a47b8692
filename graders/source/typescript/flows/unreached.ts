/** Code that main never comes to, because it stands where only a worker goes. */
import type { ts } from 'ts-morph'
import { groupBy } from '../../../core/group-by.ts'
import { wordsIn } from '../../flows/made.ts'
import { compiler } from '../syntax/compiler.ts'
import { isConst } from '../syntax/names.ts'

/** What tells a worker from main. */
const role = /\bprocess\b|\bargv\b|\benv\b|\bcluster\b|\bis(?:Primary|Master|Worker|MainThread)\b|\bparentPort\b/

/** Functions that call functions that call functions are followed so far. */
const mostRounds = 5

/** Of the nodes of a program, parents first; `left` are the statements that were left out of the walk through main. */
export const unreachedBy = (nodes: readonly ts.Node[], left: ReadonlySet<ts.Node>): ReadonlySet<ts.Node> => {
  const names = new Set(left.size > 0 ? nodes.flatMap(roleIn) : [])
  const roots = new Set([...left].filter((node) => isForWorkers(node, names)))
  let unreached = within(nodes, roots)
  const uses = groupBy(roots.size > 0 ? nodes.filter(compiler.isIdentifier) : [], ({ text }) => text)
  for (let round = 0, before = -1; round < mostRounds && before !== roots.size; round++) {
    before = roots.size
    for (const node of nodes) if (compiler.isFunctionDeclaration(node) && isCalledWithin(unreached, node, uses)) roots.add(node)
    unreached = within(nodes, roots)
  }
  return unreached
}

const within = (nodes: readonly ts.Node[], roots: ReadonlySet<ts.Node>): ReadonlySet<ts.Node> => {
  const found = new Set<ts.Node>()
  if (roots.size > 0) for (const node of nodes) if (roots.has(node) || found.has(node.parent)) found.add(node)
  return found
}

const isCalledWithin = (
  unreached: ReadonlySet<ts.Node>,
  { name }: ts.FunctionDeclaration,
  uses: ReadonlyMap<string, readonly ts.Node[]>,
): boolean => {
  const calls = uses.get(name?.text ?? '')?.filter((use) => use !== name) ?? []
  return calls.length > 0 && calls.every((use) => unreached.has(use))
}

/** `const isChild = process.argv[2] === 'child'`: the name that tells it from then on. */
const roleIn = (node: ts.Node): string[] =>
  compiler.isVariableDeclaration(node) && isConst(node) && role.test(node.initializer?.getText() ?? '') ? [node.name.getText()] : []

/** The condition asks, itself or by a name, who runs it. */
const isForWorkers = ({ parent }: ts.Node, names: ReadonlySet<string>): boolean => {
  const condition = compiler.isIfStatement(parent) ? parent.expression.getText() : ''
  return role.test(condition) || wordsIn(condition).some((word) => names.has(word))
}
