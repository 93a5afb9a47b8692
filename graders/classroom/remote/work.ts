/** A worker: takes jobs from the queue, has them judged by processes of its own, and stores what came of it. */
import { setTimeout as delay } from 'node:timers/promises'
import { runTaskList, type WorkerPool } from 'graphile-worker'
import { stackOf } from '../../core/errors.ts'
import type { Kit } from '../kit.ts'
import { poolOf, type Judged, type Pool } from '../pool.ts'
import { openWorkers } from '../workers.ts'
import { isErrored, type ClassRecord } from '../record.ts'
import type { Database } from './database.ts'
import { jobName, type QueuedTask } from './jobs.ts'
import { digestOf, digestsIn, type Blobs, type Parcel } from './parcel.ts'
import { jobsSchema, silent } from './schema.ts'
import { mostStrikes, takeOver, takeOverAll } from './take-over.ts'

/** How a worker works, and who hears of it. */
export interface Worker {
  /** Tells it from the others, also from those on the same machine. */
  readonly name: string
  readonly jobs: number
  readonly sandbox: boolean
  readonly kit: Kit
  /** What runs the programs here, for a person to compare: `Node 20.20.2, Python 3.11.4`. */
  readonly tools: string
  /** Seconds between two signs of life. */
  readonly heartbeat: number
  /** Takes no more from then on. */
  readonly drain: AbortSignal
  /** Stops at once, and gives back what it has. */
  readonly halt: AbortSignal
  /** Who judges; processes of its own without it. It is closed at the end. */
  readonly pool?: Pool | undefined
  /** Told of every job: a record, or what kept it from being made. */
  readonly onJudged: (judged: Judged, task: QueuedTask) => void
}

/** So many signs of life may get lost before a worker is given up. */
const beatsToSilence = 6

/** Works until it is told to stop. */
export const work = async (database: Database, worker: Worker): Promise<void> => {
  const pool = worker.pool ?? poolOf(openWorkers(worker.jobs))
  const stop = () => void pool.close()
  worker.halt.addEventListener('abort', stop, { once: true })
  try {
    // The library stops where the connection is cut at a wrong moment. Then it is started anew.
    while (!worker.drain.aborted) await workOnce(database, pool, worker)
  } finally {
    worker.halt.removeEventListener('abort', stop)
    await pool.close()
  }
}

const workOnce = async (database: Database, pool: Pool, worker: Worker): Promise<void> => {
  const givenBack = new Set<string>()
  const judge = async (payload: unknown): Promise<void> => {
    const { key } = payload as { key: string }
    await introduced
    try {
      await judgeJob(database, pool, worker, key)
    } catch (error) {
      if (worker.halt.aborted) givenBack.add(key)
      throw error
    }
  }
  const library = startLibrary(database, worker, judge)
  const introduced = signOfLife(database, worker, library.id)
  const ended = new AbortController()
  const drain = () => void Promise.resolve(library.gracefulShutdown()).catch(() => undefined)
  worker.drain.addEventListener('abort', drain, { once: true })
  if (worker.drain.aborted) drain()
  const beating = introduced.then(() => beat(database, worker, library.id, ended.signal))
  beating.catch(drain)
  await Promise.resolve(library.promise).catch(() => undefined)
  ended.abort()
  await beating
  worker.drain.removeEventListener('abort', drain)
  await leave(database, library.id, [...givenBack])
}

const startLibrary = (database: Database, { jobs, kit, sandbox }: Worker, judge: (payload: unknown) => Promise<void>): WorkerPool =>
  runTaskList(
    {
      schema: jobsSchema,
      logger: silent,
      concurrency: jobs,
      noHandleSignals: true,
      pollInterval: 1000,
      // With them a connection that is cut ends the library's work in an orderly way. Without, it would be an unhandled rejection.
      preset: { worker: { completeJobBatchDelay: 0, failJobBatchDelay: 0 } },
    },
    { [jobName(kit.digest, sandbox)]: judge },
    database.pool,
  )

const signOfLife = (database: Database, { name, kit, sandbox, jobs, tools, heartbeat }: Worker, id: string): Promise<unknown> =>
  database.query(
    `insert into joinery.worker (id, host, kit, version, sandbox, jobs, tools, silence)
     values ($1, $2, $3, $4, $5, $6, $7, make_interval(secs => $8))
     on conflict (id) do update set seen = now()`,
    [id, name, kit.digest, kit.version, sandbox, jobs, tools, heartbeat * beatsToSilence],
  )

