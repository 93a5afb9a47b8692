/** Walking through expressions. */
import { ts } from 'ts-morph'
import { boxOf, collect, lengthOf, walked } from './boxes.ts'
import { classOf, construct, constructBase, inherited } from './classes.ts'
import { closureOf } from './functions.ts'
import type { Machine } from './machine.ts'
import { isMissing, operate, operateOn, typeOf } from './operators.ts'
import { assign, lookUp, nameOf, valueAt } from './patterns.ts'
import { builtin, constant, either, newBox, refer, settled, textOf, through, truthOf, unknown } from './values.ts'
import type { Box, Scope, Value } from './values.ts'

/** What an expression may be, having walked through all that it does. */
export const evaluate = (machine: Machine, node: ts.Node, scope: Scope): Value => {
  if (ts.isIdentifier(node)) return nameValue(node, scope)
  if (ts.isPropertyAccessExpression(node)) return property(machine, node, scope)
  if (ts.isCallExpression(node)) return call(machine, node, scope)
  if (ts.isStringLiteralLike(node)) return constant(node.text)
  if (ts.isNumericLiteral(node)) return constant(Number(node.text))
  if (ts.isBinaryExpression(node)) return binary(machine, node, scope)
  if (ts.isFunctionLike(node)) return lambda(machine, node, scope)
  if (ts.isObjectLiteralExpression(node)) return object(machine, node, scope)
  if (ts.isArrayLiteralExpression(node)) return array(machine, node, scope)
  if (ts.isAwaitExpression(node)) return machine.await(machine.evaluate(node.expression, scope), node)
  if (ts.isNewExpression(node)) return create(machine, node, scope)
  if (ts.isElementAccessExpression(node)) return element(machine, node, scope)
  if (ts.isConditionalExpression(node)) return conditional(machine, node, scope)
  if (ts.isClassLike(node)) return classOf(machine, node, scope)
  if (ts.isPrefixUnaryExpression(node) || ts.isPostfixUnaryExpression(node)) return unary(machine, node, scope)
  if (ts.isTypeOfExpression(node)) return typeOf(machine.evaluate(node.expression, scope))
  if (ts.isYieldExpression(node)) return give(machine, node, scope)
  return wrapped(machine, node, scope) ?? keyword(node, scope) ?? rest(machine, node, scope)
}

const lambda = (machine: Machine, node: ts.SignatureDeclaration, scope: Scope): Value => {
  if (!('body' in node)) return unknown
  const value = closureOf(node, scope)
  machine.closures.push(...value)
  return value
}

/** Brackets and type annotations around an expression. */
const wrapped = (machine: Machine, node: ts.Node, scope: Scope): Value | null =>
  ts.isParenthesizedExpression(node) ||
  ts.isAsExpression(node) ||
  ts.isNonNullExpression(node) ||
  ts.isSatisfiesExpression(node) ||
  ts.isTypeAssertionExpression(node)
    ? machine.evaluate(node.expression, scope)
    : null

const keyword = (node: ts.Node, scope: Scope): Value | null => {
  switch (node.kind) {
    case ts.SyntaxKind.TrueKeyword:
      return constant(true)
    case ts.SyntaxKind.FalseKeyword:
      return constant(false)
    case ts.SyntaxKind.NullKeyword:
      return constant(null)
    case ts.SyntaxKind.ThisKeyword:
      return scope.frame.self
    case ts.SyntaxKind.MetaProperty:
      return builtin('import.meta')
    default:
      return null
  }
}

/** Everything else: what stands inside is walked through, and nothing is known of the result. */
const rest = (machine: Machine, node: ts.Node, scope: Scope): Value => {
  if (!ts.isTypeNode(node))
    ts.forEachChild(node, (child) => void (ts.isExpression(child) || ts.isTemplateSpan(child) ? machine.evaluate(child, scope) : null))
  if (ts.isTaggedTemplateExpression(node)) machine.act()
  return ts.isVoidExpression(node) ? constant(undefined) : unknown
}

