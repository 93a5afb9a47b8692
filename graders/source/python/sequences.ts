/** Expressions with commas between them. */
import type { Node } from './tree.ts'
import { splitAtCommas } from './tree.ts'
import type { Scope, Value } from './values.ts'
import { list } from './values.ts'
import type { Walk } from './walk.ts'
import { itemsOf } from './walk.ts'

/** Expressions with commas between them: a tuple, or the one expression itself. */
export const evaluateAll = (walk: Walk, nodes: readonly Node[], scope: Scope): Value => {
  if (nodes.length === 1 && nodes[0]!.name !== '*') return walk.evaluate(nodes[0], scope)
  return sequence(walk, splitAtCommas(nodes), scope)
}

/** The values of parts, of which some may be starred. */
export const sequence = (walk: Walk, parts: readonly Node[][], scope: Scope): Value =>
  list(
    parts.flatMap((part) => {
      const value = walk.evaluate(part.at(-1), scope)
      return part[0]?.name === '*' ? itemsOf(walk, value) : [value]
    }),
  )
