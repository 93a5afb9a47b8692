import { basename } from 'node:path'
import type { ProcessRole } from '../core/process.ts'
import type { ProcessEvent } from './events.ts'

/** What a process runs, as far as its events have told. */
export interface Running {
  argv: readonly string[]
  /** False for a process that still runs the program that it was forked from. */
  execed: boolean
  /** True for a process that asked to become another program, in vain. */
  missed: boolean
  /** The path of the local socket that it serves, if any. */
  serves: string | null
}

/** A process that was just started with this command, or forked from a process that runs it. */
export const startedAs = (argv: readonly string[]): Running => ({ argv, execed: false, missed: false, serves: null })

/** Takes in what an event tells of that. */
export const noteProgram = (process: Running, event: ProcessEvent): void => {
  if (event.kind === 'exec') Object.assign(process, { argv: event.argv, execed: true, serves: null })
  if (event.kind === 'miss') process.missed = true
  if (event.kind === 'serve') process.serves = event.path
}

/** What decides a process's role. */
interface Known extends Readonly<Running> {
  /** True for a process that wrote nothing to its standard streams. */
  readonly silent: boolean
}

interface Parent {
  readonly role: ProcessRole
  readonly serves: string | null
}

/**
 * A worker is a process that runs the learner's code: another run of an interpreter on it, or a fork of a process that runs it. Shells,
 * other programs and the helpers of Python's `multiprocessing` are helpers, however many there are.
 */
export const roleOf = (process: Known, parent: Parent | undefined): ProcessRole =>
  (process.execed ? runsOwnCode(process.argv) : forkOfOwnCode(process, parent)) ? 'worker' : 'helper'

/**
 * A fork without exec goes on with its parent's program, and so is a worker. So are the children of the fork server, and those of a
 * manager's server, in which a pool of the manager lives. One that was made to run a program that is not there does nothing else, and is
 * none.
 */
const forkOfOwnCode = ({ argv, serves, missed, silent }: Known, parent: Parent | undefined): boolean => {
  if (!isPython(argv) || servesManager(serves) || (missed && silent)) return false
  if (parent !== undefined && (parent.role !== 'helper' || servesManager(parent.serves))) return true
  return /multiprocess(?:ing)?\.forkserver/.test(argv.join(' '))
}

/**
 * CPython's `multiprocessing.connection.arbitrary_address`, bound by a manager's server in its own process: `…/pymp-xxxx/listener-xxxx`, and
 * `…/pymp-xxxx/sock-xxxx` in later releases of Python 3.14.
 */
const servesManager = (path: string | null): boolean => path !== null && /(^|[\\/])listener-|[\\/]pymp-[^\\/]+[\\/]sock-/.test(path)

const runsOwnCode = (argv: readonly string[]): boolean => {
  const words = argv.join(' ')
  if (isPython(argv)) return !/multiprocess(?:ing)?\.(resource_tracker|semaphore_tracker|forkserver)\b/.test(words)
  if (!isNode(argv) || tellsOfItself(argv)) return false
  const script = argv.slice(1).find((word) => !word.startsWith('-')) ?? ''
  if (runsOthers.test(script)) return false
  return !/[\\/]node_modules[\\/]/.test(script) || /[\\/]node_modules[\\/](tinypool|workerpool)[\\/]/.test(script)
}

/** `/usr/bin/npx`, `npm-cli.js`: they start what they are asked for as a process of its own. */
const runsOthers = /(?:^|[\\/])(?:npm|npx|pnpm|pnpx|yarn)(?:-cli\.js)?$/

/** `node --version`, `node --check file`: Node tells something, and runs no code; what stands behind the script is the script's own affair. */
const tellsOfItself = ([, first = '']: readonly string[]): boolean => /^(?:-v|--version|-h|--help|--v8-options|-c|--check)$/.test(first)

const program = (argv: readonly string[]): string => basename((argv[0] ?? '').replaceAll('\\', '/')).replace(/\.exe$/i, '')
const isNode = (argv: readonly string[]): boolean => /^node(js)?(-?\d+)?$/.test(program(argv))
const isPython = (argv: readonly string[]): boolean => /^python(\d+(\.\d+)*)?t?$/.test(program(argv))
