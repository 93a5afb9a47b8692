/** What main does by itself: print, end, load modules, listen to its own events. */
import { boxOf } from '../values/boxes.ts'
import type { Machine } from '../walk/machine.ts'
import { placeOf } from '../syntax/places.ts'
import type { Value } from '../values/things.ts'
import { builtin, constantOf, nowhere, onlyOf, partAt, textOf, unknown } from '../values/values.ts'
import { argument, callLater, callUnknown } from './builtin.ts'
import type { Builtin, Builtins } from './builtin.ts'
import { closedBox } from './environment.ts'
import { happening, listenToCluster, listening } from './events.ts'

/** What is shown where the results are looked for. */
const shows: ReadonlySet<string> = new Set(['console.log', 'console.info', 'console.debug', 'process.stdout.write'])

/** Whether this runs in a callback of anything but a pause. */
const isCalledBack = ({ causes }: Machine): boolean =>
  causes.some(({ links }) => links.some(({ to }) => to.kind !== 'pause' && to.kind !== 'instant'))

/** How a known text, number or list of such is printed, but for brackets and quotes; `null` where any part of it is unknown. */
const shown = (value: Value): string | null => {
  const only = onlyOf(value)
  const box = only === null ? null : boxOf(only)
  const parts = (box === null ? [value] : [...box.fields.values()]).map(constantOf)
  const isWhole = box === null || (box.items.length === 0 && box.fields.size > 0 && box.most === box.fields.size)
  return isWhole && parts.every((part) => part !== null) ? parts.map(({ value: plain }) => String(plain)).join(', ') : null
}

const print: Builtin = ({ machine, node, name, args }) => {
  const isOnce = machine.uncertain === 0 && machine.path.size === 0 && !machine.isAlone
  if (shows.has(name) && isOnce)
    machine.prints.push({ ...placeOf(node), says: args.map((each) => shown(each) ?? '?').join(' '), whenEnded: isCalledBack(machine) })
  machine.act('prints')
  return unknown
}

/** `process.on(event, callback)`: when nothing is left to do, every process that was not let go has ended. */
const listenToProcess: Builtin = (call) => {
  const { machine, node } = call
  const event = textOf(argument(call, 0))
  if (event !== 'exit' && event !== 'beforeExit') return unknown
  const links = machine.starts.map((start) => ({
    to: { ...happening(start, 'end', `the program’s own '${event}', which comes after the end`), ofMain: true },
    needs: nowhere,
    part: 'all' as const,
  }))
  callLater(machine, argument(call, 1), [], machine.causeOf(links, node))
  return unknown
}

const load: Builtin = (call) => {
  const name = textOf(argument(call, 0))
  return name === null ? unknown : call.machine.load(name, call.node)
}

/** `process.kill(pid, 0)` sends nothing: it fails once the process is gone, so that a loop can ask for that. */
const kill: Builtin = (call) => {
  const { machine, node } = call
  if (constantOf(argument(call, 1))?.value !== 0) return callUnknown(call)
  for (const ref of argument(call, 0)) {
    const { thing } = ref
    if (thing.kind === 'pid' && machine.polling)
      machine.wish(happening(thing.start, 'end', 'its pid with process.kill(pid, 0)'), partAt(ref, machine.path), node, 'poll')
  }
  return unknown
}

const exit: Builtin = ({ machine, node }) => {
  if (machine.uncertain === 0 && !isCalledBack(machine)) machine.leaves.add(node)
  machine.act()
  return unknown
}

const consoleMethods = ['log', 'info', 'error', 'warn', 'debug', 'table', 'dir']

const listeners = [...listening].flatMap((name) => [
  [`process.${name}`, listenToProcess] as const,
  [`cluster.${name}`, listenToCluster] as const,
])

/** By their full names. */
export const processFunctions: Builtins = {
  ...Object.fromEntries(consoleMethods.map((name) => [`console.${name}`, print])),
  ...Object.fromEntries(listeners),
  'process.stdout.write': print,
  'process.stderr.write': print,
  'fs.writeSync': print,
  'process.exit': exit,
  'process.kill': kill,
  'process.getBuiltinModule': load,
  require: load,
  'module.createRequire': () => builtin('require'),
  'util.parseArgs': () => closedBox({ values: closedBox(), positionals: closedBox() }),
  'new Error': () => unknown,
  'new URL': () => unknown,
  'cluster.setupPrimary': () => unknown,
  'cluster.setupMaster': () => unknown,
}
