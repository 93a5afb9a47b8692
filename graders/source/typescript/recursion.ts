/** A function that calls itself is a loop: each call is a round, and what it hands on is another thing in every round. */
import type { ts } from 'ts-morph'
import { compiler } from './compiler.ts'
import { heldBy } from './boxes.ts'
import type { Machine } from './machine.ts'
import { newBox, refer, settled, through, within } from './values.ts'
import type { FunctionNode, Ref, Repeat, Value } from './things.ts'

/** Walks through a function that is under way already, as through the rounds of a loop: what it asks, it asks again and again. */
export const asRounds = (
  machine: Machine,
  func: FunctionNode,
  args: readonly Value[],
  node: ts.Node,
  call: (args: readonly Value[]) => Value,
): Value =>
  machine.repeat({ times: null, inOrder: true, node }, (repeat) => {
    const inRound = args.map((arg, index) => (handsOnAnother(func, index, args.length, node) ? turned(machine, arg, repeat) : arg))
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
