/** Standard input, and the output of workers read to its end. */
import type { Value } from '../values/things.ts'
import { builtin, constantOf, unknown } from '../values/values.ts'
import { argument, callUnknown } from './builtin.ts'
import type { Builtin, Builtins } from './builtin.ts'
import { happening, listening } from './events.ts'

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

const ways = [...listening, 'read', 'resume', 'pipe', 'question', 'setEncoding', 'iterator', 'toArray']

/** By their full names. */
export const inputFunctions: Builtins = {
  'readline.createInterface': readLines,
  'new readline.Interface': readLines,
  'readline/promises.createInterface': readLines,
  'fs.readFileSync': readFile,
  'fs.readFile': readFile,
  'fs/promises.readFile': readFile,
  'process.openStdin': reads(builtin('process.stdin')),
  'stream/promises.finished': consume,
  'stream/promises.pipeline': consume,
  'stream/consumers.text': consume,
  'stream/consumers.json': consume,
  ...Object.fromEntries(ways.map((name) => [`process.stdin.${name}`, reads(builtin('process.stdin'))])),
}
