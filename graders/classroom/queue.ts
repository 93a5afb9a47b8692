/** Works through a class: several submissions at once, each result on the disk before the next one is taken. */
import { setMaxListeners } from 'node:events'
import type { Entry } from './intake/entry.ts'
import { digestOfEntry } from './intake/gather.ts'
import type { Place } from './intake/place.ts'
import { brokenRecord, keyOf, type Settings } from './judge.ts'
import type { Ledger } from './ledger.ts'
import type { Judged, Pool } from './pool.ts'
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
  /** Who judges; closed at the end, however it comes. */
  readonly pool: Pool
  /** How many are given to the pool at once. */
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
  // Each that is under way listens to the signal.
  setMaxListeners(0, work.signal)
  try {
    const failed = await judgeAll(open, work, false)
    if (!work.pool.triesAgain) await judgeAll(failed, work, true)
  } finally {
    await work.pool.close()
  }
}

const judgeAll = async (open: readonly Open[], work: Work, again: boolean): Promise<Open[]> => {
  const failed: Open[] = []
  const queue = open.values()
  const worker = async (): Promise<void> => {
    for (const each of queue) {
      work.signal.throwIfAborted()
      const judged = await interruptible(
        work.pool.judge({ from: { path: work.path }, entry: each.entry, settings: work.settings }),
        work.signal,
      )
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
