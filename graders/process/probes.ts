import { readFileSync, readdirSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { ProcessExit } from '../core/process.ts'
import { isObject, parsedJson } from '../core/json.ts'
import { type ProcessEvent, isChatter } from './events.ts'
import { agreed, type Testimony } from './testimony.ts'

/**
 * The runtime witness: probes that Node and Python load before a program, by the environment, and that tell what its processes do. Each process
 * writes lines of JSON to a file of its own in one folder. A probe lives inside the program that it watches: where a program's output or a process
 * is made below the language's own modules (a native extension, a shell's commands), it sees nothing, and it cannot stand up to a program that
 * means to fool it. The kernel's record can do both.
 */

type Environment = Readonly<Record<string, string>>

/** A command and the whole environment that it runs in. */
export interface Launch {
  readonly command: readonly string[]
  readonly env: Environment
}

const file = (path: string) => fileURLToPath(new URL(path, import.meta.url))

const withPart = (part: string, separator: string, rest = '') => {
  if (rest.includes(part)) return rest
  return rest === '' ? part : `${part}${separator}${rest}`
}

/** The folder from which Python loads what runs before a program. */
export const pythonProbe = file('./probes/python')

/**
 * An environment in which Python shows programs the same ground on every machine, four processors and `fork` where the program does not choose,
 * under whichever witness. It leaves all else alone.
 */
export const withSteadyPython = (env: Environment): Environment => ({
  ...env,
  PYTHONPATH: withPart(pythonProbe, delimiter, env['PYTHONPATH']),
})

/**
 * How to start a program so that its processes tell of themselves, Node's and Python's alike. `folder` must be there and writable for the program;
 * `probeReports` reads it when the program has ended.
 */
export const probed = (command: readonly string[], env: Environment, folder: string): Launch => ({
  command,
  env: {
    ...withSteadyPython(env),
    NODE_OPTIONS: withPart(`--require=${JSON.stringify(file('./probes/node.cjs'))}`, ' ', env['NODE_OPTIONS']),
    JOINERY_PROBE: folder,
  },
})

/** Everything that the processes of one run have told so far. The last line of a process that was killed may be torn; it is left out. */
export const probeReports = (folder: string) =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.jsonl'))
    .map((name) => readFileSync(join(folder, name), 'utf8'))
    .map((text) => text.slice(0, text.lastIndexOf('\n') + 1))
    .join('')

/**
 * Reads what the probes told, in any order of lines, as one account of the run. `mainExit` is how main ended in the eyes of whoever started it, the
 * last word on that: Python does not tell its own programs the code that they end with.
 */
export const readProbes = (text: string, mainExit: ProcessExit | null = null): ProcessEvent[] => {
  const lines = text.split('\n')
  const torn = lines.length - 1
  const told = lines.flatMap((line, index): Testimony[] => {
    if (line === '') return []
    const testimony = testimonyOf(line)
    if (testimony === null && index !== torn)
      throw new Error(`line ${index + 1} of the probes’ record is not an event: ${line.slice(0, 80)}`)
    return testimony === null || isWakeUp(testimony.event) ? [] : [testimony]
  })
  return agreed(told, mainExit)
}

const isWakeUp = (event: ProcessEvent) => event.kind === 'write' && event.fd > 2 && isChatter(event.bytes)

const isNumber = (value: unknown): value is number => typeof value === 'number' && Number.isFinite(value)

const isStrings = (value: unknown): value is string[] => Array.isArray(value) && value.every((item) => typeof item === 'string')

const testimonyOf = (line: string): Testimony | null => {
  const told = parsedJson(line)
  if (!isObject(told)) return null
  const { at, by, pid } = told
  const event = isNumber(at) && isNumber(pid) ? eventOf({ atMs: at, pid }, told) : null
  return event && isNumber(by) ? { by, event } : null
}

const eventOf = (
  who: { readonly atMs: number; readonly pid: number },
  { kind, parent, argv, fd, bytes, path, exit, child }: Readonly<Record<string, unknown>>,
): ProcessEvent | null => {
  if (kind === 'start' && isNumber(parent)) return { ...who, kind, parent }
  if (kind === 'exec' && isStrings(argv)) return { ...who, kind, argv }
  if (kind === 'write' && isNumber(fd) && typeof bytes === 'string') return { ...who, kind, fd, bytes }
  if (kind === 'serve' && typeof path === 'string') return { ...who, kind, path }
  if (kind === 'reap' && isNumber(child)) return { ...who, kind, child }
  if (kind !== 'exit' || !isObject(exit)) return null
  if (isNumber(exit['code'])) return { ...who, kind, exit: { code: exit['code'] } }
  return typeof exit['signal'] === 'string' ? { ...who, kind, exit: { signal: exit['signal'] } } : null
}

/** The events of these kinds in a piece of a probe's report, before anybody has compared the accounts: enough to know who is alive, and who writes. */
export const liveEvents = (text: string, kinds: readonly ProcessEvent['kind'][]): ProcessEvent[] =>
  text.split('\n').flatMap((line) => {
    const event = line === '' ? undefined : testimonyOf(line)?.event
    return event !== undefined && kinds.includes(event.kind) ? [event] : []
  })
