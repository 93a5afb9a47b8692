/** A run over a class, looked at from outside while it lasts. */
import { spawn } from 'node:child_process'
import { toldIn } from '../process/proc.ts'
import { childrenOf } from '../process/sandbox/namespace.ts'
import { environment, gradeCommand } from './command.ts'

/** What a run took: seconds, and MiB at the worst moment (by Linux's account; 0 elsewhere). */
export interface Observed {
  readonly seconds: number
  /** Of the command itself. */
  readonly grader: number
  /** Of the largest of its workers. */
  readonly worker: number
}

const lookMs = 100

/** Grades what lies in `class` in a folder, two submissions at once. */
export const observedGrade = async (folder: string): Promise<Observed> => {
  const started = performance.now()
  const { argv, cwd } = gradeCommand(folder)
  const [node, ...args] = argv
  const child = spawn(node!, args, { cwd, env: environment(), stdio: 'ignore' })
  let [grader, worker] = [0, 0]
  const look = setInterval(() => {
    grader = Math.max(grader, peakOf(child.pid!))
    worker = Math.max(worker, ...childrenOf(child.pid!).filter(isWorker).map(peakOf))
  }, lookMs)
  const code = await new Promise<number | null>((resolve, reject) => child.once('exit', resolve).once('error', reject))
  clearInterval(look)
  if (code !== 0) throw new Error(`the class could not be graded: exit ${String(code)}`)
  return { seconds: (performance.now() - started) / 1000, grader, worker }
}

const isWorker = (pid: number): boolean => toldIn(`/proc/${pid}/cmdline`).includes('worker.js')

/** MiB. The kernel keeps the highest value itself. */
const peakOf = (pid: number): number => Number(/^VmHWM:\s+(\d+)/m.exec(toldIn(`/proc/${pid}/status`))?.[1] ?? 0) / 1024
