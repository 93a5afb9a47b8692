/** Walking through statements. */
import { ts } from 'ts-morph'
import { elementsOf, lengthOf } from './boxes.ts'
import { happening } from './builtins/events.ts'
import type { Completion, Machine } from './machine.ts'
import { operate, sameValue } from './operators.ts'
import { assign, declare, innerScope } from './patterns.ts'
import { constant, constantOf, mostOf, newBox, nowhere, refer, truthOf, unknown } from './values.ts'
import type { Repeat, Scope, Value } from './values.ts'

/** Walks through one statement, or through a block in a scope of its own. */
export const execute = (machine: Machine, node: ts.Node, scope: Scope): Completion => {
  if (ts.isBlock(node) || ts.isModuleBlock(node)) return executeAll(machine, node.statements, innerScope(scope))
  if (ts.isExpressionStatement(node)) return ignore(machine.evaluate(node.expression, scope))
  if (ts.isVariableStatement(node)) return ignore(declareAll(machine, node.declarationList, scope))
  if (ts.isReturnStatement(node)) return leave(machine, node, scope)
  if (ts.isIfStatement(node)) return branch(machine, node, scope)
  if (ts.isSwitchStatement(node)) return choose(machine, node, scope)
  if (ts.isIterationStatement(node, false)) return ignore(loop(machine, node, innerScope(scope)))
  if (ts.isTryStatement(node)) return attempt(machine, node, scope)
  if (ts.isThrowStatement(node)) return (machine.evaluate(node.expression, scope), 'return')
  if (ts.isBreakStatement(node)) return 'break'
  if (ts.isContinueStatement(node)) return 'continue'
  if (ts.isLabeledStatement(node)) return ignore(machine.execute(node.statement, scope))
  if (ts.isModuleDeclaration(node) && node.body) return machine.execute(node.body, scope)
  if (ts.isClassDeclaration(node) || ts.isEnumDeclaration(node)) return ignore(declareNamed(machine, node, scope))
  if (ts.isExportAssignment(node)) return ignore(exportDefault(machine, node, scope))
  return 'normal'
}

const ignore = (_result: unknown): Completion => 'normal'

/** Walks through statements in order, up to one that surely leaves. Functions are known before the first. */
export const executeAll = (machine: Machine, statements: readonly ts.Statement[], scope: Scope): Completion => {
  for (const statement of statements) if (ts.isFunctionDeclaration(statement) && statement.body) declareNamed(machine, statement, scope)
  for (const statement of statements) {
    const completion = machine.execute(statement, scope)
    if (completion !== 'normal') return completion
  }
  return 'normal'
}

const declareNamed = (machine: Machine, node: ts.FunctionDeclaration | ts.ClassDeclaration | ts.EnumDeclaration, scope: Scope): void => {
  const value = ts.isEnumDeclaration(node) ? enumOf(machine, node, scope) : machine.evaluate(node, scope)
  if (node.name !== undefined) scope.variables.set(node.name.text, value)
  if (node.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.DefaultKeyword)) scope.frame.module.exports.fields.set('default', value)
}

const enumOf = (machine: Machine, node: ts.EnumDeclaration, scope: Scope): Value => {
  const box = newBox(nowhere)
  let next: Value = constant(0)
  for (const { name, initializer } of node.members) {
    const value = initializer === undefined ? next : machine.evaluate(initializer, scope)
    if (ts.isIdentifier(name) || ts.isStringLiteral(name)) box.fields.set(name.text, value)
    next = operate(ts.SyntaxKind.PlusToken, value, constant(1))
  }
  return refer(box)
}

const declareAll = (machine: Machine, list: ts.VariableDeclarationList, scope: Scope): void => {
  for (const { name, initializer } of list.declarations)
    declare(machine, name, initializer === undefined ? constant(undefined) : machine.evaluate(initializer, scope), scope)
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
  const truth = truthOf(machine.evaluate(node.expression, scope))
  if (truth === true) return machine.execute(node.thenStatement, scope)
  if (truth === false) return node.elseStatement === undefined ? 'normal' : machine.execute(node.elseStatement, scope)
  const then = machine.maybe(() => machine.execute(node.thenStatement, scope))
  const { elseStatement } = node
  const otherwise = elseStatement === undefined ? 'normal' : machine.maybe(() => machine.execute(elseStatement, scope))
  return then === otherwise ? then : 'normal'
}

const choose = (machine: Machine, node: ts.SwitchStatement, scope: Scope): Completion => {
  const value = machine.evaluate(node.expression, scope)
  const { clauses } = node.caseBlock
  const same = clauses.map((clause) => (ts.isCaseClause(clause) ? sameValue(value, machine.evaluate(clause.expression, scope)) : false))
  const inner = innerScope(scope)
  if (same.includes(null)) {
    for (const clause of clauses) machine.maybe(() => executeAll(machine, clause.statements, inner))
    return 'normal'
  }
  const matching = same.indexOf(true)
  const from = matching === -1 ? clauses.findIndex(ts.isDefaultClause) : matching
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
  const completion = machine.execute(node.tryBlock, scope)
  const { catchClause, finallyBlock } = node
  if (catchClause !== undefined) {
    const inner = innerScope(scope)
    if (catchClause.variableDeclaration !== undefined) declare(machine, catchClause.variableDeclaration.name, unknown, inner)
    machine.maybe(() => machine.execute(catchClause.block, inner))
  }
  if (finallyBlock !== undefined) machine.execute(finallyBlock, scope)
  return completion
}

