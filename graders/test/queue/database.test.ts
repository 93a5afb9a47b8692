import { setTimeout as delay } from 'node:timers/promises'
import { describe, expect, onTestFinished, test } from 'vitest'
import { UsageError } from '../../core/errors.ts'
import { openDatabase, type Database, type Query } from '../../classroom/remote/database.ts'
import { handIn, handInLock } from '../../classroom/remote/hand-in.ts'
import { jobName, submissionKey } from '../../classroom/remote/jobs.ts'
import { renderQueueStatus } from '../../report/queue-status.ts'
import { purge, retryAll, statusOf } from '../../classroom/remote/keep.ts'
import { migrate } from '../../classroom/remote/schema.ts'
import { takeOver, takeOverAll } from '../../classroom/remote/take-over.ts'
import { joinery } from '../command.ts'
import { noPostgres, password, suiteServer } from './postgres.ts'
import { aClass, handInAll, jobOf, rowOf, settings, take } from './tables.ts'

const why = (address: string): Promise<string> => openDatabase(address, 2).then(String, (error: Error) => error.message)

/** Comes back when somebody waits for a lock of the database's; says false where the work that should wait for one was over before. */
const waits = async (database: Database, work: Promise<unknown>): Promise<boolean> => {
  let isOver = false
  const note = () => void (isOver = true)
  work.then(note, note)
  for (;;) {
    const held = await database.query(
      `select from pg_locks where locktype = 'advisory' and not granted
         and database = (select oid from pg_database where datname = current_database())`,
    )
    if (held.length > 0 || isOver) return held.length > 0
    await delay(10)
  }
}

