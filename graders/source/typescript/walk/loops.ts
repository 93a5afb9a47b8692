/** Walking through loops. */
import type { ts } from 'ts-morph'
import { compiler } from '../syntax/compiler.ts'
import { elementsOf, lengthOf } from '../values/boxes.ts'
import { happening } from '../builtins/events.ts'
import { countsIn, forgetSteps } from '../waits/counts.ts'
import { endsAtOnce } from './asked-again.ts'
import { followChains } from './links.ts'
import type { Machine } from './machine.ts'
import { assign, declare, declareAll, innerScope } from './patterns.ts'
import type { Repeat, Scope, Value } from '../values/things.ts'
import { mostOf, parted, refer, through } from '../values/values.ts'

/** Walks through the body of a loop once, as a repeat. */
export const loop = (machine: Machine, node: ts.IterationStatement, scope: Scope): void => {
  forgetSteps(machine, node, scope)
  if (compiler.isForStatement(node)) forLoop(machine, node, scope)
  else if (compiler.isForOfStatement(node)) forOf(machine, node, scope)
  else if (compiler.isForInStatement(node)) forIn(machine, node, scope)
  else if (compiler.isWhileStatement(node) || compiler.isDoStatement(node)) whileLoop(machine, node, scope)
}

const forLoop = (machine: Machine, node: ts.ForStatement, scope: Scope): void => {
  const { initializer, condition, incrementor, statement } = node
  if (initializer !== undefined && compiler.isVariableDeclarationList(initializer)) declareAll(machine, initializer, scope)
  else if (initializer !== undefined) machine.evaluate(initializer, scope)
  const times = roundsOf(machine, node, scope)
  machine.rounds({ times, inOrder: true, node }, (repeat, over) => {
    const round = innerScope(scope, scope.frame, over)
    const names =
      initializer !== undefined && compiler.isVariableDeclarationList(initializer) ? initializer.declarations.map(({ name }) => name) : []
    const chains = followChains(machine, node, scope)
    for (const name of names)
      if (compiler.isIdentifier(name) && !chains.has(name.text))
        scope.variables.set(name.text, refer({ kind: 'varying' }, new Set([repeat])))
    if (condition !== undefined) machine.poll(() => machine.evaluate(condition, scope))
    machine.execute(statement, round)
    if (incrementor !== undefined) machine.evaluate(incrementor, scope)
  })
}

/** How often `for (let i = a; i < b; i++)` goes round, at most. */
const roundsOf = (machine: Machine, { initializer, condition, incrementor }: ts.ForStatement, scope: Scope): number | null => {
  if (initializer === undefined || condition === undefined || incrementor === undefined) return null
  const first = compiler.isVariableDeclarationList(initializer) ? initializer.declarations[0] : undefined
  if (first?.initializer === undefined || !compiler.isBinaryExpression(condition)) return null
  const step = stepOf(machine, incrementor, scope)
  if (step === null) return null
  const [from, to] = [mostOf(machine.evaluate(first.initializer, scope)), mostOf(machine.evaluate(condition.right, scope))]
  if (from === null || to === null) return null
  const { kind } = condition.operatorToken
  const inclusive = kind === compiler.SyntaxKind.LessThanEqualsToken || kind === compiler.SyntaxKind.GreaterThanEqualsToken
  return Math.max(0, Math.ceil((Math.abs(to - from) + (inclusive ? 1 : 0)) / step))
}

/** By how much `i++` or `i += 2` changes the counter; `null` for anything else. */
const stepOf = (machine: Machine, node: ts.Expression, scope: Scope): number | null => {
  if (compiler.isPostfixUnaryExpression(node) || compiler.isPrefixUnaryExpression(node)) return 1
  if (!compiler.isBinaryExpression(node) || !steps.has(node.operatorToken.kind)) return null
  const step = mostOf(machine.evaluate(node.right, scope))
  return step !== null && step > 0 ? step : null
}

const steps: ReadonlySet<ts.SyntaxKind> = new Set([compiler.SyntaxKind.PlusEqualsToken, compiler.SyntaxKind.MinusEqualsToken])

