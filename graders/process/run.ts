import { setTimeout as delay } from 'node:timers/promises'
import type { Execution, Stopped, Witness } from '../core/process.ts'
import { type Watch, newWatch, note } from './alive.ts'
import { type Child, exitOf, lastOutput, startChild } from './child.ts'
import { endEverything, endSandbox } from './end.ts'
import type { ProcessEvent } from './events.ts'
import { watchMemory } from './sandbox/memory.ts'
import { firstOf } from './sandbox/namespace.ts'
import { type Output, asSeen, collectOutput, streamText } from './output.ts'
import { type Program, type Recorder, recorderFor } from './recorders.ts'
import { traceOf } from './trace.ts'

export interface Limits {
  readonly timeoutMs: number
  /** Bytes of standard output and standard error together. */
  readonly outputBytes: number
  /** Bytes of the witness's record. It holds all that is written, wherever to: to files and between processes as well. */
  readonly recordBytes: number
  /** Processes alive at the same time. */
  readonly processes: number
  /** Bytes of memory of all processes together, in a sandbox; outside of one that is not looked at. */
  readonly memoryBytes: number | null
}

const MiB = 1024 * 1024

export const defaultLimits: Limits = { timeoutMs: 10_000, outputBytes: MiB, recordBytes: 48 * MiB, processes: 64, memoryBytes: null }

/** Thrown where the witness could not be started at all: nothing is known of the program, and another witness may serve. */
export class WitnessError extends Error {
  override name = 'WitnessError'
}

/** Thrown where the sandbox could not be set up, or ended before the program did: a fault of ours, or of the machine's, and never the program's. */
export class SandboxError extends Error {
  override name = 'SandboxError'
}

/** Whoever looks on while a program runs. */
export interface Attendance {
  /** Ends the run and everything that it started. */
  readonly signal?: AbortSignal | undefined
  /** Called as soon as the program has been started: whoever has heavy work to do meanwhile may begin. */
  readonly onStarted?: (() => void) | undefined
}

/** How long processes that outlive main may go on by themselves: long enough to see most of them end, short enough to wait for. */
const afterMainMs = 1_500

/** How often a run is looked at, where nothing has to be looked at sooner. In a sandbox the kernel keeps some of the limits by itself. */
const pollMs = { inside: 50, outside: 10 }

/** How long a sandbox may take to be set up, on a busy machine. The program's own time begins when it does. */
const setupMs = 20_000

/**
 * Runs a program to its end and to the end of everything that it started.
 *
 * Theory of operation. The witness's record grows while the program runs and is read as it grows, so at every moment the kit knows which processes
 * are alive. The run is over when all have ended. It is cut short by a limit or by an abort: then everything that is alive, and everything
 * that these still manage to start, is killed until nothing is left. What happens after the cut is not the program's doing and is not recorded.
 *
 * @throws WitnessError where the witness cannot work here, and SandboxError where the sandbox cannot.
 */
export const runProgram = async (
  program: Program,
  witness: Witness,
  limits: Limits,
  { signal, onStarted }: Attendance = {},
): Promise<Execution> => {
  signal?.throwIfAborted()
  const recorder = recorderFor(witness, program)
  const child = startChild(recorder, program)
  recorder.begun(child.process.pid)
  const walls = streamText(recorder.sandboxed ? child.process.stderr : null)
  const output = collectOutput(child.streams, limits.outputBytes)
  onStarted?.()
  const { cut, events } = await untilOver(child, recorder, output, limits, signal).catch(async (fault: unknown) => {
    await (recorder.sandboxed ? endSandbox(child.process.pid, child.ended) : child.giveUp())
    throw fault
  })
  if (cut !== null)
    await (recorder.sandboxed
      ? endSandbox(child.process.pid, child.ended)
      : endEverything(recorder, cut.alive, child.ended, child.process.pid))
  child.letGo()
  await lastOutput(child)
  signal?.throwIfAborted()
  if (recorder.sandboxed && (events.length === 0 || cut?.why.why === 'witness'))
    throw new SandboxError(brokenSandbox(events, `${walls()}${output.stderr()}`, child))
  if (events.length === 0) throw new WitnessError(output.stderr().trim() || `${recorder.command[0]} could not be started`)
  // Who wrote too much and ended before anybody looked is told the same as who was stopped for it.
  const why = cut?.why ?? tooMuch(recorder, output, limits)
  const stopped = why === null || why.why === 'left' || why.why === 'aborted' ? null : why
  // Whoever sleeps does nothing that is recorded, and yet ran until it was stopped.
  return executionOf(recorder, events, output, stopped, stopped === null ? 0 : (cut?.afterMs ?? 0))
}

