/** A process that judges one submission after the other, so that nothing that happens to it costs the class its results. */
import { openPlace, type Place } from './intake/place.ts'
import type { Entry } from './intake/entry.ts'
import { judgeEntry, type Settings } from './judge.ts'
import type { ClassRecord } from './record.ts'
import { placeOfParcel, type Blobs, type Parcel } from './remote/parcel.ts'
import type { Fault, Message } from './workers.ts'
import { stackOf } from '../core/score.ts'

/** What a worker is asked. */
export interface Task {
  /** Where the class lies, or the submission itself. */
  readonly from: { readonly path: string } | { readonly parcel: Parcel; readonly blobs: Blobs }
  readonly entry: Entry
  readonly settings: Settings
}

/** What it answers, if it can. */
export interface Judgement {
  readonly record: ClassRecord
}

const stop = new AbortController()
let place: Promise<Place> | null = null

const answer = async ({ from, entry, settings }: Task): Promise<void> => {
  try {
    const opened = 'path' in from ? (place ??= openPlace(from.path)) : placeOfParcel(from.parcel, from.blobs)
    send({ record: await judgeEntry(await opened, entry, settings, stop.signal) })
  } catch (error) {
    if (!stop.signal.aborted) send({ fault: stackOf(error) })
  }
}

const send = (answer: Judgement | Fault): void => {
  const message: Message<Judgement> = { ...answer, memory: process.memoryUsage.rss() }
  if (process.connected) process.send?.(message)
}

/** When the run over the class ends, however it does, programs that are running end with it. */
const leave = (): void => {
  stop.abort()
  setTimeout(() => process.kill(process.pid, 'SIGKILL'), 5000).unref()
}

// Ctrl-C reaches every process of the terminal; only the one that keeps the results decides what follows.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => undefined)
process.on('disconnect', leave)
process.on('message', (task) => void answer(task as Task))
