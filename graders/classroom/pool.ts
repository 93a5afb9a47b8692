/** Workers that judge, as many at once as there are cores. */
import { graders } from '../index.ts'
import type { Settings } from './judge.ts'
import type { Task, Judgement } from './worker.ts'
import type { Fault } from './worker-process.ts'
import type { Workers } from './workers.ts'

/** A record, or the fault of the grader that kept it from being made. */
export type Judged = Judgement | Fault

/** Who judges: this machine, or others by way of a queue. */
export interface Pool {
  readonly judge: (task: Task) => Promise<Judged>
  /** True where a judgement that failed has been tried a second time already. */
  readonly triesAgain: boolean
  readonly close: () => Promise<void>
}

const mostPrograms = 2 * graders.filter(({ exercise }) => exercise.kind === 'program').length

/** Three runs of every program in both languages, and time for reading the rest: what takes longer than that will never end. */
const patienceMs = ({ timeoutMs }: Settings): number => 3 * mostPrograms * (timeoutMs + 5000) + 60_000

/** The pool of this machine. */
export const poolOf = (workers: Workers): Pool => ({
  triesAgain: false,
  judge: (task) => workers.ask<Judgement>(task, patienceMs(task.settings)),
  close: workers.close,
})
