/**
 * Processes that do tasks for this one.
 *
 * Theory of operation. To judge a program is mostly to wait for it, so that one process can judge two submissions at once, and has started
 * only once. Where there is more to read than to wait for, a process says that it is busy, and the next task goes to another. One that
 * breaks down, or never answers, may have had two tasks in hand: then each is asked again by itself, so that nobody is blamed for another's
 * fault.
 */
import { startWorker, type Fault, type Outcome, type WorkerProcess } from './worker-process.ts'

/** `worker.ts` knows which tasks there are, and what each is answered by. */
export interface Workers {
  readonly ask: <Answer extends object>(task: object, limitMs: number) => Promise<Answer | Fault>
  readonly close: () => Promise<void>
}

/** More would have to wait for each other. */
const mostInHand = 2

/** No more tasks must be given at once than `size`. One process is started at once, and others when there is a task for them. */
export const openWorkers = (size: number): Workers => {
  const shared = new Set<WorkerProcess>()
  const byThemselves = new Set<WorkerProcess>()
  let isClosed = false
  started(shared)
  const open = (): WorkerProcess[] => {
    for (const worker of shared) if (!worker.isOpen() && worker.inHand() === 0) shared.delete(worker)
    return [...shared].filter((worker) => worker.isOpen())
  }
  const askAlone = async <Answer extends object>(task: object, limitMs: number): Promise<Outcome<Answer>> => {
    const worker = started(byThemselves)
    const outcome = await worker.ask<Answer>(task, limitMs)
    await worker.end()
    byThemselves.delete(worker)
    return outcome
  }
  return {
    ask: async <Answer extends object>(task: object, limitMs: number) => {
      const outcome = await (chosen(open(), size) ?? started(shared)).ask<Answer>(task, limitMs)
      const isInDoubt = 'together' in outcome && outcome.together && !isClosed
      return withoutCircumstance(isInDoubt ? await askAlone<Answer>(task, limitMs) : outcome)
    },
    close: async () => {
      isClosed = true
      await Promise.all([...shared, ...byThemselves].map((worker) => worker.end()))
    },
  }
}

const started = (among: Set<WorkerProcess>): WorkerProcess => {
  const worker = startWorker()
  among.add(worker)
  return worker
}

/** The one with the least in hand that has time for one more; `null` where a new one is better, and there may be one more. */
const chosen = (workers: readonly WorkerProcess[], size: number): WorkerProcess | null => {
  const byLoad = workers.toSorted((one, other) => one.inHand() - other.inHand())
  return byLoad.find(hasTime) ?? (workers.length < size ? null : byLoad[0]!)
}

const hasTime = (worker: WorkerProcess): boolean => worker.inHand() === 0 || (worker.inHand() < mostInHand && !worker.isBusy())

const withoutCircumstance = <Answer extends object>(outcome: Outcome<Answer>): Answer | Fault =>
  'together' in outcome ? { fault: outcome.fault } : outcome
