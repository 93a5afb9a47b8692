/** What was seen of a program's processes: plain data, observed and never judged. */

/** How a process ended: by itself with a code, or by a signal's name (`SIGKILL`). */
export type ProcessExit = { readonly code: number } | { readonly signal: string }

/** Whether a process ended by itself, with code 0. */
export const isClean = (exit: ProcessExit | null): boolean => exit !== null && 'code' in exit && exit.code === 0

/**
 * - `main`: the process that the learner started.
 * - `worker`: any other process that runs the learner's own code.
 * - `helper`: everything else: shells, Python's resource tracker and fork server, a manager's server, a tool's service.
 */
export type ProcessRole = 'main' | 'worker' | 'helper'

/** One line or piece of output, as the process itself handed it to the kernel. */
export interface Write {
  /** Milliseconds since the run began. */
  readonly atMs: number
  readonly stream: 'stdout' | 'stderr'
  readonly text: string
  /** When the last of its pieces was written, where more than a line end came later than the first. */
  readonly untilMs?: number
}

/** Bytes that a process wrote to a pipe or socket other than its standard streams: how results travel between processes. */
export interface Message {
  /** Milliseconds since the run began. */
  readonly atMs: number
  /** One character a byte (latin-1), so that binary protocols survive. */
  readonly bytes: string
}

/** One process, its threads folded into it. Times are milliseconds since the run began; `null` means not seen. */
export interface TracedProcess {
  readonly pid: number
  readonly parent: number | null
  readonly role: ProcessRole
  readonly command: string
  readonly startedMs: number
  readonly endedMs: number | null
  readonly exit: ProcessExit | null
  /** The process whose wait call collected this one's exit; `null` for one that nobody in the program reaped. */
  readonly reapedBy: number | null
  readonly reapedMs: number | null
  readonly wrote: readonly Write[]
  readonly sent: readonly Message[]
}

/** Every process of one run, main first, the others in order of their start. */
export interface ProcessTrace {
  readonly processes: readonly TracedProcess[]
}

/** Who saw the processes: the kernel's record (strace), or probes inside the language's own runtime. */
export type Witness = 'kernel' | 'runtime'

/** Why the kit ended a program that had not ended by itself. */
export type Stopped =
  | { readonly why: 'time'; readonly limitMs: number }
  | { readonly why: 'output'; readonly limitBytes: number }
  | { readonly why: 'processes'; readonly limit: number }
  /** All its processes together, in the sandbox. */
  | { readonly why: 'memory'; readonly limitBytes: number }
  /** The program ended the process that recorded it, so that nothing more could be seen. */
  | { readonly why: 'witness' }

/** One run of a program, from its start to the end of its last process. */
export interface Execution {
  readonly witness: Witness
  readonly sandboxed: boolean
  readonly durationMs: number
  /** How main ended; `null` when it was stopped (see `stopped`). */
  readonly exit: ProcessExit | null
  readonly stopped: Stopped | null
  /** What a learner would have seen in a terminal. */
  readonly stdout: string
  readonly stderr: string
  /** True when `stdout` or `stderr` is not everything that was written. */
  readonly truncated: boolean
  readonly trace: ProcessTrace
  /** The version of Python that ran it, such as `3.11.7`. */
  readonly python?: string
}
