/** The methods of lists, Maps and Sets that call a function of the program for every element. */
import type { ts } from 'ts-morph'
import { anyOf, copyOf, flattened, heldBy, listOf } from '../values/boxes.ts'
import { changesWithTheFirst } from './first-end.ts'
import { compiler } from '../syntax/compiler.ts'
import { isAssignment, nodesOf } from '../syntax/parse.ts'
import { partAtIndices } from '../values/parts.ts'
import { chained } from '../waits/settling.ts'
import type { Box, Part, Ref, Repeat, Value } from '../values/things.ts'
import { constant, either, parted, partOf, refer, settled, through, truthOf, unknown, within } from '../values/values.ts'
import { argument, isFunction } from './builtin.ts'
import type { Call } from './builtin.ts'

/** What a method does to a list, Map or Set, as it is referred to. */
export type Method = (ref: Ref, box: Box, call: Call) => Value

/** Calls a callback for every element, and gives all that it returns. */
export const forEvery = (call: Call, elements: (repeat: Repeat) => readonly Value[], callback: Value, times: number | null): Value =>
  call.machine.repeat({ times, inOrder: false, node: call.node }, (repeat) =>
    settled(call.machine.call(callback, elements(repeat), call.node), new Set([repeat])),
  )

const itemAndIndex =
  (ref: Ref, box: Box) =>
  (repeat: Repeat): readonly Value[] => [within(through(ref, heldBy(box)), repeat), refer({ kind: 'varying' }, new Set([repeat])), [ref]]

const map: Method = (ref, box, call) => {
  const results = forEvery(call, itemAndIndex(ref, box), argument(call, 0), box.most)
  return listOf(call.machine.path, results, box.most)
}

const flatMap: Method = (ref, box, call) => {
  const results = forEvery(call, itemAndIndex(ref, box), argument(call, 0), box.most)
  return listOf(call.machine.path, flattened(results), null)
}

const forEach: Method = (ref, box, call) => {
  const { machine, node } = call
  machine.rounds({ times: box.most, inOrder: false, node }, (repeat) => {
    machine.call(argument(call, 0), itemAndIndex(ref, box)(repeat), node)
  })
  return unknown
}

/** Asks each element. Where the first end decides, none but the first is waited for by asking again and again. */
const askEach: Method = (ref, box, call) => {
  const { machine, node } = call
  const isFirst = changesWithTheFirst(node)
  if (isFirst && machine.polling) machine.firstEnds.add(node)
  const elements = (repeat: Repeat): readonly Value[] => {
    const [item = unknown, ...rest] = itemAndIndex(ref, box)(repeat)
    return [isFirst ? within(anyOf(ref, box, machine.path), repeat) : item, ...rest]
  }
  return forEvery(call, elements, argument(call, 0), box.most)
}

/** `every`, `some`, `findIndex`: a question about each. In the condition of a loop it is asked again and again. */
const ask: Method = (ref, box, call) => {
  if (box.closed && box.fields.size === 0) return constant(call.name === 'every')
  askEach(ref, box, call)
  return unknown
}

const reduce: Method = (ref, box, call) => {
  const { machine, node } = call
  const items = through(ref, heldBy(box))
  if (box.items.length === 0 && isFunction(items)) return foldedBy(ref, box, call)
  const first = call.args.length > 1 ? argument(call, 1) : parted(items, 'some')
  return machine.repeat({ times: box.most, inOrder: true, node }, (repeat) => {
    const next = chained(first, machine.call(argument(call, 0), [first, within(items, repeat)], node), machine.path)
    return either(first, settled(next.flatMap(lastOnly(repeat)), new Set([repeat])))
  })
}

/** Functions that stand in a list one by one are called in their order. */
const foldedBy = (ref: Ref, box: Box, { machine, args, node, name }: Call): Value => {
  const [callback = unknown, ...start] = args
  const fields = [...box.fields.values()].map((field) => through(ref, field))
  const [first = unknown, ...rest] = [...start, ...(name === 'reduceRight' ? fields.toReversed() : fields)]
  return rest.reduce((value, field) => machine.call(callback, [value, field], node), first)
}

/** A promise that does not settle after the one before is that of the last round. */
const lastOnly =
  (repeat: Repeat) =>
  (ref: Ref): Value =>
    parted([ref], ref.thing.kind === 'promise' && ref.needs.has(repeat) ? 'some' : 'all')

const filter: Method = (ref, box, call) => {
  ask(ref, box, call)
  const copy = copyOf(box, call.machine.path)
  const kept = { ...copy, items: orNothing(copy.items), most: null, cutFrom: ref.part }
  return refer(kept, ref.needs, partOf(ref.part, keptByIndex(box, call)))
}

/** Longer lists are not asked element by element. */
const longest = 64

/** What a filter leaves of a list where the index of an element decides: `filter((_, i) => i > 0)`. Of an element that is asked for more, nobody knows. */
const keptByIndex = ({ most }: Box, call: Call): Part => {
  const [callback] = argument(call, 0)
  const body = callback?.thing.kind === 'closure' ? callback.thing.node.body : undefined
  if (callback === undefined || body === undefined || most === null || most > longest || doesMore(body)) return 'all'
  const isLeftOut = (index: number): boolean => truthOf(call.machine.call([callback], [unknown, constant(index)], call.node)) === false
  const kept = Array.from({ length: most }, (_, index) => index).filter((index) => !isLeftOut(index))
  return partAtIndices(kept, most)
}

/** Whether a function does anything but to give an answer, or asks for more than what it is given. */
const doesMore = (body: ts.ConciseBody): boolean =>
  [...nodesOf(body)].some(
    (node) =>
      isAssignment(node) ||
      (compiler.isPrefixUnaryExpression(node) && node.operator === compiler.SyntaxKind.PlusPlusToken) ||
      compiler.isPostfixUnaryExpression(node) ||
      compiler.isCallExpression(node) ||
      compiler.isNewExpression(node) ||
      compiler.isAwaitExpression(node),
  )

/** Of texts and numbers none may be what was looked for: in main's arguments, the one that tells a worker. */
const orNothing = (found: Value): Value =>
  found.length > 0 && found.every(({ thing }) => thing.kind === 'constant') ? either(found, constant(undefined)) : found

const find: Method = (ref, box, call) => {
  if (box.closed && box.fields.size === 0) return constant(undefined)
  askEach(ref, box, call)
  return orNothing(anyOf(ref, box, call.machine.path))
}

/** The methods by their names. */
export const callbackMethods = {
  map,
  flatMap,
  forEach,
  reduce,
  reduceRight: reduce,
  every: ask,
  some: ask,
  findIndex: ask,
  filter,
  find,
  findLast: find,
}
