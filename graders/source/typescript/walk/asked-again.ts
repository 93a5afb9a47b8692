/** What a loop asks in each of its rounds, in its condition or on the way. */
import type { ts } from 'ts-morph'
import { wordsIn } from '../../flows/made.ts'
import { compiler } from '../syntax/compiler.ts'

/** The loop of the same function that goes round until something is so; `null` for one that goes over things or counts. */
const loopAround = (node: ts.Node): ts.WhileStatement | ts.DoStatement | ts.ForStatement | null => {
  let at = node.parent
  while (!compiler.isIterationStatement(at, false) && !compiler.isFunctionLike(at) && !compiler.isSourceFile(at)) at = at.parent
  if (compiler.isWhileStatement(at) || compiler.isDoStatement(at)) return at
  return compiler.isForStatement(at) && at.condition === undefined ? at : null
}

/** `alive = isRunning(pid)` in the body of `while (alive)`: the question is the loop's own. */
export const decidesLoop = (node: ts.Statement): boolean => {
  const assignment = compiler.isExpressionStatement(node) && compiler.isBinaryExpression(node.expression) ? node.expression : null
  if (assignment === null || assignment.operatorToken.kind !== compiler.SyntaxKind.EqualsToken) return false
  const loop = loopAround(node)
  return loop !== null && !compiler.isForStatement(loop) && wordsIn(loop.expression.getText()).includes(assignment.left.getText())
}

/** Whether one of these ways ends the loop around them: what decides about them is asked again and again, like the loop's own condition. */
export const mayLeaveLoop = (node: ts.Node, ways: readonly (ts.Statement | undefined)[]): boolean =>
  ways.some((way) => way !== undefined && leaves(way)) && loopAround(node) !== null

const leaves = (way: ts.Statement): boolean => {
  const all = compiler.isBlock(way) ? way.statements : [way]
  const last = all.at(-1)
  if (last === undefined) return false
  return compiler.isBreakStatement(last) || compiler.isReturnStatement(last) || all.some(decidesLoop)
}

/** A loop that surely leaves in its first round, by its body. */
export const endsAtOnce = (body: ts.Statement): boolean =>
  compiler.isBreakStatement(body) ||
  compiler.isReturnStatement(body) ||
  (compiler.isBlock(body) && body.statements.some((each) => compiler.isBreakStatement(each) || compiler.isReturnStatement(each)))
