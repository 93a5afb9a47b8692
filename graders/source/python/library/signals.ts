/** The signal that a child has ended, for which a program may have a handler of its own. */
import type { Runner } from '../running.ts'
import type { Node } from '../tree.ts'
import type { Args, Value } from '../values.ts'
import { NONE, argument, argsOf, unknown } from '../values.ts'
import { waitFor } from '../waits.ts'
import type { Walk } from '../walk.ts'
import { during } from '../walk.ts'

/** `signal.SIGCHLD`, or its old name `SIGCLD`: a child has ended. */
export const isSignalOfChild = (value: Value): boolean => value.is === 'library' && /\.SIGCH?LD$/.test(value.name)

/** `signal.signal(signal.SIGCHLD, handler)`; `SIG_IGN` and `SIG_DFL` are none. */
export const setHandler = ({ state }: Walk, args: Args): Value => {
  const handler = argument(args, 'handler', 1) ?? NONE
  if (state.who === 'main' && isSignalOfChild(argument(args, 'signalnum', 0) ?? NONE))
    state.onChildEnd = handler.is === 'function' || handler.is === 'bound' || handler.is === 'partial' ? handler : null
  return unknown()
}

/**
 * In a loop that does not end by itself: one more child ends, and the handler is told. False where there is none that could, or nobody to tell. As signals
 * that come together are one, a loop may go on for ever that way, but it does not end sooner.
 */
export const oneMoreEnds = (walk: Walk, told: Set<Runner>, site: Node): boolean => {
  const { state, records } = walk
  const handler = state.who === 'main' ? state.onChildEnd : null
  const next = records.starts.find(({ runner }) => !runner.waited && !told.has(runner))?.runner
  if (!handler || !next) return false
  told.add(next)
  during(walk, 'ended', next, () => walk.call(handler, argsOf(unknown(), unknown()), site))
  return true
}

/** The loop has ended when these had. */
export const endedBySignals = ({ records }: Walk, told: ReadonlySet<Runner>, node: Node, limited: () => boolean): void => {
  if (told.size === 0) return
  if (records.starts.some(({ runner }) => !runner.waited && !told.has(runner))) records.early.add(node)
  const wait = { node, for: 'end', how: 'a loop that goes on until the signal of its end has come', limited: limited() } as const
  for (const each of told) waitFor(each, wait)
}
