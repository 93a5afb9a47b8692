/** What a statement does. */
import { assignAll } from './arguments.ts'
import { putInOrder } from './containers.ts'
import { forStatement, ifStatement, matchStatement, whileStatement } from './branches.ts'
import { defineClass, defineFunction } from './definitions.ts'
import { evaluateAll } from './expressions.ts'
import { importStatement } from './imports.ts'
import { binary } from './operators.ts'
import { bind, declareElsewhere } from './scope.ts'
import type { Node } from './tree.ts'
import { childOf, operandsOf, splitAtCommas, textOf } from './tree.ts'
import type { Scope, Value } from './values.ts'
import { NONE, argsOf, keyOf, numberOf, unknown } from './values.ts'
import type { Completion, Walk } from './walk.ts'
import { NEXT, complete, during } from './walk.ts'

type Runner = (walk: Walk, node: Node, scope: Scope) => Completion | void

/** Reads the statements of a module or a body, up to the first that hands on control. */
export const execute = (walk: Walk, body: Node | undefined, scope: Scope): Completion => {
  for (const statement of body?.children ?? []) {
    const run = RUNNERS[statement.name]
    if (walk.state.budget <= 0) return complete('raise')
    walk.state.budget -= 1
    const completion = run?.(walk, statement, scope)
    if (walk.state.raised) {
      walk.state.raised = false
      return complete('raise')
    }
    if (completion && completion.how !== 'next') return completion
  }
  return NEXT
}

/** Names that wait, when they are called. */
const WAITS = new Set(['join', 'wait', 'get', 'result', 'shutdown', 'communicate'])

const expressionStatement: Runner = (walk, node, scope) => {
  const value = evaluateAll(walk, node.children, scope)
  for (const each of [value, ...(value.is === 'list' ? value.items : [])]) {
    const isWait = each.is === 'method' && WAITS.has(each.name) && ['runner', 'pool', 'task'].includes(each.self.is)
    if (isWait) walk.records.uncalled.add(node)
  }
}

const assignStatement: Runner = (walk, node, scope) => {
  const parts: Node[][] = [[]]
  for (const child of node.children) {
    if (child.name === 'AssignOp') parts.push([])
    else if (child.name !== 'TypeDef') parts.at(-1)!.push(child)
  }
  if (parts.length < 2) return declareField(node, scope)
  const value = evaluateAll(walk, parts.pop()!, scope)
  for (const targets of parts) assignAll(walk, targets, value, scope)
}

/** `name: type` in a class body: a field of a data class. */
const declareField = (node: Node, scope: Scope): void => {
  const name = childOf(node, 'VariableName')
  if (name && scope.kind === 'class') bind(scope, textOf(name), unknown())
}

const updateStatement: Runner = (walk, node, scope) => {
  const [target, operator] = node.children
  const value = evaluateAll(walk, node.children.slice(2), scope)
  const before = walk.evaluate(target, scope)
  if (before.is === 'list' && textOf(operator!) === '+=') walk.callMethod(before, 'extend', argsOf(value), node)
  else if (target) walk.assign(target, binary(textOf(operator!).slice(0, -1), before, value), scope)
}

/** Binds one target: a name, an attribute, an element, or a tuple of targets. */
export const assign = (walk: Walk, target: Node, value: Value, scope: Scope): void => {
  if (target.name === 'VariableName') bind(scope, textOf(target), value)
  else if (target.name === 'MemberExpression') assignMember(walk, target, value, scope)
  else if (/^(?:Tuple|Array|Parenthesized)Expression$/.test(target.name)) assignAll(walk, target.children.slice(1, -1), value, scope)
}

const assignMember = (walk: Walk, target: Node, value: Value, scope: Scope): void => {
  const object = walk.evaluate(target.children[0], scope)
  const property = childOf(target, 'PropertyName')
  if (property) return setAttribute(object, textOf(property), value, target)
  const key = evaluateAll(walk, target.children.slice(2, -1), scope)
  putInOrder(walk, [value])
  const index = numberOf(key)
  if (object.is === 'dict') object.entries.set(keyOf(key), { key, value })
  else if (object.is === 'list' && index !== null) object.items[index < 0 ? index + object.items.length : index] = value
}

/** Sets an attribute; making a process a daemon is remembered with its place. */
export const setAttribute = (object: Value, name: string, value: Value, site: Node): void => {
  if (object.is === 'runner' && name === 'daemon') object.daemon = value.is === 'constant' && value.value === true ? site : null
  if (object.is === 'runner' || object.is === 'instance') object.attributes.set(name, value)
  if (object.is === 'class' || object.is === 'module') object.scope.variables.set(name, value)
}

const returnStatement: Runner = (walk, node, scope) =>
  complete('return', node.children.length > 1 ? evaluateAll(walk, node.children.slice(1), scope) : NONE)

const raiseStatement: Runner = (walk, node, scope) => {
  for (const operand of operandsOf(node)) walk.evaluate(operand, scope)
  return complete('raise')
}

