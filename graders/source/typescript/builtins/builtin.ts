/** How functions that do not belong to the program are described. */
import type { ts } from 'ts-morph'
import type { Machine } from '../walk/machine.ts'
import type { Value } from '../values/things.ts'
import type { Cause, Link } from '../waits/waiting.ts'
import { unknown } from '../values/values.ts'

/** A call of such a function. */
export interface Call {
  readonly machine: Machine
  readonly args: readonly Value[]
  readonly node: ts.Node
  readonly name: string
}

/** What such a function gives; what it does is noted on the way. */
export type Builtin = (call: Call) => Value
/** Such functions by their full names: `events.once`, `new Promise`. */
export type Builtins = Readonly<Record<string, Builtin>>

/** An argument by its position; unknown where there is none. */
export const argument = ({ args }: Call, index: number): Value => args[index] ?? unknown

/** Whether a value may be called. */
export const isFunction = (value: Value): boolean => value.some(({ thing }) => callable.has(thing.kind))
const callable = new Set(['closure', 'settle', 'builtin', 'method', 'promisified'])

/** Calls a callback later, because of what it waits for. */
export const callLater = (machine: Machine, callback: Value, args: readonly Value[], cause: Cause, repeatedly = false): void => {
  if (callback.length === 0) return
  const call = () => machine.call(callback, args, cause.node)
  machine.defer(cause, () => (repeatedly ? machine.poll(call) : call()))
}

/** What is not known may do anything with the functions that it is given, and may wait for the promises, those that the functions give among them. */
export const callUnknown = ({ machine, args, node }: Call): Value => {
  machine.act()
  for (const ref of args.flat()) {
    if (ref.thing.kind !== 'closure') machine.handedOn.push({ node, ref })
    else
      machine.defer(machine.causeOf(noLinks, node), () => {
        for (const given of machine.call([ref], [], node)) machine.handedOn.push({ node, ref: given })
      })
  }
  return unknown
}

const noLinks: readonly Link[] = []
