/** What an expression stands for. */
import { entryOf } from '../../core/entry.ts'
import { standsFor } from './alternatives.ts'
import { argumentsOf } from './arguments.ts'
import { binary, compare } from './operators.ts'
import type { Node } from './tree.ts'
import { childOf, operandsOf, textOf } from './tree.ts'
import type { Func, Scope, Value } from './values.ts'
import { answerOf, askBy, mergePolls, negated, pollOf, truthOf } from './polls.ts'
import { NONE, argsOf, constant, numberOf, unknown } from './values.ts'
import type { ExpressionReader, Walk } from './walk.ts'
import { during, isGuard, itemsOf, perhaps } from './walk.ts'
import { evaluateAll } from './sequences.ts'
import { executeText } from './executed.ts'
import { subscript } from './subscripts.ts'
import { continuedString, formatString, number, string } from './literals.ts'
import { beside } from './waits.ts'
import { doubtful } from './shown.ts'
import { dictComprehension, dictDisplay, listComprehension, sequenceDisplay } from './displays.ts'
import { afterAwait, awaitAll } from './coroutines.ts'
import { closureOf, lookUp, namesOf, superOf } from './scope.ts'

/** How deep expressions may nest before the reader gives up: Python itself stops at about the same depth. */
const MAX_DEPTH = 400

/** Reads one expression. What is missing or too deep is unknown. */
export const evaluate = (walk: Walk, node: Node | undefined, scope: Scope): Value => {
  const read = node && READERS[node.name]
  if (!read || walk.state.budget <= 0 || walk.state.depth > MAX_DEPTH) return unknown()
  walk.state.budget -= 1
  walk.state.depth += 1
  try {
    return read(walk, node, scope)
  } finally {
    walk.state.depth -= 1
  }
}

const member: ExpressionReader = (walk, node, scope) => {
  const object = walk.evaluate(node.children[0], scope)
  const property = childOf(node, 'PropertyName')
  return property ? walk.attribute(object, textOf(property), node) : subscript(walk, object, node, scope)
}

/** Functions that tell of where they are called. */
const OF_SCOPE: Readonly<Record<string, (scope: Scope) => Value>> = {
  'builtins.super': superOf,
  'builtins.globals': namesOf,
  'builtins.locals': (scope) => (scope.kind === 'module' ? namesOf(scope) : unknown()),
}

/** Functions that do in the place where they are called what a text says. */
const executes: ReadonlySet<string> = new Set(['builtins.exec', 'builtins.eval'])

/** What runs a coroutine beside the others. */
const makesTask: ReadonlySet<string> = new Set(['asyncio.create_task', 'asyncio.ensure_future'])

const callExpression: ExpressionReader = (walk, node, scope) => {
  const callee = walk.evaluate(node.children[0], scope)
  const ofScope = callee.is === 'library' ? entryOf(OF_SCOPE, callee.name) : undefined
  if (ofScope) return ofScope(scope)
  const list = childOf(node, 'ArgList')
  if (callee.is === 'library' && makesTask.has(callee.name))
    return { is: 'task', asked: node, fetched: null, release: beside(walk, () => awaitAll(argumentsOf(walk, list, scope))) }
  const args = argumentsOf(walk, list, scope)
  const done = callee.is === 'library' && executes.has(callee.name) ? executeText(walk, args, scope, node) : null
  return done ?? walk.call(callee, args, node)
}

/** `main() if __name__ == '__main__' else None`, `__name__ == '__main__' and main()` */
const underGuard = (walk: Walk, condition: Node | undefined, read: () => Value): Value =>
  during(walk, 'guarded', walk.state.guarded || (condition !== undefined && isGuard(condition)), read)

const conditional: ExpressionReader = (walk, node, scope) => {
  const [yes, condition, no] = operandsOf(node)
  const value = walk.evaluate(condition, scope)
  const truth = truthOf(value)
  if (truth !== undefined) return underGuard(walk, condition, () => walk.evaluate(truth ? yes : no, scope))
  const poll = pollOf(value)
  const values = [poll, negated(poll)].map((each, index) =>
    perhaps(walk, { statement: node, index, of: 2, poll: each }, () => walk.evaluate(index === 0 ? yes : no, scope)),
  )
  const answer = answerOf(poll, values[0]!, values[1]!)
  if (answer) return unknown({ poll: answer })
  const chosen = values.find((each) => each !== NONE && each.is !== 'unknown') ?? values[0]!
  for (const each of values) standsFor(each, chosen)
  return doubtful(chosen)
}

