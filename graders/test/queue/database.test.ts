import { setTimeout as delay } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { join } from 'node:path'
import { digestOfEntry } from '../../classroom/intake/gather.ts'
import { takeIn } from '../../classroom/intake/intake.ts'
import { openPlace } from '../../classroom/intake/open-place.ts'
import { exercises, type Settings } from '../../classroom/judge.ts'
import { takeAddress } from '../../classroom/remote/address.ts'
import { openDatabase, type Database } from '../../classroom/remote/database.ts'
import { handIn } from '../../classroom/remote/hand-in.ts'
import { jobName } from '../../classroom/remote/jobs.ts'
import { renderQueueStatus } from '../../report/queue-status.ts'
import { purge, retryAll, statusOf } from '../../classroom/remote/keep.ts'
import { migrate } from '../../classroom/remote/schema.ts'
import { takeOver, takeOverAll } from '../../classroom/remote/take-over.ts'
import { joinery } from '../command.ts'
import { scratch } from '../submission/scratch.ts'
import { noPostgres, password, startPostgres, type Server } from './postgres.ts'

const settings: Settings = { kit: 'a-kit', version: '0.1.0', timeoutMs: 5000, sandbox: true }

const aClass = async (count: number) => {
  const files = Array.from({ length: count }, (_, index) => [`class/Learner ${index}/q1.md`, `Answer ${index % 3}.\n`] as const)
  const place = await openPlace(join(scratch(Object.fromEntries(files)), 'class'))
  const { entries } = await takeIn(place, { exercises, name: 'class' })
  const open = await Promise.all(entries.map(async (entry) => ({ entry, content: await digestOfEntry(place, entry) })))
  return { place, open }
}

