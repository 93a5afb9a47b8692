/** Calls by which main waits for processes without asking the process itself: by what the system tells. */
import { mergePolls, pollOf } from './polls.ts'
import type { Node } from './tree.ts'
import type { Args, Value } from './values.ts'
import { NONE, argument, list, unknown } from './values.ts'
import { waitFor } from './waits.ts'
import type { Walk } from './walk.ts'
import { itemsOf } from './walk.ts'

type Handler = (walk: Walk, args: Args, site: Node) => Value

/** The processes that have been started and not been waited for. */
const activeChildren: Handler = ({ records }) => {
  const active = [...new Set(records.starts.map((start) => start.runner))].filter(({ waited }) => !waited)
  return active.length > 0 ? { ...list(active), poll: { of: active, alive: true, every: true } } : list([])
}

/** `connection.wait` is back when the first is ready: only a loop of it waits for all. */
const connectionWait: Handler = (walk, args, site) => {
  const items = itemsOf(walk, argument(args, 'object_list', 0) ?? NONE)
  const waited = mergePolls(items, 'some')?.of ?? []
  const limited = argument(args, 'timeout', 1) !== undefined
  for (const each of waited.length === 1 || walk.state.loops > 0 ? waited : []) {
    waitFor(each, { node: site, for: 'end', how: 'wait() on the sentinel of every process', limited })
  }
  return list(items, false)
}

const waitPid: Handler = (_walk, args, site) => {
  for (const each of pollOf(args.positional[0] ?? NONE)?.of ?? []) waitFor(each, { node: site, for: 'end', how: 'os.waitpid()' })
  return list([unknown(), unknown()])
}

/** `os.wait()` is back when one child has ended, whichever. */
const waitForOne =
  (how: string): Handler =>
  ({ records }, _args, site) => {
    const next = records.starts.find(({ runner }) => !runner.waited)
    if (next) waitFor(next.runner, { node: site, for: 'end', how })
    return list([unknown(), unknown()])
  }

const isSignalOfChild = (value: Value): boolean => value.is === 'library' && /\.SIGCH?LD$/.test(value.name)

/** So is `signal.sigwait()`, where it waits for the signal that a child has ended. */
const waitForSignal: Handler = (walk, args, site) => {
  const signals = itemsOf(walk, argument(args, 'sigset', 0) ?? NONE)
  if (signals.some(isSignalOfChild)) waitForOne('signal.sigwait() for the end of a child')(walk, args, site)
  return unknown()
}

export const SYSTEM_WAITS: Readonly<Record<string, Handler>> = {
  'multiprocessing.active_children': activeChildren,
  'multiprocessing.connection.wait': connectionWait,
  'os.waitpid': waitPid,
  'os.wait': waitForOne('os.wait() for every process'),
  'signal.sigwait': waitForSignal,
  'signal.sigwaitinfo': waitForSignal,
}
