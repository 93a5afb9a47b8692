/**
 * What a loop hands on from each round to the next, in a name that holds nothing before the first: `chain = chain ? chain.then(() => end) : end`. The first
 * round is then another than the rest, and is walked through by itself.
 */
import type { ts } from 'ts-morph'
import { compiler } from './compiler.ts'
import type { Machine } from './machine.ts'
import { isAssignment, nodesOf } from './parse.ts'
import type { Ref, Value } from './things.ts'

const isPromise = ({ thing }: Ref): boolean => thing.kind === 'promise'

/** Notes the loops that give a name its first promise, where they asked for that name before. */
export const noteIfCarried = (machine: Machine, target: ts.Expression, old: Value, value: Value): void => {
  if (machine.path.size === 0 || old.some(isPromise)) return
  const rounds = value.filter(isPromise).flatMap(({ needs }) => [...needs].filter((repeat) => machine.path.has(repeat)))
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
