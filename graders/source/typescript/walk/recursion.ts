/** A function that calls itself is a loop: each call is a round, and what it hands on is another thing in every round. */
import type { ts } from 'ts-morph'
import { compiler } from '../syntax/compiler.ts'
import { heldBy } from '../values/boxes.ts'
import type { Machine } from './machine.ts'
import { constantOf, mostOf, newBox, refer, settled, through, within } from '../values/values.ts'
import { nodesOf } from '../syntax/parse.ts'
import type { Closure, FunctionNode, Ref, Repeat, Value } from '../values/things.ts'

/** Walks through a function that is under way already, as through the rounds of a loop: what it asks, it asks again and again. */
export const asRounds = (
  machine: Machine,
  closure: Pick<Closure, 'node' | 'scope'>,
  args: readonly Value[],
  node: ts.Node,
  call: (args: readonly Value[]) => Value,
): Value =>
  machine.repeat({ times: countedRounds(machine, closure, args, node), inOrder: true, node }, (repeat) => {
    const inRound = args.map((arg, index) => (handsOnAnother(closure.node, index, args.length, node) ? turned(machine, arg, repeat) : arg))
    return settled(
      machine.poll(() => call(inRound)),
      new Set([repeat]),
    )
  })

/** A parameter that is handed on under its own name is the same in every round. */
const handsOnAnother = ({ parameters }: FunctionNode, index: number, count: number, node: ts.Node): boolean => {
  if (!compiler.isCallExpression(node) || node.arguments.length !== count) return false
  const [parameter, given] = [parameters[index], node.arguments[index]]
  return parameter !== undefined && given !== undefined && parameter.name.getText() !== given.getText()
}

/** A number goes on from round to round; of a list that gets shorter, each element is the first one once. */
const turned = (machine: Machine, value: Value, repeat: Repeat): Value => value.flatMap((ref) => turnedOne(machine, ref, repeat))

const turnedOne = (machine: Machine, ref: Ref, repeat: Repeat): Value => {
  const { thing } = ref
  if (thing.kind === 'count' || (thing.kind === 'constant' && typeof thing.value === 'number'))
    return refer({ kind: 'varying' }, new Set([repeat]))
  if (thing.kind !== 'box' || thing.klass !== null || thing.closed) return [ref]
  const held = within(through({ ...ref, part: thing.cutFrom ?? ref.part }, heldBy(thing)), repeat)
  return held.length === 0 ? [ref] : refer(newBox(machine.path, { fields: new Map([['0', held]]), items: held }), machine.path)
}

/** How often a function runs that hands on a number, greater or less by one, and asks whether it has reached a bound; `null` where that is not plain. */
const countedRounds = (
  machine: Machine,
  { node: { parameters, body }, scope }: Pick<Closure, 'node' | 'scope'>,
  args: readonly Value[],
  node: ts.Node,
): number | null => {
  if (body === undefined || !compiler.isCallExpression(node)) return null
  const texts = node.arguments.map((given) => given.getText().replaceAll(/\s/g, ''))
  const index = parameters.findIndex(({ name }, position) => [`${name.getText()}+1`, `${name.getText()}-1`].includes(texts[position] ?? ''))
  const next = constantOf(args[index] ?? [])?.value
  if (typeof next !== 'number') return null
  const names = [...nodesOf(body)].filter((each) => compiler.isIdentifier(each) && each.text === parameters[index]!.name.getText())
  const [question, ...others] = names.flatMap(({ parent }) =>
    compiler.isBinaryExpression(parent) && extras.has(parent.operatorToken.kind) ? [parent] : [],
  )
  if (question === undefined || others.length > 0 || !names.includes(question.left)) return null
  const step = texts[index]!.endsWith('+1') ? 1 : -1
  const limit = question.right.getText()
  const isPlain = /^[\w.]+$/.test(limit) && !parameters.some(({ name }) => name.getText() === limit)
  const bound = isPlain ? mostOf(machine.evaluate(question.right, scope)) : null
  // What stands in front of the question is done once more.
  const before = names.some((name) => name.end < question.pos) ? 1 : 0
  return bound === null ? null : (bound - (next - step)) * step + extraRounds(question, node) + before
}

/** What a comparison adds to the distance to its bound: where it decides about going on, and where it decides about leaving. */
const extras: ReadonlyMap<ts.SyntaxKind, readonly [goesOn: number, leaves: number]> = new Map([
  [compiler.SyntaxKind.LessThanToken, [0, 1]],
  [compiler.SyntaxKind.GreaterThanToken, [0, 1]],
  [compiler.SyntaxKind.LessThanEqualsToken, [1, 0]],
  [compiler.SyntaxKind.GreaterThanEqualsToken, [1, 0]],
  [compiler.SyntaxKind.ExclamationEqualsEqualsToken, [0, 1]],
  [compiler.SyntaxKind.EqualsEqualsEqualsToken, [1, 0]],
])

const extraRounds = ({ parent, operatorToken }: ts.BinaryExpression, call: ts.Node): number => {
  const way = compiler.isIfStatement(parent) ? parent.thenStatement : compiler.isConditionalExpression(parent) ? parent.whenTrue : null
  const goesOn = way !== null && call.pos >= way.pos && call.end <= way.end
  return extras.get(operatorToken.kind)![goesOn ? 0 : 1]
}
