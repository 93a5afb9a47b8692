/** Works through a class: several submissions at once, each result on the disk before the next one is taken. */
import type { Entry } from './intake/entry.ts'
import { digestOfEntry } from './intake/gather.ts'
import type { Place } from './intake/place.ts'
import { brokenRecord, keyOf, type Settings } from './judge.ts'
import type { Ledger } from './ledger.ts'
import { openPool, type Judged, type Pool } from './pool.ts'
import { isErrored, type ClassRecord } from './record.ts'

/** An entry that has no result yet. */
export interface Open {
  readonly entry: Entry
  readonly content: string
}

export interface Work {
  /** The folder or archive of the class. */
  readonly path: string
  readonly settings: Settings
  readonly jobs: number
  readonly ledger: Ledger
  readonly signal: AbortSignal
  /** Told of each record when it is on the disk. */
  readonly onDone: (record: ClassRecord, again: boolean) => void
}

/** Those entries whose record is missing, out of date, or a fault of the grader's. `all` asks for every one. */
export const openEntries = async (
  place: Place,
  entries: readonly Entry[],
  ledger: Ledger,
  settings: Settings,
  all: boolean,
): Promise<Open[]> => {
  const open: Open[] = []
  for (const entry of entries) {
    const content = await digestOfEntry(place, entry)
    const line = ledger.newest(entry.id)
    if (all || line === undefined || line.errored || line.key !== keyOf(content, settings)) open.push({ entry, content })
  }
  return open
}

/** Judges what is open; what the grader broke down on is tried once more at the end. */
export const workThrough = async (open: readonly Open[], work: Work): Promise<void> => {
  const pool = openPool(work.jobs, patienceMs(work.settings))
  try {
    const failed = await judgeAll(open, pool, work, false)
    await judgeAll(failed, pool, work, true)
  } finally {
    await pool.close()
  }
}

/** Three runs of six programs, and time for reading the rest: what takes longer than that will never end. */
const patienceMs = ({ timeoutMs }: Settings): number => 18 * (timeoutMs + 5000) + 60_000

const judgeAll = async (open: readonly Open[], pool: Pool, work: Work, again: boolean): Promise<Open[]> => {
  const failed: Open[] = []
  const queue = open.values()
  const worker = async (): Promise<void> => {
    for (const each of queue) {
      work.signal.throwIfAborted()
      const judged = await interruptible(pool.judge({ path: work.path, entry: each.entry, settings: work.settings }), work.signal)
      const record = recordOf(judged, each, work.settings)
      if (isErrored(record)) failed.push(each)
      await work.ledger.add(record)
      work.onDone(record, again)
    }
  }
  await Promise.all(Array.from({ length: Math.min(work.jobs, open.length) }, worker))
  return failed
}

/** An abort does not wait for a program that may run for a long time yet: closing the pool ends it. */
const interruptible = (judged: Promise<Judged>, signal: AbortSignal): Promise<Judged> =>
  new Promise((resolve, reject) => {
    const stop = () => reject(signal.reason as Error)
    signal.addEventListener('abort', stop, { once: true })
    judged.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop))
  })

const recordOf = (judged: Judged, { entry, content }: Open, settings: Settings): ClassRecord =>
  'record' in judged ? judged.record : brokenRecord(entry, content, settings, judged.fault)