const nameValue = ({ text }: ts.Identifier, scope: Scope): Value =>
  lookUp(text, scope) ??
  (text === 'undefined' ? constant(undefined) : text === 'globalThis' || text === 'global' ? builtin('globalThis') : builtin(text))

const property = (machine: Machine, node: ts.PropertyAccessExpression, scope: Scope): Value => {
  if (node.expression.kind === ts.SyntaxKind.SuperKeyword) return inherited(scope, node.name.text)
  return machine.get(machine.evaluate(node.expression, scope), node.name.text, node)
}

const element = (machine: Machine, node: ts.ElementAccessExpression, scope: Scope): Value =>
  valueAt(machine, machine.evaluate(node.expression, scope), machine.evaluate(node.argumentExpression, scope), node)

const call = (machine: Machine, node: ts.CallExpression, scope: Scope): Value => {
  const { expression } = node
  if (expression.kind === ts.SyntaxKind.SuperKeyword)
    return constructBase(machine, scope, argumentsOf(machine, node.arguments, scope), node)
  if (expression.kind === ts.SyntaxKind.ImportKeyword) return load(machine, node, argumentsOf(machine, node.arguments, scope))
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
    if (!ts.isSpreadElement(node)) return [machine.evaluate(node, scope)]
    const value = machine.evaluate(node.expression, scope)
    const [only] = value
    const box = only === undefined ? null : boxOf(only)
    if (only === undefined || box === null || box.items.length > 0) return [spread(value)]
    return [...box.fields.values()].map((field) => through(only, field))
  })

const spread = (value: Value): Value =>
  value.flatMap((ref) => {
    const box = boxOf(ref)
    return box === null ? [] : walked(ref, box)
  })

const create = (machine: Machine, node: ts.NewExpression, scope: Scope): Value =>
  construct(machine, machine.evaluate(node.expression, scope), argumentsOf(machine, node.arguments, scope), node)

const conditional = (machine: Machine, node: ts.ConditionalExpression, scope: Scope): Value => {
  const truth = truthOf(machine.evaluate(node.condition, scope))
  if (truth !== null) return machine.evaluate(truth ? node.whenTrue : node.whenFalse, scope)
  return either(...both(machine, node.whenTrue, node.whenFalse, scope))
}

const both = (machine: Machine, a: ts.Expression, b: ts.Expression, scope: Scope): [Value, Value] => [
  machine.maybe(() => machine.evaluate(a, scope)),
  machine.maybe(() => machine.evaluate(b, scope)),
]

const binary = (machine: Machine, node: ts.BinaryExpression, scope: Scope): Value => {
  const { kind } = node.operatorToken
  if (kind === ts.SyntaxKind.EqualsToken) return store(machine, node.left, machine.evaluate(node.right, scope), scope)
  if (kind === ts.SyntaxKind.CommaToken) return (machine.evaluate(node.left, scope), machine.evaluate(node.right, scope))
  if (isShortCircuit(kind)) return shortCircuit(machine, node, scope)
  if (isAssignment(kind)) return update(machine, node, scope)
  if (kind === ts.SyntaxKind.InKeyword) return contains(machine.evaluate(node.right, scope), machine.evaluate(node.left, scope))
  return chain(machine, node, scope)
}

/** `a + b + c + …`, as long as it may be. */
const chain = (machine: Machine, node: ts.BinaryExpression, scope: Scope): Value => {
  const steps: ts.BinaryExpression[] = []
  let first: ts.Expression = node
  while (ts.isBinaryExpression(first) && !isShortCircuit(first.operatorToken.kind) && !isAssignment(first.operatorToken.kind)) {
    steps.push(first)
    first = first.left
  }
  return steps.reduceRight(
    (left, { operatorToken, right }) => operate(operatorToken.kind, left, machine.evaluate(right, scope)),
    machine.evaluate(first, scope),
  )
}

const isAssignment = (kind: ts.SyntaxKind): boolean => kind >= ts.SyntaxKind.FirstAssignment && kind <= ts.SyntaxKind.LastAssignment

const isShortCircuit = (kind: ts.SyntaxKind): boolean =>
  kind === ts.SyntaxKind.AmpersandAmpersandToken || kind === ts.SyntaxKind.BarBarToken || kind === ts.SyntaxKind.QuestionQuestionToken

