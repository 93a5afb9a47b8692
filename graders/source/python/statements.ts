/** What a statement does. */
import { assignStatement, deleteStatement, updateStatement } from './assignments.ts'
import { ifStatement, matchStatement } from './branches.ts'
import { defineClass, defineFunction } from './definitions.ts'
import { atOnce, readTry, readWith } from './enclosing.ts'
import { evaluateAll } from './sequences.ts'
import { importStatement } from './imports.ts'
import { readFor, readWhile } from './loops.ts'
import { bind, declareElsewhere } from './scope.ts'
import type { Node } from './tree.ts'
import { childOf, operandsOf, textOf } from './tree.ts'
import type { Scope, Value } from './values.ts'
import { NONE, argsOf, unknown } from './values.ts'
import { noteDropped, noteUnreached } from './undone.ts'
import type { Completion, StatementReader, Walk } from './walk.ts'
import { NEXT, complete, during } from './walk.ts'

/** Reads the statements of a module or a body, up to the first that hands on control. */
export const execute = (walk: Walk, body: Node | undefined, scope: Scope): Completion => {
  for (const [index, statement] of (body?.children ?? []).entries()) {
    const run = READERS[statement.name]
    if (walk.state.budget <= 0) return complete('raise')
    walk.state.budget -= 1
    const completion = run?.(walk, statement, scope)
    const { raised } = walk.state
    walk.state.raised = false
    if (!raised && (!completion || completion.how === 'next')) continue
    noteUnreached(walk, statement, body!.children.slice(index + 1))
    return raised || !completion ? complete('raise') : completion
  }
  return NEXT
}

/** Names that wait, when they are called. */
const WAITS = new Set(['join', 'wait', 'get', 'result', 'shutdown', 'communicate'])

const expressionStatement: StatementReader = (walk, node, scope) => {
  const value = evaluateAll(walk, node.children, scope)
  if (value.is === 'lazy') noteDropped(walk, node, node)
  if (value.is === 'coroutine' && node.children[0]?.name === 'CallExpression') noteDropped(walk, node, value.body)
  if (handsOn(node.children[0])) return
  for (const each of [value, ...(value.is === 'list' ? value.items : [])]) {
    const isWait = each.is === 'method' && WAITS.has(each.name) && ['runner', 'pool', 'task'].includes(each.self.is)
    if (isWait) walk.records.uncalled.add(node)
    if (each.is === 'method' && each.name === 'start' && each.self.is === 'runner') walk.records.unstarted.add(node)
  }
}

/** A call that gives a method back was given it: `stack.callback(p.join)`. */
const handsOn = (node: Node | undefined): boolean =>
  node !== undefined && (node.name === 'CallExpression' || (node.name.startsWith('Array') && handsOn(operandsOf(node)[0])))

const returnStatement: StatementReader = (walk, node, scope) =>
  complete('return', node.children.length > 1 ? evaluateAll(walk, node.children.slice(1), scope) : NONE)

const raiseStatement: StatementReader = (walk, node, scope) => {
  for (const operand of operandsOf(node)) walk.evaluate(operand, scope)
  return complete('raise')
}

const scopeStatement: StatementReader = (_walk, node, scope) => {
  for (const name of operandsOf(node)) declareElsewhere(scope, textOf(name), node.children[0]?.name === 'global')
}

const evaluateOperands: StatementReader = (walk, node, scope) => {
  for (const operand of operandsOf(node)) walk.evaluate(operand, scope)
}

const functionDefinition: StatementReader = (_walk, node, scope) => bind(scope, ...defineFunction(node, scope))

const decorated: StatementReader = (walk, node, scope) => {
  const definition = node.children.at(-1)!
  if (definition.name === 'ClassDefinition') return classDefinition(walk, definition, scope)
  const [name, defined] = defineFunction(definition, scope)
  const decorators = node.children.filter((child) => child.name === 'Decorator')
  bind(
    scope,
    name,
    decorators.reduceRight<Value>((value, decorator) => decorate(walk, value, decorator, scope), defined),
  )
}

/** What decides how a method is called. */
const KINDS: ReadonlySet<string> = new Set(['property', 'staticmethod', 'classmethod'])

const decorate = (walk: Walk, value: Value, decorator: Node, scope: Scope): Value => {
  const names = decorator.children.filter((child) => child.name === 'VariableName')
  const kind = names.length === 1 ? textOf(names[0]!) : ''
  if (KINDS.has(kind) && value.is === 'function') return { ...value, kind }
  const decorating = childOf(decorator, 'ArgList') === undefined ? named(walk, names, scope) : unknown()
  const keepsIt = decorating.is === 'library' && decorating.name === 'atexit.register'
  if (decorating.is !== 'function' && !keepsIt) return value
  const result = during(walk, 'mayBreak', false, () => walk.call(decorating, argsOf(value), decorator))
  return result.is === 'unknown' ? value : result
}

/** `name` or `module.name`. */
const named = (walk: Walk, [first, ...others]: readonly Node[], scope: Scope): Value =>
  others.reduce((value, name) => walk.attribute(value, textOf(name), name), walk.evaluate(first, scope))

const classDefinition: StatementReader = (walk, node, scope) => defineClass(walk, node, scope)

const READERS: Readonly<Record<string, StatementReader>> = {
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
  WhileStatement: atOnce(readWhile),
  ForStatement: atOnce(readFor),
  MatchStatement: matchStatement,
  TryStatement: atOnce(readTry),
  WithStatement: atOnce(readWith),
  FunctionDefinition: functionDefinition,
  DecoratedStatement: decorated,
  ClassDefinition: classDefinition,
}
