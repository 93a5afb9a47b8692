import { existsSync } from 'node:fs'
import { rm, writeFile } from 'node:fs/promises'
import { availableParallelism } from 'node:os'
import { basename, join, resolve } from 'node:path'
import { conclude, type Concluded, type ConcludeOptions } from '../classroom/conclude.ts'
import { chosenBy, wereMeant } from '../classroom/intake/chosen.ts'
import type { Entry } from '../classroom/intake/entry.ts'
import { takeIn } from '../classroom/intake/intake.ts'
import { outWithin } from '../classroom/intake/out-within.ts'
import { openPlace } from '../classroom/intake/open-place.ts'
import type { Place } from '../classroom/intake/place.ts'
import { exercises, type Settings } from '../classroom/judge.ts'
import { thisKit } from '../classroom/kit.ts'
import { openLedger, type Ledger } from '../classroom/ledger.ts'
import { lockFolder } from '../classroom/lock.ts'
import { marksIn, requireExports } from '../classroom/outputs.ts'
import { namesIn, type Names } from '../classroom/namesakes.ts'
import { showProgress } from '../classroom/progress.ts'
import { poolOf, type Pool } from '../classroom/pool.ts'
import { openEntries, withContents, workThrough } from '../classroom/work-through.ts'
import type { ClassRecord } from '../classroom/record.ts'
import { takeAddress } from '../classroom/remote/address.ts'
import type { Queue } from '../classroom/remote/queue.ts'
import { openWorkers, type Workers } from '../classroom/workers.ts'
import { sweep } from '../classroom/sweep.ts'
import { UsageError } from '../core/errors.ts'
import { renderClassSummary, type ClassSummary } from '../report/class-summary.ts'
import { points } from '../report/words.ts'
import { makeFolder } from './parts/make-folder.ts'
import { withInterrupt } from './parts/interrupt.ts'
import { isOnGitHub, publishClass, withoutCommands } from './parts/on-github.ts'
import { requireSandbox } from './parts/require-sandbox.ts'
import { say } from './parts/screen.ts'

/** What was typed behind `npm run grade`. */
export interface GradeClassOptions extends ConcludeOptions {
  readonly jobs?: number
  /** Seconds. */
  readonly timeout: number
  readonly unsandboxed?: boolean
  readonly fresh?: boolean
  readonly assignment?: string
  /** Where other machines take the work from: an address, or true for the variable's. */
  readonly queue?: string | true
}

/**
 * Grades a class. Returns the exit code: 0 every submission has a result, 130 interrupted.
 */
export const grade = async (path: string, options: GradeClassOptions): Promise<number> => {
  await requireExports(options)
  // The first of them starts while the class is looked through.
  const workers = openWorkers(jobsOf(options))
  try {
    return await gradeBy(workers, path, options)
  } finally {
    await workers.close()
  }
}

const gradeBy = async (workers: Workers, path: string, options: GradeClassOptions): Promise<number> => {
  const sandbox = options.unsandboxed !== true
  const queue = await queueOf(options)
  if (sandbox && queue === null) await requireSandbox('; or add --unsandboxed, if you trust every program in the class')
  sweep()
  const place = await openPlace(path)
  const intake = await takeIn(place, {
    exercises,
    name: basename(resolve(path)),
    out: outWithin(path, options.out),
    assignment: options.assignment,
  })
  const chosen = options.only === undefined ? intake.entries : chosenBy(intake.entries, options.only)
  if (options.only !== undefined && chosen.length > 1) say(wereMeant(chosen, options.only))
  const out = resolve(options.out)
  makeFolder(out, 'Give another --out')
  const lock = await lockFolder(out)
  try {
    const { digest, version } = thisKit()
    const settings: Settings = { kit: digest, version, timeoutMs: options.timeout * 1000, sandbox }
    return await gradeInto(out, {
      path: resolve(path),
      place,
      intake,
      names: namesIn(intake.entries.map(({ students }) => students)),
      chosen,
      settings,
      options,
      workers,
      openPool: async (open, signal) =>
        queue === null
          ? { pool: lasting(poolOf(workers), signal), jobs: jobsOf(options) }
          : queue.openPool({ place, open: await withContents(place, open), settings, fresh: options.fresh === true, signal }),
    })
  } finally {
    await lock.release()
    await queue?.close()
  }
}

