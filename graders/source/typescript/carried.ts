/**
 * What a loop hands on from each round to the next in a name: `chain = chain ? chain.then(() => end) : end`, or `if (last) await last; last = end`. The
 * first round and the last are then others than the rest, and are walked through by themselves.
 */
import type { ts } from 'ts-morph'
import { compiler } from './compiler.ts'
import type { Machine } from './machine.ts'
import { isAssignment, nodesOf } from './parse.ts'
import { chained } from './settling.ts'
import type { Ref, Value } from './things.ts'

const isWaitedFor = ({ thing }: Ref): boolean => thing.kind === 'promise' || thing.kind === 'start'

/** Notes the loops that give a name another promise or process in each round, where they asked for that name before. A chain holds all rounds by itself. */
export const noteIfCarried = (machine: Machine, target: ts.Expression, old: Value, value: Value): void => {
  if (machine.path.size === 0) return
  const given = chained(old, value, machine.path)
  const rounds = given.filter(isWaitedFor).flatMap(({ needs }) => [...needs].filter((repeat) => machine.path.has(repeat)))
  if (rounds.length > 0 && isReadBefore(target)) for (const { node } of rounds) machine.carried.add(node)
}

/** Whether what is assigned to is read in the same round, or in the same call, before it is given its new value. */
const isReadBefore = (target: ts.Expression): boolean => {
  let [assignment, around]: [ts.Node, ts.Node] = [target, target.parent]
  while (!compiler.isIterationStatement(around, false) && !compiler.isFunctionLike(around) && !compiler.isSourceFile(around)) {
    if (isAssignment(around)) assignment = around
    around = around.parent
  }
  const text = target.getText()
  for (const node of nodesOf(around)) if (node !== target && node.end <= assignment.end && isRead(node, text)) return true
  return false
}

const isRead = (node: ts.Node, text: string): boolean =>
  (compiler.isIdentifier(node) || compiler.isPropertyAccessExpression(node)) &&
  node.getText() === text &&
  !(isAssignment(node.parent) && node.parent.left === node) &&
  !compiler.isVariableDeclaration(node.parent)
