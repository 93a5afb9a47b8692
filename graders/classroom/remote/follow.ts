/** The queue seen from whoever hands in: a pool of workers that are elsewhere. */
import { setTimeout as delay } from 'node:timers/promises'
import { UsageError } from '../../core/errors.ts'
import type { Judged, Pool } from '../pool.ts'
import type { ClassRecord } from '../record.ts'
import type { Database } from './database.ts'
import { handIn, type HandIn } from './hand-in.ts'
import { submissionKey } from './jobs.ts'
import { takeOver } from './take-over.ts'

/** How many results are waited for at once: enough to keep up with many workers, and little to ask for. */
export const remoteJobs = 500

/** What is handed in, and who is told that nobody takes it. */
export interface Remote extends Omit<HandIn, 'onHandedIn' | 'signal'> {
  /** Told where nobody is there to do the work, and why. */
  readonly onIdle: (why: string) => void
}

interface Waiting {
  readonly resolve: (judged: Judged) => void
  readonly reject: (error: unknown) => void
}

interface Row {
  readonly key: string
  readonly record: string | null
  readonly log: string
}

/** Hands everything in, and waits for results as they are asked for. */
export const openRemotePool = (database: Database, remote: Remote): Pool => {
  const { open, settings } = remote
  const keys = new Map(open.map(({ entry, content }) => [entry.id, submissionKey({ entry, content, settings })]))
  const handedIn = new Set<string>()
  const waiting = new Map<string, Waiting>()
  const closed = new AbortController()
  const failAll = (error: unknown) => {
    if (!closed.signal.aborted) failure ??= { error }
    for (const { reject } of waiting.values()) reject(error)
    waiting.clear()
  }
  let failure: { readonly error: unknown } | null = null
  const onHandedIn = (more: readonly string[]) => {
    for (const key of more) handedIn.add(key)
  }
  const handingIn = handIn(database, { ...remote, signal: closed.signal, onHandedIn }).catch(failAll)
  const watcher = watch(database, remote, closed.signal)
  const following = follow().catch(failAll)

  async function follow(): Promise<void> {
    while (!closed.signal.aborted) {
      const wanted = [...waiting.keys()].filter((key) => handedIn.has(key))
      const rows = wanted.length === 0 ? [] : await ended(database, wanted)
      for (const row of rows) {
        waiting.get(row.key)?.resolve(judgedOf(row))
        waiting.delete(row.key)
      }
      if (rows.length > 0) watcher.noteProgress()
      else await watcher.pause(wanted)
    }
  }

  return {
    triesAgain: true,
    judge: ({ entry }) =>
      new Promise((resolve, reject) => {
        if (failure === null) waiting.set(keys.get(entry.id)!, { resolve, reject })
        else reject(failure.error)
      }),
    close: async () => {
      closed.abort()
      await Promise.all([handingIn, following])
    },
  }
}

/** A few at a time: a result may be large. */
const ended = (database: Database, keys: readonly string[]): Promise<Row[]> =>
  database.query<Row & Record<string, unknown>>(
    `select key, record, log from joinery.submission where key = any($1) and state <> 'waiting' limit 100`,
    [keys],
  )

const judgedOf = ({ record, log }: Row): Judged =>
  record === null ? { fault: `This was set aside for a person to look at.\n${log}`.trim() } : { record: JSON.parse(record) as ClassRecord }

/** While nothing comes: looks after workers that died, and after work that nobody will do. */
const watch = (database: Database, { settings, onIdle }: Remote, signal: AbortSignal) => {
  let last = performance.now()
  let looked = last
  let told: string | null = null
  return {
    noteProgress: () => void (last = performance.now()),
    pause: async (wanted: readonly string[]): Promise<void> => {
      await delay(Math.min(1000, 50 + (performance.now() - last) / 4), undefined, { signal })
      if (wanted.length === 0 || performance.now() - looked < 3000) return
      looked = performance.now()
      await takeOver(database)
      await refuseIfPurged(database, wanted)
      const why = await whyIdle(database, settings.kit, settings.sandbox)
      if (why !== null && why !== told) onIdle(why)
      told = why
    },
  }
}

const refuseIfPurged = async (database: Database, wanted: readonly string[]): Promise<void> => {
  const [row] = await database.query<{ there: number }>('select count(*)::integer as there from joinery.submission where key = any($1)', [
    wanted,
  ])
  if (row !== undefined && row.there < wanted.length)
    throw new UsageError(
      'somebody took submissions off the queue (npm run queue -- purge): run the same command again to hand them in anew.',
    )
}

const whyIdle = async (database: Database, kit: string, sandbox: boolean): Promise<string | null> => {
  const rows = await database.query<{ kit: string; sandbox: boolean }>(
    'select kit, sandbox from joinery.worker where seen > now() - silence',
  )
  if (rows.some((row) => row.kit === kit && row.sandbox === sandbox)) return null
  if (rows.length === 0) return 'no worker is at work on this queue: start some with npm run worker -- --queue …'
  if (rows.some((row) => row.kit === kit))
    return sandbox
      ? 'the workers of this queue run without the sandbox, and these submissions want it: start workers without --unsandboxed.'
      : 'the workers of this queue run in the sandbox, and these submissions were handed in with --unsandboxed.'
  return 'the workers of this queue have another version of the kit: start some of this one.'
}
