/** What main finds around it: its arguments and environment, console, timers, standard input. */

import type { Machine } from '../machine.ts'
import { builtin, constant, constantOf, newBox, nowhere, refer, textOf, unknown } from '../values.ts'
import type { Pause, Value } from '../values.ts'
import { argument, callLater, callUnknown } from './builtin.ts'
import type { Builtin, Builtins } from './builtin.ts'
import { happening, listenToCluster, listening } from './events.ts'

const closedBox = (fields: Readonly<Record<string, Value>> = {}): Value =>
  refer(newBox(nowhere, { fields: new Map(Object.entries(fields)), closed: true, most: Object.keys(fields).length }))

/** In main there is no argument, no variable of the learner's own, and no channel to a parent. */
const inMain: Readonly<Record<string, (machine: Machine) => Value>> = {
  'process.argv': () => closedBox({ 0: constant('node'), 1: constant('program') }),
  'process.env': () => closedBox(),
  'process.send': () => constant(undefined),
  'process.channel': () => constant(undefined),
  'process.connected': () => constant(false),
  'process.disconnect': () => constant(undefined),
  'process.__tinypool_state__': () => constant(undefined),
  'cluster.isPrimary': () => constant(true),
  'cluster.isMaster': () => constant(true),
  'cluster.isWorker': () => constant(false),
  'cluster.worker': () => constant(undefined),
  'cluster.workers': ({ cluster }) => refer(newBox(nowhere, { items: refer(cluster) })),
  'worker_threads.isMainThread': () => constant(true),
  'worker_threads.parentPort': () => constant(null),
  'worker_threads.workerData': () => constant(null),
  'worker_threads.threadId': () => constant(0),
  'workerpool.isMainThread': () => constant(true),
  'import.meta.main': () => constant(true),
}

/** A property whose value in main is known; `null` for any other. */
export const environmentOf = (machine: Machine, object: string, name: string): Value | null => {
  const full = `${object}.${name}`
  if (object === 'globalThis') return builtin(name)
  if (name === 'default' && isModule(object)) return builtin(object)
  if (name === 'promises' && object === 'timers') return builtin('timers/promises')
  return Object.hasOwn(inMain, full) ? inMain[full]!(machine) : null
}

const isModule = (name: string): boolean => !name.includes('.')

const print: Builtin = (call) => {
  call.machine.act('prints')
  return unknown
}

/** A timer that stops what takes too long is a guard, not a sleep. */
const guards = /\b(?:kill|terminate|destroy|abort|reject|disconnect)\b/

const isNow = (value: Value): boolean => {
  const found = constantOf(value)
  return found !== null && (found.value === 0 || found.value === undefined)
}

/** `setTimeout(callback, ms)`. */
const setTimer: Builtin = (call) => {
  const { machine, node } = call
  const callback = argument(call, 0)
  const isGuard = callback.some(({ thing }) =>
    thing.kind === 'closure' ? guards.test(thing.node.getText()) : thing.kind === 'settle' && thing.rejects,
  )
  const pause: Pause = { kind: 'pause', node }
  const links =
    isGuard || call.args.length < 2 || isNow(argument(call, 1)) ? [] : [{ to: pause, needs: machine.path, part: 'all' as const }]
  callLater(machine, callback, call.args.slice(2), machine.causeOf('timer', links, node))
  return unknown
}

const setRepeatedly: Builtin = (call) => {
  callLater(call.machine, argument(call, 0), [], call.machine.causeOf('timer', [], call.node), true)
  return unknown
}

const callSoon: Builtin = (call) => {
  callLater(call.machine, argument(call, 0), call.args.slice(1), call.machine.causeOf('timer', [], call.node))
  return unknown
}

/** `setTimeout` of `timers/promises`. */
const sleep: Builtin = ({ machine, node }) => machine.promiseOf(node, [{ to: { kind: 'pause', node }, needs: machine.path, part: 'all' }])

const sleepAtOnce: Builtin = ({ machine, node }) => {
  machine.wish({ kind: 'pause', node }, 'all', node, 'call')
  return unknown
}

/** `process.on(event, callback)`: when nothing is left to do, every process that was not let go has ended. */
const listenToProcess: Builtin = (call) => {
  const { machine, node } = call
  const event = textOf(argument(call, 0))
  if (event !== 'exit' && event !== 'beforeExit') return unknown
  const links = machine.starts.map((start) => ({
    to: happening(start, 'end', `the program's own '${event}'`),
    needs: nowhere,
    part: 'all' as const,
  }))
  callLater(machine, argument(call, 1), [], machine.causeOf('listener', links, node))
  return unknown
}

const reads =
  (value: Value): Builtin =>
  (call) => {
    call.machine.readsInput.add(call.node)
    for (const callback of call.args.slice(1)) if (callback.some(({ thing }) => thing.kind === 'closure')) callUnknown(call)
    return value
  }

