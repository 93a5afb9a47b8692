/** Lines of which a run can tell that main did not wait: it prints them only when it has passed every wait in its way, or was led past them by an exception. */
import type { Printing } from '../facts.ts'
import { type Node, allNodes, childOf, placeOf, textOf } from './tree.ts'
import type { Waited } from './running.ts'
import type { Records } from './records.ts'
import type { Walk } from './walk.ts'

/** Of a place that prints, whenever it was read. */
export interface Printed {
  /** Main had waited for all that it had started. */
  readonly isPast: boolean
  readonly isOfWorkers: boolean
}

/** So many processes are looked at. */
const MAX_STARTS = 100

const holds = (wait: Waited | null): boolean => wait !== null && wait.for === 'end' && !wait.limited && !wait.beside && !wait.perhaps

/** Notes that whoever runs the code that is read prints here. */
export const notePrinted = ({ state, records }: Walk, node: Node): void => {
  const before = records.printed.get(node)
  const isSure = state.who === 'main' && state.supposed === 0 && !state.raised
  const isPast = (before?.isPast ?? true) && isSure && records.starts.length <= MAX_STARTS
  records.printed.set(node, {
    isPast: isPast && records.starts.length > 0 && records.starts.every(({ runner }) => holds(runner.waited)),
    isOfWorkers: (before?.isOfWorkers ?? true) && state.who === 'worker',
  })
}

/** How often main has waited so far. */
export const countWaits = ({ starts }: Records): number => starts.reduce((sum, { runner }) => sum + runner.timesWaited, 0)

/** A `try` that was read, and how often main had waited in front of it and when it had come through. */
export interface Tried {
  readonly from: number
  readonly to: number
  /** In a loop it may wait for one process while another one still runs. */
  readonly isOnce: boolean
}

/** Notes that a `try` was read, whose body began when so many waits had been met. */
export const noteTried = ({ records, state }: Walk, node: Node, from: number): void => {
  const isOnce = !records.tries.has(node) && state.who === 'main' && state.supposed === 0
  records.tries.set(node, { from, to: countWaits(records), isOnce })
}

/** Calls by which a handler says what went wrong, and does nothing else. */
const says = /^(?:print|str|repr|type|format|len)$/

/** The lines that tell of an exception by which main left a `try` before the last of its waits, and each with that `try`. */
const ofHandlers = (records: Records): Map<Node, Node> => {
  const waits = countWaits(records)
  const found = new Map<Node, Node>()
  for (const [tried, { from, to, isOnce }] of records.tries) {
    if (!isOnce || from === to || to !== waits) continue
    const nodes = handlersOf(tried).flatMap(allNodes)
    const calls = nodes.filter(({ name }) => name === 'CallExpression')
    if (nodes.some(({ name }) => name === 'RaiseStatement') || calls.some((call) => !says.test(textOf(call.children[0]!)))) continue
    for (const call of calls) found.set(call, tried)
  }
  return found
}

const handlersOf = ({ children }: Node): Node[] => {
  const first = children.findIndex(({ name }) => name === 'except')
  const last = children.findIndex(({ name }) => name === 'finally' || name === 'else')
  return first < 0 ? [] : children.slice(first, last < 0 ? undefined : last).filter(({ name }) => name === 'Body')
}

/** What is known of the places that print, besides what they print. */
export const pastWaitsIn = (records: Records): ((node: Node) => Pick<Printing, 'past' | 'ofWorkers'>) => {
  const handlers = ofHandlers(records)
  return (node) => {
    const printed = records.printed.get(node)
    const tried = handlers.get(node)
    if (printed?.isOfWorkers) return { ofWorkers: true }
    if (printed?.isPast) return { past: { tried: null } }
    return tried && !printed ? { past: { tried: placeOf(childOf(tried, 'try') ?? tried) } } : {}
  }
}
