/** What the queue itself costs: many tiny submissions through the real one, judged in no time. Each stage goes on where it was stopped. */
import { setMaxListeners } from 'node:events'
import { readFileSync } from 'node:fs'
import { performance } from 'node:perf_hooks'
import type { Entry } from '../classroom/intake/entry.ts'
import { digestOfEntry } from '../classroom/intake/gather.ts'
import type { Place } from '../classroom/intake/place.ts'
import { judgeEntry, type Settings } from '../classroom/judge.ts'
import { thisKit } from '../classroom/kit.ts'
import type { Pool } from '../classroom/pool.ts'
import type { Open } from '../classroom/work-through.ts'
import type { ClassRecord } from '../classroom/record.ts'
import { takeAddress } from '../classroom/remote/address.ts'
import { openDatabase, type Database } from '../classroom/remote/database.ts'
import { openRemotePool, remoteJobs } from '../classroom/remote/follow.ts'
import { handIn } from '../classroom/remote/hand-in.ts'
import { migrate } from '../classroom/remote/schema.ts'
import { work } from '../classroom/remote/work.ts'

/** The options of `npm run bench:queue`, its time in seconds. */
export interface QueueBenchOptions {
  readonly queue?: string
  readonly count: number
  readonly seconds: number
  readonly workers: number
}

/** What every stage works with. */
interface Course {
  readonly address: string
  readonly database: Database
  readonly settings: Settings
  /** What each submission is judged as. */
  readonly record: ClassRecord
  /** Stops the stage that is under way, and lets no other begin. */
  readonly until: AbortSignal
}

const jobsEach = 8
const stageSize = 1000

/** Hands in, works, and reads the results back; prints what each stage cost. */
export const benchQueue = async ({ queue, count, seconds, workers }: QueueBenchOptions): Promise<void> => {
  const address = takeAddress(queue, process.env)
  const database = await openDatabase(address, 4)
  const until = AbortSignal.timeout(seconds * 1000)
  setMaxListeners(0, until)
  try {
    await migrate(database)
    const settings: Settings = { kit: 'bench', version: thisKit().version, timeoutMs: 1000, sandbox: true }
    const record = await judgeEntry(place, entryOf(0), settings, { signal: until })
    const course: Course = { address, database, settings, record, until }
    await staged(database, 'handed in', () => handInAll(course, count))
    await staged(database, 'worked off', () => workAll(course, workers))
    await staged(database, 'read back', () => readBack(course, count))
  } finally {
    await database.close()
  }
}

const textOf = (path: string): Buffer => Buffer.from(`Several processes run at the same time on ${path} cores.\n`)

/** A class that lies nowhere: the number of a learner is what there is to read. */
const place: Place = {
  list: () => Promise.resolve([]),
  file: () => Promise.reject(new TypeError('the class has folders alone')),
  tree: (path) => Promise.resolve({ files: [{ path: 'q1.md', size: -1, read: () => Promise.resolve(textOf(path)) }], obstacles: [] }),
}

const entryOf = (index: number): Entry => ({
  id: `name:${index}`,
  students: [{ name: `Learner ${index}`, ids: {} }],
  parts: [{ path: String(index), isFolder: true, name: '' }],
  remarks: [],
})

const openOf = async (index: number): Promise<Open> => {
  const entry = entryOf(index)
  return { entry, content: await digestOfEntry(place, entry) }
}

const stagesOf = (count: number): number[][] =>
  Array.from({ length: Math.ceil(count / stageSize) }, (_, stage) =>
    Array.from({ length: Math.min(stageSize, count - stage * stageSize) }, (_, index) => stage * stageSize + index),
  )

const handInAll = async ({ database, settings, until }: Course, count: number): Promise<number> => {
  const [row] = await database.query<{ there: number }>('select count(*)::integer as there from joinery.submission')
  const there = row?.there ?? 0
  let done = 0
  for (const stage of stagesOf(count).slice(Math.floor(there / stageSize))) {
    if (until.aborted) break
    const open = await Promise.all(stage.map(openOf))
    const onHandedIn = (keys: readonly string[]) => void (done += keys.length)
    await handIn(database, { place, open, settings, fresh: false, signal: until, onHandedIn }).catch(unlessStopped(until))
  }
  return done
}

const unlessStopped = (until: AbortSignal) => (error: unknown) => {
  if (!until.aborted) throw error
}