/** `createInterface({ input })`: the lines of standard input, or of a worker's output. */
const readLines: Builtin = (call) => {
  const { machine, node } = call
  const options = argument(call, 0)
  const input = [
    ...machine.get(options, 'input', node),
    ...options.filter(({ thing }) => thing.kind === 'stream' || thing.kind === 'builtin'),
  ]
  const streams = input.filter(({ thing }) => thing.kind === 'stream')
  if (streams.length > 0) return streams
  if (input.some(({ thing }) => thing.kind === 'builtin' && thing.name === 'process.stdin')) machine.readsInput.add(node)
  return builtin('process.stdin')
}

const readFile: Builtin = (call) => {
  const file = constantOf(argument(call, 0))?.value
  const isInput =
    file === 0 ||
    file === '/dev/stdin' ||
    argument(call, 0).some(({ thing }) => thing.kind === 'builtin' && thing.name === 'process.stdin.fd')
  return isInput ? reads(unknown)(call) : callUnknown(call)
}

/** The whole output of a worker, or the end of it. */
const consume: Builtin = (call) => {
  const { machine, node } = call
  const links = argument(call, 0).flatMap(({ thing, needs, part }) =>
    thing.kind === 'stream' ? [{ to: happening(thing.start, 'results', 'the end of its output'), needs, part }] : [],
  )
  return machine.promiseOf(node, links)
}

const load: Builtin = (call) => {
  const name = textOf(argument(call, 0))
  return name === null ? unknown : call.machine.load(name, call.node)
}

const exact: Readonly<Record<string, Builtin>> = {
  setTimeout: setTimer,
  'timers.setTimeout': setTimer,
  setInterval: setRepeatedly,
  'timers.setInterval': setRepeatedly,
  setImmediate: callSoon,
  queueMicrotask: callSoon,
  'process.nextTick': callSoon,
  'timers/promises.setTimeout': sleep,
  'timers/promises.scheduler.wait': sleep,
  'Atomics.wait': sleepAtOnce,
  'readline.createInterface': readLines,
  'new readline.Interface': readLines,
  'readline/promises.createInterface': readLines,
  'fs.readFileSync': readFile,
  'fs.readFile': readFile,
  'fs/promises.readFile': readFile,
  'process.getBuiltinModule': load,
  require: load,
  'module.createRequire': () => builtin('require'),
  'util.parseArgs': () => closedBox({ values: closedBox(), positionals: closedBox() }),
  'process.openStdin': reads(builtin('process.stdin')),
  'stream/promises.finished': consume,
  'stream/promises.pipeline': consume,
  'stream/consumers.text': consume,
  'stream/consumers.json': consume,
  'new Error': () => unknown,
  'new URL': () => unknown,
  'cluster.setupPrimary': () => unknown,
  'cluster.setupMaster': () => unknown,
}

/** `Number(process.argv[2])` of main is no number. */
const convert =
  (to: (value: unknown) => string | number | boolean): Builtin =>
  (call) => {
    const found = constantOf(argument(call, 0))
    return found === null
      ? argument(call, 0).filter(({ thing }) => thing.kind === 'message' || thing.kind === 'count')
      : constant(to(found.value))
  }

const toInteger = convert((value) => Number.parseInt(String(value), 10))
const toFloat = convert((value) => Number.parseFloat(String(value)))

const conversions: Builtins = {
  Number: convert(Number),
  parseInt: toInteger,
  parseFloat: toFloat,
  'Number.parseInt': toInteger,
  'Number.parseFloat': toFloat,
  String: convert(String),
  Boolean: convert(Boolean),
  isNaN: convert((value) => Number.isNaN(Number(value))),
  'Number.isNaN': convert(Number.isNaN),
  'Number.isInteger': convert(Number.isInteger),
  'Number.isFinite': convert(Number.isFinite),
}

const consoleMethods = ['log', 'info', 'error', 'warn', 'debug', 'table', 'dir']

export const processFunctions: Builtins = {
  ...exact,
  ...conversions,
  ...Object.fromEntries(consoleMethods.map((name) => [`console.${name}`, print])),
  'process.stdout.write': print,
  'process.stderr.write': print,
  'fs.writeSync': print,
  ...Object.fromEntries(
    [...listening].flatMap((name) => [
      [`process.${name}`, listenToProcess],
      [`cluster.${name}`, listenToCluster],
    ]),
  ),
  ...Object.fromEntries(
    [...listening, 'read', 'resume', 'pipe', 'question', 'setEncoding', 'iterator', 'toArray'].map((name) => [
      `process.stdin.${name}`,
      reads(builtin('process.stdin')),
    ]),
  ),
}