/** What the walls said; once the program runs, what stands there is the program's own. */
const brokenSandbox = (events: readonly ProcessEvent[], said: string, child: Child): string => {
  if (events.length > 0) return 'the sandbox ended before the program that ran in it'
  return `the sandbox could not be set up: ${said.trim() || JSON.stringify(exitOf(child) ?? `not ready after ${setupMs / 1000} s`)}`
}

/** Why a run was cut short: `left` when main had ended and others had not. */
type Reason = Stopped | { readonly why: 'left' } | { readonly why: 'aborted' }

/** The account of a run up to its end or to the moment at which it was cut short, and who was alive at that moment. */
interface Observed {
  readonly events: readonly ProcessEvent[]
  readonly cut: { readonly why: Reason; readonly alive: ReadonlySet<number>; readonly afterMs: number } | null
}

const untilOver = async (child: Child, recorder: Recorder, output: Output, limits: Limits, signal?: AbortSignal): Promise<Observed> => {
  const watch = newWatch()
  const memory = watchMemory(() => firstOf(child.process.pid), limits.memoryBytes)
  let startedAt = performance.now()
  let isSetUp = !recorder.sandboxed
  for (;;) {
    const over = child.isOver()
    note(watch, recorder.read())
    if (over && recorder.startsMain) mainIsOver(watch, child)
    if (over && watch.alive.size === 0) return { events: recorder.account(exitOf(child)), cut: null }
    if (!isSetUp && watch.main !== null) {
      isSetUp = true
      startedAt = performance.now()
    }
    const afterMs = performance.now() - startedAt
    const time = isSetUp ? limits : { ...limits, timeoutMs: setupMs }
    const why =
      reasonToCut(watch, recorder, output, time, afterMs, over, signal) ??
      // Before the program runs, the list of processes may still be the whole machine's.
      (isSetUp ? memory.reason() : null)
    if (why !== null) return { events: recorder.account(exitOf(child)), cut: { why, alive: watch.alive, afterMs } }
    const pause = recorder.sandboxed ? pollMs.inside : pollMs.outside
    const soon = delay(isSetUp ? Math.min(pause, memory.quietMs()) : pause)
    await (over ? soon : Promise.race([child.ended, soon]))
  }
}

const mainIsOver = (watch: Watch, { process }: Child): void => {
  watch.mainEndedAt ??= performance.now()
  if (process.pid !== undefined) note(watch, [{ kind: 'exit', atMs: 0, pid: process.pid, exit: { code: 0 } }])
}

const reasonToCut = (
  watch: Watch,
  recorder: Recorder,
  output: Output,
  limits: Limits,
  elapsedMs: number,
  over: boolean,
  signal?: AbortSignal,
): Reason | null => {
  if (signal?.aborted === true) return { why: 'aborted' }
  const flood = tooMuch(recorder, output, limits)
  if (flood !== null) return flood
  if (watch.alive.size > limits.processes) return { why: 'processes', limit: limits.processes }
  if (over && watch.mainEndedAt === null) return { why: 'witness' }
  if (watch.mainEndedAt !== null && performance.now() - watch.mainEndedAt > afterMainMs) return { why: 'left' }
  if (watch.alive.size === 0 && watch.gone.size > 0) return null
  return elapsedMs > limits.timeoutMs ? { why: 'time', limitMs: limits.timeoutMs } : null
}

const tooMuch = (recorder: Recorder, output: Output, limits: Limits): Stopped | null => {
  if (output.overflowed()) return { why: 'output', limitBytes: limits.outputBytes }
  return recorder.recordedBytes() > limits.recordBytes ? { why: 'output', limitBytes: limits.recordBytes } : null
}

const executionOf = (
  { witness, sandboxed }: Recorder,
  events: readonly ProcessEvent[],
  output: Output,
  stopped: Stopped | null,
  atLeastMs: number,
): Execution => {
  const trace = traceOf(events)
  const main = trace.processes[0]
  const times = trace.processes.flatMap(({ endedMs, reapedMs, wrote }) => [endedMs ?? 0, reapedMs ?? 0, ...wrote.map(({ atMs }) => atMs)])
  return {
    witness,
    sandboxed,
    durationMs: Math.max(atLeastMs, ...times),
    exit: stopped === null ? (main?.exit ?? null) : null,
    stopped,
    stdout: asSeen(output.stdout(), trace, 'stdout'),
    stderr: asSeen(output.stderr(), trace, 'stderr'),
    truncated: output.overflowed(),
    trace,
  }
}