/** Judges by changing a record that was really made: what is measured is the way there and back. */
const instantly = (record: ClassRecord): Pool => ({
  triesAgain: false,
  close: () => Promise.resolve(),
  judge: async ({ entry, from }) => {
    if (!('parcel' in from)) throw new TypeError('it came by another way')
    const content = await digestOfEntry(place, entry)
    return { record: { ...record, class: { ...record.class, id: entry.id, students: entry.students, content } } }
  },
})

const workAll = async ({ address, settings, record, until }: Course, workers: number): Promise<number> => {
  const idle = new AbortController()
  const drain = AbortSignal.any([until, idle.signal])
  let done = 0
  const one = async (): Promise<void> => {
    const database = await openDatabase(address, jobsEach + 2)
    const watch = setInterval(() => void stopWhenEmpty(database, idle), 1000)
    try {
      const kit = { digest: settings.kit, version: settings.version }
      const onJudged = () => void (done += 1)
      const halt = new AbortController().signal
      await work(database, {
        name: '',
        jobs: jobsEach,
        sandbox: true,
        kit,
        tools: '',
        heartbeat: 5,
        drain,
        halt,
        onJudged,
        pool: instantly(record),
      })
    } finally {
      clearInterval(watch)
      await database.close()
    }
  }
  await Promise.all(Array.from({ length: workers }, one))
  return done
}

const stopWhenEmpty = async (database: Database, idle: AbortController): Promise<void> => {
  const [row] = await database.query<{ some: boolean }>(`select exists (select from joinery.submission where state = 'waiting') as some`)
  if (row?.some === false) idle.abort()
}

const readBack = async ({ database, settings, until }: Course, count: number): Promise<number> => {
  let read = 0
  for (const stage of stagesOf(count)) {
    const open = await Promise.all(stage.map(openOf))
    const pool = openRemotePool(database, { place, open, settings, fresh: false, onIdle: () => undefined })
    const queue = open.values()
    const reader = async (): Promise<void> => {
      for (const { entry } of queue) {
        const stopped = new Promise<null>((resolve) => until.addEventListener('abort', () => resolve(null), { once: true }))
        if (until.aborted || (await Promise.race([pool.judge({ from: { path: '' }, entry, settings }), stopped])) === null) return
        read += 1
      }
    }
    await Promise.all(Array.from({ length: remoteJobs }, reader))
    await pool.close()
    if (until.aborted) break
  }
  return read
}

/** Runs a stage and says what it cost, here and in the database. */
const staged = async (database: Database, name: string, stage: () => Promise<number>): Promise<void> => {
  const [before, started, own] = [await look(database), performance.now(), process.cpuUsage()]
  const done = await stage()
  const [after, seconds, used] = [await look(database), (performance.now() - started) / 1000, process.cpuUsage(own)]
  if (done === 0) return
  const ms = (value: number) => `${(value / done).toFixed(2)} ms`
  const server = after.cpuMs === null || before.cpuMs === null ? 'unknown' : ms(after.cpuMs - before.cpuMs)
  const written = `${((after.wal - before.wal) / done / 1024).toFixed(1)} KiB`
  process.stdout.write(
    `${String(done).padStart(8)} ${name} in ${seconds.toFixed(1)} s: ${Math.round(done / seconds)} a second; each ` +
      `${ms((used.user + used.system) / 1000)} CPU here, ${server} CPU in PostgreSQL, ${written} written ahead\n`,
  )
}

const look = async ({ query }: Database): Promise<{ wal: number; cpuMs: number | null }> => {
  const [row] = await query<{ wal: string }>(`select pg_current_wal_lsn() - '0/0'::pg_lsn as wal`)
  const backends = await query<{ pid: number }>('select pid from pg_stat_activity')
  const [own] = await query<{ pid: number }>('select pg_backend_pid() as pid')
  return { wal: Number(row?.wal ?? 0), cpuMs: cpuMsOf(own?.pid ?? 0, backends) }
}

/** Of a server on this machine: those of its processes that have ended count with the one that started them all. */
const cpuMsOf = (own: number, backends: readonly { readonly pid: number }[]): number | null => {
  try {
    const parent = statOf(own)[1]!
    const ended = statOf(parent).slice(11, 15)
    const alive = backends.flatMap(({ pid }) => statOf(pid).slice(11, 13))
    return [...ended, ...alive].reduce((sum, ticks) => sum + ticks, 0) * 10
  } catch {
    return null
  }
}

/** The fields behind the name of a process: 1 is the parent, 11 to 14 are the ticks of a hundredth of a second. */
const statOf = (pid: number): number[] => readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)!.split(' ').map(Number)
