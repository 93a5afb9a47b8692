import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import type { Socket } from 'node:net'
import { platform } from 'node:process'
import { watchdogScript } from './watchdog-script.ts'

/**
 * Ends what programs have started where this process is killed and can do so no more (SIGKILL, too little memory).
 *
 * Theory of operation. A shell reads from a pipe, the other end of which this process holds: it is told which runs begin and which are
 * over. However this process ends, the kernel closes the pipe; the shell ends the runs that were not over, and itself. It is started once
 * in the life of this process, when the first program has been, and is one small process that sleeps. The sandbox needs none: there the
 * kernel ends everything.
 */
const shell = '/bin/sh'

let watchdog: ChildProcess | null = null

/** What the watchdog is told of a run. */
export interface Guarded {
  /** Nothing of it is left. */
  readonly over: () => void
  /** All of it is to be ended now. */
  readonly end: () => void
}

/** Hands a run over to the watchdog: the process that the kit has started, and the mark of all that belong to it. `null` where there is no watchdog. */
export const guard = (pid: number | undefined, mark: string): Guarded | null => {
  if (pid === undefined || platform === 'win32' || !existsSync(shell)) return null
  const run = `${pid}:${mark}`
  const known = watchdog
  watchdog ??= startWatchdog(run)
  const { stdin } = watchdog
  const tell = (what: string) => () => void stdin?.write(`${what} ${run}\n`)
  if (known !== null) tell('begun')()
  return { over: tell('over'), end: tell('end') }
}

/**
 * It knows the first run from its start. It is of a session of its own, so that what ends this process's whole group does not end it, too;
 * and nobody waits for it.
 */
const startWatchdog = (first: string): ChildProcess => {
  const child = spawn(shell, ['-c', watchdogScript, 'joinery-watchdog', first], {
    cwd: '/',
    env: { LC_ALL: 'C' },
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  })
  // Whoever has ended it ends a help that most runs never need: the next run has another.
  for (const event of ['exit', 'error'] as const) child.once(event, () => (watchdog = watchdog === child ? null : watchdog))
  child.unref()
  // Where no process can be made there is no pipe, either.
  const stdin = child.stdin as Socket | undefined
  stdin?.on('error', () => undefined).unref()
  return child
}
