/** One process that does tasks for this one, several at once. */
import { fork, type ChildProcess } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { engine } from './engine.ts'

/** Why there is no answer. */
export interface Fault {
  readonly fault: string
}

/** What a worker is sent. */
export interface Order {
  readonly number: number
  readonly task: object
}

/** What a worker sends: its answer, or why there is none, and how it is. */
export interface Message {
  readonly number: number
  readonly answer: object
  /** Bytes that it takes up. */
  readonly memory: number
  /** The share of the time since its last message in which it worked by itself, and did not wait for programs: from 0 to 1. */
  readonly busy: number
}

/** `together` where the process had other tasks in hand, any of which may be at fault. */
export type Outcome<Answer> = Answer | (Fault & { readonly together: boolean })

/** A process that is asked to do tasks. */
export interface WorkerProcess {
  readonly inHand: () => number
  readonly isBusy: () => boolean
  /** False from when it has broken down or has grown too large: it ends then when nothing is in hand any more. */
  readonly isOpen: () => boolean
  readonly ask: <Answer extends object>(task: object, limitMs: number) => Promise<Outcome<Answer>>
  readonly end: () => Promise<void>
}

/** Above this a worker takes no more tasks. */
const memoryLimit = 220 * 1024 * 1024

/** How long a worker may take to stop what it runs. */
const graceMs = 3000

/** Above this a worker has no time for two. */
const busyAbove = 0.7

/** The compiled kit lies elsewhere, and its files are called otherwise. */
const workerFile = fileURLToPath(new URL(import.meta.url.endsWith('.ts') ? './worker.ts' : './worker.js', import.meta.url))

/** Starts one; it may be asked at once, and ends with this process. */
export const startWorker = (): WorkerProcess => {
  const child = fork(workerFile, {
    execArgv: [...engine],
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    serialization: 'advanced',
  })
  const waiting = new Map<number, (outcome: Outcome<object>) => void>()
  let [asked, busy, open, complaint] = [0, 0, true, '']
  // One that was never asked has nothing to put in order.
  const end = () => endOf(child, asked === 0 ? 0 : graceMs)

  const settle = (number: number, outcome: Outcome<object>): void => {
    waiting.get(number)?.(outcome)
    waiting.delete(number)
    if (!open && waiting.size === 0) void end()
  }
  const failAll = (fault: string): void => {
    open = false
    const together = waiting.size > 1
    for (const number of waiting.keys()) settle(number, { fault, together })
  }
  child.on('message', (message) => {
    const { number, answer, memory, busy: share } = message as Message
    // One long reading does not make a worker busy.
    busy = (3 * busy + share) / 4
    if (memory > memoryLimit) open = false
    settle(number, answer)
  })
  child.on('exit', (code, signal) => failAll(`The grader broke down (${signal ?? `exit ${code}`}).\n${complaint}`.trim()))
  child.on('error', (error) => failAll(`The grader could not be reached: ${error.message}`))
  child.stderr?.on('data', (text: Buffer) => (complaint = (complaint + text.toString()).slice(-4000)))

  return {
    inHand: () => waiting.size,
    isBusy: () => busy > busyAbove,
    isOpen: () => open,
    ask: <Answer extends object>(task: object, limitMs: number) =>
      new Promise<Outcome<Answer>>((resolve) => {
        const number = (asked += 1)
        const timer = setTimeout(() => failAll(`The grader did not come to an end within ${limitMs / 1000} s.`), limitMs)
        waiting.set(number, (outcome) => {
          clearTimeout(timer)
          resolve(outcome as Outcome<Answer>)
        })
        const order: Order = { number, task }
        child.send(order, (error) => error && failAll(`The grader could not be reached: ${error.message}`))
      }),
    end,
  }
}

/** Lets a worker stop what it runs; then it must go. */
const endOf = async (child: ChildProcess, waitMs: number): Promise<void> => {
  if (child.exitCode !== null || child.signalCode !== null) return
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  const force = setTimeout(() => child.kill('SIGKILL'), waitMs)
  if (child.connected) child.disconnect()
  await gone
  clearTimeout(force)
}
