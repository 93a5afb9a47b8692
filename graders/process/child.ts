import { type ChildProcess, spawn } from 'node:child_process'
import { platform } from 'node:process'
import { setTimeout as delay } from 'node:timers/promises'
import type { Readable } from 'node:stream'
import type { ProcessExit } from '../core/process.ts'
import type { Streams } from './output.ts'
import { markName, patienceMs } from './end.ts'
import type { Program, Recorder } from './recorders.ts'
import { guard } from './watchdog.ts'

/** The child that carries the witness (strace, or the program itself), its end, and the end of its streams. */
export interface Child {
  readonly process: ChildProcess
  /** What the program writes. */
  readonly streams: Streams
  readonly ended: Promise<unknown>
  readonly closed: Promise<unknown>
  /** Whether `ended` has come true. */
  readonly isOver: () => boolean
  /** To be called when nothing that it started is left, whatever happened: until then it is ended if this process is killed. */
  readonly letGo: () => void
  /** Ends all that it started without the record, where that cannot be read. */
  readonly giveUp: () => Promise<void>
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
  const guarded = sandboxed ? null : guard(process.pid, env[markName] ?? '')
  const ended = settled('exit').then(() => (over = true))
  const giveUp = async (): Promise<void> => {
    guarded?.end()
    if (guarded !== null) await Promise.race([ended, delay(patienceMs, null, { ref: false })])
    if (!over) process.kill('SIGKILL')
  }
  return { process, streams, ended, closed: settled('close'), isOver: () => over, letGo: () => guarded?.over(), giveUp }
}

/** How it ended; `null` while it runs. */
export const exitOf = ({ process }: Child): ProcessExit | null => {
  if (process.signalCode !== null) return { signal: process.signalCode }
  return process.exitCode === null ? null : { code: process.exitCode }
}

const turns = 15
const turnMs = 20

/**
 * Waits for the last output after the end, though not for long: a process that nobody knows of may hold the streams. It counts turns of the
 * event loop, each of which reads what has come. Time alone would not do: on a busy machine it passes without a turn.
 */
export const lastOutput = async ({ closed }: Child): Promise<void> => {
  const isClosed = closed.then(() => true)
  for (let turn = 0; turn < turns; turn++) if (await Promise.race([isClosed, delay(turnMs, false)])) return
}
