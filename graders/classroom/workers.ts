/** Processes that each do one task after the other for this one. One that breaks down, or never answers, is replaced. */
import { fork, type ChildProcess } from 'node:child_process'
import { fileURLToPath } from 'node:url'

/** Why there is no answer. */
export interface Fault {
  readonly fault: string
}

/** `worker.ts` knows which tasks there are, and what each is answered by. */
export interface Workers {
  readonly ask: <Answer extends object>(task: object, limitMs: number) => Promise<Answer | Fault>
  readonly close: () => Promise<void>
}

/** What a worker sends: its answer, or why there is none, and how many bytes it takes up. */
export type Message<Answer> = (Answer | Fault) & { readonly memory: number }

/** A worker that has grown larger than this is replaced by a new one. */
const memoryLimit = 220 * 1024 * 1024

/** The compiled kit lies elsewhere, and its files are called otherwise. */
const workerFile = fileURLToPath(new URL(import.meta.url.endsWith('.ts') ? './worker.ts' : './worker.js', import.meta.url))

/** No more tasks must be given at once than `size`. A process is started when there is a task for it. */
export const openWorkers = (size: number): Workers => {
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
    ask: async <Answer extends object>(task: object, limitMs: number) => {
      const worker = idle.pop() ?? start()
      const { memory, ...answer } = await ask<Answer>(worker, task, limitMs)
      if (memory === 0 || memory > memoryLimit || idle.length >= size) await end(worker)
      else idle.push(worker)
      return answer as Answer | Fault
    },
    close: async () => {
      await Promise.all([...all].map(end))
    },
  }
}

/** `memory` is 0 for a worker that is of no more use. */
const ask = <Answer extends object>(worker: ChildProcess, task: object, limitMs: number): Promise<Message<Answer>> =>
  new Promise((resolve) => {
    let complaint = ''
    const finish = (message: Message<Answer>) => {
      clearTimeout(timer)
      worker.off('message', onMessage).off('exit', onExit).off('error', onError)
      worker.stderr?.off('data', onComplaint)
      resolve(message)
    }
    const failed = (fault: string) => finish({ fault, memory: 0 })
    const onMessage = (message: unknown) => finish(message as Message<Answer>)
    const onExit = (code: number | null, signal: string | null) =>
      failed(`The grader broke down (${signal ?? `exit ${code}`}).\n${complaint}`.trim())
    const onError = (error: Error) => failed(`The grader could not be reached: ${error.message}`)
    const onComplaint = (text: Buffer) => (complaint = (complaint + text.toString()).slice(-4000))
    const timer = setTimeout(() => failed(`The grader did not come to an end within ${limitMs / 1000} s.`), limitMs)
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
