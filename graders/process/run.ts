import { spawn } from 'node:child_process'
import { setTimeout as delay } from 'node:timers/promises'
import type { Execution, Stopped, Witness } from '../core/process.ts'
import { type Watch, newWatch, note } from './alive.ts'
import { endEverything } from './end.ts'
import { type Output, asSeen, collectOutput } from './output.ts'
import { type Program, type Recorder, recorderFor } from './recorders.ts'
import { traceOf } from './trace.ts'

export interface Limits {
  readonly timeoutMs: number
  /** Bytes of standard output and standard error together. */
  readonly outputBytes: number
  /** Processes alive at the same time. */
  readonly processes: number
}

export const defaultLimits: Limits = { timeoutMs: 10_000, outputBytes: 1024 * 1024, processes: 64 }

/** Thrown where the witness could not be started at all: nothing is known of the program, and another witness may serve. */
export class WitnessError extends Error {
  override name = 'WitnessError'
}

/** How long processes that outlive main may go on by themselves: long enough to see most of them end, short enough to wait for. */
const afterMainMs = 1_500
const pollMs = 10

/** How long the last output may take to arrive after the end. */
const closeMs = 300

/**
 * Runs a program to its end and to the end of everything that it started.
 *
 * Theory of operation. The witness's record grows while the program runs and is read as it grows, so at every moment the kit knows which processes
 * are alive. The run is over when all have ended. It is cut short by a limit or by an abort: then everything that is alive, and everything
 * that these still manage to start, is killed until nothing is left. What happens after the cut is not the program's doing and is not recorded.
 *
 * @throws WitnessError where the witness cannot work here.
 */
export const runProgram = async (program: Program, witness: Witness, limits: Limits, signal?: AbortSignal): Promise<Execution> => {
  signal?.throwIfAborted()
  const recorder = recorderFor(witness, program)
  const child = start(recorder, program.cwd)
  const output = collectOutput(child.process, limits.outputBytes)
  const watch = newWatch()
  const cut = await untilOver(child, recorder, watch, output, limits, signal)
  if (cut !== null) await endEverything(recorder, watch.alive, child.ended, child.process.pid)
  await Promise.race([child.closed, delay(closeMs)])
  signal?.throwIfAborted()
  if (watch.events.length === 0) throw new WitnessError(output.stderr().trim() || `${recorder.command[0]} could not be started`)
  return executionOf(witness, watch, output, cut)
}

/** The child that carries the witness (strace, or the program itself), its end, and the end of its streams. */
interface Child {
  readonly process: ReturnType<typeof spawn>
  readonly ended: Promise<unknown>
  readonly closed: Promise<unknown>
  /** Whether `ended` has come true. */
  readonly isOver: () => boolean
}

const start = (recorder: Recorder, cwd: string): Child => {
  const [file, ...args] = recorder.command
  const process = spawn(file!, args, { cwd, env: recorder.env, stdio: ['ignore', 'pipe', 'pipe'], detached: true })
  let over = false
  const settled = (event: 'exit' | 'close') =>
    new Promise<void>((resolve) => {
      process.once(event, () => resolve())
      process.once('error', () => resolve())
    })
  const ended = settled('exit').then(() => (over = true))
  return { process, ended, closed: settled('close'), isOver: () => over }
}

/** Why a run was cut short; `left` when main had ended and others had not. */
type Cut = Stopped | { readonly why: 'left' } | { readonly why: 'aborted' }

const untilOver = async (
  child: Child,
  recorder: Recorder,
  watch: Watch,
  output: Output,
  limits: Limits,
  signal?: AbortSignal,
): Promise<Cut | null> => {
  const startedAt = performance.now()
  for (;;) {
    const over = child.isOver()
    note(watch, over ? recorder.end() : recorder.read())
    if (over && watch.alive.size === 0) return null
    const cut = reasonToCut(watch, output, limits, performance.now() - startedAt, over, signal)
    if (cut !== null) return cut
    await Promise.race([child.ended, delay(pollMs)])
    if (over) await delay(pollMs)
  }
}

const reasonToCut = (watch: Watch, output: Output, limits: Limits, elapsedMs: number, over: boolean, signal?: AbortSignal): Cut | null => {
  if (signal?.aborted === true) return { why: 'aborted' }
  if (output.overflowed()) return { why: 'output', limitBytes: limits.outputBytes }
  if (watch.alive.size > limits.processes) return { why: 'processes', limit: limits.processes }
  if (over && watch.mainEndedAt === null) return { why: 'witness' }
  if (watch.mainEndedAt !== null && performance.now() - watch.mainEndedAt > afterMainMs) return { why: 'left' }
  return elapsedMs > limits.timeoutMs ? { why: 'time', limitMs: limits.timeoutMs } : null
}

const executionOf = (witness: Witness, watch: Watch, output: Output, cut: Cut | null): Execution => {
  const trace = traceOf(watch.events)
  const main = trace.processes[0]
  const times = trace.processes.flatMap(({ endedMs, reapedMs, wrote }) => [endedMs ?? 0, reapedMs ?? 0, ...wrote.map(({ atMs }) => atMs)])
  const stopped = cut === null || cut.why === 'left' || cut.why === 'aborted' ? null : cut
  return {
    witness,
    sandboxed: false,
    durationMs: Math.max(0, ...times),
    exit: stopped === null ? (main?.exit ?? null) : null,
    stopped,
    stdout: asSeen(output.stdout(), trace, 'stdout'),
    stderr: asSeen(output.stderr(), trace, 'stderr'),
    truncated: output.overflowed(),
    trace,
  }
}
