/** `contextlib.ExitStack`, its asynchronous sister, and what else does something when a block is left. */
import { entryOf } from '../../../core/entry.ts'
import type { Node } from '../tree.ts'
import type { Args, Value } from '../values.ts'
import { NONE, argsOf } from '../values.ts'
import type { Walk } from '../walk.ts'

/** A `contextlib.ExitStack`: what is to be done when it is left, the last thing first. */
export interface Stack {
  readonly is: 'stack'
  tasks: (() => void)[]
  /** What its block gets in place of the stack itself. */
  readonly gives?: Value
}

type Member = (walk: Walk, self: Stack, args: Args, site: Node) => Value

/** A stack on which nothing lies. */
export const newStack = (): Stack => ({ is: 'stack', tasks: [] })

const callback: Member = (walk, self, args, site) => {
  const [callee = NONE, ...rest] = args.positional
  self.tasks.push(() => void walk.call(callee, { ...args, positional: rest }, site))
  return callee
}

/** Something that has an `__exit__`, or a function in its place. */
const push: Member = (walk, self, { positional: [exit = NONE] }, site) => {
  const end = argsOf(NONE, NONE, NONE)
  const isFunction = exit.is === 'function' || exit.is === 'bound' || exit.is === 'method' || exit.is === 'partial'
  self.tasks.push(() => void (isFunction ? walk.call(exit, end, site) : walk.callMethod(exit, '__exit__', end, site)))
  return exit
}

const enter: Member = (walk, self, args, site) => {
  push(walk, self, args, site)
  return walk.callMethod(args.positional[0] ?? NONE, '__enter__', argsOf(), site)
}

const leave: Member = (_walk, self) => {
  for (let task = self.tasks.pop(); task; task = self.tasks.pop()) task()
  return NONE
}

const popAll: Member = (_walk, self) => {
  const stack: Stack = { is: 'stack', tasks: self.tasks }
  self.tasks = []
  return stack
}

const METHODS: Readonly<Record<string, Member>> = {
  __enter__: (_walk, self) => self.gives ?? self,
  __exit__: leave,
  close: leave,
  aclose: leave,
  enter_context: enter,
  enter_async_context: enter,
  callback,
  push_async_callback: callback,
  push,
  push_async_exit: push,
  pop_all: popAll,
}

/** Calls a method of a stack; `undefined` for what it does not have. */
export const stackMethod = (walk: Walk, self: Stack, name: string, args: Args, site: Node): Value | undefined =>
  entryOf(METHODS, name)?.(walk, self, args, site)
