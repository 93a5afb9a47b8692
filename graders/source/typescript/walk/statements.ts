/** Walking through statements. */
import type { ts } from 'ts-morph'
import { compiler } from '../syntax/compiler.ts'
import { decidesLoop, mayLeaveLoop } from './asked-again.ts'
import { countsIn } from '../waits/counts.ts'
import type { Count } from '../waits/counters.ts'
import { loop } from './loops.ts'
import type { Machine } from './machine.ts'
import type { Completion, Scope, Value } from '../values/things.ts'
import { operate, sameValue } from '../values/operators.ts'
import { hasModifier } from '../syntax/parse.ts'
import { declare, declareAll, innerScope } from './patterns.ts'
import { constant, newBox, nowhere, refer, truthOf, unknown } from '../values/values.ts'

/** Walks through one statement, or through a block in a scope of its own. */
export const execute = (machine: Machine, node: ts.Node, scope: Scope): Completion => {
  if (compiler.isBlock(node) || compiler.isModuleBlock(node)) return executeAll(machine, node.statements, innerScope(scope))
  if (compiler.isExpressionStatement(node)) return ignore(carryOut(machine, node, scope))
  if (compiler.isVariableStatement(node)) return ignore(declareAll(machine, node.declarationList, scope))
  if (compiler.isReturnStatement(node)) return leave(machine, node, scope)
  if (compiler.isIfStatement(node)) return branch(machine, node, scope)
  if (compiler.isSwitchStatement(node)) return choose(machine, node, scope)
  if (compiler.isIterationStatement(node, false)) return ignore(loop(machine, node, innerScope(scope)))
  if (compiler.isTryStatement(node)) return attempt(machine, node, scope)
  if (compiler.isThrowStatement(node)) return (machine.evaluate(node.expression, scope), 'return')
  if (compiler.isBreakStatement(node)) return 'break'
  if (compiler.isContinueStatement(node)) return 'continue'
  if (compiler.isLabeledStatement(node)) return ignore(machine.execute(node.statement, scope))
  if (compiler.isModuleDeclaration(node) && node.body && compiler.isModuleBlock(node.body))
    return ignore(declareNamespace(machine, node, node.body, scope))
  if (compiler.isClassDeclaration(node) || compiler.isEnumDeclaration(node)) return ignore(declareNamed(machine, node, scope))
  if (compiler.isExportAssignment(node)) return ignore(exportDefault(machine, node, scope))
  return 'normal'
}

const carryOut = (machine: Machine, node: ts.ExpressionStatement, scope: Scope): Value => {
  const evaluate = () => machine.evaluate(node.expression, scope)
  return decidesLoop(node) ? machine.poll(evaluate) : evaluate()
}

const ignore = (_result: unknown): Completion => 'normal'

/** Walks through statements in order, up to one that surely leaves. Functions are known before the first. */
export const executeAll = (machine: Machine, statements: readonly ts.Statement[], scope: Scope): Completion => {
  for (const statement of statements)
    if (compiler.isFunctionDeclaration(statement) && statement.body) declareNamed(machine, statement, scope)
  const disposals: (() => void)[] = []
  const counts: Count[] = []
  for (const statement of statements) {
    const completion = machine.counting(counts, () => machine.execute(statement, scope))
    counts.push(...countsBehind(machine, statement, scope))
    disposals.unshift(...disposalsOf(machine, statement, scope))
    if (completion === 'normal') continue
    for (const dispose of disposals) dispose()
    return completion
  }
  for (const dispose of disposals) dispose()
  return 'normal'
}

/** `if (--open > 0) return`: what comes behind that comes only when the answer is another one. */
const countsBehind = (machine: Machine, node: ts.Statement, scope: Scope): readonly Count[] =>
  compiler.isIfStatement(node) && node.elseStatement === undefined && isLeaving(node.thenStatement)
    ? countsIn(machine, node.expression, false, scope)
    : []

const isLeaving = (node: ts.Statement): boolean =>
  compiler.isReturnStatement(node) || (compiler.isBlock(node) && node.statements.some(compiler.isReturnStatement))

/** `using` and `await using`: what is done with each of their values when the block is left, the last one first. */
const disposalsOf = (machine: Machine, statement: ts.Statement, scope: Scope): (() => void)[] => {
  if (!compiler.isVariableStatement(statement)) return []
  const { declarationList: list } = statement
  const isAwait = /^await\b/.test(list.getText())
  if (!isAwait && (list.flags & compiler.NodeFlags.Using) === 0) return []
  return list.declarations.toReversed().map(
    ({ name }) =>
      () =>
        void (compiler.isIdentifier(name) && dispose(machine, scope.variables.get(name.text) ?? unknown, isAwait, name)),
  )
}