/** Those who judged go on to read for likeness, unless the run is interrupted. */
const lasting = (pool: Pool, signal: AbortSignal): Pool => ({ ...pool, close: () => (signal.aborted ? pool.close() : Promise.resolve()) })

const jobsOf = ({ jobs = availableParallelism() }: GradeClassOptions): number => jobs

/** The queue is loaded only where it is wanted. */
const queueOf = async ({ queue, jobs }: GradeClassOptions): Promise<Queue | null> => {
  if (queue === undefined) return null
  if (jobs !== undefined)
    throw new UsageError('--jobs says how much this machine does at once, and with --queue others do it: give it to the workers.')
  // Nobody need see the address in the list of processes.
  process.title = 'joinery grade'
  const { openQueue } = await import('../classroom/remote/queue.ts')
  return openQueue(takeAddress(queue === true ? undefined : queue, process.env), (words) => process.stderr.write(`joinery: ${words}\n`))
}

interface Run extends Pick<Concluded, 'path' | 'intake' | 'names' | 'workers'> {
  readonly place: Place
  readonly chosen: readonly Entry[]
  readonly settings: Settings
  readonly options: GradeClassOptions
  readonly openPool: (open: readonly Entry[], signal: AbortSignal) => Promise<{ readonly pool: Pool; readonly jobs: number }>
}

const gradeInto = async (out: string, run: Run): Promise<number> => {
  const { options, settings, chosen } = run
  const fresh = options.fresh === true && options.only === undefined
  const beginning = join(out, '.beginning-again')
  const ledger = await openLedger(join(out, 'results.jsonl'), fresh && !existsSync(beginning))
  try {
    if (fresh) await writeFile(beginning, 'A run with --fresh has not ended yet: the next one with --fresh goes on.\n')
    const isAnew = options.fresh === true && options.only !== undefined
    const open = isAnew ? chosen : await openEntries(run.place, chosen, ledger, settings)
    const ended = await withInterrupt(
      (signal) => work(run, open, ledger, signal),
      `interrupted; the same command goes on where it stopped. Every result so far is in ${options.out}.`,
    )
    if (ended === null) return 130
    tell(await conclude(out, { ...run, sandboxed: settings.sandbox, jobs: jobsOf(options) }, ledger))
    await rm(beginning, { force: true })
    return 0
  } finally {
    await ledger.close()
  }
}

const work = async (
  { path, place, settings, chosen, names, ...run }: Run,
  open: readonly Entry[],
  ledger: Ledger,
  signal: AbortSignal,
): Promise<true> => {
  if (open.length === 0) return true
  const done = chosen.length - open.length
  if (done > 0) process.stderr.write(`joinery: ${done} of ${chosen.length} have a result already.\n`)
  const progress = await showProgress(process.stderr, done, chosen.length)
  try {
    const { pool, jobs } = await run.openPool(open, signal)
    const onDone = (record: ClassRecord, again: boolean) => progress.step(verdictWords(record, names), again)
    await workThrough(open, { path, place, settings, pool, jobs, ledger, signal, onDone })
  } finally {
    progress.stop()
  }
  return true
}

const verdictWords = (record: ClassRecord, names: Names): string => {
  const { called, total, max, status } = marksIn(record, names)
  return `${called}: ${total === null ? status : `${points(total)}/${points(max)}`}`
}

const tell = (summary: ClassSummary): void => {
  const screen = renderClassSummary(summary, process.stdout.isTTY ? process.stdout.columns : undefined)
  process.stdout.write(isOnGitHub(process.env) ? `${withoutCommands(screen)}${publishClass([...summary.marks], process.env)}` : screen)
}
