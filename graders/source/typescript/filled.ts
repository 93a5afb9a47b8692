/** Lists that are made empty, or of nothing yet, and filled by one statement. */
import type { ts } from 'ts-morph'
import { compiler } from './compiler.ts'
import { functionAround, isHarmless, pushOn, storeIn } from './declared.ts'
import type { Store } from './declared.ts'
import { longest, whole } from './rounds.ts'
import type { Known, Names } from './rounds.ts'

type Evaluate = (node: ts.Expression, names: Names) => Known | null
type RoundsOf = (node: ts.Node) => readonly Names[] | null

/** `new Array(5)`, and what it may be filled with at first. */
export const isNewArray = (node: ts.Expression): boolean => /^(?:new\s+)?Array(?:<\w+>)?\(\w*\)(?:\.fill\(\w*\))?$/.test(node.getText())

/** The uses of a list by which it may become another than it was declared. */
export const changesOf = (uses: readonly ts.Identifier[], declared: ts.VariableDeclaration): ts.Identifier[] =>
  uses.filter((use) => use.parent !== declared && !isHarmless(use) && !isHandedOver(use, declared))

/** The function that makes a list returns it: whoever called has it from then on. */
const isHandedOver = (use: ts.Identifier, declared: ts.Node): boolean =>
  compiler.isReturnStatement(use.parent) && functionAround(use) === functionAround(declared)

/** What `for (const item of list) results.push(…)` leaves in a list, or `results[item] = …`. */
export const filled = (list: readonly Known[], use: ts.Identifier, roundsOf: RoundsOf, evaluate: Evaluate): Known | null => {
  const [push, store] = [pushOn(use), storeIn(use)]
  const rounds = push === null && store === null ? null : roundsOf(push ?? store!.statement)
  if (rounds === null) return null
  if (push === null) return stored(list, store!, rounds, evaluate)
  return whole([...list, ...rounds.map((names) => evaluate(push.arguments[0]!, names))])
}

const stored = (list: readonly Known[], { index, value }: Store, rounds: readonly Names[], evaluate: Evaluate): Known | null => {
  const next: (Known | null)[] = [...list]
  for (const names of rounds) {
    const at = evaluate(index, names)
    if (typeof at !== 'number' || !(at >= 0 && at <= longest)) return null
    next[at] = evaluate(value, names)
  }
  return whole(Array.from(next, (each) => each ?? null))
}
