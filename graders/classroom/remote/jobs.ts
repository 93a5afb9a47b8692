/** What the queue's jobs are called, and how they come onto it. */
import { createHash } from 'node:crypto'
import type { Entry } from '../intake/entry.ts'
import { keyOf, type Settings } from '../judge.ts'
import type { Query } from './database.ts'
import { jobsSchema } from './schema.ts'

/** What a worker has to know of a submission besides its files. */
export interface QueuedTask {
  readonly entry: Entry
  readonly content: string
  readonly settings: Settings
}

/** One for who handed in what, under one kit and its options: the same whoever hands it in, and however often. */
export const submissionKey = ({ entry, content, settings }: QueuedTask): string =>
  createHash('sha256')
    .update(JSON.stringify([keyOf(content, settings), entry.id, entry.students, entry.parts, entry.remarks]))
    .digest('hex')

/** Workers ask for their own kit's jobs alone, and a program that was not trusted is never run outside of a sandbox. */
export const jobName = (kit: string, sandbox: boolean): string => `judge:${kit}:${sandbox ? 'sandboxed' : 'unsandboxed'}`

/** The library must never give a job up: how often one may fail is counted with the submission (`strikes`). */
const manyAttempts = 32_000

/** Puts jobs onto the queue. One that waits there already keeps its place. `line` is for jobs that must not run at the same time. */
export const addJobs = async (
  query: Query,
  jobs: readonly { key: string; kit: string; sandbox: boolean }[],
  line?: string,
): Promise<void> => {
  const specs = jobs.map(({ key, kit, sandbox }) => ({
    identifier: jobName(kit, sandbox),
    payload: { key },
    queue_name: line ?? null,
    max_attempts: manyAttempts,
    job_key: key,
  }))
  if (specs.length === 0) return
  await query(
    `select count(*) from ${jobsSchema}.add_jobs(array(select json_populate_recordset(null::${jobsSchema}.job_spec, $1::json)), true)`,
    [JSON.stringify(specs)],
  )
}
