import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { ProcessExit, Witness } from '../core/process.ts'
import type { ProcessEvent } from './events.ts'
import { firstOf, numberInside } from './sandbox/namespace.ts'
import { liveEvents, probeReports, probed, readProbes } from './probes.ts'
import type { Walls } from './sandbox/walls.ts'
import { straceReader } from './strace.ts'
import { type Tail, tailOf, wholeLines } from './tail.ts'

/** A command that runs a learner's program, and where. */
export interface Program {
  readonly command: readonly string[]
  readonly cwd: string
  readonly env: Readonly<Record<string, string>>
  /** A folder for the witness's record, out of the program's way. */
  readonly record: string
  /** What it finds on its standard input, which is empty otherwise. */
  readonly input?: string | undefined
  /** What the program is enclosed by, if anything. */
  readonly walls?: Walls
  /** Set for a program that somebody looks on at, and may type to: what it writes and reads is told while it runs. */
  readonly attended?: boolean
}

/** A witness at work on one run: how the program is started under it, and what it has seen. */
export interface Recorder {
  readonly witness: Witness
  readonly command: readonly string[]
  readonly env: Readonly<Record<string, string>>
  /** True where the child that the kit starts is main itself, and not the witness in front of it. */
  readonly startsMain: boolean
  /** True where the program is in a sandbox, which is ended as a whole; the ids of processes are those that they know themselves by. */
  readonly sandboxed: boolean
  /** Told the process that the kit started for it. */
  readonly begun: (pid: number | undefined) => void
  /** What was seen since the last call: enough to know who is alive, while the program runs. */
  readonly read: () => readonly ProcessEvent[]
  /** The length of the record when it was read last. */
  readonly recordedBytes: () => number
  /** The whole account up to now. `mainExit` is how main ended in the eyes of the kit, where the kit itself started it. */
  readonly account: (mainExit: ProcessExit | null) => readonly ProcessEvent[]
}

/**
 * strace knows that a new task has the filter only at the task's first traced call (`TCB_SECCOMP_FILTER` in strace.c), and stops it at
 * every call until then. The C library makes this one as soon as a thread or a forked process begins. To trace it tells nothing, and spares
 * half of all stops.
 */
const firstCall = 'set_robust_list'

/**
 * Calls that make, end, replace and collect processes; that write; and that serve a local socket. Everything else runs untraced, at full
 * speed. Not every processor's Linux has those with a question mark.
 */
const traced = `trace=?fork,?vfork,clone,?clone3,execve,exit_group,wait4,waitid,write,writev,sendto,sendmsg,bind,?${firstCall}`

/** No string within the output limit is ever cut (bytes). */
const longestString = 1024 * 1024

/**
 * The kernel's record, by strace. `--seccomp-bpf` stops the program only at the calls that are traced. Signals must not be left out altogether:
 * strace tells a death by a signal (`+++ killed by`) only for the signals that it reports.
 */
const kernelRecorder = ({ command, env, record, walls, attended }: Program): Recorder => {
  const log = join(record, 'strace.log')
  const calls = attended === true ? `${traced},read` : traced
  const options = ['-f', '-y', '--seccomp-bpf', '-q', '-ttt', '-e', calls, '-e', 'signal=!SIGCHLD', '-s', String(longestString), '-o', log]
  let front: number | undefined
  let first: number | null = null
  const lookUp = (task: number) => numberInside((first ??= firstOf(front)), task)
  const reader = straceReader(walls === undefined ? null : { program: command, lookUp })
  const tail = tailOf(log)
  const seen: ProcessEvent[] = []
  const take = (events: readonly ProcessEvent[]) => {
    for (const event of events) seen.push(event)
    return events
  }
  return {
    witness: 'kernel',
    command: walls === undefined ? ['strace', ...options, '--', ...command] : walledIn(walls, options, command),
    env,
    startsMain: false,
    sandboxed: walls !== undefined,
    begun: (pid) => (front = pid),
    read: () => take(reader.push(tail.read())),
    recordedBytes: () => tail.size(),
    account: () => {
      take(reader.push(tail.read()))
      return [...seen, ...reader.end()]
    },
  }
}

const walledIn = ({ around, strace, inside }: Walls, options: readonly string[], command: readonly string[]): string[] => [
  ...around,
  strace,
  ...options,
  '--',
  ...inside,
  ...command,
]

/**
 * A folder lists its files by their names, 1000 before 999. Where several are new at once, a process must not be heard of before its
 * parent.
 */
const byFirst = ([one]: readonly ProcessEvent[], [other]: readonly ProcessEvent[]): number => (one?.atMs ?? 0) - (other?.atMs ?? 0)

/** Probes inside Node and Python, each of which reports to a file of its own. */
const runtimeRecorder = ({ command, env, record, attended }: Program): Recorder => {
  const tails = new Map<string, Tail>()
  const fresh = () =>
    readdirSync(record)
      .map((name) => {
        if (!tails.has(name)) tails.set(name, wholeLines(tailOf(join(record, name))))
        return liveEvents(tails.get(name)!.read(), attended === true ? ['start', 'exec', 'write', 'exit'] : ['start', 'exit'])
      })
      .sort(byFirst)
      .flat()
  return {
    ...probed(command, env, record),
    witness: 'runtime',
    startsMain: true,
    sandboxed: false,
    begun: () => undefined,
    read: fresh,
    recordedBytes: () => [...tails.values()].reduce((sum, tail) => sum + tail.size(), 0),
    account: (mainExit) => readProbes(probeReports(record), mainExit),
  }
}

/** Sets a witness to work on one run. */
export const recorderFor = (witness: Witness, program: Program): Recorder =>
  witness === 'kernel' ? kernelRecorder(program) : runtimeRecorder(program)
