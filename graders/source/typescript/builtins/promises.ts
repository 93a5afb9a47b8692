/** Promises: made, combined, chained, and made of callbacks. */
import { boxOf, heldBy } from '../values/boxes.ts'
import { adopted, isRejectedAtOnce, linksOf, openPromise, settleAfter, settleAtOnce } from '../waits/settling.ts'
import type { Machine } from '../walk/machine.ts'
import type { Ref, Value } from '../values/things.ts'
import type { Link, Promised } from '../waits/waiting.ts'
import { builtin, newBox, partAt, refer, settled, through, together, unknown } from '../values/values.ts'
import { argument, isFunction } from './builtin.ts'
import type { Builtin, Builtins, Call } from './builtin.ts'
import { startPromised } from './children.ts'
import { arrayFrom } from './collections.ts'
import { isUntilNoneIsLeft } from './races.ts'

/** `new Promise((resolve, reject) => …)`. */
const make: Builtin = (call) => {
  const { machine, node } = call
  const { promise, settle, reject, value } = openPromise(machine, node)
  promise.madeBy = machine.activation
  machine.call(argument(call, 0), [settle, reject], node)
  promise.madeBy = null
  return value
}

/** The members of a list of promises, each standing for all of them, whether they are written out one by one, and whether one of these surely is no promise. */
const membersOf = (call: Call): { readonly all: Value; readonly isTuple: boolean; readonly hasPlain: boolean } => {
  const lists = argument(call, 0).flatMap((ref) => {
    const box = boxOf(ref)
    return box === null ? [] : [{ ref, box }]
  })
  return {
    all: adopted(
      call.machine,
      lists.flatMap(({ ref, box }) => through(ref, heldBy(box))),
      call.node,
    ),
    isTuple: lists.every(({ box }) => box.items.length === 0),
    hasPlain: lists.some(({ box }) => [...box.fields.values()].some(isPlain)),
  }
}

const isPlain = (value: Value): boolean => value.length > 0 && value.every(({ thing }) => thing.kind === 'constant')

/** `Promise.all`, `Promise.allSettled`: after every one; `Promise.all` at once where one is rejected at once. */
const all: Builtin = (call) => {
  const { machine, node, name } = call
  const { all } = membersOf(call)
  if (name === 'Promise.all' && all.some(({ thing }) => thing.kind === 'promise' && isRejectedAtOnce(thing))) return race(call)
  machine.mistake(all, node)
  const items = all.flatMap((ref) => (ref.thing.kind === 'promise' ? through(ref, ref.thing.value) : [ref]))
  const list = newBox(machine.path, { items: settled(items, machine.path) })
  return machine.promiseOf(node, linksOf(all), refer(list, machine.path))
}

/** `Promise.race`, `Promise.any`: after one. A race of a process with a timer, or of two events of one process, still waits for the process. */
const race: Builtin = (call) => {
  const { machine, node } = call
  const { all, isTuple, hasPlain } = membersOf(call)
  const value = all.flatMap((ref) => (ref.thing.kind === 'promise' ? through(ref, ref.thing.value) : []))
  if (isUntilNoneIsLeft(node)) return machine.promiseOf(node, linksOf(all), value)
  const promise = machine.promise(node, [], value)
  if (hasPlain) settleAtOnce(machine, promise, false)
  for (const { to, needs, part } of linksOf(all))
    promise.after.push({ to, part: isTuple ? partAt({ needs, part }, machine.path) : 'some', by: to, conditional: false })
  return refer(promise, machine.path)
}

/** `promise.then(callback)`. */
export const callOnPromise = (of: Ref, promise: Promised, call: Call): Value => {
  const { machine, node, name } = call
  if (name !== 'then' && name !== 'finally' && name !== 'always') return name === 'catch' ? onError(of, promise, call) : unknown
  const link: Link = { to: promise, needs: of.needs, part: of.part }
  const next = machine.promise(node, [link])
  const callback = argument(call, 0)
  if (isFunction(callback)) {
    const cause = machine.causeOf([link], node)
    machine.defer(cause, () => giveTo(machine, next, machine.call(callback, [through(of, promise.value)], node)))
  }
  return refer(next, machine.path)
}

const giveTo = (machine: Machine, next: Promised, given: Value): void => {
  const value = adopted(machine, given, next.node)
  settleAfter(next, linksOf(value), together(machine.path, next.birth))
  const plain = value.flatMap((ref) => (ref.thing.kind === 'promise' ? through(ref, ref.thing.value) : [ref]))
  next.value = [...next.value, ...settled(plain, machine.path)]
}

/** `promise.catch(callback)`: settles when the promise does. */
const onError = (of: Ref, promise: Promised, { machine, node }: Call): Value =>
  machine.promiseOf(node, [{ to: promise, needs: of.needs, part: of.part }], through(of, promise.value))

/** `promisify(f)`. */
const promisify: Builtin = (call) => argument(call, 0).flatMap((of) => refer({ kind: 'promisified', of }))

/** A call of a promisified function. */
export const callPromisified = (of: Ref, call: Call): Value => {
  const { machine, node, args } = call
  const name = of.thing.kind === 'builtin' ? of.thing.name : ''
  if (name === 'child_process.exec' || name === 'child_process.execFile') return startPromised({ ...call, name })
  const { settle, value } = openPromise(machine, node)
  if (name === 'setTimeout' || name === 'timers.setTimeout') machine.call([of], [settle, ...args], node)
  else machine.call([of], [...args, settle], node)
  return value
}

const resolved: Builtin = (call) => {
  const { machine, node } = call
  const value = adopted(machine, argument(call, 0), node)
  return value.some(({ thing }) => thing.kind === 'promise') ? value : atOnce(machine, machine.promise(node, [], value), false)
}

/** `Promise.try(f, …)`: what the function gives, awaited. */
const tried: Builtin = (call) => {
  const { machine, node, args } = call
  return resolved({ ...call, args: [machine.call(argument(call, 0), args.slice(1), node)] })
}

const rejected: Builtin = ({ machine, node }) => atOnce(machine, machine.promise(node), true)

const atOnce = (machine: Machine, promise: Promised, rejects: boolean): Value => {
  settleAtOnce(machine, promise, rejects)
  return refer(promise, machine.path)
}

const withResolvers: Builtin = ({ machine, node }) => {
  const { settle, reject, value } = openPromise(machine, node)
  const { path } = machine
  const fields = new Map([
    ['promise', settled(value, path)],
    ['resolve', settle],
    ['reject', reject],
  ])
  return refer(newBox(path, { fields }), path)
}

/** `new AbortController()`: its signal is looked at as a promise that abort() rejects; abort() itself is a deed, which others may listen for. */
const abortable: Builtin = ({ machine, node }) => {
  const { reject, value } = openPromise(machine, node)
  const { path } = machine
  const fields = new Map([
    ['signal', settled(value, path)],
    ['abort', [...reject, ...builtin('AbortController.abort')]],
  ])
  return refer(newBox(path, { fields }), path)
}

/** By their full names. */
export const promiseFunctions: Builtins = {
  'new Promise': make,
  'new AbortController': abortable,
  'Promise.all': all,
  'Promise.allSettled': all,
  'Promise.race': race,
  'Promise.any': race,
  'Promise.resolve': resolved,
  'Promise.try': tried,
  'Promise.reject': rejected,
  'Promise.withResolvers': withResolvers,
  'Array.fromAsync': (call) => all(call.args.length > 1 ? { ...call, args: [arrayFrom(call)] } : call),
  'util.promisify': promisify,
}
