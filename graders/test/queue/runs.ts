import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { onTestFinished } from 'vitest'
import { home } from '../../home.ts'
import { processesIn, toldIn } from '../../process/proc.ts'
import { childrenOf } from '../../process/sandbox/namespace.ts'
import type { Ended } from '../classroom/runs.ts'

export interface StartedWorker {
  readonly pid: number
  readonly said: () => string
  readonly kill: (signal: NodeJS.Signals) => void
  readonly ended: Promise<Ended>
  /** Comes true when so many submissions have been judged. */
  readonly judged: (count: number) => Promise<void>
  readonly hasSaid: (words: string) => Promise<void>
}

/** Starts a worker as its keeper would, the address in the variable. It is gone when the test is over. */
export const startWorker = (address: string, ...options: readonly string[]): StartedWorker => {
  const args = [join(home, 'graders', 'start.cjs'), 'worker', '--heartbeat', '0.5', ...options]
  const child = spawn(process.execPath, args, { env: { ...process.env, JOINERY_QUEUE: address }, stdio: ['ignore', 'pipe', 'pipe'] })
  let [stdout, stderr] = ['', '']
  child.stdout.on('data', (text: Buffer) => (stdout += text.toString()))
  child.stderr.on('data', (text: Buffer) => (stderr += text.toString()))
  const ended = new Promise<Ended>((resolve) => child.once('close', (code, signal) => resolve({ code, signal, stdout, stderr })))
  onTestFinished(async () => {
    child.kill('SIGKILL')
    await ended
  })
  const until = async (isSo: () => boolean): Promise<void> => {
    while (child.exitCode === null && child.signalCode === null && !isSo()) await delay(20)
  }
  return {
    pid: child.pid!,
    said: () => stderr,
    kill: (signal) => child.kill(signal),
    ended,
    judged: (count) => until(() => (stderr.match(/: [\d.]+\/60$/gm)?.length ?? 0) >= count),
    hasSaid: (words) => until(() => stderr.includes(words)),
  }
}

/** What every process on this machine was called with, and the environment of those below one; of Linux's own account. */
export const seenOf = (pid: number): string =>
  processesIn('/proc')
    .map((each) => toldIn(`/proc/${each}/cmdline`) + (childrenOf(pid).includes(each) ? toldIn(`/proc/${each}/environ`) : ''))
    .join('\n')

/** Where two results differ, a line each, short enough to be read. */
export const differences = (some: string, other: string): string[] => {
  const [lines, others] = [some.split('\n'), other.split('\n')]
  return lines.flatMap((line, index) => {
    const beside = others[index] ?? ''
    if (line === beside) return []
    let at = 0
    while (line[at] === beside[at]) at += 1
    return [`${line.slice(0, 90)}: …${line.slice(Math.max(0, at - 60), at + 60)}… / …${beside.slice(at, at + 60)}…`]
  })
}
