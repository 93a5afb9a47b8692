/** A class on a queue, and what the tables then say. */
import { join } from 'node:path'
import { digestOfEntry } from '../../classroom/intake/gather.ts'
import { takeIn } from '../../classroom/intake/intake.ts'
import { openPlace } from '../../classroom/intake/open-place.ts'
import { exercises, type Settings } from '../../classroom/judge.ts'
import type { Database } from '../../classroom/remote/database.ts'
import { handIn } from '../../classroom/remote/hand-in.ts'
import { scratch } from '../scratch.ts'

export const settings: Settings = { kit: 'a-kit', version: '0.1.0', timeoutMs: 5000, sandbox: true }

/** Learners with a written answer each; three answers go around, unless others are given. */
export const aClass = async (count: number, text = (index: number) => `Answer ${index % 3}.\n`) => {
  const files = Array.from({ length: count }, (_, index) => [`class/Learner ${index}/q1.md`, text(index)] as const)
  const place = await openPlace(join(scratch(Object.fromEntries(files)), 'class'))
  const { entries } = await takeIn(place, { exercises, name: 'class' })
  const open = await Promise.all(entries.map(async (entry) => ({ entry, content: await digestOfEntry(place, entry) })))
  return { place, open }
}

/** What the library does for a worker: the next job is this worker's. */
export const take = async (database: Database, worker: string, silence = '50 milliseconds', seen = 'now()'): Promise<string> => {
  await database.query(
    `insert into joinery.worker (id, host, kit, version, sandbox, jobs, silence, seen) values ($1, 'host-' || $1, 'a-kit', '0.1.0', true, 1, $2, ${seen})
     on conflict (id) do update set seen = excluded.seen`,
    [worker, silence],
  )
  const [row] = await database.query<{ key: string }>(
    `update joinery_jobs._private_jobs set locked_by = $1, locked_at = now(), attempts = attempts + 1
     where id = (select id from joinery_jobs._private_jobs where is_available and run_at <= now() order by id limit 1) returning key`,
    [worker],
  )
  return row!.key
}

export const rowOf = async (database: Database, key: string) =>
  (
    await database.query<{ state: string; strikes: number; log: string }>(
      'select state, strikes, log from joinery.submission where key = $1',
      [key],
    )
  )[0]!

export const jobOf = async (database: Database, key: string) =>
  (
    await database.query<{ locked_by: string | null; queue_name: string | null }>(
      'select locked_by, queue_name from joinery_jobs.jobs where key = $1',
      [key],
    )
  )[0]

export const handInAll = async (
  database: Database,
  handed: Awaited<ReturnType<typeof aClass>>,
  more: Partial<Settings> = {},
  fresh = false,
) => {
  const keys: string[] = []
  const signal = new AbortController().signal
  const onHandedIn = (some: readonly string[]) => void keys.push(...some)
  await handIn(database, { ...handed, settings: { ...settings, ...more }, fresh, signal, onHandedIn })
  return keys
}
