/** Loops that end by a count or a clock, be the processes done or not. */
import type { Node } from './tree.ts'
import { childOf, textOf } from './tree.ts'
import type { Scope } from './values.ts'
import { pollOf } from './polls.ts'
import type { Walk } from './walk.ts'

/** Whether a loop may end by such a condition: its own, or that of a `break` or a `return` in its body. */
export const endsByLimit = (walk: Walk, condition: Node | undefined, body: Node | undefined, scope: Scope): boolean =>
  asksForLimit(walk, condition, scope) ||
  within(walk, body).some(
    (node) =>
      node.name === 'IfStatement' &&
      within(walk, node).some(({ name }) => name === 'BreakStatement' || name === 'ReturnStatement') &&
      node.children.some(({ name }, index) => name === 'Body' && asksForLimit(walk, node.children[index - 1], scope)),
  )

/** Whether a condition asks how often or how late it is, whatever else it asks. */
const asksForLimit = (walk: Walk, condition: Node | undefined, scope: Scope): boolean =>
  within(walk, condition).some((node) => isOrder(node) && pollOf(walk.evaluate(node, scope)) === undefined)

/** `tries < 10`, `time.monotonic() > end`; how much is left to do is no limit. */
const isOrder = (node: Node): boolean => {
  const operator = node.name === 'BinaryExpression' ? childOf(node, 'CompareOp') : undefined
  return operator !== undefined && /^[<>]=?$/.test(textOf(operator)) && !/\blen\s*\(/.test(textOf(node))
}

/** What is another loop's, or is read another time. */
const elsewhere = /^(?:For|While)Statement$|Definition$|Lambda|Comprehension/

/** A node and all that it holds of its own. */
const within = ({ state }: Walk, node: Node | undefined): Node[] => {
  const found = node ? [node] : []
  for (let at = 0; at < found.length; at += 1) found.push(...found[at]!.children.filter(({ name }) => !elsewhere.test(name)))
  state.budget -= found.length >> 3
  return found
}
