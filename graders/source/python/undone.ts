/** Starts and waits that stand in the text, and that nothing comes to carry out. */
import { type Node, allNodes, textOf } from './tree.ts'
import type { Walk } from './walk.ts'

/** A call of the method, or one that the method is handed to; the `join` of a text gets other arguments. */
const methods = {
  start: /\.\s*start\s*(?:\(\s*\)|,[^()]*\)|\))$/,
  wait: /\.\s*join\s*(?:\(\s*(?:timeout\b[^()]*|[\d.]*)\)|,[^()]*\)|\))$/,
} as const

const firstIn = (nodes: readonly Node[], method: RegExp): Node | undefined =>
  nodes
    .flatMap(allNodes)
    .filter((node) => node.name === 'CallExpression' && method.test(textOf(node)))
    .sort((one, other) => one.from - other.from)[0]

/** Notes the first wait among the statements that main does not come to, because it does not get past `last`. */
export const noteUnreached = ({ state, records }: Walk, last: Node, rest: readonly Node[]): void => {
  const wait = state.who === 'main' && state.budget > 0 ? firstIn(rest, methods.wait) : undefined
  if (wait) records.unreached.set(wait, last)
}

/** Notes a wait in code that is read only when something fails: in a run it may have failed. */
export const noteUnread = ({ state, records }: Walk, handler: Node): void => {
  const wait = state.who === 'main' ? firstIn([handler], methods.wait) : undefined
  if (wait) records.strangeWaits.set(wait, 'process')
}

/** Notes an iterator or a coroutine whose `code` would start processes, or wait for them, and that is dropped as soon as it is made. */
export const noteDropped = ({ records }: Walk, node: Node, code: Node): void => {
  const needs = node === code ? 'values' : 'await'
  for (const [kind, method] of Object.entries(methods))
    if (firstIn([code], method)) records.dropped.set(node, { what: kind === 'start' ? kind : 'wait', needs })
}