/** Says that it is there, again and again, and looks after others that do not any more. */
const beat = async (database: Database, worker: Worker, id: string, signal: AbortSignal): Promise<void> => {
  for (let beats = 0; !signal.aborted; beats += 1) {
    await (beats % 12 === 0 ? takeOverAll(database) : takeOver(database))
    await delay(worker.heartbeat * 1000, undefined, { signal }).catch(() => undefined)
    if (!signal.aborted) await signOfLife(database, worker, id)
  }
}

/** An orderly leave is nobody's fault: what is given back has no strike, and waits for nothing. */
const leave = (database: Database, id: string, givenBack: readonly string[]): Promise<void> =>
  database.transaction(async (query) => {
    await query(`select ${jobsSchema}.force_unlock_workers(array[$1])`, [id])
    await query(
      `select count(*) from ${jobsSchema}.reschedule_jobs(
         array(select id from ${jobsSchema}.jobs where key = any($1)), run_at => now(), attempts => 0)`,
      [givenBack],
    )
    await query('delete from joinery.worker where id = $1', [id])
  })

interface Row {
  readonly [column: string]: unknown
  readonly task: string
  readonly parcel: string
  readonly strikes: number
}

const judgeJob = async (database: Database, pool: Pool, worker: Worker, key: string): Promise<void> => {
  const [row] = await database.query<Row>(`select task, parcel, strikes from joinery.submission where key = $1 and state = 'waiting'`, [
    key,
  ])
  if (row === undefined) return
  const task = JSON.parse(row.task) as QueuedTask
  const judged = await judgeParcel(database, pool, worker, task, JSON.parse(row.parcel) as Parcel)
  worker.halt.throwIfAborted()
  const isOver = await store(database, worker.name, { key, strikes: row.strikes, judged })
  worker.onJudged(judged, task)
  if (!isOver) throw new Error('this is tried once more')
}

const judgeParcel = async (database: Database, pool: Pool, worker: Worker, task: QueuedTask, parcel: Parcel): Promise<Judged> => {
  try {
    const { entry, settings, content } = task
    // Whatever stands in the database, nobody but the worker's keeper opens the sandbox.
    if (settings.sandbox !== worker.sandbox || settings.kit !== worker.kit.digest) throw new Error('this is no job for this worker')
    const blobs = await blobsOf(database, parcel)
    worker.halt.throwIfAborted()
    const judged = await pool.judge({ from: { parcel, blobs }, entry, settings })
    if ('record' in judged && judged.record.class.content !== content) throw new Error('the submission changed on its way here')
    return judged
  } catch (error) {
    return { fault: stackOf(error) }
  }
}

const blobsOf = async (database: Database, parcel: Parcel): Promise<Blobs> => {
  const rows = await database.query<{ digest: string; bytes: Buffer }>('select digest, bytes from joinery.blob where digest = any($1)', [
    digestsIn(parcel),
  ])
  for (const { digest, bytes } of rows) if (digestOf(bytes) !== digest) throw new Error(`the blob ${digest} is damaged`)
  return new Map(rows.map(({ digest, bytes }) => [digest, bytes]))
}

/** Only the first result of a submission counts. Returns false where it is to be tried once more. */
const store = async (
  database: Database,
  name: string,
  { key, strikes, judged }: { readonly key: string; readonly strikes: number; readonly judged: Judged },
): Promise<boolean> => {
  const fault = faultIn(judged)
  const record = 'record' in judged ? JSON.stringify(judged.record) : null
  if (fault === null) {
    await database.query(`update joinery.submission set state = 'done', record = $2, ended = now() where key = $1 and state = 'waiting'`, [
      key,
      record,
    ])
    return true
  }
  const isLast = strikes + 1 >= mostStrikes
  await database.query(
    `update joinery.submission set strikes = strikes + 1, log = log || $3 || E'\\n', state = $4, record = $5,
       ended = case when $4 = 'waiting' then null else now() end
     where key = $1 and state = 'waiting' and strikes = $2`,
    [key, strikes, `${name}: ${fault}`.replaceAll('\0', ''), isLast ? 'set aside' : 'waiting', isLast ? record : null],
  )
  return isLast
}

const faultIn = (judged: Judged): string | null =>
  'fault' in judged ? judged.fault : isErrored(judged.record) ? causesIn(judged.record) : null

const causesIn = ({ results }: ClassRecord): string =>
  results
    .filter(({ status }) => status === 'errored')
    .map(({ exercise, cause, lacks }) => `${exercise}: ${cause ?? lacks ?? 'it could not be judged'}`)
    .join('\n')
