/** The queue's tables. They are made, and brought up to date, by whoever comes first; everybody else waits for it. */
import { Logger, runMigrations } from 'graphile-worker'
import { UsageError } from '../../core/errors.ts'
import type { Database, Query } from './database.ts'

/** Where the job queue keeps its own tables. */
export const jobsSchema = 'joinery_jobs'

/** The library writes to a log of its own; what matters of it, the kit says itself. */
export const silent = new Logger(() => () => undefined)

/**
 * Each is run once, in this order; a change is a new one at the end.
 *
 * `submission` is what is to be judged, and what became of it: one row for who handed in what, for one kit and its options. Texts that hold JSON are kept as
 * text, to the byte. `worker` is who is at work, by its own signs of life. All times are the database's.
 */
const migrations: readonly string[] = [
  `create table joinery.blob (
     digest text primary key,
     bytes bytea not null
   );
   create table joinery.submission (
     key text primary key,
     kit text not null,
     sandbox boolean not null,
     task text not null,
     parcel text not null,
     blobs text[] not null,
     state text not null default 'waiting' check (state in ('waiting', 'done', 'set aside')),
     strikes smallint not null default 0,
     log text not null default '',
     record text,
     handed_in timestamptz not null default now(),
     ended timestamptz
   );
   create index submission_ended on joinery.submission (ended) where ended is not null;
   create index submission_waiting on joinery.submission (kit, sandbox) where state = 'waiting';
   create table joinery.worker (
     id text primary key,
     host text not null,
     kit text not null,
     version text not null,
     sandbox boolean not null,
     jobs integer not null,
     silence interval not null,
     started timestamptz not null default now(),
     seen timestamptz not null default now()
   );`,
  `alter table joinery.worker add column tools text not null default ''`,
]

/** The number of a lock of the database's: only one program of the kit at a time changes the tables. */
const lockNumber = 7_264_501

/** Brings the tables up to date. */
export const migrate = async (database: Database): Promise<void> => {
  if (await isUpToDate(database)) return
  await database.transaction(async (query) => {
    await query('select pg_advisory_xact_lock($1)', [lockNumber])
    await runMigrations({ pgPool: database.pool, schema: jobsSchema, logger: silent, noPreparedStatements: true })
    await query('create schema if not exists joinery')
    await query('create table if not exists joinery.migration (id integer primary key, at timestamptz not null default now())')
    for (let done = await versionOf(query); done < migrations.length; done += 1) {
      await query(migrations[done]!)
      await query('insert into joinery.migration (id) values ($1)', [done + 1])
    }
  })
}

const isUpToDate = async ({ query, place }: Database): Promise<boolean> => {
  const [tables] = await query<{ there: boolean }>(`select to_regclass('joinery.migration') is not null as there`)
  if (tables?.there !== true) return false
  const version = await versionOf(query)
  if (version > migrations.length)
    throw new UsageError(`the queue at ${place} was made by a newer version of the kit: bring this one up to date.`)
  return version === migrations.length
}

const versionOf = async (query: Query): Promise<number> => {
  const [row] = await query<{ id: number | null }>('select max(id) as id from joinery.migration')
  return row?.id ?? 0
}
