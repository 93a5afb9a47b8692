/** Events: who listens for what, and what it tells. */
import type { ts } from 'ts-morph'
import { entryOf } from '../../../core/entry.ts'
import { endsAtOnce } from '../walk/asked-again.ts'
import { heldBy } from '../values/boxes.ts'
import { compiler } from '../syntax/compiler.ts'
import { noteIfLate } from './late.ts'
import type { Machine } from '../walk/machine.ts'
import { linksOf } from '../waits/settling.ts'
import type { Ref, Start, Value } from '../values/things.ts'
import type { Happening, Instant, Link, Promised } from '../waits/waiting.ts'
import { nowhere, refer, textOf, unknown } from '../values/values.ts'
import { argument, callLater } from './builtin.ts'
import type { Builtin, Builtins, Call } from './builtin.ts'

/** That a process has ended, or has told its results; `how` says by what main learns of it. */
export const happening = (start: Start, what: 'end' | 'results', how: string): Happening => ({ kind: 'happening', start, for: what, how })

const meanings: Readonly<Record<string, 'end' | 'results'>> = { exit: 'end', close: 'end', message: 'results', disconnect: 'results' }
const streamMeanings: Readonly<Record<string, 'end' | 'results'>> = { end: 'results', close: 'results', finish: 'results' }

/** What an event of a process, or of its output, tells (one whose name is computed, the best that it may tell); `null` when it tells nothing of its end or its results. */
const meaningOf = ({ thing }: Ref, event: string | null): Happening | null => {
  if (thing.kind === 'start' && event === null) return happening(thing, 'end', 'an event')
  if (event === null || (thing.kind !== 'start' && thing.kind !== 'stream')) return null
  const what = entryOf(thing.kind === 'start' ? meanings : streamMeanings, event)
  const start = thing.kind === 'start' ? thing : thing.start
  return what === undefined ? null : happening(start, what, thing.kind === 'start' ? `the '${event}' event` : `'${event}' of its output`)
}

/** What a process tells as soon as it runs: whoever waits for that alone waits for no end. */
const beginnings: ReadonlySet<string | null> = new Set(['spawn', 'online', 'listening'])
const begun: Instant = { kind: 'instant', rejects: false }

const linksTo = (emitters: Value, event: string | null): Link[] =>
  emitters.flatMap((ref) => {
    const to = ref.thing.kind === 'start' && beginnings.has(event) ? begun : meaningOf(ref, event)
    return to === null ? [] : [{ to, needs: ref.needs, part: ref.part }]
  })

/** What a listener is given. */
const payload = (emitters: Value, event: string | null): Value =>
  event === 'message' ? emitters.flatMap(({ thing }) => (thing.kind === 'start' ? refer({ kind: 'message', start: thing }) : [])) : unknown

/** `emitter.on(event, callback)`. */
export const listen = (machine: Machine, emitters: Value, call: Call): Value => {
  const event = textOf(argument(call, 0))
  const links = linksTo(emitters, event)
  noteIfLate(machine, links, call.node)
  callLater(machine, argument(call, 1), [payload(emitters, event)], machine.causeOf(links, call.node))
  return emitters
}

/** `once(emitter, event)`, and `on(emitter, event)` in a `for await`. */
const promised: Builtin = (call) => {
  const { machine, node } = call
  const [emitters, event] = [argument(call, 0), textOf(argument(call, 1))]
  if (emitters.some(({ thing }) => thing.kind === 'builtin' && thing.name === 'cluster'))
    return machine.promiseOf(node, clusterLinks(call, event))
  const message = payload(emitters, event)
  const value = message.length === 0 ? unknown : message
  const links = linksTo(emitters, event)
  noteIfLate(machine, links, node)
  const promise = withLimit(call, machine.promise(node, links, value))
  const last = lastOf(call, emitters)
  return refer(last.length === 0 ? promise : Object.assign(promise, { last }), machine.path)
}

/** `{ signal: AbortSignal.timeout(ms) }`: the event, or the end of that time. */
const withLimit = ({ machine, args, node }: Call, event: Promised): Promised => {
  const [signal] = linksOf(machine.get(args[2] ?? unknown, 'signal', node))
  if (signal === undefined) return event
  const promise = machine.promise(node, [], event.value)
  for (const to of [event, signal.to]) promise.after.push({ to, part: 'all', by: to, conditional: false })
  return promise
}

/** `{ close: ['exit'] }`: the events with which `on(…)` has no more to give. */
const lastOf = (call: Call, emitters: Value): Value => {
  const { machine, node, name } = call
  if (!name.endsWith('.on')) return unknown
  const events = machine.get(argument(call, 2), 'close', node).flatMap(({ thing }) => (thing.kind === 'box' ? heldBy(thing) : []))
  const links = events.flatMap((event) => linksTo(emitters, textOf([event])))
  return links.length === 0 ? unknown : machine.promiseOf(node, links)
}

/** One event of `cluster` is about one worker; only in a loop is it about all. */
const clusterLinks = ({ machine, node }: Call, event: string | null): Link[] =>
  linksTo(refer(machine.cluster, nowhere, machine.path.size > 0 || isGoneThrough(node) ? 'all' : 'some'), event)

/** `for await (… of on(…))`, beyond the first round. */
const isGoneThrough = ({ parent }: ts.Node): boolean => compiler.isForOfStatement(parent) && !endsAtOnce(parent.statement)

/** By their full names. */
export const eventFunctions: Builtins = {
  'events.once': promised,
  'events.on': promised,
  'events.EventEmitter.once': promised,
  'events.EventEmitter.on': promised,
}

/** The names under which emitters take listeners. */
export const listening = new Set(['on', 'once', 'addListener', 'prependListener', 'prependOnceListener', 'addEventListener'])

/** `cluster.on('exit', …)`: called for every worker; only a condition, such as a count, tells the last. */
export const listenToCluster = (call: Call): Value => {
  const { machine, node, name } = call
  const event = textOf(argument(call, 0))
  machine.repeat({ times: null, inOrder: false, node }, (repeat) => {
    const needs = new Set([repeat])
    const links = linksTo(refer(machine.cluster, needs, name.endsWith('.once') ? 'some' : 'all'), event)
    const message = event === 'message' ? refer({ kind: 'message', start: machine.cluster }) : unknown
    callLater(machine, argument(call, 1), [refer(machine.cluster, needs), message], machine.causeOf(links, node))
  })
  return unknown
}
