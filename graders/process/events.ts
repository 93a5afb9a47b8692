import type { ProcessExit } from '../core/process.ts'

/**
 * One thing that a witness saw a process do. Both witnesses, the kernel's record and the probes, are read into these,
 * and `trace.ts` alone makes processes of them. `atMs` counts from the same clock in every process of a run; `pid` is a process's
 * id, never a thread's.
 */
export type ProcessEvent = { readonly atMs: number; readonly pid: number } & (
  | { readonly kind: 'start'; readonly parent: number | null }
  /** The process replaced its program: `argv` is the new command. A forked process keeps its parent's until it does so. */
  | { readonly kind: 'exec'; readonly argv: readonly string[] }
  /** Asked to become another program, in vain. */
  | { readonly kind: 'miss' }
  /** Bytes handed to the kernel, one character a byte (latin-1). `fd` 1 is standard output, 2 is standard error. */
  | {
      readonly kind: 'write'
      readonly fd: number
      readonly bytes: string
      /** What a standard stream leads to, as the kernel names it (`socket:[4711]`); the probes do not know. */
      readonly to?: string
    }
  /** Got what was typed at a terminal. Recorded only where somebody can type. */
  | { readonly kind: 'read'; readonly bytes: string }
  /** Began to serve a local socket under `path`: what a manager's server process does and a worker does not. */
  | { readonly kind: 'serve'; readonly path: string }
  | { readonly kind: 'exit'; readonly exit: ProcessExit }
  /** Collected the exit of `child` by a wait call. */
  | { readonly kind: 'reap'; readonly child: number }
)

/** What runtimes write to themselves to wake up (libuv's `*`, an eventfd's counter, a semaphore's byte) is no message to anybody. A digit is one. */
export const isChatter = (bytes: string): boolean => /^\D?$/s.test(bytes) || bytes.startsWith('\u0001\0\0\0\0\0\0\0')
