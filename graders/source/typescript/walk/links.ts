/** Walks along a chain of things: `for (let at = head; at !== null; at = at.next)`. In some round the name holds whatever can be reached that way. */
import type { ts } from 'ts-morph'
import { boxOf } from '../values/boxes.ts'
import { compiler } from '../syntax/compiler.ts'
import type { Machine } from './machine.ts'
import { bare } from '../syntax/parse.ts'
import type { Path, Ref, Scope, Value } from '../values/things.ts'
import { nowhere, without } from '../values/values.ts'

interface Step {
  readonly name: string
  readonly field: string
  readonly node: ts.Node
}

/** Lets the names that a loop moves along a chain hold all of it. */
export const followChains = (
  machine: Machine,
  loop: ts.ForStatement | ts.WhileStatement | ts.DoStatement,
  scope: Scope,
): ReadonlySet<string> => {
  const steps = stepsIn(loop)
  for (const step of steps) follow(machine, step, scope)
  return new Set(steps.map(({ name }) => name))
}

const stepsIn = (loop: ts.ForStatement | ts.WhileStatement | ts.DoStatement): readonly Step[] => {
  const { statement } = loop
  const statements = compiler.isBlock(statement) ? statement.statements : [statement]
  const last = compiler.isForStatement(loop) && loop.incrementor !== undefined ? [loop.incrementor] : []
  return [...statements.flatMap((each) => (compiler.isExpressionStatement(each) ? [each.expression] : [])), ...last].flatMap(
    (each) => stepOf(each) ?? [],
  )
}

/** `at = at.next` */
const stepOf = (node: ts.Expression): Step | null => {
  if (!compiler.isBinaryExpression(node) || node.operatorToken.kind !== compiler.SyntaxKind.EqualsToken) return null
  const [target, taken] = [bare(node.left), withoutDefault(bare(node.right))]
  if (!compiler.isIdentifier(target) || !compiler.isPropertyAccessExpression(taken)) return null
  return bare(taken.expression).getText() === target.text ? { name: target.text, field: taken.name.text, node: taken } : null
}

/** `at.next ?? null` */
const withoutDefault = (node: ts.Expression): ts.Expression =>
  compiler.isBinaryExpression(node) && node.operatorToken.kind === compiler.SyntaxKind.QuestionQuestionToken ? bare(node.left) : node

const follow = (machine: Machine, { name, field, node }: Step, scope: Scope): void => {
  for (let at: Scope | null = scope; at !== null; at = at.parent) {
    const value = at.variables.get(name)
    if (value === undefined) continue
    at.variables.set(name, reachedFrom(machine, value, field, node))
    return
  }
}

/** Longer chains are not followed to their end. */
const longest = 64

const reachedFrom = (machine: Machine, value: Value, field: string, node: ts.Node): Value => {
  const reached = [...value]
  for (const ref of reached) {
    if (boxOf(ref) === null || reached.length > longest) continue
    for (const next of machine.get([ref], field, node))
      if (boxOf(next) !== null && !reached.some(({ thing }) => thing === next.thing)) reached.push(next)
  }
  const links = (ref: Ref) => new Set(machine.get([ref], field, node).flatMap((next) => boxOf(next) ?? []))
  const isBehindOne = (ref: Ref): boolean => reached.indexOf(ref) >= value.length || links(ref).has(boxOf(ref)!)
  // Where a link leads on to another, and comes behind one, it is made in every round: whoever goes along the chain comes by all of them.
  const rounds = reached.flatMap((ref) => (links(ref).size > 0 && isBehindOne(ref) ? [...birthOf(ref)] : []))
  return reached.map((ref) => ({ ...ref, needs: without(ref.needs, new Set(rounds)) }))
}

const birthOf = (ref: Ref): Path => boxOf(ref)?.birth ?? nowhere
