/** Works through a class: several submissions at once, each result on the disk before the next one is taken. */
import { setMaxListeners } from 'node:events'
import type { Entry } from './intake/entry.ts'
import { digestOfEntry } from './intake/gather.ts'
import type { Place } from './intake/place.ts'
import { brokenRecord, keyOf, type Settings } from './judge.ts'
import type { Ledger } from './ledger.ts'
import type { Judged, Pool } from './pool.ts'
import { isErrored, type ClassRecord } from './record.ts'

/** An entry that has no result yet, and the digest of its content. */
export interface Open {
  readonly entry: Entry
  readonly content: string
}

/** What a run over a class needs besides the entries that are open. */
export interface Work {
  /** The folder or archive of the class. */
  readonly path: string
  readonly place: Place
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

/**
 * Those entries whose record is missing, out of date, or a fault of the grader's. An entry is read here only where there is a record to compare it with, since
 * whoever judges reads it anyway.
 */
export const openEntries = async (place: Place, entries: readonly Entry[], ledger: Ledger, settings: Settings): Promise<Entry[]> => {
  const open: Entry[] = []
  for (const entry of entries) {
    const line = ledger.newest(entry.id)
    if (line === undefined || line.errored || line.key !== keyOf(await digestOfEntry(place, entry), settings)) open.push(entry)
  }
  return open
}

/** Reads what the entries hold. */
export const withContents = async (place: Place, entries: readonly Entry[]): Promise<Open[]> => {
  const open: Open[] = []
  for (const entry of entries) open.push({ entry, content: await digestOfEntry(place, entry) })
  return open
}

/** Judges what is open; what the grader broke down on is tried once more at the end. */
export const workThrough = async (open: readonly Entry[], work: Work): Promise<void> => {
  // Each that is under way listens to the signal.
  setMaxListeners(0, work.signal)
  try {
    const failed = await judgeAll(open, work, false)
    if (!work.pool.triesAgain) await judgeAll(failed, work, true)
  } finally {
    await work.pool.close()
  }
}

const judgeAll = async (open: readonly Entry[], work: Work, again: boolean): Promise<Entry[]> => {
  const failed: Entry[] = []
  const queue = open.values()
  const worker = async (): Promise<void> => {
    for (const entry of queue) {
      work.signal.throwIfAborted()
      const judged = await interruptible(work.pool.judge({ from: { path: work.path }, entry, settings: work.settings }), work.signal)
      const record = await recordOf(judged, entry, work)
      if (isErrored(record)) failed.push(entry)
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

const recordOf = async (judged: Judged, entry: Entry, { place, settings }: Work): Promise<ClassRecord> =>
  'record' in judged ? judged.record : brokenRecord(entry, await digestOfEntry(place, entry), settings, judged.fault)
