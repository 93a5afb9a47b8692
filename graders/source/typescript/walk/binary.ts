/** Walking through operators with two sides, assignments among them. */
import type { ts } from 'ts-morph'
import { compiler } from '../syntax/compiler.ts'
import { boxOf, flattened } from '../values/boxes.ts'
import { countsIn, noteChange, noteComparison } from '../waits/counts.ts'
import type { Machine } from './machine.ts'
import { isMissing, operate } from '../values/operators.ts'
import { bare, isAssignment } from '../syntax/parse.ts'
import { assign } from './patterns.ts'
import type { Scope, Value } from '../values/things.ts'
import { constant, either, textOf, truthOf, unknown } from '../values/values.ts'

/** `left operator right`. */
export const binary = (machine: Machine, node: ts.BinaryExpression, scope: Scope): Value => {
  const { kind } = node.operatorToken
  if (kind === compiler.SyntaxKind.EqualsToken)
    return lengthen(machine, node, scope) ?? store(machine, node, machine.evaluate(node.right, scope), scope)
  if (kind === compiler.SyntaxKind.CommaToken) return (machine.evaluate(node.left, scope), machine.evaluate(node.right, scope))
  if (isShortCircuit(kind)) return shortCircuit(machine, node, scope)
  if (isAssignment(node)) return update(machine, node, scope)
  if (kind === compiler.SyntaxKind.InKeyword) return contains(machine.evaluate(node.right, scope), machine.evaluate(node.left, scope))
  return chain(machine, node, scope)
}

/** `a + b + c + …`, as long as it may be. */
const chain = (machine: Machine, node: ts.BinaryExpression, scope: Scope): Value => {
  const steps: ts.BinaryExpression[] = []
  let first: ts.Expression = node
  while (compiler.isBinaryExpression(first) && !isShortCircuit(first.operatorToken.kind) && !isAssignment(first)) {
    steps.push(first)
    first = first.left
  }
  return steps.reduceRight(
    (left, step) => {
      const right = machine.evaluate(step.right, scope)
      noteComparison(machine, step, left, right, scope)
      return operate(step.operatorToken.kind, left, right)
    },
    machine.evaluate(first, scope),
  )
}

const isShortCircuit = (kind: ts.SyntaxKind): boolean =>
  kind === compiler.SyntaxKind.AmpersandAmpersandToken ||
  kind === compiler.SyntaxKind.BarBarToken ||
  kind === compiler.SyntaxKind.QuestionQuestionToken

const shortCircuit = (machine: Machine, node: ts.BinaryExpression, scope: Scope): Value => {
  const left = machine.evaluate(node.left, scope)
  const decided = node.operatorToken.kind === compiler.SyntaxKind.QuestionQuestionToken ? presence(left) : truthOf(left)
  const stopsOn = node.operatorToken.kind !== compiler.SyntaxKind.AmpersandAmpersandToken
  if (decided !== null) return decided === stopsOn ? left : machine.evaluate(node.right, scope)
  const counts = countsIn(machine, node.left, !stopsOn, scope)
  return either(
    left,
    machine.maybe(() => machine.counting(counts, () => machine.evaluate(node.right, scope))),
  )
}

const presence = (value: Value): boolean | null =>
  value.length === 0
    ? null
    : isMissing(value)
      ? false
      : value.some(({ thing }) => thing.kind === 'constant') && value.length > 1
        ? null
        : true

const contains = (box: Value, key: Value): Value => {
  const name = textOf(key)
  const [only] = box
  const found = only === undefined ? null : boxOf(only)
  return name !== null && found?.closed === true ? constant(found.fields.has(name)) : unknown
}

const store = (machine: Machine, node: ts.BinaryExpression, value: Value, scope: Scope): Value => {
  noteChange(machine, node, node.left, scope)
  assign(machine, node.left, value, scope)
  return value
}

/** `list = [...list, more]` and `list = list.concat(more)` come to what `list.push(more)` does; `null` for any other assignment. */
const lengthen = (machine: Machine, node: ts.BinaryExpression, scope: Scope): Value | null => {
  const added = addedBy(bare(node.right), node.left.getText())
  if (added === null) return null
  const list = machine.evaluate(node.left, scope)
  if (list.length === 0 || !list.every((ref) => boxOf(ref)?.klass === null)) return null
  const more = added.map((each) => {
    const value = machine.evaluate(compiler.isSpreadElement(each) ? each.expression : each, scope)
    return compiler.isSpreadElement(each) || compiler.isCallExpression(each.parent) ? flattened(value) : value
  })
  machine.call(machine.get(list, 'push', node), more, node)
  return list
}

const addedBy = (value: ts.Expression, list: string): readonly ts.Expression[] | null => {
  if (compiler.isArrayLiteralExpression(value)) {
    const [first, ...more] = value.elements
    return first !== undefined && compiler.isSpreadElement(first) && first.expression.getText() === list ? more : null
  }
  return compiler.isCallExpression(value) && value.expression.getText() === `${list}.concat` ? value.arguments : null
}

/** `a += b`, `a ||= b`: something changes, and a list that is replaced by a longer one keeps what both held. */
const update = (machine: Machine, node: ts.BinaryExpression, scope: Scope): Value => {
  const value = either(machine.evaluate(node.left, scope), machine.evaluate(node.right, scope)).filter(
    ({ thing }) => thing.kind !== 'constant',
  )
  return store(machine, node, value, scope)
}