const forOf = (machine: Machine, node: ts.ForOfStatement, scope: Scope): void => {
  const list = iterated(machine, machine.evaluate(node.expression, scope), node, node.awaitModifier !== undefined)
  machine.rounds({ times: lengthOf(list), inOrder: true, node }, (repeat, over) => {
    const round = innerScope(scope, scope.frame, over)
    const waits = node.awaitModifier !== undefined
    if (waits) drainInput(machine, list, node)
    const source = waits ? machine.await(list, node.expression) : list
    const elements = endsAtOnce(node.statement) ? parted(elementsOf(source, repeat), 'some') : elementsOf(source, repeat)
    bindEach(machine, node.initializer, waits ? machine.await(elements, node.expression) : elements, round)
    machine.execute(node.statement, round)
  })
  if (node.awaitModifier !== undefined && !mayLeaveEarly(node.statement)) machine.await(lastOf(list), node.expression)
}

/** What there is no more to come after. */
const lastOf = (list: Value): Value => list.flatMap((ref) => (ref.thing.kind === 'promise' ? through(ref, ref.thing.last ?? []) : []))

/** Whether a `break` or a `return` leaves the loop whose body this is; a `break` may be that of a loop or a `switch` within. */
const mayLeaveEarly = (body: ts.Node, breaks = true): boolean => {
  if (compiler.isReturnStatement(body) || (compiler.isBreakStatement(body) && (breaks || body.label !== undefined))) return true
  if (compiler.isFunctionLike(body)) return false
  const inner = breaks && !compiler.isIterationStatement(body, false) && !compiler.isSwitchStatement(body)
  return compiler.forEachChild(body, (child) => mayLeaveEarly(child, inner)) === true
}

/** An object of the program's own class is walked over by its iterator. */
export const iterated = (machine: Machine, value: Value, node: ts.Node, inTurn = false): Value =>
  value.flatMap((ref) => {
    if (ref.thing.kind !== 'box') return [ref]
    const names = inTurn ? ['Symbol.asyncIterator', 'Symbol.iterator'] : ['Symbol.iterator']
    const found = names.flatMap((name) => {
      const method = machine.get([ref], name, node).filter(({ thing }) => thing.kind === 'closure')
      return method.length === 0 ? [] : [method]
    })
    return found[0] === undefined ? [ref] : machine.call(found[0], [], node)
  })

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
  machine.rounds({ times: lengthOf(object), inOrder: true, node }, (repeat) => {
    bindEach(machine, node.initializer, refer({ kind: 'varying' }, new Set<Repeat>([repeat])), scope)
    machine.execute(node.statement, scope)
  })
}

const bindEach = (machine: Machine, target: ts.ForInitializer, value: Value, scope: Scope): void => {
  if (!compiler.isVariableDeclarationList(target)) return assign(machine, target, value, scope)
  for (const { name } of target.declarations) declare(machine, name, value, scope)
}

/** A loop that only looks at the clock is a sleep. */
const looksAtClock = /\b(?:Date|performance)\s*\.\s*now\b|\bhrtime\b|\bnew\s+Date\b/

const whileLoop = (machine: Machine, node: ts.WhileStatement | ts.DoStatement, scope: Scope): void => {
  const condition = node.expression
  const isSleep = isIdle(node.statement) && looksAtClock.test(condition.getText())
  if (isSleep) machine.wish({ kind: 'pause', node }, 'all', node, 'call')
  const before = machine.wishes.length
  machine.rounds({ times: null, inOrder: true, node }, (_, over) => {
    const round = innerScope(scope, scope.frame, over)
    followChains(machine, node, scope)
    machine.poll(() => machine.evaluate(condition, round))
    countsIn(machine, condition, true, round)
    machine.execute(node.statement, round)
  })
  const asks = isIdle(node.statement) || machine.wishes.slice(before).some(({ by }) => by === 'poll')
  if (asks && !isSleep && !/\bawait\b/.test(node.getText())) machine.blocking.add(node)
}

const isIdle = (statement: ts.Statement): boolean =>
  compiler.isEmptyStatement(statement) || (compiler.isBlock(statement) && statement.statements.length === 0)
