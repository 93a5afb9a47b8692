/**
 * Takes over the jobs of workers that are not heard of any more.
 *
 * Theory of operation. A worker says every few seconds that it is alive, and has promised beforehand after how long a silence it may be
 * given up. Only the database's clock counts, and a silence begins at the earliest when the database was started: one that the database
 * itself caused does not count. The jobs of a lost worker go back onto the queue with a strike. Nobody knows which of them brought it down,
 * so from then on they are done one after the other: a job that kills a second worker does so alone, and is set aside. A worker that was
 * given up and is alive after all may still hand its result in: the first one counts.
 */
import type { Database, Query } from './database.ts'
import { addJobs } from './jobs.ts'
import { jobsSchema } from './schema.ts'

/** A submission that brought down so many workers, or was a fault of the grader so often, is for a person to look at. */
export const mostStrikes = 2

/** A worker that died before it could say a word has so many seconds. */
const wordlessSilence = 60

interface Held {
  readonly job: string
  readonly key: string | null
  readonly holder: string
  readonly log: string
}

/** Gives up silent workers. Cheap where there are none. */
export const takeOver = async (database: Database): Promise<void> => {
  const [found] = await database.query<{ some: boolean }>(`select exists (select from joinery.worker where ${isSilent}) as some`)
  if (found?.some === true) await takeOverAll(database)
}

const isSilent = `greatest(seen, pg_postmaster_start_time()) < now() - silence`

/** Looks for jobs in the hands of somebody who never introduced himself, too. */
export const takeOverAll = (database: Database, wordless = wordlessSilence): Promise<void> =>
  database.transaction((query) => giveUpSilent(query, wordless))

const giveUpSilent = async (query: Query, wordless: number): Promise<void> => {
  const held = await query<Held>(
    `with lost as (delete from joinery.worker where ${isSilent} returning id, host, seen)
     select job.id as job, job.key, job.locked_by as holder,
       format('%s: the worker on %s was lost. It took this up at %s and was last heard of at %s.',
         ${inUtc('now()')}, coalesce(lost.host, 'an unknown machine'), ${inUtc('job.locked_at')}, coalesce(${inUtc('lost.seen')}, 'no time')) as log
     from ${jobsSchema}.jobs job left join lost on lost.id = job.locked_by
     where lost.id is not null
        or job.locked_by is not null
           and greatest(job.locked_at, pg_postmaster_start_time()) < now() - make_interval(secs => $1)
           and not exists (select from joinery.worker where worker.id = job.locked_by)`,
    [wordless],
  )
  for (const holder of new Set(held.map(({ holder }) => holder)))
    await strike(
      query,
      holder,
      held.filter((each) => each.holder === holder),
    )
}

const inUtc = (time: string): string => `to_char(${time} at time zone 'UTC', 'YYYY-MM-DD HH24:MI:SS "UTC"')`

const strike = async (query: Query, holder: string, held: readonly Held[]): Promise<void> => {
  await query(`select ${jobsSchema}.force_unlock_workers(array[$1])`, [holder])
  const struck = await query<{ key: string; kit: string; sandbox: boolean; state: string }>(
    `update joinery.submission set strikes = strikes + 1, log = submission.log || lost.log || E'\\n',
       state = case when strikes + 1 < $3 then 'waiting' else 'set aside' end, ended = case when strikes + 1 < $3 then null else now() end
     from unnest($1::text[], $2::text[]) as lost (key, log)
     where submission.key = lost.key and state = 'waiting'
     returning submission.key, kit, sandbox, state`,
    [held.map(({ key }) => key), held.map(({ log }) => log), mostStrikes],
  )
  const again = struck.filter(({ state }) => state === 'waiting')
  await addJobs(query, again, `after ${holder}`)
  const ended = held.filter(({ key }) => !again.some((each) => each.key === key)).map(({ job }) => job)
  await query(`select count(*) from ${jobsSchema}.complete_jobs($1::bigint[])`, [ended])
}