const shortCircuit = (machine: Machine, node: ts.BinaryExpression, scope: Scope): Value => {
  const left = machine.evaluate(node.left, scope)
  const decided = node.operatorToken.kind === ts.SyntaxKind.QuestionQuestionToken ? presence(left) : truthOf(left)
  const stopsOn = node.operatorToken.kind !== ts.SyntaxKind.AmpersandAmpersandToken
  if (decided !== null) return decided === stopsOn ? left : machine.evaluate(node.right, scope)
  return either(
    left,
    machine.maybe(() => machine.evaluate(node.right, scope)),
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

const store = (machine: Machine, target: ts.Expression, value: Value, scope: Scope): Value => {
  assign(machine, target, value, scope)
  return value
}

/** `a += b`, `a ||= b`: something changes, and a list that is replaced by a longer one keeps what both held. */
const update = (machine: Machine, node: ts.BinaryExpression, scope: Scope): Value => {
  const value = either(machine.evaluate(node.left, scope), machine.evaluate(node.right, scope)).filter(
    ({ thing }) => thing.kind !== 'constant',
  )
  machine.act()
  return store(machine, node.left, value, scope)
}

const unary = (machine: Machine, node: ts.PrefixUnaryExpression | ts.PostfixUnaryExpression, scope: Scope): Value => {
  const value = machine.evaluate(node.operand, scope)
  const counts = node.operator === ts.SyntaxKind.PlusPlusToken || node.operator === ts.SyntaxKind.MinusMinusToken
  if (!counts) return operateOn(node.operator, value)
  machine.act()
  return unknown
}

const object = (machine: Machine, node: ts.ObjectLiteralExpression, scope: Scope): Value => {
  const box = newBox(machine.path)
  const value = refer(box, machine.path)
  for (const member of node.properties) addMember(machine, box, value, member, scope)
  return value
}

const addMember = (machine: Machine, box: Box, self: Value, member: ts.ObjectLiteralElementLike, scope: Scope): void => {
  if (ts.isSpreadAssignment(member)) return addAll(machine, box, machine.evaluate(member.expression, scope))
  const name = nameOf(machine, member.name, scope)
  const value = ts.isPropertyAssignment(member)
    ? machine.evaluate(member.initializer, scope)
    : ts.isShorthandPropertyAssignment(member)
      ? nameValue(member.name, scope)
      : closureOf(member, scope, self)
  if (name === null) collect(box, value, machine.path)
  else box.fields.set(name, settled(value, box.birth))
}

/** `{ ...other }` and `[...other]`. */
const addAll = (machine: Machine, box: Box, value: Value): void => {
  for (const ref of value) {
    const other = boxOf(ref)
    if (other === null) continue
    for (const [key, field] of other.fields) box.fields.set(key, settled(through(ref, field), box.birth))
    collect(box, through(ref, other.items), machine.path)
  }
}

/** Lists longer than this are not told apart element by element. */
const longestTuple = 64

const array = (machine: Machine, node: ts.ArrayLiteralExpression, scope: Scope): Value => {
  const { elements } = node
  const exact = elements.length <= longestTuple && !elements.some(ts.isSpreadElement)
  const box = newBox(machine.path, { most: elements.length })
  for (const [index, each] of elements.entries()) {
    if (ts.isSpreadElement(each)) {
      const value = machine.evaluate(each.expression, scope)
      const more = lengthOf(value)
      box.most = box.most === null || more === null ? null : box.most - 1 + more
      collect(box, spread(value), machine.path)
    } else if (exact) box.fields.set(String(index), settled(machine.evaluate(each, scope), box.birth))
    else collect(box, machine.evaluate(each, scope), machine.path)
  }
  return refer(box, machine.path)
}

const give = (machine: Machine, node: ts.YieldExpression, scope: Scope): Value => {
  const value = node.expression === undefined ? unknown : machine.evaluate(node.expression, scope)
  const { yielded } = scope.frame
  if (yielded !== null) collect(yielded, node.asteriskToken === undefined ? value : spread(value), machine.path)
  return unknown
}
