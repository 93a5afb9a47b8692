/** Workers that judge, as many at once as there are cores. One that breaks down, or never answers, is replaced. */
import { fork, type ChildProcess } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { Settings } from './judge.ts'
import type { ClassRecord } from './record.ts'
import type { Answered, Task } from './worker.ts'

/** A record, or the fault of the grader that kept it from being made. */
export type Judged = { readonly record: ClassRecord } | { readonly fault: string }

export interface Pool {
  readonly judge: (task: Task) => Promise<Judged>
  /** True where a judgement that failed has been tried a second time already. */
  readonly triesAgain: boolean
  readonly close: () => Promise<void>
}

/** A worker that has grown larger than this is replaced by a new one. */
const memoryLimit = 220 * 1024 * 1024

/** The compiled kit lies elsewhere, and its files are called otherwise. */
const workerFile = fileURLToPath(new URL(import.meta.url.endsWith('.ts') ? './worker.ts' : './worker.js', import.meta.url))

/** Three runs of six programs, and time for reading the rest: what takes longer than that will never end. */
const patienceMs = ({ timeoutMs }: Settings): number => 18 * (timeoutMs + 5000) + 60_000

/** No more tasks must be given at once than `size`. */
export const openPool = (size: number): Pool => {
  const idle: ChildProcess[] = []
  const all = new Set<ChildProcess>()
  const start = (): ChildProcess => {
    const child = fork(workerFile, {
      execArgv: ['--max-old-space-size=512'],
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
      serialization: 'advanced',
    })
    all.add(child)
    child.once('exit', () => all.delete(child))
    return child
  }
  return {
    triesAgain: false,
    judge: async (task) => {
      const worker = idle.pop() ?? start()
      const { memory, ...judged } = await ask(worker, task, patienceMs(task.settings))
      if (memory === 0 || memory > memoryLimit || idle.length >= size) await end(worker)
      else idle.push(worker)
      return judged
    },
    close: async () => {
      await Promise.all([...all].map(end))
    },
  }
}

type Asked = Judged & { readonly memory: number }

/** `memory` is 0 for a worker that is of no more use. */
const ask = (worker: ChildProcess, task: Task, limitMs: number): Promise<Asked> =>
  new Promise((resolve) => {
    let complaint = ''
    const finish = (asked: Asked) => {
      clearTimeout(timer)
      worker.off('message', onMessage).off('exit', onExit).off('error', onError)
      worker.stderr?.off('data', onComplaint)
      resolve(asked)
    }
    const onMessage = (message: unknown) => {
      const { record, fault = 'The grader gave no answer.', memory } = message as Answered
      finish(record === undefined ? { fault, memory } : { record, memory })
    }
    const onExit = (code: number | null, signal: string | null) =>
      finish({ fault: `The grader broke down (${signal ?? `exit ${code}`}).\n${complaint}`.trim(), memory: 0 })
    const onError = (error: Error) => finish({ fault: `The grader could not be reached: ${error.message}`, memory: 0 })
    const onComplaint = (text: Buffer) => (complaint = (complaint + text.toString()).slice(-4000))
    const timer = setTimeout(() => finish({ fault: `The grader did not come to an end within ${limitMs / 1000} s.`, memory: 0 }), limitMs)
    worker.on('message', onMessage).on('exit', onExit).on('error', onError)
    worker.stderr?.on('data', onComplaint)
    worker.send(task, (error) => error && onError(error))
  })

/** Lets a worker stop what it runs; then it must go. */
const end = async (worker: ChildProcess): Promise<void> => {
  if (worker.exitCode !== null || worker.signalCode !== null) return
  const gone = new Promise<void>((resolve) => worker.once('exit', () => resolve()))
  const force = setTimeout(() => worker.kill('SIGKILL'), 3000)
  if (worker.connected) worker.disconnect()
  await gone
  clearTimeout(force)
}