const dispose = (machine: Machine, value: Value, isAwait: boolean, node: ts.Node): void => {
  for (const ref of value) {
    const { thing } = ref
    if (thing.kind !== 'box') continue
    const later = isAwait ? machine.get([ref], 'Symbol.asyncDispose', node) : unknown
    const method = isMethod(later) ? later : machine.get([ref], 'Symbol.dispose', node)
    if (!isMethod(method)) continue
    const result = machine.call(method, [], node)
    if (isAwait) machine.await(result, node)
  }
}

const isMethod = (value: Value): boolean => value.some(({ thing }) => thing.kind === 'closure')

const declareNamed = (machine: Machine, node: ts.FunctionDeclaration | ts.ClassDeclaration | ts.EnumDeclaration, scope: Scope): void => {
  const value = compiler.isEnumDeclaration(node) ? enumOf(machine, node, scope) : machine.evaluate(node, scope)
  if (node.name !== undefined) scope.variables.set(node.name.text, value)
  if (hasModifier(node, compiler.SyntaxKind.DefaultKeyword)) scope.frame.module.exports.fields.set('default', value)
}

const enumOf = (machine: Machine, node: ts.EnumDeclaration, scope: Scope): Value => {
  const box = newBox(nowhere)
  let next: Value = constant(0)
  for (const { name, initializer } of node.members) {
    const value = initializer === undefined ? next : machine.evaluate(initializer, scope)
    if (compiler.isIdentifier(name) || compiler.isStringLiteral(name)) box.fields.set(name.text, value)
    next = operate(compiler.SyntaxKind.PlusToken, value, constant(1))
  }
  return refer(box)
}

/** `namespace N { … }`: an object of everything that stands in it. */
const declareNamespace = (machine: Machine, node: ts.ModuleDeclaration, body: ts.ModuleBlock, scope: Scope): void => {
  const inner = innerScope(scope)
  executeAll(machine, body.statements, inner)
  scope.variables.set(node.name.text, refer(newBox(nowhere, { fields: inner.variables })))
}

const exportDefault = (machine: Machine, node: ts.ExportAssignment, scope: Scope): void => {
  scope.frame.module.exports.fields.set('default', machine.evaluate(node.expression, scope))
}

const leave = (machine: Machine, node: ts.ReturnStatement, scope: Scope): Completion => {
  const value = node.expression === undefined ? constant(undefined) : machine.evaluate(node.expression, scope)
  const { frame } = scope
  frame.returned = [...frame.returned, ...value]
  return 'return'
}

const branch = (machine: Machine, node: ts.IfStatement, scope: Scope): Completion => {
  const ask = () => machine.evaluate(node.expression, scope)
  const leaves = mayLeaveLoop(node, [node.thenStatement, node.elseStatement])
  const truth = truthOf(leaves ? machine.poll(ask) : ask())
  for (const way of [node.thenStatement, node.elseStatement ?? []].flat())
    (truth === (way !== node.thenStatement) ? machine.left : machine.taken).add(way)
  if (truth === true) return machine.execute(node.thenStatement, scope)
  if (truth === false) return node.elseStatement === undefined ? 'normal' : machine.execute(node.elseStatement, scope)
  const open = (way: ts.Statement, truth: boolean): Completion => {
    const counts = countsIn(machine, node.expression, truth, scope)
    return machine.maybe(() => machine.counting(counts, () => machine.execute(way, scope)))
  }
  const then = open(node.thenStatement, true)
  const { elseStatement } = node
  const otherwise = elseStatement === undefined ? 'normal' : open(elseStatement, false)
  return then === otherwise ? then : 'normal'
}

const choose = (machine: Machine, node: ts.SwitchStatement, scope: Scope): Completion => {
  const value = machine.evaluate(node.expression, scope)
  const { clauses } = node.caseBlock
  const same = clauses.map((clause) =>
    compiler.isCaseClause(clause) ? sameValue(value, machine.evaluate(clause.expression, scope)) : false,
  )
  const inner = innerScope(scope)
  if (same.includes(null)) {
    for (const clause of clauses) machine.maybe(() => executeAll(machine, clause.statements, inner))
    return 'normal'
  }
  const matching = same.indexOf(true)
  const from = matching === -1 ? clauses.findIndex(compiler.isDefaultClause) : matching
  const completion =
    from === -1
      ? 'normal'
      : executeAll(
          machine,
          clauses.slice(from).flatMap(({ statements }) => [...statements]),
          inner,
        )
  return completion === 'break' ? 'normal' : completion
}

const attempt = (machine: Machine, node: ts.TryStatement, scope: Scope): Completion => {
  const { tryBlock, catchClause, finallyBlock } = node
  const attempted = () => machine.execute(tryBlock, scope)
  const completion = mayLeaveLoop(node, [catchClause?.block]) ? machine.poll(attempted) : attempted()
  if (catchClause !== undefined) {
    const inner = innerScope(scope)
    if (catchClause.variableDeclaration !== undefined) declare(machine, catchClause.variableDeclaration.name, unknown, inner)
    machine.maybe(() => machine.execute(catchClause.block, inner))
  }
  if (finallyBlock !== undefined) machine.execute(finallyBlock, scope)
  return completion
}
