import { setTimeout as delay } from 'node:timers/promises'
import type { Execution, Witness } from '../core/process.ts'
import { type Watch, newWatch, note } from './alive.ts'
import { type Child, exitOf, lastOutput, startChild } from './child.ts'
import { endEverything, endSandbox } from './end.ts'
import type { ProcessEvent } from './events.ts'
import { type Limits, type Moment, type Reason, type WrittenSoFar, reasonToCut, tooMuch } from './limits.ts'
import { lookedAt } from './long-readings.ts'
import { watchMemory } from './sandbox/memory.ts'
import { firstOf } from './sandbox/namespace.ts'
import { type Output, asSeen, collectOutput, streamText } from './output.ts'
import { type Program, type Recorder, recorderFor } from './recorders.ts'
import { traceOf } from './trace.ts'

/** Thrown where the witness could not be started at all: nothing is known of the program, and another witness may serve. */
export class WitnessError extends Error {
  override name = 'WitnessError'
}

/** Thrown where the sandbox could not be set up, or ended before the program did: a fault of ours, or of the machine's, and never the program's. */
export class SandboxError extends Error {
  override name = 'SandboxError'
}

/** Thrown where the witness broke down while it recorded a program, and the program is not to blame for it. */
export class BrokenRecordError extends Error {
  override name = 'BrokenRecordError'
}

/** Whoever looks on while a program runs. */
export interface Attendance {
  /** Ends the run and everything that it started. */
  readonly signal?: AbortSignal | undefined
  /** Called as soon as the program has been started: whoever has heavy work to do meanwhile may begin. */
  readonly onStarted?: (() => void) | undefined
}

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
 * @throws WitnessError where the witness cannot work here, SandboxError where the sandbox cannot, and BrokenRecordError where the record broke off.
 */
export const runProgram = (program: Program, witness: Witness, limits: Limits, attendance: Attendance = {}): Promise<Execution> =>
  lookedAt(() => runToEnd(program, witness, limits, attendance))

const runToEnd = async (program: Program, witness: Witness, limits: Limits, { signal, onStarted }: Attendance): Promise<Execution> => {
  signal?.throwIfAborted()
  const recorder = recorderFor(witness, program)
  const child = startChild(recorder, program)
  recorder.begun(child.process.pid)
  const walls = streamText(recorder.sandboxed ? child.process.stderr : null)
  const run: UnderWay = { child, recorder, output: collectOutput(child.streams, limits.outputBytes), limits, signal }
  onStarted?.()
  const { cut, events } = await untilOver(run).catch(async (fault: unknown) => {
    await (recorder.sandboxed ? endSandbox(child.process.pid, child.ended) : child.giveUp())
    throw fault
  })
  if (cut !== null) await endAll(run, cut.alive)
  child.letGo()
  await lastOutput(child)
  signal?.throwIfAborted()
  if (recorder.sandboxed && (events.length === 0 || cut?.why.why === 'witness'))
    throw new SandboxError(brokenSandbox(events, `${walls()}${run.output.stderr()}`, child))
  const crash = cut?.why.why === 'witness' ? crashOf(child) : null
  if (crash !== null) throw new BrokenRecordError(`${recorder.command[0]}, which recorded the program, crashed (${crash})`)
  if (events.length === 0) throw new WitnessError(run.output.stderr().trim() || `${recorder.command[0]} could not be started`)
  return executionOf(run, { cut, events })
}

/** A run from its start to its end: who runs, who watches, what has come out, and what it must keep to. */
interface UnderWay {
  readonly child: Child
  readonly recorder: Recorder
  readonly output: Output
  readonly limits: Limits
  readonly signal: AbortSignal | undefined
}

const endAll = ({ child, recorder }: UnderWay, alive: ReadonlySet<number>): Promise<void> =>
  recorder.sandboxed ? endSandbox(child.process.pid, child.ended) : endEverything(recorder, alive, child.ended, child.process.pid)

