import { type ChildProcess, spawn } from 'node:child_process'
import { platform } from 'node:process'
import type { Readable } from 'node:stream'
import type { ProcessExit } from '../core/process.ts'
import type { Streams } from './output.ts'
import type { Program, Recorder } from './recorders.ts'

/** The child that carries the witness (strace, or the program itself), its end, and the end of its streams. */
export interface Child {
  readonly process: ChildProcess
  /** What the program writes. */
  readonly streams: Streams
  readonly ended: Promise<unknown>
  readonly closed: Promise<unknown>
  /** Whether `ended` has come true. */
  readonly isOver: () => boolean
}

/** In the sandbox the program's standard error is the child's descriptor 3, and what the walls have to say goes to the child's own. */
export const startChild = ({ command, env, sandboxed }: Recorder, { cwd, input, attended = false }: Program): Child => {
  const [file, ...args] = command
  const process = spawn(file!, args, {
    cwd,
    env,
    stdio: [attended ? 'inherit' : input === undefined ? 'ignore' : 'pipe', 'pipe', 'pipe', ...(sandboxed ? ['pipe' as const] : [])],
    // Windows would give a detached process no console, and each of its children a window of its own.
    detached: !attended && platform !== 'win32',
    windowsHide: true,
  })
  process.stdin?.on('error', () => undefined).end(input)
  const streams = { stdout: process.stdout, stderr: sandboxed ? (process.stdio[3] as Readable | null) : process.stderr }
  let over = false
  const settled = (event: 'exit' | 'close') =>
    new Promise<void>((resolve) => {
      process.once(event, () => resolve())
      process.once('error', () => resolve())
    })
  const ended = settled('exit').then(() => (over = true))
  return { process, streams, ended, closed: settled('close'), isOver: () => over }
}

/** How it ended; `null` while it runs. */
export const exitOf = ({ process }: Child): ProcessExit | null => {
  if (process.signalCode !== null) return { signal: process.signalCode }
  return process.exitCode === null ? null : { code: process.exitCode }
}
