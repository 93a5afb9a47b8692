/** Displays, as Python's reference calls them: lists, tuples, sets and dictionaries that are written out, or made by a comprehension. */
import { elementsOf } from './comprehensions.ts'
import { putInOrder } from './containers.ts'
import { doubted } from './doubts.ts'
import { sequence } from './sequences.ts'
import { insideBrackets } from './tree.ts'
import { type Dict, keyOf, list } from './values.ts'
import type { ExpressionReader } from './walk.ts'

/** `(1, 2)`, `[1, 2]`, `{1, 2}` */
export const sequenceDisplay: ExpressionReader = (walk, node, scope) => sequence(walk, insideBrackets(node), scope)

/** `[f(x) for x in items]`; a set's, too. */
export const listComprehension: ExpressionReader = (walk, node, scope) => {
  const { next, met } = elementsOf(walk, node.children.slice(1, -1), scope, (element, inner) => walk.evaluate(element.at(-1), inner))
  const items = doubted(next, () => met.branches)
  return { ...list(items.held, met.exact), ...items.about, ...(met.poll ? { poll: met.poll } : {}) }
}

/** `{'a': 1, **others}` */
export const dictDisplay: ExpressionReader = (walk, node, scope) => {
  const entries: Dict['entries'] = new Map()
  for (const [first, second, last] of insideBrackets(node)) {
    const spread = first?.name === '**' ? walk.evaluate(second, scope) : undefined
    for (const entry of spread?.is === 'dict' ? spread.entries.values() : []) entries.set(keyOf(entry.key), entry)
    if (spread || !last) continue
    const key = walk.evaluate(first, scope)
    entries.set(keyOf(key), { key, value: walk.evaluate(last, scope) })
  }
  return { is: 'dict', entries }
}

/** `{x: f(x) for x in items}` */
export const dictComprehension: ExpressionReader = (walk, node, scope) => {
  const { next } = elementsOf(walk, node.children.slice(1, -1), scope, ([first, , last], inner) => ({
    key: walk.evaluate(first, inner),
    value: walk.evaluate(last, inner),
  }))
  const entries: Dict['entries'] = new Map()
  for (let entry = next(); entry; entry = next()) {
    putInOrder(walk, [entry.value])
    entries.set(keyOf(entry.key), entry)
  }
  return { is: 'dict', entries }
}
