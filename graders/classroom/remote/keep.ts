/** What the keeper of a queue does with it: looks at it, puts back what was set aside, and takes away what is old. */
import { makeWorkerUtils } from 'graphile-worker'
import type { QueueStatus } from '../../report/queue-status.ts'
import type { Database, Query } from './database.ts'
import { handInLock, putBack } from './hand-in.ts'
import type { QueuedTask } from './jobs.ts'
import { jobsSchema, silent } from './schema.ts'

const recentMinutes = 5
const mostShown = 20

/** How the queue stands now, by the database's clock. */
export const statusOf = ({ transaction, place }: Database): Promise<QueueStatus> =>
  transaction(async (query) => ({
    place,
    work: await workIn(query),
    recent: await recentIn(query),
    workers: await workersIn(query),
    setAside: await setAsideIn(query),
  }))

/** Columns as they come: PostgreSQL's names are the words of the status. */
type Columns<Row> = Row & Readonly<Record<string, unknown>>

const workIn = (query: Query): Promise<QueueStatus['work']> =>
  query<Columns<QueueStatus['work'][number]>>(
    `with running as (select key from ${jobsSchema}.jobs where locked_at is not null)
     select kit, sandbox,
       (count(*) filter (where state = 'waiting' and running.key is null))::integer as waiting,
       (count(*) filter (where state = 'waiting' and running.key is not null))::integer as running,
       (count(*) filter (where state = 'done'))::integer as done,
       (count(*) filter (where state = 'set aside'))::integer as "setAside"
     from joinery.submission left join running using (key) group by kit, sandbox order by min(handed_in)`,
  )

const recentIn = async (query: Query): Promise<QueueStatus['recent']> => {
  const [row] = await query<{ count: number; seconds: number | null }>(
    `select count(*)::integer as count, extract(epoch from now() - min(ended))::float as seconds
     from joinery.submission where ended > now() - interval '${recentMinutes} minutes'`,
  )
  const { count = 0, seconds = null } = row ?? {}
  return { count, minutes: Math.max(seconds ?? 0, 5) / 60 }
}

const workersIn = (query: Query): Promise<QueueStatus['workers']> =>
  query<Columns<QueueStatus['workers'][number]>>(
    `select host, kit, version, tools, sandbox, worker.jobs,
       (select count(*)::integer from ${jobsSchema}.jobs where locked_by = worker.id) as running,
       extract(epoch from now() - started)::integer as "upSeconds", extract(epoch from now() - seen)::integer as "silentSeconds",
       seen < now() - silence as lost
     from joinery.worker order by host, started`,
  )

const nameIn = (task: string): string => (JSON.parse(task) as QueuedTask).entry.students.map(({ name }) => name).join(', ')

const setAsideIn = async (query: Query): Promise<QueueStatus['setAside']> => {
  const rows = await query<{ task: string; log: string }>(
    `select task, log from joinery.submission where state = 'set aside' order by ended desc limit ${mostShown}`,
  )
  return rows.map(({ task, log }) => ({ name: nameIn(task), log }))
}

/** Gives everything that was set aside another chance. Returns whose it is. */
export const retryAll = ({ transaction }: Database): Promise<string[]> =>
  transaction(async (query) => {
    const rows = await query<{ key: string }>(`select key from joinery.submission where state = 'set aside'`)
    const tasks = await putBack(
      query,
      rows.map(({ key }) => key),
    )
    return tasks.map(nameIn)
  })

/** How many of each were taken away. */
export interface Purged {
  readonly submissions: number
  readonly waiting: number
  readonly blobs: number
}

/** So many at once: a statement must not take longer than a connection is trusted. */
const purgedAtOnce = 5000

/** Takes away what ended, or was handed in and never begun, so many days ago; with 0 everything but what is running. */
export const purge = async (database: Database, days: number): Promise<Purged> => {
  let [submissions, waiting] = [0, 0]
  for (let more = true; more;) {
    const states = await database.transaction((query) => purgeSome(query, days))
    const waited = states.filter((state) => state === 'waiting').length
    submissions += states.length - waited
    waiting += waited
    more = states.length === purgedAtOnce
  }
  const blobs = await database.transaction(purgeBlobs)
  await tidyLines(database)
  return { submissions, waiting, blobs }
}

/** Returns the states that they were in. */
const purgeSome = async (query: Query, days: number): Promise<string[]> => {
  const rows = await query<{ key: string; state: string }>(
    `delete from joinery.submission where key in (
       select key from joinery.submission where coalesce(ended, handed_in) <= now() - make_interval(days => $1)
         and (state <> 'waiting' or not exists (select from ${jobsSchema}.jobs where jobs.key = submission.key and locked_at is not null))
       limit ${purgedAtOnce})
     returning key, state`,
    [days],
  )
  await query(`select count(*) from ${jobsSchema}.complete_jobs(array(select id from ${jobsSchema}.jobs where key = any($1)))`, [
    rows.map(({ key }) => key),
  ])
  return rows.map(({ state }) => state)
}

/** Nobody hands in meanwhile: a file that a new submission counts on must not be taken away. */
const purgeBlobs = async (query: Query): Promise<number> => {
  await query('select pg_advisory_xact_lock($1)', [handInLock])
  const [row] = await query<{ count: number }>(
    `with gone as (
       delete from joinery.blob
       where not exists (select from (select unnest(blobs) as digest from joinery.submission) as used where used.digest = blob.digest)
       returning 1)
     select count(*)::integer as count from gone`,
  )
  return row?.count ?? 0
}

/** The lines in which the jobs of lost workers stood are left behind by the library. */
const tidyLines = async ({ pool }: Database): Promise<void> => {
  const utils = await makeWorkerUtils({ pgPool: pool, schema: jobsSchema, logger: silent })
  try {
    await utils.cleanup({ tasks: ['GC_JOB_QUEUES'] })
  } finally {
    await utils.release()
  }
}