/** By these a program ends that has gone wrong by itself; whoever ends another sends it others. */
const crashes: readonly string[] = ['SIGSEGV', 'SIGBUS', 'SIGILL', 'SIGFPE', 'SIGABRT']

const crashOf = ({ process: { signalCode } }: Child): string | null => crashes.find((signal) => signal === signalCode) ?? null

/** What the walls said; once the program runs, what stands there is the program's own. */
const brokenSandbox = (events: readonly ProcessEvent[], said: string, child: Child): string => {
  if (events.length > 0) return 'the sandbox ended before the program that ran in it'
  return `the sandbox could not be set up: ${said.trim() || JSON.stringify(exitOf(child) ?? `not ready after ${setupMs / 1000} s`)}`
}

/** The account of a run up to its end or to the moment at which it was cut short, and who was alive at that moment. */
interface Observed {
  readonly events: readonly ProcessEvent[]
  readonly cut: { readonly why: Reason; readonly alive: ReadonlySet<number>; readonly afterMs: number } | null
}

const untilOver = async (run: UnderWay): Promise<Observed> => {
  const { child, recorder, limits } = run
  const watch = newWatch()
  const memory = watchMemory(() => firstOf(child.process.pid), limits.memoryBytes)
  let startedAt = performance.now()
  let isSetUp = !recorder.sandboxed
  for (;;) {
    const childEnded = child.isOver()
    note(watch, recorder.read())
    if (childEnded && recorder.startsMain) mainIsOver(watch, child)
    if (childEnded && watch.alive.size === 0) return { events: recorder.account(exitOf(child)), cut: null }
    if (!isSetUp && watch.main !== null) {
      isSetUp = true
      startedAt = performance.now()
    }
    const afterMs = performance.now() - startedAt
    const moment = momentOf(run, watch, { elapsedMs: afterMs, childEnded })
    const why =
      reasonToCut(moment, isSetUp ? limits : { ...limits, timeoutMs: setupMs }) ??
      // Before the program runs, the list of processes may still be the whole machine's.
      (isSetUp ? memory.reason() : null)
    if (why !== null) return { events: recorder.account(exitOf(child)), cut: { why, alive: watch.alive, afterMs } }
    const pause = recorder.sandboxed ? pollMs.inside : pollMs.outside
    const soon = delay(isSetUp ? Math.min(pause, memory.quietMs()) : pause)
    await (childEnded ? soon : Promise.race([child.ended, soon]))
  }
}

const momentOf = (
  run: UnderWay,
  { alive, gone, mainEndedAt }: Watch,
  { elapsedMs, childEnded }: Pick<Moment, 'elapsedMs' | 'childEnded'>,
): Moment => ({
  elapsedMs,
  childEnded,
  sinceMainMs: mainEndedAt === null ? null : performance.now() - mainEndedAt,
  alive: alive.size,
  anyEnded: gone.size > 0,
  aborted: run.signal?.aborted === true,
  written: writtenBy(run),
})

const writtenBy = ({ recorder, output }: UnderWay): WrittenSoFar => ({
  overflowed: output.overflowed(),
  recordBytes: recorder.recordedBytes(),
})

const mainIsOver = (watch: Watch, { process }: Child): void => {
  watch.mainEndedAt ??= performance.now()
  if (process.pid !== undefined) note(watch, [{ kind: 'exit', atMs: 0, pid: process.pid, exit: { code: 0 } }])
}

const executionOf = (run: UnderWay, { cut, events }: Observed): Execution => {
  const { recorder, output } = run
  const { witness, sandboxed } = recorder
  // Who wrote too much and ended before anybody looked is told the same as who was stopped for it.
  const why = cut?.why ?? tooMuch(writtenBy(run), run.limits)
  const stopped = why === null || why.why === 'left' || why.why === 'aborted' ? null : why
  // Whoever sleeps does nothing that is recorded, and yet ran until it was stopped.
  const atLeastMs = stopped === null ? 0 : (cut?.afterMs ?? 0)
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
