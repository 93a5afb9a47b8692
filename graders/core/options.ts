/** What a grading may be told before it begins. Data only. */
import type { Witness } from './process.ts'

/** An interpreter of programs, as it was found on this machine. */
export interface Interpreter {
  /** The interpreter itself: behind a version manager `python3` is a chain of shell scripts. */
  readonly path: string
  /** Such as `3.11.7`. */
  readonly version: string
  /** Where its library lies: one folder, or two in a virtual environment. */
  readonly prefixes: readonly string[]
}

/** What may be chosen for one grading. */
export interface GradeOptions {
  /** Time limit for one program, in milliseconds. */
  readonly timeoutMs: number
  /** Insists on one witness; without it the kernel's record is used wherever it can be had. */
  readonly witness?: Witness | undefined
  /** The Python that programs are run by; looked for anew with every program without it, which may cost as much as the program. */
  readonly python?: Interpreter | undefined
  /** Runs programs where they can reach and harm nothing (see `process/sandbox/walls.ts`). */
  readonly sandbox?: boolean | undefined
  /** Ends everything that the grading started. */
  readonly signal?: AbortSignal | undefined
}