const scopeStatement: Runner = (_walk, node, scope) => {
  for (const name of operandsOf(node)) declareElsewhere(scope, textOf(name), node.children[0]?.name === 'global')
}

const deleteStatement: Runner = (walk, node, scope) => {
  for (const target of operandsOf(node)) {
    const object = target.name === 'MemberExpression' ? walk.evaluate(target.children[0], scope) : undefined
    if (!object || childOf(target, 'PropertyName')) continue
    const key = evaluateAll(walk, target.children.slice(2, -1), scope)
    if (object.is === 'dict') object.entries.delete(keyOf(key))
    else if (object.is === 'list') object.items.splice(numberOf(key) ?? 0, 1)
  }
}

/** Nothing is supposed to fail: handlers are read only after a `raise`, or when the body cannot end otherwise. */
const tryStatement: Runner = (walk, node, scope) => {
  const [body, ...others] = clausesOf(node)
  let completion = walk.execute(body?.body, scope)
  const handler = completion.how === 'raise' && walk.state.budget > 0 ? others.find(({ keyword }) => keyword === 'except') : undefined
  const next = handler ?? (completion.how === 'next' ? others.find(({ keyword }) => keyword === 'else') : undefined)
  if (next) completion = walk.execute(next.body, scope)
  const last = walk.execute(others.find(({ keyword }) => keyword === 'finally')?.body, scope)
  return last.how === 'next' ? completion : last
}

const clausesOf = (node: Node): { keyword: string; body: Node }[] => {
  let keyword = ''
  return node.children.flatMap((child) => {
    if (/^(?:try|except|else|finally)$/.test(child.name)) keyword = child.name
    return child.name === 'Body' ? [{ keyword, body: child }] : []
  })
}

const withStatement: Runner = (walk, node, scope) => {
  const items = splitAtCommas(node.children.filter(({ name }) => name !== 'with' && name !== 'async' && name !== 'Body'))
  const leave: (() => void)[] = []
  for (const [expression, , target] of items) {
    const manager = walk.evaluate(expression, scope)
    const entered = walk.callMethod(manager, '__enter__', argsOf(), node)
    if (target) walk.assign(target, entered, scope)
    leave.unshift(() => void walk.callMethod(manager, '__exit__', argsOf(NONE, NONE, NONE), node))
  }
  const completion = walk.execute(childOf(node, 'Body'), scope)
  for (const exit of leave) exit()
  return completion
}

const evaluateOperands: Runner = (walk, node, scope) => {
  for (const operand of operandsOf(node)) walk.evaluate(operand, scope)
}

const functionDefinition: Runner = (walk, node, scope) => bind(scope, ...defineFunction(node, scope, walk))

const decorated: Runner = (walk, node, scope) => {
  const definition = node.children.at(-1)!
  if (definition.name === 'ClassDefinition') return classDefinition(walk, definition, scope)
  const [name, defined] = defineFunction(definition, scope, walk)
  const decorators = node.children.filter((child) => child.name === 'Decorator')
  bind(
    scope,
    name,
    decorators.reduceRight<Value>((value, decorator) => decorate(walk, value, decorator, scope), defined),
  )
}

const decorate = (walk: Walk, value: Value, decorator: Node, scope: Scope): Value => {
  const kind = /^@\s*(property|staticmethod|classmethod)$/.exec(textOf(decorator))?.[1]
  if (kind && value.is === 'function') return { ...value, kind }
  const name = decorator.children.find((child) => child.name === 'VariableName')
  const decorating = decorator.children.length === 2 && name ? walk.evaluate(name, scope) : unknown()
  if (decorating.is !== 'function') return value
  const result = during(walk, 'mayBreak', false, () => walk.call(decorating, argsOf(value), decorator))
  return result.is === 'unknown' ? value : result
}

const classDefinition: Runner = (walk, node, scope) => defineClass(walk, node, scope)

const RUNNERS: Readonly<Record<string, Runner>> = {
  ExpressionStatement: expressionStatement,
  YieldStatement: (walk, node, scope) => void walk.evaluate(node, scope),
  AssignStatement: assignStatement,
  UpdateStatement: updateStatement,
  AssertStatement: evaluateOperands,
  DeleteStatement: deleteStatement,
  ReturnStatement: returnStatement,
  RaiseStatement: raiseStatement,
  BreakStatement: () => complete('break'),
  ContinueStatement: () => complete('continue'),
  ScopeStatement: scopeStatement,
  ImportStatement: importStatement,
  StatementGroup: execute,
  IfStatement: ifStatement,
  WhileStatement: whileStatement,
  ForStatement: forStatement,
  MatchStatement: matchStatement,
  TryStatement: tryStatement,
  WithStatement: withStatement,
  FunctionDefinition: functionDefinition,
  DecoratedStatement: decorated,
  ClassDefinition: classDefinition,
}
