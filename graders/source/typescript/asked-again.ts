/** What a loop asks in each of its rounds, in its condition or on the way. */
import type { ts } from 'ts-morph'
import { wordsIn } from '../flows/made.ts'
import { compiler } from './compiler.ts'

type Unending = ts.WhileStatement | ts.DoStatement | ts.ForStatement

/** The loop of the same function that goes round until something is so; `null` for one that goes over things or counts. */
const loopAround = (node: ts.Node): Unending | null => {
  let at = node.parent
  while (!compiler.isIterationStatement(at, false) && !compiler.isFunctionLike(at) && !compiler.isSourceFile(at)) at = at.parent
  if (compiler.isWhileStatement(at) || compiler.isDoStatement(at)) return at
  return compiler.isForStatement(at) && at.condition === undefined ? at : null
}

const conditionOf = (loop: Unending): ts.Expression | undefined => (compiler.isForStatement(loop) ? loop.condition : loop.expression)

const isAskedFor = (condition: ts.Expression | undefined, name: string): boolean => wordsIn(condition?.getText() ?? '').includes(name)

/** The name that an assignment gives a value, and that value; `null` for anything else. */
const assigned = (node: ts.Expression): { readonly name: string; readonly value: ts.Expression } | null => {
  if (!compiler.isBinaryExpression(node)) return null
  const { left, operatorToken, right } = node
  return compiler.isIdentifier(left) && operatorToken.kind === compiler.SyntaxKind.EqualsToken ? { name: left.text, value: right } : null
}

/** `alive = isRunning(pid)` in the body of `while (alive)`: the question is the loop's own. */
export const decidesLoop = (node: ts.Statement): boolean => {
  const found = compiler.isExpressionStatement(node) ? assigned(node.expression) : null
  const loop = found === null ? null : loopAround(node)
  return loop !== null && isAskedFor(conditionOf(loop), found!.name)
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

/** `step = iterator.next()` where the condition asks for `step.done`: what a round ends with is what the next one begins with. */
export const stepsIn = (loop: Unending): readonly ts.Expression[] => {
  const { statement } = loop
  const statements = compiler.isBlock(statement) ? statement.statements : [statement]
  const last = compiler.isForStatement(loop) ? [loop.incrementor ?? []].flat() : []
  return [...statements.flatMap((each) => (compiler.isExpressionStatement(each) ? [each.expression] : [])), ...last].filter((each) => {
    const found = assigned(each)
    return found !== null && found.value.getText().endsWith('.next()') && isAskedFor(conditionOf(loop), found.name)
  })
}

/** A loop that surely leaves in its first round, by its body. */
export const endsAtOnce = (body: ts.Statement): boolean =>
  compiler.isBreakStatement(body) ||
  compiler.isReturnStatement(body) ||
  (compiler.isBlock(body) && body.statements.some((each) => compiler.isBreakStatement(each) || compiler.isReturnStatement(each)))
