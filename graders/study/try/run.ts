/** Runs a learner's program as they would by hand: they look on, they may type, and Ctrl-C ends it. */
import { setTimeout as delay } from 'node:timers/promises'
import { once } from '../../core/once.ts'
import type { ProcessExit, Witness } from '../../core/process.ts'
import { newWatch, note } from '../../process/alive.ts'
import { type Child, exitOf, lastOutput, startChild } from '../../process/child.ts'
import { endEverything } from '../../process/end.ts'
import type { ProcessEvent } from '../../process/events.ts'
import { exists } from '../../process/exists.ts'
import { type Program, type Recorder, recorderFor } from '../../process/recorders.ts'
import { defaultLimits } from '../../process/limits.ts'
import { WitnessError } from '../../process/run.ts'
import type { Attribution } from './attribution.ts'
import { byKernel } from './by-kernel.ts'
import { byProbes } from './by-probes.ts'
import { namesOfProcesses } from './names.ts'
import type { Printer } from './printer.ts'
import { notedStreams, notingStreams } from './streams.ts'

/** How a try came to its end. */
export interface Tried {
  readonly witness: Witness
  /** How main ended; `null` where it was stopped before. */
  readonly exit: ProcessExit | null
  readonly durationMs: number
  /** Why everything was stopped: by whoever looked on, or since there was too much of something; `null` where it ended by itself. */
  readonly stopped: 'interrupt' | 'processes' | 'output' | null
  /** Who was still alive when it was stopped. */
  readonly alive: readonly string[]
}

const pollMs = 10

/** After Ctrl-C, which the terminal tells the program, too, so long it may come to its end by itself. */
const graceMs = 1_000

/** When main is gone and others are not, it is said after so long. */
const lingerMs = 400

/** @throws WitnessError where the witness cannot work here: nothing was run then. */
export const tryOut = async (program: Program, witness: Witness, printer: Printer, signal: AbortSignal): Promise<Tried> => {
  const attended = { ...program, attended: true }
  const recorder = recorderFor(witness, attended)
  const command = witness === 'kernel' ? notingStreams(recorder.command, program.record) : recorder.command
  const child = startChild({ ...recorder, command }, attended)
  const names = namesOfProcesses()
  const leadsTo = once(() => notedStreams(program.record))
  const attribution = witness === 'kernel' ? byKernel(names, leadsTo) : byProbes(names, () => performance.now())
  const raw = drain(child, attribution)
  const follow = (events: readonly ProcessEvent[]): void => {
    for (const event of events) {
      names.note(event)
      if (event.kind === 'read' && /[\r\n]$/.test(event.bytes)) printer.typed()
      for (const { from, text } of attribution.note(event)) printer.piece(from, text)
    }
  }
  const tick = (isOver: boolean): void => {
    for (const { from, text } of attribution.settle(performance.now(), isOver)) printer.piece(from, text)
    printer.tick(performance.now())
  }
  const ended = await untilEnd({ child, recorder, printer, signal, follow, tick, nameOf: names.nameOf }).catch(async (fault: unknown) => {
    await child.giveUp()
    throw fault
  })
  child.letGo()
  if (ended.main === null && recorder.witness === 'kernel') throw new WitnessError(raw() || `${recorder.command[0]} could not be started`)
  tick(true)
  printer.end()
  return { witness, exit: ended.exit, durationMs: ended.durationMs, stopped: ended.stopped, alive: ended.alive.map(names.nameOf) }
}

/** Takes what comes out, so that nobody has to wait; gives back what the first of it was. */
const drain = ({ streams }: Child, attribution: Attribution): (() => string) => {
  let first = ''
  for (const stream of ['stdout', 'stderr'] as const)
    streams[stream]?.setEncoding('utf8').on('data', (text: string) => {
      if (first.length < 1_000) first += text
      attribution.out(stream, text)
    })
  return () => first.trim()
}

interface Course {
  readonly child: Child
  readonly recorder: Recorder
  readonly printer: Printer
  readonly signal: AbortSignal
  readonly follow: (events: readonly ProcessEvent[]) => void
  readonly tick: (isOver: boolean) => void
  readonly nameOf: (pid: number) => string
}

interface Ended extends Pick<Tried, 'exit' | 'durationMs' | 'stopped'> {
  readonly main: number | null
  readonly alive: readonly number[]
}

const untilEnd = async ({ child, recorder, printer, signal, follow, tick, nameOf }: Course): Promise<Ended> => {
  const watch = newWatch()
  const startedAt = performance.now()
  let exit: ProcessExit | null = null
  let interruptedAt: number | null = null
  let hasLingered = false
  const take = (): readonly ProcessEvent[] => {
    const events = recorder.read()
    note(watch, events)
    follow(events)
    for (const event of events) if (event.kind === 'exit' && event.pid === watch.main) exit = event.exit
    return events
  }
  const result = (stopped: Tried['stopped'], alive: readonly number[] = []): Ended => ({
    main: watch.main,
    exit: recorder.startsMain ? exitOf(child) : exit,
    durationMs: performance.now() - startedAt,
    stopped,
    alive,
  })
  for (;;) {
    const isOver = child.isOver()
    take()
    tick(false)
    if (isOver && recorder.startsMain && child.process.pid !== undefined) {
      watch.mainEndedAt ??= performance.now()
      // Of processes that have no probe nobody tells the end.
      for (const pid of watch.alive) if (pid === child.process.pid || !exists(pid)) watch.alive.delete(pid)
    }
    if (isOver && watch.alive.size === 0) {
      await lastOutput(child)
      take()
      return result(interruptedAt === null ? null : 'interrupt')
    }
    if (signal.aborted) interruptedAt ??= tellInterrupt(watch.main)
    const stopped = reasonToStop(watch.alive.size, recorder, interruptedAt)
    if (stopped !== null) {
      const alive = [...watch.alive]
      await endEverything({ ...recorder, read: take }, new Set(watch.alive), child.ended, child.process.pid)
      return result(stopped, alive)
    }
    if (!hasLingered && watch.mainEndedAt !== null && performance.now() - watch.mainEndedAt > lingerMs) {
      hasLingered = true
      const left = [...watch.alive].map(nameOf)
      printer.say(`main has ended; ${left.join(', ')} ${left.length === 1 ? 'is' : 'are'} still running. Ctrl-C ends that.`)
    }
    await Promise.race([isOver ? delay(pollMs) : child.ended, delay(pollMs)])
  }
}

/** A terminal has told the program already; where the interrupt came another way, it is passed on. */
const tellInterrupt = (main: number | null): number => {
  try {
    if (!process.stdin.isTTY && main !== null) process.kill(main, 'SIGINT')
  } catch {
    // It has ended meanwhile, which is all that is wanted.
  }
  return performance.now()
}

const reasonToStop = (alive: number, recorder: Recorder, interruptedAt: number | null): Tried['stopped'] => {
  if (interruptedAt !== null && performance.now() - interruptedAt > graceMs) return 'interrupt'
  if (alive > defaultLimits.processes) return 'processes'
  return recorder.recordedBytes() > defaultLimits.recordBytes ? 'output' : null
}
