import { describe, expect, onTestFinished, test } from 'vitest'
import { brokenRecord } from '../../classroom/judge.ts'
import type { Judged, Pool } from '../../classroom/pool.ts'
import type { Database } from '../../classroom/remote/database.ts'
import { openDatabase } from '../../classroom/remote/database.ts'
import { migrate } from '../../classroom/remote/schema.ts'
import { work } from '../../classroom/remote/work.ts'
import type { Task } from '../../classroom/worker.ts'
import { noPostgres, suiteServer } from './postgres.ts'
import { aClass, handInAll, jobOf, rowOf, settings } from './tables.ts'

/** A record that anybody may have made; its results are none, so that nothing in it is errored. */
const recordOf = ({ entry, settings }: Task, content: string): Judged => {
  const record = brokenRecord(entry, content, settings, '')
  return { record: { ...record, results: [] } }
}

/** What a worker told that judges so, until `isOver` says that it is enough. */
const worked = async (
  database: Database,
  judge: Pool['judge'],
  isOver: (told: readonly Judged[]) => boolean,
  halt = new AbortController(),
) => {
  const drain = new AbortController()
  const told: Judged[] = []
  const onJudged = (judged: Judged) => {
    told.push(judged)
    if (isOver(told)) drain.abort()
  }
  halt.signal.addEventListener('abort', () => drain.abort())
  const pool: Pool = { triesAgain: false, judge, close: () => Promise.resolve() }
  const kit = { digest: settings.kit, version: settings.version }
  await work(database, {
    name: 'here',
    jobs: 1,
    sandbox: true,
    kit,
    tools: '',
    heartbeat: 5,
    drain: drain.signal,
    halt: halt.signal,
    pool,
    onJudged,
  })
  expect(await database.query('select id from joinery.worker')).toEqual([])
  return told
}

/** Judges each as what it is. */
const judgedAs =
  (contents: readonly string[]): Pool['judge'] =>
  (task) =>
    Promise.resolve(recordOf(task, contents[Number(/\d+/.exec(task.entry.id)![0])]!))

const once = (told: readonly Judged[]) => told.length === 1
const twice = (told: readonly Judged[]) => told.length === 2

describe.skipIf(noPostgres !== null)(`a worker${noPostgres === null ? '' : ` (skipped: ${noPostgres})`}`, () => {
  const server = suiteServer()

  /** A submission on a queue of its own. */
  const oneSubmission = async (name: string) => {
    const { database, keys, contents } = await submissions(name, 1)
    return { database, key: keys[0]!, content: contents[0]! }
  }

  const submissions = async (name: string, count: number) => {
    server.sql(`create database ${name}`)
    const database = await openDatabase(server.address(name), 4)
    onTestFinished(() => database.close())
    await migrate(database)
    const handed = await aClass(count)
    const keys = await handInAll(database, handed)
    return { database, keys, contents: handed.open.map(({ content }) => content) }
  }

  test('stores the record, and leaves nothing of itself', async () => {
    const { database, key, content } = await oneSubmission('stored')
    await worked(database, (task) => Promise.resolve(recordOf(task, content)), once)
    expect(await rowOf(database, key)).toEqual({ state: 'done', strikes: 0, log: '' })
    expect(await jobOf(database, key)).toBeUndefined()
  })

  test('tries a fault once more, and then sets it aside with what was said both times', async () => {
    const { database, key } = await oneSubmission('fault')
    await worked(database, () => Promise.resolve({ fault: 'broken\0down' }), twice)
    const { state, strikes, log } = await rowOf(database, key)
    expect([state, strikes]).toEqual(['set aside', 2])
    expect(log).toMatch(/^(?:here: brokendown\n){2}$/)
    expect(await jobOf(database, key)).toBeUndefined()
  })

  test.each([
    ['was changed on its way', 'changed on its way here', `select 1`],
    ['is damaged', 'is damaged', `update joinery.blob set bytes = 'other'`],
    [
      'was handed in to run without the sandbox',
      'no job for this worker',
      `update joinery.submission set task = replace(task, '"sandbox":true', '"sandbox":false')`,
    ],
    ['is another kit’s', 'no job for this worker', `update joinery.submission set task = replace(task, '"kit":"a-kit"', '"kit":"b-kit"')`],
  ])('does not take for judged what %s', async (_, why, how) => {
    const { database, key } = await oneSubmission(`refused_${why.length}_${how.length}`)
    await database.query(how)
    await worked(database, (task) => Promise.resolve(recordOf(task, 'of other files')), once)
    expect(await rowOf(database, key)).toMatchObject({ state: 'waiting', strikes: 1, log: expect.stringContaining(why) as string })
  })

  test('that is stopped at once gives back what it has, with no strike, for whoever comes next', async () => {
    const { database, key } = await oneSubmission('halted')
    const halt = new AbortController()
    const judge = () => {
      halt.abort()
      return Promise.reject(new Error('the pool was closed'))
    }
    expect(await worked(database, judge, once, halt)).toEqual([])
    expect(await rowOf(database, key)).toEqual({ state: 'waiting', strikes: 0, log: '' })
    const jobs = await database.query('select attempts, run_at <= now() as now, locked_by from joinery_jobs.jobs where key = $1', [key])
    expect(jobs).toEqual([{ attempts: 0, now: true, locked_by: null }])
  })

  test('lets go of whatever it still holds when it leaves', async () => {
    const { database, contents } = await submissions('held', 2)
    const judge: Pool['judge'] = async (task) => {
      // As where the connection was cut when the library had taken one more.
      await database.query(
        `update joinery_jobs._private_jobs as other set locked_by = own.locked_by, locked_at = now()
         from joinery_jobs._private_jobs as own where own.locked_by is not null and other.locked_by is null`,
      )
      return judgedAs(contents)(task)
    }
    await worked(database, judge, once)
    expect(await database.query('select locked_by from joinery_jobs.jobs')).toEqual([{ locked_by: null }])
  })

  test('passes over what has a result already', async () => {
    const { database, keys, contents } = await submissions('over', 2)
    const [first] = await database.query<{ key: string }>('select key from joinery_jobs.jobs order by id limit 1')
    await database.query(`update joinery.submission set state = 'done', record = '{}', ended = now() where key = $1`, [first!.key])
    await worked(database, judgedAs(contents), once)
    expect(await database.query('select state from joinery.submission')).toEqual(keys.map(() => ({ state: 'done' })))
    expect(await database.query('select key from joinery_jobs.jobs')).toEqual([])
  })

  test('leaves alone what got a result meanwhile', async () => {
    const { database, key, content } = await oneSubmission('meanwhile')
    const judge: Pool['judge'] = async (task) => {
      await database.query(`update joinery.submission set state = 'done', record = '{}', ended = now() where key = $1`, [key])
      return recordOf(task, content)
    }
    await worked(database, judge, once)
    expect(await database.query('select state, record from joinery.submission')).toEqual([{ state: 'done', record: '{}' }])
  })
})
