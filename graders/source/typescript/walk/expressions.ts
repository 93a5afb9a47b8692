/** Walking through expressions. */
import type { ts } from 'ts-morph'
import { compiler } from '../syntax/compiler.ts'
import { binary } from './binary.ts'
import { array, object } from './literals.ts'
import { boxOf, collect, spread } from '../values/boxes.ts'
import { classOf, construct, constructBase, inherited } from './classes.ts'
import { countsIn, noteChange } from '../waits/counts.ts'
import { closureOf } from './functions.ts'
import type { Machine } from './machine.ts'
import { isMissing, operateOn, typeOf } from '../values/operators.ts'
import { lookUp, valueAt } from './patterns.ts'
import { builtin, constant, either, textOf, through, truthOf, unknown } from '../values/values.ts'
import type { Scope, Value } from '../values/things.ts'

/** What an expression may be, having walked through all that it does. */
export const evaluate = (machine: Machine, node: ts.Node, scope: Scope): Value => {
  if (compiler.isIdentifier(node)) return nameValue(node, scope)
  if (compiler.isPropertyAccessExpression(node)) return property(machine, node, scope)
  if (compiler.isCallExpression(node)) return call(machine, node, scope)
  if (compiler.isStringLiteralLike(node)) return constant(node.text)
  if (compiler.isNumericLiteral(node)) return constant(Number(node.text))
  if (compiler.isBinaryExpression(node)) return binary(machine, node, scope)
  if (compiler.isFunctionLike(node)) return lambda(machine, node, scope)
  if (compiler.isObjectLiteralExpression(node)) return object(machine, node, scope)
  if (compiler.isArrayLiteralExpression(node)) return array(machine, node, scope)
  if (compiler.isAwaitExpression(node)) return machine.await(machine.evaluate(node.expression, scope), node)
  if (compiler.isNewExpression(node)) return create(machine, node, scope)
  if (compiler.isElementAccessExpression(node)) return element(machine, node, scope)
  if (compiler.isConditionalExpression(node)) return conditional(machine, node, scope)
  if (compiler.isClassLike(node)) return classOf(machine, node, scope)
  if (compiler.isPrefixUnaryExpression(node) || compiler.isPostfixUnaryExpression(node)) return unary(machine, node, scope)
  if (compiler.isTypeOfExpression(node)) return typeOf(machine.evaluate(node.expression, scope))
  if (compiler.isYieldExpression(node)) return give(machine, node, scope)
  return wrapped(machine, node, scope) ?? keyword(node, scope) ?? rest(machine, node, scope)
}

const lambda = (machine: Machine, node: ts.SignatureDeclaration, scope: Scope): Value => {
  if (!('body' in node)) return unknown
  const value = closureOf(node, scope, { birth: machine.path })
  machine.closures.push(...value)
  return value
}

/** Brackets and type annotations around an expression. */
const wrapped = (machine: Machine, node: ts.Node, scope: Scope): Value | null =>
  compiler.isParenthesizedExpression(node) ||
  compiler.isAsExpression(node) ||
  compiler.isNonNullExpression(node) ||
  compiler.isSatisfiesExpression(node) ||
  compiler.isTypeAssertionExpression(node)
    ? machine.evaluate(node.expression, scope)
    : null

const keyword = (node: ts.Node, scope: Scope): Value | null => {
  switch (node.kind) {
    case compiler.SyntaxKind.TrueKeyword:
      return constant(true)
    case compiler.SyntaxKind.FalseKeyword:
      return constant(false)
    case compiler.SyntaxKind.NullKeyword:
      return constant(null)
    case compiler.SyntaxKind.ThisKeyword:
      return scope.frame.self
    case compiler.SyntaxKind.MetaProperty:
      return builtin('import.meta')
    default:
      return null
  }
}

/** Everything else: what stands inside is walked through, and nothing is known of the result. */
const rest = (machine: Machine, node: ts.Node, scope: Scope): Value => {
  if (!compiler.isTypeNode(node))
    compiler.forEachChild(
      node,
      (child) => void (compiler.isExpression(child) || compiler.isTemplateSpan(child) ? machine.evaluate(child, scope) : null),
    )
  if (compiler.isTaggedTemplateExpression(node)) machine.act()
  return compiler.isVoidExpression(node) ? constant(undefined) : unknown
}

