/** A process that judges and reads one submission after the other, so that nothing that happens to it costs the class its results. */
import { tmpdir } from 'node:os'
import { openPlace, type Place } from './intake/place.ts'
import type { Entry } from './intake/entry.ts'
import { judgeEntry, type Settings } from './judge.ts'
import type { Read, Reading } from './likeness/reading.ts'
import type { ClassRecord } from './record.ts'
import { placeOfParcel, type Blobs, type Parcel } from './remote/parcel.ts'
import type { Fault, Message } from './workers.ts'
import { findPython } from '../process/python.ts'
import { openTypeServer } from '../source/types/server.ts'
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
const typeServer = openTypeServer(tmpdir())
let place: Promise<Place> | null = null
let python: ReturnType<typeof findPython> | null = null

/** Looked for once: behind a version manager that takes longer than some programs. */
const pythonHere = () => (python ??= findPython())

const answer = async (task: Task | Reading): Promise<void> => {
  try {
    send(await ('settings' in task ? judged(task) : readAgain(await opened(task.path), task)))
  } catch (error) {
    if (!stop.signal.aborted) send({ fault: stackOf(error) })
  }
}

const opened = (path: string): Promise<Place> => (place ??= openPlace(path))

const judged = async ({ from, entry, settings }: Task): Promise<Judgement> => {
  const [where, found] = await Promise.all(['path' in from ? opened(from.path) : placeOfParcel(from.parcel, from.blobs), pythonHere()])
  const help = { signal: stop.signal, typeServer, ...(found === null ? {} : { python: found }) }
  return { record: await judgeEntry(where, entry, settings, help) }
}

/** What reads for likeness is loaded only where that is wanted. */
const readAgain = async (from: Place, task: Reading): Promise<Read> => (await import('./likeness/reading.ts')).readAgain(from, task)

const send = (answer: Judgement | Read | Fault): void => {
  const message: Message<Judgement | Read> = { ...answer, memory: process.memoryUsage.rss() }
  if (process.connected) process.send?.(message)
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
process.on('message', (task) => void answer(task as Task | Reading))
