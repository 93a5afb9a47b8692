/** A process that judges and reads submissions, so that nothing that happens to it costs the class its results. */
import { openPlace } from './intake/open-place.ts'
import type { Place } from './intake/place.ts'
import type { Entry } from './intake/entry.ts'
import { judgeEntry, type Settings } from './judge.ts'
import type { Read, Reading } from './likeness/reading.ts'
import type { ClassRecord } from './record.ts'
import { reclaimer } from './reclaim.ts'
import { placeOfParcel, type Blobs, type Parcel } from './remote/parcel.ts'
import type { Fault, Message, Order } from './worker-process.ts'
import { pythonAtHand } from '../process/python-at-hand.ts'
import { openTypeServer } from '../source/types/server.ts'
import { stackOf } from '../core/errors.ts'
import { once } from '../core/once.ts'

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
const typeServer = openTypeServer()
let place: Promise<Place> | null = null

/** Asked once for all submissions. */
const pythonHere = once(() => pythonAtHand().truth)

const answer = async ({ number, task }: Order): Promise<void> => {
  try {
    send(number, await done(task as Task | Reading))
  } catch (error) {
    if (!stop.signal.aborted) send(number, { fault: stackOf(error) })
  }
}

const done = async (task: Task | Reading): Promise<Judgement | Read> =>
  'settings' in task ? judged(task) : readAgain(await opened(task.path), task)

const opened = (path: string): Promise<Place> => (place ??= openPlace(path))

const judged = async ({ from, entry, settings }: Task): Promise<Judgement> => {
  const [where, found] = await Promise.all(['path' in from ? opened(from.path) : placeOfParcel(from.parcel, from.blobs), pythonHere()])
  const help = { signal: stop.signal, typeServer, ...(found === null ? {} : { python: found }) }
  return { record: await judgeEntry(where, entry, settings, help) }
}

/** What reads for likeness is loaded only where that is wanted. */
const readAgain = async (from: Place, task: Reading): Promise<Read> => (await import('./likeness/reading.ts')).readAgain(from, task)

let lastLook = performance.eventLoopUtilization()

/** How busy this process was since it was asked last. */
const busyMeanwhile = (): number => {
  const now = performance.eventLoopUtilization()
  const { utilization } = performance.eventLoopUtilization(now, lastLook)
  lastLook = now
  return utilization
}

const reclaim = reclaimer()

const send = (number: number, answer: Judgement | Read | Fault): void => {
  const message: Message = { number, answer, memory: process.memoryUsage.rss(), busy: busyMeanwhile() }
  if (process.connected) process.send?.(message)
  reclaim()
}

/** When the run over the class ends, however it does, programs that are running end with it. */
const leave = (): void => {
  stop.abort()
  typeServer.close()
  setTimeout(() => process.kill(process.pid, 'SIGKILL'), 5000).unref()
}

// Ctrl-C reaches every process of the terminal; only the one that keeps the results decides what follows.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => undefined)
process.on('disconnect', leave)
process.on('message', (order) => void answer(order as Order))