const loop = (machine: Machine, node: ts.IterationStatement, scope: Scope): void => {
  if (ts.isForStatement(node)) forLoop(machine, node, scope)
  else if (ts.isForOfStatement(node)) forOf(machine, node, scope)
  else if (ts.isForInStatement(node)) forIn(machine, node, scope)
  else if (ts.isWhileStatement(node) || ts.isDoStatement(node)) whileLoop(machine, node, scope)
}

const forLoop = (machine: Machine, node: ts.ForStatement, scope: Scope): void => {
  const { initializer, condition, incrementor, statement } = node
  if (initializer !== undefined && ts.isVariableDeclarationList(initializer)) declareAll(machine, initializer, scope)
  else if (initializer !== undefined) machine.evaluate(initializer, scope)
  const times = roundsOf(machine, node, scope)
  machine.repeat(times, true, (repeat) => {
    const names =
      initializer !== undefined && ts.isVariableDeclarationList(initializer) ? initializer.declarations.map(({ name }) => name) : []
    for (const name of names) if (ts.isIdentifier(name)) scope.variables.set(name.text, refer({ kind: 'varying' }, new Set([repeat])))
    if (condition !== undefined) machine.poll(() => machine.evaluate(condition, scope))
    machine.execute(statement, scope)
    if (incrementor !== undefined) machine.evaluate(incrementor, scope)
  })
}

/** How often `for (let i = a; i < b; i++)` goes round, at most. */
const roundsOf = (machine: Machine, { initializer, condition, incrementor }: ts.ForStatement, scope: Scope): number | null => {
  if (initializer === undefined || condition === undefined || incrementor === undefined) return null
  const first = ts.isVariableDeclarationList(initializer) ? initializer.declarations[0] : undefined
  if (first?.initializer === undefined || !ts.isBinaryExpression(condition)) return null
  const step = stepOf(machine, incrementor, scope)
  if (step === null) return null
  const [from, to] = [mostOf(machine.evaluate(first.initializer, scope)), mostOf(machine.evaluate(condition.right, scope))]
  if (from === null || to === null) return null
  const { kind } = condition.operatorToken
  const inclusive = kind === ts.SyntaxKind.LessThanEqualsToken || kind === ts.SyntaxKind.GreaterThanEqualsToken
  return Math.max(0, Math.ceil((Math.abs(to - from) + (inclusive ? 1 : 0)) / step))
}

/** By how much `i++` or `i += 2` changes the counter; `null` for anything else. */
const stepOf = (machine: Machine, node: ts.Expression, scope: Scope): number | null => {
  if (ts.isPostfixUnaryExpression(node) || ts.isPrefixUnaryExpression(node)) return 1
  if (!ts.isBinaryExpression(node) || !steps.has(node.operatorToken.kind)) return null
  const step = mostOf(machine.evaluate(node.right, scope))
  return step !== null && step > 0 ? step : null
}

const steps: ReadonlySet<ts.SyntaxKind> = new Set([ts.SyntaxKind.PlusEqualsToken, ts.SyntaxKind.MinusEqualsToken])

const forOf = (machine: Machine, node: ts.ForOfStatement, scope: Scope): void => {
  const list = machine.evaluate(node.expression, scope)
  machine.repeat(lengthOf(list), true, (repeat) => {
    const waits = node.awaitModifier !== undefined
    if (waits) drainInput(machine, list, node)
    const source = waits ? machine.await(list, node.expression) : list
    const elements = elementsOf(source, repeat)
    bindEach(machine, node.initializer, waits ? machine.await(elements, node.expression) : elements, scope)
    machine.execute(node.statement, scope)
  })
}

/** `for await (const chunk of child.stdout)` goes on until that is closed. */
const drainInput = (machine: Machine, input: Value, node: ts.ForOfStatement): void => {
  for (const ref of input) {
    const { thing } = ref
    if (thing.kind === 'stream') machine.wish(happening(thing.start, 'results', 'the end of its output'), 'all', node.expression, 'await')
    else if (thing.kind === 'builtin' && thing.name === 'process.stdin') machine.readsInput.add(node.expression)
  }
}

const forIn = (machine: Machine, node: ts.ForInStatement, scope: Scope): void => {
  const object = machine.evaluate(node.expression, scope)
  machine.repeat(lengthOf(object), true, (repeat) => {
    bindEach(machine, node.initializer, refer({ kind: 'varying' }, new Set<Repeat>([repeat])), scope)
    machine.execute(node.statement, scope)
  })
}

const bindEach = (machine: Machine, target: ts.ForInitializer, value: Value, scope: Scope): void => {
  if (!ts.isVariableDeclarationList(target)) return assign(machine, target, value, scope)
  for (const { name } of target.declarations) declare(machine, name, value, scope)
}

/** A loop that only looks at the clock is a sleep. */
const looksAtClock = /\b(?:Date|performance)\s*\.\s*now\b|\bhrtime\b|\bnew\s+Date\b/

const whileLoop = (machine: Machine, node: ts.WhileStatement | ts.DoStatement, scope: Scope): void => {
  const condition = node.expression
  const isConstant = constantOf(machine.evaluate(condition, scope)) !== null
  if (!isConstant && isIdle(node.statement) && looksAtClock.test(condition.getText()))
    machine.wish({ kind: 'pause', node }, 'all', node, 'call')
  machine.repeat(null, true, () => {
    machine.poll(() => machine.evaluate(condition, scope))
    machine.execute(node.statement, scope)
  })
}

const isIdle = (statement: ts.Statement): boolean =>
  ts.isEmptyStatement(statement) || (ts.isBlock(statement) && statement.statements.length === 0)
