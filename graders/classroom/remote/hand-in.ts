/** Puts a class's submissions onto the queue. Handing in twice is the same as once, whoever does it, and also at the same time. */
import type { Place } from '../intake/place.ts'
import type { Settings } from '../judge.ts'
import type { Open } from '../work-through.ts'
import type { Database, Query } from './database.ts'
import { addJobs, submissionKey, type QueuedTask } from './jobs.ts'
import { digestsIn, packEntry, type Blobs, type Parcel } from './parcel.ts'

/** The number of a lock of the database's: all who hand in hold it together, and who purges files that nobody needs holds it alone. */
export const handInLock = 7_264_502

/** What is handed in, and how. */
export interface HandIn {
  readonly place: Place
  readonly open: readonly Open[]
  readonly settings: Settings
  /** Grade anew what has a result already. */
  readonly fresh: boolean
  readonly signal: AbortSignal
  /** Told of those whose result can be waited for. */
  readonly onHandedIn: (keys: readonly string[]) => void
}

interface Packed {
  readonly key: string
  readonly task: QueuedTask
  readonly parcel: Parcel
  readonly blobs: Blobs
}

const batchSize = 100
const batchBytes = 8 * 1024 * 1024

/** Comes back when everything is on the queue. */
export const handIn = async (database: Database, { place, open, settings, fresh, signal, onHandedIn }: HandIn): Promise<void> => {
  for (let from = 0; from < open.length; from += batchSize) {
    const tasks = open.slice(from, from + batchSize).map(({ entry, content }) => ({ entry, content, settings }))
    const keyed = new Map(tasks.map((task) => [submissionKey(task), task]))
    const known = await knownAmong(database, [...keyed.keys()], fresh)
    onHandedIn([...known])
    let batch: Packed[] = []
    for (const [key, task] of keyed) {
      signal.throwIfAborted()
      if (known.has(key)) continue
      batch.push({ key, task, ...(await packEntry(place, task.entry)) })
      if (bytesIn(batch) < batchBytes) continue
      await send(database, batch, onHandedIn)
      batch = []
    }
    await send(database, batch, onHandedIn)
  }
}

const bytesIn = (batch: readonly Packed[]): number =>
  batch.reduce((sum, { blobs }) => [...blobs.values()].reduce((each, { length }) => each + length, sum), 0)

/** What the queue has already need not be read again. Where it is to be graded anew, it is put back. */
const knownAmong = async (database: Database, keys: readonly string[], fresh: boolean): Promise<Set<string>> =>
  database.transaction(async (query) => {
    if (fresh) await putBack(query, keys)
    const rows = await query<{ key: string }>('select key from joinery.submission where key = any($1)', [keys])
    return new Set(rows.map(({ key }) => key))
  })

/** Makes submissions wait again that have a result, or were set aside. Returns whose they are. */
export const putBack = async (query: Query, keys: readonly string[]): Promise<readonly string[]> => {
  const rows = await query<{ key: string; kit: string; sandbox: boolean; task: string }>(
    `update joinery.submission set state = 'waiting', strikes = 0, log = '', record = null, ended = null
     where key = any($1) and state <> 'waiting' returning key, kit, sandbox, task`,
    [keys],
  )
  await addJobs(query, rows)
  return rows.map(({ task }) => task)
}

const send = async (database: Database, batch: readonly Packed[], onHandedIn: HandIn['onHandedIn']): Promise<void> => {
  if (batch.length === 0) return
  await database.transaction((query) => store(query, batch))
  onHandedIn(batch.map(({ key }) => key))
}

/** In one order, so that two who hand in the same never wait for each other. */
const store = async (query: Query, batch: readonly Packed[]): Promise<void> => {
  await query('select pg_advisory_xact_lock_shared($1)', [handInLock])
  const blobs = [...new Map(batch.flatMap(({ blobs }) => [...blobs]))].sort(([a], [b]) => (a < b ? -1 : 1))
  await query('insert into joinery.blob (digest, bytes) select * from unnest($1::text[], $2::bytea[]) on conflict do nothing', [
    blobs.map(([digest]) => digest),
    blobs.map(([, bytes]) => Buffer.from(bytes)),
  ])
  const rows = batch
    .toSorted((a, b) => (a.key < b.key ? -1 : 1))
    .map(({ key, task, parcel }) => ({
      key,
      kit: task.settings.kit,
      sandbox: task.settings.sandbox,
      task: JSON.stringify(task),
      parcel: JSON.stringify(parcel),
      blobs: digestsIn(parcel),
    }))
  const added = await query<{ key: string }>(
    `insert into joinery.submission (key, kit, sandbox, task, parcel, blobs)
     select key, kit, sandbox, task, parcel, array(select json_array_elements_text(blobs))
     from json_to_recordset($1::json) as each (key text, kit text, sandbox boolean, task text, parcel text, blobs json)
     on conflict (key) do nothing returning key`,
    [JSON.stringify(rows)],
  )
  const isNew = new Set(added.map(({ key }) => key))
  await addJobs(
    query,
    batch.filter(({ key }) => isNew.has(key)).map(({ key, task: { settings } }) => ({ key, kit: settings.kit, sandbox: settings.sandbox })),
  )
}
