/** Timers: pauses for a fixed time, and guards against what takes too long. */
import type { Value } from '../values/things.ts'
import type { Pause } from '../waits/waiting.ts'
import { constantOf, isUndefined, mostOf, unknown } from '../values/values.ts'
import { argument, callLater } from './builtin.ts'
import type { Builtin, Builtins } from './builtin.ts'

/** A timer that stops what takes too long is a guard, not a sleep. */
const guards = /\b(?:kill|terminate|destroy|abort|reject|disconnect)\b/

const isNow = (value: Value): boolean => isUndefined(value) || constantOf(value)?.value === 0

/** `setTimeout(callback, ms)`. */
const setTimer: Builtin = (call) => {
  const { machine, node } = call
  const callback = argument(call, 0)
  const isGuard = callback.some(({ thing }) =>
    thing.kind === 'closure' ? guards.test(thing.node.getText()) : thing.kind === 'settle' && thing.rejects,
  )
  const pause: Pause = { kind: 'pause', node, ms: mostOf(argument(call, 1)) }
  const links =
    isGuard || call.args.length < 2 || isNow(argument(call, 1)) ? [] : [{ to: pause, needs: machine.path, part: 'all' as const }]
  const cause = machine.causeOf(links, node)
  callLater(machine, callback, call.args.slice(2), isGuard ? { ...cause, limit: pause } : cause)
  return unknown
}

const setRepeatedly: Builtin = (call) => {
  callLater(call.machine, argument(call, 0), [], call.machine.causeOf([], call.node), true)
  return unknown
}

const callSoon: Builtin = (call) => {
  callLater(call.machine, argument(call, 0), call.args.slice(1), call.machine.causeOf([], call.node))
  return unknown
}

/** `setTimeout` of `timers/promises`; a signal that comes after some time is looked at as a promise for it. */
const sleep: Builtin = (call) => {
  const { machine, node } = call
  const pause: Pause = { kind: 'pause', node, ms: mostOf(argument(call, 0)) }
  return machine.promiseOf(node, [{ to: pause, needs: machine.path, part: 'all' }])
}

const sleepAtOnce: Builtin = ({ machine, node }) => {
  machine.wish({ kind: 'pause', node }, 'all', node, 'call')
  return unknown
}

/** By their full names. */
export const timerFunctions: Builtins = {
  setTimeout: setTimer,
  'timers.setTimeout': setTimer,
  setInterval: setRepeatedly,
  'timers.setInterval': setRepeatedly,
  setImmediate: callSoon,
  queueMicrotask: callSoon,
  'process.nextTick': callSoon,
  'timers/promises.setTimeout': sleep,
  'timers/promises.scheduler.wait': sleep,
  'AbortSignal.timeout': sleep,
  'Atomics.wait': sleepAtOnce,
}
