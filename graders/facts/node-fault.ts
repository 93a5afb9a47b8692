/**
 * Faults of Node, by which a program fails of which no line is at fault.
 *
 * Node 20 stumbles over `process.disconnect()` in the handler of a child's first message. When the handler has returned, Node opens the
 * queue of the channel, which is closed by then, and ends the process with code 1. Later versions do not.
 *
 * And no version so far tells 'close' of a forked process when main itself has hung up on it: https://github.com/nodejs/node/issues/19433
 */
import { listed } from '../core/english.ts'
import type { TracedProcess } from '../core/process.ts'
import type { Advice } from './advice.ts'
import { numbered } from './evidence.ts'
import { at } from './wording.ts'

const fault = /^TypeError: Cannot set properties of null \(setting 'Symbol\(kPendingMessages\)'\)$/m
const frame = /^ +at .*$/gm

/** Whether a process was ended by this fault, with no line of the program's own among the calls that led to it. */
export const isFaultOfNode = ({ exit, wrote }: TracedProcess): boolean => {
  const said = wrote.flatMap(({ stream, text }) => (stream === 'stderr' ? text : [])).join('')
  const calls = said.match(frame) ?? []
  return exit !== null && 'code' in exit && exit.code === 1 && fault.test(said) && calls.every((call) => call.includes('node:internal/'))
}

/** What was no line's fault, and how to go around it. */
export const letTheHandlerReturn: Advice = ({ workers }) => {
  const ended = numbered(workers).filter(({ worker }) => isFaultOfNode(worker))
  return ended.length === 0
    ? null
    : `A fault of this version of Node ended ${listed(ended.map(({ name }) => name))} with code 1, which costs you nothing: process.disconnect() was called while the first message was being handled. Where the handler returns first, it does not happen: setImmediate(() => process.disconnect()).`
}

const hangsUp = /(?<!\bprocess)[?!]*\.disconnect\s*\(/

/** A wait that Node never ends: main awaits it in vain, or has nothing left to do and ends without what was to come after it. */
export const listenForExit: Advice = ({ language, source, program, main, workers }) => {
  const wait = source.launches.map((launch) => launch.wait).find((each) => each?.for === 'end' && each.how.includes("'close'"))
  const ended = Math.max(...workers.map(({ endedMs }) => endedMs ?? Number.POSITIVE_INFINITY))
  const wentOn = main.wrote.some(({ atMs, stream }) => stream === 'stdout' && atMs >= ended)
  if (language !== 'ts' || wait === undefined || wait === null || wentOn || !Number.isFinite(ended) || !hangsUp.test(program)) return null
  return `A fault of Node itself may be in the way: when main has called disconnect() on a process of fork(), Node never tells 'close' of it (${at(wait)}), however surely it has ended. Of 'exit' it tells.`
}