describe.skipIf(noPostgres !== null)(`the queue's tables${noPostgres === null ? '' : ` (skipped: ${noPostgres})`}`, () => {
  const server = suiteServer()

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

  test('what others handed in meanwhile, and somebody judged, keeps its result and is no job again', async () => {
    const database = await opened('meanwhile')
    await migrate(database)
    const handed = await aClass(2)
    const [key, other] = handed.open.map((each) => submissionKey({ ...each, settings }))
    const [handing, hasWaited] = await database.transaction(async (query) => {
      await query('select pg_advisory_xact_lock($1)', [handInLock])
      const handing = handInAll(database, handed)
      const hasWaited = await waits(database, handing)
      await query(
        `insert into joinery.submission (key, kit, sandbox, task, parcel, blobs, state, log, record, ended)
         values ($1, 'a-kit', true, '{}', '{}', '{}', 'done', 'by others', '{}', now())`,
        [key],
      )
      return [{ ended: handing }, hasWaited] as const
    })
    expect(hasWaited).toBe(true)
    await handing.ended
    expect(await rowOf(database, key!)).toEqual({ state: 'done', strikes: 0, log: 'by others' })
    expect([await jobOf(database, key!), await jobOf(database, other!)]).toEqual([undefined, { locked_by: null, queue_name: null }])
  })

  test('no file is taken away while somebody hands in', async () => {
    const database = await opened('shared')
    await migrate(database)
    const [purging, hasWaited] = await database.transaction(async (query) => {
      await query('select pg_advisory_xact_lock_shared($1)', [handInLock])
      const purging = purge(database, 30)
      return [{ ended: purging }, await waits(database, purging)] as const
    })
    expect(hasWaited).toBe(true)
    expect(await purging.ended).toEqual({ submissions: 0, waiting: 0, blobs: 0 })
  })

  test('whoever hands in does so in one order, so that no two wait for each other; and nothing more when told to stop', async () => {
    const database = await opened('ordered')
    await migrate(database)
    const handed = await aClass(20, String)
    const stopped = handIn(database, { ...handed, settings, fresh: false, signal: AbortSignal.abort(), onHandedIn: () => undefined })
    await expect(stopped).rejects.toThrow('aborted')
    expect(await database.query('select from joinery.submission')).toEqual([])
    await handInAll(database, handed)
    const written = async (table: string, column: string) =>
      (await database.query<{ at: string }>(`select ${column} as at from joinery.${table} order by ctid`)).map(({ at }) => at)
    for (const all of [await written('submission', 'key'), await written('blob', 'digest')]) {
      expect(all).toHaveLength(20)
      expect(all).toEqual(all.toSorted())
    }
  })

  test('the status says which workers run programs by other means', async () => {
    const database = await opened('tools')
    await migrate(database)
    await handInAll(database, await aClass(2))
    const told = async () => renderQueueStatus(await statusOf(database), 'a-kit')
    await Promise.all([take(database, 'w1', '1 minute'), take(database, 'w2', '1 minute')])
    await database.query(`update joinery.worker set tools = 'Node 20.20.2, Python 3.11.4'`)
    expect((await statusOf(database)).work).toMatchObject([{ waiting: 0, running: 2, done: 0, setAside: 0 }])
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
    expect(await purge(database, 0)).toMatchObject({ waiting: 3 })
    expect(await database.query('select queue_name from joinery_jobs._private_job_queues')).toEqual([])
  })

  test('a result that a worker had handed in before it was lost stays', async () => {
    const database = await opened('late')
    await migrate(database)
    await handInAll(database, await aClass(1))
    const key = await take(database, 'w1')
    await database.query(`update joinery.submission set state = 'done', record = '{}', ended = now() where key = $1`, [key])
    await database.query(`update joinery.worker set seen = now() - interval '4 seconds'`)
    await takeOver(database)
    expect(await rowOf(database, key)).toEqual({ state: 'done', strikes: 0, log: '' })
    expect(await jobOf(database, key)).toBeUndefined()
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
    await database.query(`update joinery_jobs._private_jobs set locked_at = now() - interval '3 hours' where locked_by = 'w1'`)
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
    const waiting = keys.find((key) => key !== ended)!
    await database.query('update joinery.submission set strikes = 1 where key = $1', [waiting])
    const before = await database.query('select id, key from joinery_jobs.jobs order by id')
    await handInAll(database, handed)
    expect(await rowOf(database, ended)).toMatchObject({ state: 'done' })
    expect((await handInAll(database, handed, {}, true)).sort()).toEqual([...keys].sort())
    expect(await rowOf(database, ended)).toMatchObject({ state: 'waiting' })
    expect(await rowOf(database, waiting)).toMatchObject({ state: 'waiting', strikes: 1 })
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

  test('many are taken away in several goes', async () => {
    const database = await opened('many')
    await migrate(database)
    await database.query(
      `insert into joinery.submission (key, kit, sandbox, task, parcel, blobs, state, ended)
       select 'k' || n, 'a-kit', true, '{}', '{}', '{}', 'done', now() - interval '40 days' from generate_series(1, 5001) as n`,
    )
    expect(await purge(database, 30)).toEqual({ submissions: 5001, waiting: 0, blobs: 0 })
  })

  test('what two transactions in each other’s way cost is one more try, on another connection', async () => {
    server.sql('create database tried')
    const database = await openDatabase(server.address('tried'), 1)
    onTestFinished(() => database.close())
    let tries = 0
    const work = async (query: Query) => {
      tries += 1
      if (tries === 1) await query(`do $$ begin raise exception using errcode = '40P01'; end $$`)
      return query('select 1 as one')
    }
    expect(await database.transaction(work)).toEqual([{ one: 1 }])
    expect(tries).toBe(2)
    await expect(database.query('select nothing')).rejects.toThrow(UsageError)
    expect(await database.query('select 2 as two')).toEqual([{ two: 2 }])
  })

  test('large submissions are sent some at a time', async () => {
    const database = await opened('large')
    await migrate(database)
    const sent: number[] = []
    const signal = new AbortController().signal
    const handed = await aClass(10, (index) => String(index).repeat(1_000_000))
    await handIn(database, { ...handed, settings, fresh: false, signal, onHandedIn: ({ length }) => sent.push(length) })
    expect(sent).toEqual([0, 9, 1])
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
        why(`postgres://joinery@${place}/postgres`),
        why(server.address('nowhere')),
        why(`postgres:///q?host=${encodeURIComponent('/no/such/folder')}`),
      ]),
    ).toEqual([
      'the queue at 127.0.0.1:9/q: nobody answers there. Is PostgreSQL running, and are host and port right?',
      `the queue at ${place}/postgres: the user or the password is not right. A password can stand in JOINERY_QUEUE, or in ~/.pgpass.`,
      `the queue at ${place}/postgres: it asks for a password, and none was given. It can stand in JOINERY_QUEUE, or in ~/.pgpass.`,
      `the queue at ${place}/nowhere: there is no such database: make it with createdb.`,
      'the queue at /no/such/folder/q: nobody answers there. Is PostgreSQL running?',
    ])
    const commands = [
      ['queue', server.address('q')],
      ['queue', 'status', '--queue', `postgres://joinery:wrong${secret}@${place}/postgres`],
      ['grade', '.', '--queue', server.address('q'), '--jobs', '2'],
    ]
    const told = await Promise.all(commands.map((args) => joinery(args, { env: { PGPASSWORD: password } })))
    expect(told.map(({ code, stdout, stderr }) => [code, stdout, stderr.split('\n').length])).toEqual(commands.map(() => [2, '', 2]))
    expect(told.map(({ stderr }) => stderr).join('')).not.toMatch(/geh|heim/)
    const byVariable = await joinery(['queue', 'status', '--queue'], { env: { JOINERY_QUEUE: server.address('nowhere') } })
    expect(byVariable).toMatchObject({ code: 2, stderr: expect.stringContaining('/nowhere: there is no such database') })
  })
})
