/** What a run must keep to, and why it is cut short where it does not. Pure: `run.ts` looks, and ends what has to be ended. */
import type { Stopped } from '../core/process.ts'

/** What a run may use. */
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

/** What a learner's program may use, where nobody says otherwise. */
export const defaultLimits: Limits = { timeoutMs: 10_000, outputBytes: MiB, recordBytes: 48 * MiB, processes: 64, memoryBytes: null }

/** How long processes that outlive main may go on by themselves: long enough to see most of them end, short enough to wait for. */
const afterMainMs = 1_500

/** Why a run was cut short: `left` when main had ended and others had not. */
export type Reason = Stopped | { readonly why: 'left' } | { readonly why: 'aborted' }

/** How much a run has written so far. */
export interface WrittenSoFar {
  /** True where there was more output than the limit. */
  readonly overflowed: boolean
  readonly recordBytes: number
}

/** A run as it stands at one moment. */
export interface Moment {
  /** How long the program has been running. */
  readonly elapsedMs: number
  /** How long ago main ended; `null` while it runs, or nothing was heard of it. */
  readonly sinceMainMs: number | null
  /** How many processes are alive. */
  readonly alive: number
  /** Whether any process has ended. */
  readonly anyEnded: boolean
  /** Whether the child that the kit started has ended: the witness, where that stands in front of main. */
  readonly childEnded: boolean
  readonly aborted: boolean
  readonly written: WrittenSoFar
}

/** Why a run has to be cut short now; `null` where it may go on. */
export const reasonToCut = (moment: Moment, limits: Limits): Reason | null => {
  if (moment.aborted) return { why: 'aborted' }
  const flood = tooMuch(moment.written, limits)
  if (flood !== null) return flood
  if (moment.alive > limits.processes) return { why: 'processes', limit: limits.processes }
  if (moment.childEnded && moment.sinceMainMs === null) return { why: 'witness' }
  if (moment.sinceMainMs !== null && moment.sinceMainMs > afterMainMs) return { why: 'left' }
  // Nobody is left whom more time would help: the run is about to be over.
  if (moment.alive === 0 && moment.anyEnded) return null
  return moment.elapsedMs > limits.timeoutMs ? { why: 'time', limitMs: limits.timeoutMs } : null
}

/** Why what was written is too much; `null` where it is not. */
export const tooMuch = ({ overflowed, recordBytes }: WrittenSoFar, limits: Limits): Stopped | null => {
  if (overflowed) return { why: 'output', limitBytes: limits.outputBytes }
  return recordBytes > limits.recordBytes ? { why: 'output', limitBytes: limits.recordBytes } : null
}