/** What the library does for a worker: the next job is this worker's. */
const take = async (database: Database, worker: string, silence = '50 milliseconds', seen = 'now()'): Promise<string> => {
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

const rowOf = async (database: Database, key: string) =>
  (
    await database.query<{ state: string; strikes: number; log: string }>(
      'select state, strikes, log from joinery.submission where key = $1',
      [key],
    )
  )[0]!

const jobOf = async (database: Database, key: string) =>
  (
    await database.query<{ locked_by: string | null; queue_name: string | null }>(
      'select locked_by, queue_name from joinery_jobs.jobs where key = $1',
      [key],
    )
  )[0]

const handInAll = async (database: Database, handed: Awaited<ReturnType<typeof aClass>>, more: Partial<Settings> = {}, fresh = false) => {
  const keys: string[] = []
  const signal = new AbortController().signal
  const onHandedIn = (some: readonly string[]) => void keys.push(...some)
  await handIn(database, { ...handed, settings: { ...settings, ...more }, fresh, signal, onHandedIn })
  return keys
}

const why = (address: string): Promise<string> => openDatabase(address, 2).then(String, (error: Error) => error.message)

describe.skipIf(noPostgres !== null)(`the queue's tables${noPostgres === null ? '' : ` (skipped: ${noPostgres})`}`, () => {
  let server: Server
  beforeAll(async () => {
    server = await startPostgres()
  }, 60_000)
  afterAll(() => server.remove())

  const opened = async (name: string): Promise<Database> => {
    server.sql(`create database ${name}`)
    const database = await openDatabase(server.address(name), 3)
    onTestFinished(() => database.close())
    return database
  }

  test('are made once, whoever comes first, and an older kit leaves newer ones alone', async () => {
    const database = await opened('first')
    await Promise.all(
      Array.from({ length: 4 }, async () => {
        const other = await openDatabase(server.address('first'), 2)
        await migrate(other)
        await other.close()
      }),
    )
    expect(await database.query('select id from joinery.migration order by id')).toEqual([{ id: 1 }, { id: 2 }])
    await database.query('insert into joinery.migration (id) values (99)')
    await expect(migrate(database)).rejects.toThrow('was made by a newer version of the kit: bring this one up to date.')
  })

  test('a class that several hand in at once is there once, and what it shares is stored once', async () => {
    const database = await opened('several')
    await migrate(database)
    const handed = await aClass(110)
    const all = await Promise.all(Array.from({ length: 3 }, () => handInAll(database, handed)))
    expect(new Set(all.flat()).size).toBe(110)
    const count = async (table: string) => (await database.query<{ n: number }>(`select count(*)::integer as n from ${table}`))[0]!.n
    expect([await count('joinery.submission'), await count('joinery_jobs.jobs'), await count('joinery.blob')]).toEqual([110, 110, 3])
    await handInAll(database, await aClass(120))
    expect(await count('joinery_jobs.jobs')).toBe(120)
    await handInAll(database, handed, { kit: 'another-kit' })
    await handInAll(database, handed, { timeoutMs: 9000 })
    expect(await count('joinery.submission')).toBe(120 + 110 + 110)
    const names = await database.query<{ name: string }>('select distinct task_identifier as name from joinery_jobs.jobs order by 1')
    expect(names.map(({ name }) => name)).toEqual([jobName('a-kit', true), jobName('another-kit', true)])
  })

  test('the status says which workers run programs by other means', async () => {
    const database = await opened('tools')
    await migrate(database)
    await handInAll(database, await aClass(2))
    const told = async () => renderQueueStatus(await statusOf(database), 'a-kit')
    await Promise.all([take(database, 'w1', '1 minute'), take(database, 'w2', '1 minute')])
    await database.query(`update joinery.worker set tools = 'Node 20.20.2, Python 3.11.4'`)
    expect(await told()).not.toContain('differ')
    await database.query(`update joinery.worker set tools = 'Node 24.11.0, Python 3.14.0' where id = 'w2'`)
    expect(await told()).toContain(
      [
        ' differ    what a program does may depend on which worker runs it: give all of them the same Node and Python.',
        '           Node 20.20.2, Python 3.11.4: host-w1',
        '           Node 24.11.0, Python 3.14.0: host-w2',
      ].join('\n'),
    )
  })

  test('a silent worker’s job goes to another; a submission that brings down two is set aside, and only that one', async () => {
    const database = await opened('silent')
    await migrate(database)
    const keys = await handInAll(database, await aClass(3))
    const [killer, bystander] = [await take(database, 'w1'), await take(database, 'w1')]
    const idle = keys.find((key) => key !== killer && key !== bystander)
    await database.query(`update joinery.worker set silence = '1 minute'`)
    await takeOverAll(database)
    expect(await jobOf(database, killer)).toMatchObject({ locked_by: 'w1' })

    await database.query(`update joinery.worker set silence = '50 milliseconds'`)
    await database.query(`update joinery.worker set seen = now() - interval '4 seconds'`)
    await takeOver(database)
    expect(await rowOf(database, killer)).toMatchObject({ state: 'waiting', strikes: 1 })
    expect(await jobOf(database, killer)).toEqual({ locked_by: null, queue_name: 'after w1' })
    expect(await jobOf(database, bystander)).toEqual({ locked_by: null, queue_name: 'after w1' })
    expect(await jobOf(database, idle!)).toEqual({ locked_by: null, queue_name: null })
    expect(await statusOf(database)).toMatchObject({ work: [{ waiting: 3, running: 0 }], workers: [] })

    await database.query(`update joinery_jobs._private_jobs set run_at = now() + interval '1 hour' where key <> $1`, [killer])
    expect(await take(database, 'w2')).toBe(killer)
    await database.query(`update joinery.worker set seen = now() - interval '4 seconds'`)
    await Promise.all([takeOver(database), takeOver(database), takeOverAll(database)])
    const row = await rowOf(database, killer)
    expect(row).toMatchObject({ state: 'set aside', strikes: 2 })
    expect(row.log).toMatch(
      /^\S+ \S+ UTC: the worker on host-w1 was lost\. .*\n\S+ \S+ UTC: the worker on host-w2 was lost\. It took this up at .*\n$/,
    )
    expect(await jobOf(database, killer)).toBeUndefined()
    expect(await rowOf(database, bystander)).toMatchObject({ state: 'waiting', strikes: 1 })

    expect(await retryAll(database)).toEqual([expect.stringMatching(/^Learner [012]$/)])
    expect(await rowOf(database, killer)).toEqual({ state: 'waiting', strikes: 0, log: '' })
    expect(await jobOf(database, killer)).toEqual({ locked_by: null, queue_name: null })
  })

  test('whoever dies before saying a word is given up too; clocks that are off, and a server that was away, say nothing', async () => {
    const database = await opened('wordless')
    await migrate(database)
    await handInAll(database, await aClass(3))
    const first = await take(database, 'w1')
    await database.query(`delete from joinery.worker`)
    const second = await take(database, 'w2', '50 milliseconds', `now() + interval '5 years'`)
    // Silent for longer than the server has been there: its own absence is nobody's silence.
    const third = await take(database, 'w3', '2 hours', `now() - interval '3 hours'`)
    const holders = async () => (await Promise.all([first, second, third].map((key) => jobOf(database, key)))).map((job) => job?.locked_by)
    await takeOverAll(database)
    expect(await holders()).toEqual(['w1', 'w2', 'w3'])
    await takeOverAll(database, 0)
    expect(await holders()).toEqual([null, 'w2', 'w3'])
    expect((await rowOf(database, first)).log).toMatch(/the worker on an unknown machine was lost\. .* last heard of at no time\.\n$/)
  })

  test('handed in to be graded anew, what has a result waits again, and what waits keeps its place', async () => {
    const database = await opened('anew')
    await migrate(database)
    const handed = await aClass(3)
    const keys = await handInAll(database, handed)
    const ended = await take(database, 'w1')
    await database.query(`update joinery.submission set state = 'done', record = '{}', ended = now() where key = $1`, [ended])
    await database.query(`select joinery_jobs.force_unlock_workers(array['w1'])`)
    await database.query('select joinery_jobs.complete_jobs(array(select id from joinery_jobs.jobs where key = $1))', [ended])
    const before = await database.query('select id, key from joinery_jobs.jobs order by id')
    await handInAll(database, handed)
    expect(await rowOf(database, ended)).toMatchObject({ state: 'done' })
    expect((await handInAll(database, handed, {}, true)).sort()).toEqual([...keys].sort())
    expect(await rowOf(database, ended)).toMatchObject({ state: 'waiting' })
    const after = await database.query<{ key: string }>('select id, key from joinery_jobs.jobs order by id')
    expect(after.slice(0, 2)).toEqual(before)
    expect(after.slice(2).map(({ key }) => key)).toEqual([ended])
  })

  test('what is old is taken away, and what is running or still needed is not', async () => {
    const database = await opened('old')
    await migrate(database)
    const keys = await handInAll(database, await aClass(4))
    const running = await take(database, 'w1')
    const [done, waiting] = keys.filter((key) => key !== running)
    await database.query(`update joinery.submission set state = 'done', record = '{}', ended = now() - interval '40 days' where key = $1`, [
      done,
    ])
    expect(await purge(database, 30)).toMatchObject({ submissions: 1, waiting: 0 })
    expect(await jobOf(database, waiting!)).toBeDefined()
    expect(await purge(database, 0)).toMatchObject({ submissions: 0, waiting: 2 })
    expect(await rowOf(database, running)).toMatchObject({ state: 'waiting' })
    expect(await database.query('select digest from joinery.blob')).toHaveLength(1)
    expect(await database.query('select key from joinery_jobs.jobs')).toEqual([{ key: running }])
  })

  test('a database that is away for a while is waited for, once it was there', async () => {
    server.sql('create database away')
    const told: string[] = []
    const database = await openDatabase(server.address('away'), 2, { onAway: (why) => told.push(why) })
    await server.stop('immediate')
    const answer = database.query<{ two: number }>('select 2 as two')
    await delay(800)
    await server.start()
    expect(await answer).toEqual([{ two: 2 }])
    expect(told).toEqual([
      `the queue at 127.0.0.1:${server.port}/away: nobody answers there. Is PostgreSQL running, and are host and port right?`,
    ])
    await database.close()
  })

  test('what cannot be reached has one clear line, and no line has the password', async () => {
    const secret = encodeURIComponent(password)
    const place = `127.0.0.1:${server.port}`
    expect(
      await Promise.all([
        why(`postgres://joinery:${secret}@127.0.0.1:9/q`),
        why(`postgres://joinery:wrong${secret}@${place}/postgres`),
        why(server.address('nowhere')),
        why(`postgres:///q?host=${encodeURIComponent('/no/such/folder')}`),
      ]),
    ).toEqual([
      'the queue at 127.0.0.1:9/q: nobody answers there. Is PostgreSQL running, and are host and port right?',
      `the queue at ${place}/postgres: the user or the password is not right. A password can stand in JOINERY_QUEUE, or in ~/.pgpass.`,
      `the queue at ${place}/nowhere: there is no such database: make it with createdb.`,
      'the queue at /no/such/folder/q: nobody answers there. Is PostgreSQL running?',
    ])
    for (const address of [`mysql://joinery:${secret}@${place}/q`, `postgres://joinery:${secret}@[/q`])
      expect(() => takeAddress(address, {})).toThrow(
        /^the address of the queue is none: it looks like postgres:\/\/USER@HOST:5432\/DATABASE\.$/,
      )
    const env = { JOINERY_QUEUE: server.address('q'), PGPASSWORD: password, PATH: '/bin' }
    expect(takeAddress(undefined, env)).toBe(server.address('q'))
    expect(env).toEqual({ PATH: '/bin' })
    expect(() => takeAddress(undefined, env)).toThrow('where is the queue? Give --queue')

    const commands = [
      ['queue', server.address('q')],
      ['queue', 'status', '--queue', `postgres://joinery:wrong${secret}@${place}/postgres`],
      ['grade', '.', '--queue', server.address('q'), '--jobs', '2'],
    ]
    const told = await Promise.all(commands.map((args) => joinery(args, { env: { PGPASSWORD: password } })))
    expect(told.map(({ code, stdout, stderr }) => [code, stdout, stderr.split('\n').length])).toEqual(commands.map(() => [2, '', 2]))
    expect(told.map(({ stderr }) => stderr).join('')).not.toMatch(/geh|heim/)
  })
})
