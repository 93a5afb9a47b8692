/**
 * What a loop hands on from each round to the next in a name: `chain = chain ? chain.then(() => end) : end`, or `if (last) await last; last = end`. The
 * first round and the last are then others than the rest, and are walked through by themselves.
 */
import type { ts } from 'ts-morph'
import { heldBy } from '../values/boxes.ts'
import { compiler } from '../syntax/compiler.ts'
import type { Machine } from './machine.ts'
import { isAssignment, nodesOf } from '../syntax/parse.ts'
import { chained } from '../waits/settling.ts'
import type { Ref, Value } from '../values/things.ts'

const isWaitedFor = ({ thing }: Ref): boolean => thing.kind === 'promise' || thing.kind === 'start'

/** An object that holds such a thing is handed on as a link of a chain. */
const holdsSome = ({ thing }: Ref): boolean => thing.kind === 'box' && heldBy(thing).some(isWaitedFor)

/** Notes the loops that give a name another promise or process in each round, where they asked for that name before. A chain holds all rounds by itself. */
export const noteIfCarried = (machine: Machine, target: ts.Expression, old: Value, value: Value): void => {
  if (machine.path.size === 0) return
  const given = chained(old, value, machine.path)
  const rounds = given
    .filter((ref) => isWaitedFor(ref) || holdsSome(ref))
    .flatMap(({ needs }) => [...needs].filter((repeat) => machine.path.has(repeat)))
  if (rounds.length > 0 && isReadBefore(target)) for (const { node } of rounds) machine.carried.add(node)
}

/** Whether what is assigned to is read in the same round, or in the same call, before it is given its new value. */
const isReadBefore = (target: ts.Expression): boolean => {
  let [assignment, around]: [ts.Node, ts.Node] = [target, target.parent]
  while (!compiler.isIterationStatement(around, false) && !compiler.isFunctionLike(around) && !compiler.isSourceFile(around)) {
    if (isAssignment(around)) assignment = around
    around = around.parent
  }
  const first = firstReads(around).get(target.getText())
  return first !== undefined && first <= assignment.end
}

/** Where each name is read first in a loop or a function: told once for all that is assigned there. */
const firstReads = (around: ts.Node): ReadonlyMap<string, number> => {
  const known = readsIn.get(around)
  if (known !== undefined) return known
  const first = new Map<string, number>()
  for (const node of nodesOf(around)) {
    if (!isRead(node)) continue
    const text = node.getText()
    first.set(text, Math.min(node.end, first.get(text) ?? Infinity))
  }
  readsIn.set(around, first)
  return first
}

const readsIn = new WeakMap<ts.Node, ReadonlyMap<string, number>>()

/** Names longer than this are not compared. */
const longestName = 200

const isRead = (node: ts.Node): boolean =>
  (compiler.isIdentifier(node) || compiler.isPropertyAccessExpression(node)) &&
  node.getWidth() <= longestName &&
  !(isAssignment(node.parent) && node.parent.left === node) &&
  !compiler.isVariableDeclaration(node.parent)
