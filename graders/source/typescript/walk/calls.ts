/** Calling a value: a function of the program, or one that comes from elsewhere. */
import type { ts } from 'ts-morph'
import { entryOf } from '../../../core/entry.ts'
import { argument, callUnknown } from '../builtins/builtin.ts'
import type { Builtins, Call } from '../builtins/builtin.ts'
import { callOnStart, callOnStream, childFunctions } from '../builtins/children.ts'
import { collectionFunctions } from '../builtins/collections.ts'
import { callOnBox } from '../builtins/lists.ts'
import { eventFunctions, listening } from '../builtins/events.ts'
import { poolFunctions } from '../builtins/pools.ts'
import { conversions } from '../builtins/conversions.ts'
import { inputFunctions } from '../builtins/input.ts'
import { processFunctions } from '../builtins/process.ts'
import { timerFunctions } from '../builtins/timers.ts'
import { callOnPromise, callPromisified, promiseFunctions } from '../builtins/promises.ts'
import { callRef } from './functions.ts'
import { reject, resolve } from '../waits/settling.ts'
import type { Machine } from './machine.ts'
import { heldBy } from '../values/boxes.ts'
import { through, unknown } from '../values/values.ts'
import type { Ref, Value } from '../values/things.ts'

const builtins: Builtins = {
  ...childFunctions,
  ...collectionFunctions,
  ...eventFunctions,
  ...poolFunctions,
  ...conversions,
  ...inputFunctions,
  ...processFunctions,
  ...timerFunctions,
  ...promiseFunctions,
}

/** What a call gives, by each thing that the callee may be; what is unknown may do anything. */
export const call = (machine: Machine, callee: Value, args: readonly Value[], node: ts.Node): Value => {
  if (callee.length === 0) return callUnknown({ machine, args, node, name: '' })
  return callee.flatMap((ref) => callOne(ref, { machine, args, node, name: '' }))
}

const callOne = (ref: Ref, call: Call): Value => {
  const { machine, args, node } = call
  const { thing } = ref
  switch (thing.kind) {
    case 'closure':
      return callRef(machine, ref, thing, args, node)
    case 'settle':
      if (thing.rejects) reject(machine, thing.promise)
      else resolve(machine, thing.promise, argument(call, 0))
      return unknown
    case 'promisified':
      return callPromisified(thing.of, call)
    case 'method':
      return through(ref, [thing.of]).flatMap((of) => callMethod(of, { ...call, name: thing.name }))
    case 'builtin':
      return (entryOf(builtins, thing.name) ?? callUnknown)({ ...call, name: thing.name })
    default:
      return callUnknown(call)
  }
}

const callMethod = (of: Ref, call: Call): Value => {
  const { thing } = of
  switch (thing.kind) {
    case 'start':
      return callOnStart(of, thing, call)
    case 'stream':
      return callOnStream(of, thing.start, call)
    case 'promise':
      return callOnPromise(of, thing, call)
    case 'box':
      return thing.klass !== null && listening.has(call.name) ? listenToOwn(of, call) : callOnBox(of, thing, call)
    case 'closure':
    case 'builtin':
    case 'settle':
    case 'method':
    case 'promisified':
      return callFunctionMethod(of, call)
    default:
      return callUnknown(call)
  }
}

/** An emitter of the program's own class gives itself back, so that more can be called on it. */
const listenToOwn = (of: Ref, call: Call): Value => {
  callUnknown(call)
  return [of]
}

/** `f.bind(…)`, `f.call(…)`, `f.apply(…)`. */
const callFunctionMethod = (of: Ref, call: Call): Value => {
  const { machine, args, node, name } = call
  if (name === 'bind') return [of]
  if (name === 'call') return machine.call([of], args.slice(1), node)
  if (name !== 'apply') return callUnknown(call)
  const list = argument(call, 1).flatMap((ref) => (ref.thing.kind === 'box' ? through(ref, heldBy(ref.thing)) : []))
  return machine.call([of], [list], node)
}
