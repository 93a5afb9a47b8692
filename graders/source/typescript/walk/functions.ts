/** Calling the program's own functions: their bodies are walked through at every call, with that call's arguments. */
import type { ts } from 'ts-morph'
import { compiler } from '../syntax/compiler.ts'
import type { Machine } from './machine.ts'
import { hasModifier } from '../syntax/parse.ts'
import { declare, innerScope } from './patterns.ts'
import { asRounds } from './recursion.ts'
import { settleAtOnce } from '../waits/settling.ts'
import { isUndefined, newActivation, newBox, nowhere, partAt, refer, settled, through, unknown, without } from '../values/values.ts'
import type { Closure, Frame, FunctionNode, Klass, Path, Ref, Scope, Value } from '../values/things.ts'
import type { Promised } from '../waits/waiting.ts'

/** A function of the program. Arrow functions have the `this` of where they stand. */
export const closureOf = (
  node: FunctionNode,
  scope: Scope,
  { self = null, home = null, birth = nowhere }: { self?: Value | null; home?: Klass | null; birth?: Path },
): Value => {
  const own = compiler.isArrowFunction(node) ? null : (self ?? unknown)
  return refer({ kind: 'closure', node, scope, self: own, home, birth }, birth)
}

/** Calls a function that is referred to; where that means one for every round in which it was made, each of them is called. */
export const callRef = (machine: Machine, ref: Ref, closure: Closure, args: readonly Value[], node: ts.Node): Value => {
  const over = partAt(ref, machine.path) === 'all' ? without(closure.birth, machine.path) : nowhere
  return through(ref, callClosure(machine, closure, args, node, over))
}

/** Calls within calls, of functions and of constructors, are followed so far. */
export const deepest = 60

/** Walks through the body of a function. One that calls itself is walked through twice at most. */
export const callClosure = (machine: Machine, closure: Closure, args: readonly Value[], node: ts.Node, over: Path = nowhere): Value => {
  const { body } = closure.node
  const { callStack } = machine
  if (body === undefined || machine.exhausted || callStack.length > deepest) {
    machine.act()
    return unknown
  }
  if (callStack.filter((each) => each === body).length > 1) {
    if (machine.telling.has(body)) machine.act()
    return unknown
  }
  machine.visited.add(closure.node)
  const isAgain = callStack.includes(body)
  const walk = (given: readonly Value[]): Value =>
    isAsync(closure.node) && !isGenerator(closure.node)
      ? callAsync(machine, closure, given, node, over)
      : callPlain(machine, closure, given, over)
  return machine.within(body, () => (isAgain ? asRounds(machine, closure, args, node, walk) : walk(args)))
}

const isAsync = (node: FunctionNode): boolean => hasModifier(node, compiler.SyntaxKind.AsyncKeyword)
const isGenerator = (node: FunctionNode): boolean => 'asteriskToken' in node && node.asteriskToken !== undefined

const callPlain = (machine: Machine, closure: Closure, args: readonly Value[], over: Path): Value => {
  const frame = frameOf(machine, closure, over)
  const value = runBody(machine, closure, args, frame, over)
  return frame.yielded === null ? value : refer(frame.yielded, machine.path)
}

/** An async function gives a promise that settles after everything that the function awaits, and after what it returns. */
const callAsync = (machine: Machine, closure: Closure, args: readonly Value[], node: ts.Node, over: Path): Value => {
  const caller = machine.activation
  const promise: Promised = machine.promise(node, [], unknown, { caller, printed: Number.POSITIVE_INFINITY, tail: [] })
  const activation = newActivation(promise)
  const value = machine.activate(activation, () => runBody(machine, closure, args, frameOf(machine, closure, over), over))
  promise.call!.tail.push(...activation.pending)
  promise.call!.printed = activation.printed > 0 ? null : caller.printed
  if (activation.printed > 0) caller.called.push(promise.call!)
  follow(promise, value)
  if (neverAwaits(closure.node, value)) settleAtOnce(machine, promise, surelyThrows(closure.node))
  promise.value = settled(value, machine.path)
  return refer(promise, machine.path)
}

/** Nothing is awaited, and nothing is given that could be a promise. */
const neverAwaits = ({ body }: FunctionNode, given: Value): boolean =>
  body !== undefined && compiler.isBlock(body) && given.every(({ thing }) => thing.kind === 'constant') && !mayAwait(body)

const mayAwait = (node: ts.Node): boolean =>
  compiler.isAwaitExpression(node) ||
  (compiler.isForOfStatement(node) && node.awaitModifier !== undefined) ||
  (compiler.isReturnStatement(node) && node.expression !== undefined) ||
  (!compiler.isFunctionLike(node) && compiler.forEachChild(node, mayAwait) === true)

const surelyThrows = ({ body }: FunctionNode): boolean =>
  body !== undefined && compiler.isBlock(body) && body.statements.some(compiler.isThrowStatement)

/** A promise that is given a promise settles after it. */
const follow = (promise: Promised, value: Value): void => {
  for (const { thing, part } of value) if (thing.kind === 'promise') promise.after.push({ to: thing, part, by: null, conditional: false })
}

const frameOf = (machine: Machine, { node, scope, self, home }: Closure, over: Path): Frame => ({
  self: self ?? settled(scope.frame.self, over),
  home: home ?? scope.frame.home,
  module: scope.frame.module,
  returned: unknown,
  yielded: isGenerator(node) ? newBox(machine.path) : null,
})

const runBody = (machine: Machine, { node, scope }: Closure, args: readonly Value[], frame: Frame, over: Path): Value => {
  const inner = innerScope(scope, frame, over)
  bindParameters(machine, node, args, inner)
  const { body } = node
  if (body === undefined) return unknown
  if (!compiler.isBlock(body)) return machine.evaluate(body, inner)
  machine.execute(body, inner)
  return frame.returned
}

/** Also writes `constructor(private size: number)` into the object. */
const bindParameters = (machine: Machine, node: FunctionNode, args: readonly Value[], scope: Scope): void => {
  for (const [index, parameter] of node.parameters.entries()) {
    const given = parameter.dotDotDotToken === undefined ? args[index] : restOf(machine, args.slice(index))
    const value = parameter.initializer !== undefined && isOpen(given) ? machine.evaluate(parameter.initializer, scope) : given
    declare(machine, parameter.name, value ?? unknown, scope)
    if (!compiler.isParameterPropertyDeclaration(parameter, node) || !compiler.isIdentifier(parameter.name)) continue
    for (const { thing } of scope.frame.self)
      if (thing.kind === 'box') thing.fields.set(parameter.name.text, settled(value ?? unknown, thing.birth))
  }
}

const isOpen = (given: Value | undefined): boolean => given === undefined || isUndefined(given)

const restOf = (machine: Machine, args: readonly Value[]): Value => {
  const fields = new Map(args.map((value, index) => [String(index), settled(value, machine.path)] as const))
  return refer(newBox(machine.path, { fields, most: args.length }), machine.path)
}