const nameValue = ({ text }: ts.Identifier, scope: Scope): Value =>
  lookUp(text, scope) ??
  (text === 'undefined' ? constant(undefined) : text === 'globalThis' || text === 'global' ? builtin('globalThis') : builtin(text))

const property = (machine: Machine, node: ts.PropertyAccessExpression, scope: Scope): Value => {
  if (node.expression.kind === compiler.SyntaxKind.SuperKeyword) return inherited(scope, node.name.text)
  return machine.get(machine.evaluate(node.expression, scope), node.name.text, node)
}

const element = (machine: Machine, node: ts.ElementAccessExpression, scope: Scope): Value =>
  valueAt(machine, machine.evaluate(node.expression, scope), machine.evaluate(node.argumentExpression, scope), node)

const call = (machine: Machine, node: ts.CallExpression, scope: Scope): Value => {
  const { expression } = node
  if (expression.kind === compiler.SyntaxKind.SuperKeyword)
    return constructBase(machine, scope, argumentsOf(machine, node.arguments, scope), node)
  if (expression.kind === compiler.SyntaxKind.ImportKeyword) return load(machine, node, argumentsOf(machine, node.arguments, scope))
  const callee = machine.evaluate(expression, scope)
  const args = argumentsOf(machine, node.arguments, scope)
  return isMissing(callee) ? constant(undefined) : machine.call(callee, args, node)
}

const load = (machine: Machine, node: ts.Node, [specifier]: readonly Value[]): Value => {
  const name = textOf(specifier ?? unknown)
  return machine.promiseOf(node, [], name === null ? unknown : machine.load(name, node))
}

/** The arguments of a call. What is spread fills the remaining places. */
const argumentsOf = (machine: Machine, nodes: readonly ts.Expression[] | undefined, scope: Scope): readonly Value[] =>
  (nodes ?? []).flatMap((node) => {
    if (!compiler.isSpreadElement(node)) return [machine.evaluate(node, scope)]
    const value = machine.evaluate(node.expression, scope)
    const [only] = value
    const box = only === undefined ? null : boxOf(only)
    if (only === undefined || box === null || box.items.length > 0) return [spread(value)]
    return [...box.fields.values()].map((field) => through(only, field))
  })

const create = (machine: Machine, node: ts.NewExpression, scope: Scope): Value =>
  construct(machine, machine.evaluate(node.expression, scope), argumentsOf(machine, node.arguments, scope), node)

const conditional = (machine: Machine, node: ts.ConditionalExpression, scope: Scope): Value => {
  const truth = truthOf(machine.evaluate(node.condition, scope))
  if (truth !== null) return machine.evaluate(truth ? node.whenTrue : node.whenFalse, scope)
  return either(open(machine, node, true, scope), open(machine, node, false, scope))
}

/** One of two ways, of which nobody knows whether it is the one. */
const open = (machine: Machine, { condition, whenTrue, whenFalse }: ts.ConditionalExpression, truth: boolean, scope: Scope): Value => {
  const counts = countsIn(machine, condition, truth, scope)
  return machine.maybe(() => machine.counting(counts, () => machine.evaluate(truth ? whenTrue : whenFalse, scope)))
}

const unary = (machine: Machine, node: ts.PrefixUnaryExpression | ts.PostfixUnaryExpression, scope: Scope): Value => {
  const value = machine.evaluate(node.operand, scope)
  const counts = node.operator === compiler.SyntaxKind.PlusPlusToken || node.operator === compiler.SyntaxKind.MinusMinusToken
  if (!counts) return operateOn(node.operator, value)
  noteChange(machine, node, node.operand, scope)
  return unknown
}

const give = (machine: Machine, node: ts.YieldExpression, scope: Scope): Value => {
  const value = node.expression === undefined ? unknown : machine.evaluate(node.expression, scope)
  const { yielded } = scope.frame
  if (yielded !== null) collect(yielded, node.asteriskToken === undefined ? value : spread(value), machine.path)
  return unknown
}