const binaryExpression: ExpressionReader = (walk, node, scope) => {
  const [left, right] = [node.children[0], node.children.at(-1)]
  const operator = node.children.slice(1, -1).map(textOf).join(' ')
  const first = walk.evaluate(left, scope)
  if (operator !== 'and' && operator !== 'or') {
    const second = walk.evaluate(right, scope)
    if (operator === 'in' || operator === 'not in') askBy(walk, [first])
    return compare(operator, first, second) ?? binary(operator, first, second)
  }
  const truth = truthOf(first)
  if (truth !== undefined) return truth === (operator === 'and') ? underGuard(walk, left, () => walk.evaluate(right, scope)) : first
  const asked = operator === 'and' ? pollOf(first) : negated(pollOf(first))
  const branch = { statement: node, index: 0, of: null, poll: asked }
  const second = perhaps(walk, branch, () => walk.evaluate(right, scope))
  const poll = mergePolls([first, second], operator === 'or' ? 'some' : 'every')
  return poll ? unknown({ poll }) : first
}

const unary: ExpressionReader = (walk, node, scope) => {
  const value = walk.evaluate(node.children.at(-1), scope)
  if (node.children[0]?.name !== 'not') {
    const number = numberOf(value)
    return number !== null && textOf(node.children[0]!) === '-' ? constant(-number) : unknown()
  }
  const truth = truthOf(value)
  const poll = negated(pollOf(value))
  return truth === undefined ? unknown(poll ? { poll } : {}) : constant(!truth)
}

const lambda: ExpressionReader = (_walk, node, scope): Func => ({
  is: 'function',
  params: childOf(node, 'ParamList'),
  body: node.children.at(-1)!,
  scope: closureOf(scope),
  generator: false,
  isAsync: false,
})

const named: ExpressionReader = (walk, node, scope) => {
  const value = walk.evaluate(node.children.at(-1), scope)
  walk.assign(node.children[0]!, value, scope)
  return value
}

const yieldExpression: ExpressionReader = (walk, node, scope) => {
  const value = evaluateAll(
    walk,
    node.children.filter(({ name }) => name !== 'yield' && name !== 'from'),
    scope,
  )
  const yields = walk.state.frames.at(-1)?.yields
  if (childOf(node, 'from')) yields?.push(...itemsOf(walk, value))
  else yields?.push(value)
  return unknown()
}

/** Awaiting a future waits for its result. */
const awaited: ExpressionReader = (walk, node, scope) => {
  const value = afterAwait(walk.evaluate(node.children.at(-1), scope))
  return value.is === 'task' ? walk.callMethod(value, 'result', argsOf(), node) : value
}

const READERS: Readonly<Record<string, ExpressionReader>> = {
  VariableName: (_walk, node, scope) => lookUp(scope, textOf(node)),
  Number: number,
  String: string,
  ContinuedString: continuedString,
  FormatString: formatString,
  Boolean: (_walk, node) => constant(textOf(node) === 'True'),
  None: () => NONE,
  ParenthesizedExpression: (walk, node, scope) => walk.evaluate(node.children[1], scope),
  TupleExpression: sequenceDisplay,
  ArrayExpression: sequenceDisplay,
  SetExpression: sequenceDisplay,
  ArrayComprehensionExpression: listComprehension,
  SetComprehensionExpression: listComprehension,
  ComprehensionExpression: (walk, node, scope) => walk.generator(node.children.slice(1, -1), scope),
  DictionaryExpression: dictDisplay,
  DictionaryComprehensionExpression: dictComprehension,
  MemberExpression: member,
  CallExpression: callExpression,
  ConditionalExpression: conditional,
  BinaryExpression: binaryExpression,
  UnaryExpression: unary,
  LambdaExpression: lambda,
  NamedExpression: named,
  YieldExpression: yieldExpression,
  YieldStatement: yieldExpression,
  AwaitExpression: awaited,
}
