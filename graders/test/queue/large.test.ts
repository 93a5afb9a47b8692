import { describe, expect, test } from 'vitest'
import { setTimeout as delay } from 'node:timers/promises'
import { classFrom, grade, outFile, startGrade, withoutTimes } from '../classroom/runs.ts'
import { joinery } from '../command.ts'
import { noPostgres, suiteServer } from './postgres.ts'
import { startProxy } from './proxy.ts'
import { differences, startWorker } from './runs.ts'

const words = (index: number) => ({ 'q1.md': `text:Several processes run at the same time on ${index} cores.\n` })

const programs = [
  { 'q3.py': 'solutions/q3.py' },
  { 'q3.py': 'q3/thread.py' },
  { 'q6.ts': 'q6/one-process-prints-all.ts' },
  { 'q5.py': 'q5/threads.py' },
] as const

/** Five hundred learners: most of them in words, each in other ones. */
const largeClass = () =>
  classFrom(
    Object.fromEntries(
      Array.from({ length: 500 }, (_, index) => {
        const program = programs[Math.floor(index / 25) % programs.length]
        return [`Learner ${index}`, index % 25 === 7 && program !== undefined ? program : words(index + 2)]
      }),
    ),
  )

const sixty = () => classFrom(Object.fromEntries(Array.from({ length: 60 }, (_, index) => [`Learner ${index}`, words(index)])))

const trusted = ['--unsandboxed', '--timeout', '10']

/** Kills the worker above it, whichever that is, and no other process. */
const killer = `text:import os
pid = os.getpid()
while pid > 1:
    status = open(f'/proc/{pid}/stat').read().rsplit(') ', 1)[1].split()
    if open(f'/proc/{pid}/cmdline').read().startswith('joinery worker'):
        os.kill(pid, 9)
        break
    pid = int(status[1])
print('not killed')
`

const slow = `text:import time
from multiprocessing import Process
def work():
    time.sleep(4)
    print('the worker')
if __name__ == '__main__':
    process = Process(target=work)
    process.start()
    process.join()
    print('done')
`

describe.skipIf(noPostgres !== null)(`the queue at its size${noPostgres === null ? '' : ` (skipped: ${noPostgres})`}`, () => {
  const server = suiteServer()

  const worker = (database: string, ...options: readonly string[]) =>
    startWorker(server.address(database), '--unsandboxed', '--jobs', '1', ...options)

  test(
    'five hundred, three workers, one killed, one stopped, the database restarted, handed in twice: as on one machine',
    { timeout: 300_000 },
    async () => {
      server.sql('create database large')
      const [root, again, alone] = [largeClass(), largeClass(), largeClass()]
      const reference = grade(alone, ...trusted, '--jobs', '1')
      const queue = ['--queue', server.address('large')]
      const [killed, stopped, kept] = [worker('large'), worker('large'), worker('large')]
      const run = startGrade(root, ...trusted, ...queue)
      await killed.judged(40)
      killed.kill('SIGKILL')
      expect((await killed.ended).signal).toBe('SIGKILL')
      const second = startGrade(again, ...trusted, ...queue)
      // A command that starts while the database is away is told so, and ends: both must have come in.
      await Promise.all([run.until(() => run.told() >= 150), second.until(() => second.told() >= 1)])
      await server.stop('immediate')
      await delay(1500)
      await server.start()
      await run.until(() => run.told() >= 300)
      stopped.kill('SIGTERM')
      expect(await stopped.ended).toMatchObject({ code: 0, stderr: expect.stringContaining('what was running has been finished') })
      const replaced = worker('large')
      const ends = await Promise.all([run.ended, second.ended])
      expect(ends.map(({ code, stderr }) => (code === 0 ? '' : stderr))).toEqual(['', ''])
      expect((await reference).code).toBe(0)
      for (const folder of [root, again]) {
        expect(differences(withoutTimes(folder), withoutTimes(alone))).toEqual([])
        expect(outFile(folder, 'gradebook.csv')).toBe(outFile(alone, 'gradebook.csv'))
      }
      const database = server.sql(`select state, strikes, count(*) from joinery.submission group by 1, 2 order by 1, 2`, 'large')
      expect(database).toMatch(/^done\|0\|49\d\ndone\|1\|\d$|^done\|0\|500$/)
      expect(server.sql('select count(*) from joinery_jobs.jobs', 'large')).toBe('0')
      const told = [killed, stopped, kept, replaced].map(({ said }) => said()).join('')
      expect(told.match(/: [\d.]+\/60$/gm)!.length).toBeLessThan(510)
      const status = await joinery(['queue', 'status', ...queue])
      expect(status.stdout).toMatch(
        / work {6}0 waiting, 0 running, 500 done, 0 set aside {2}\(unsandboxed\)\n speed .* nothing is left\n workers {3}\S+ \(process \d+\): 0 of 1 running/,
      )
    },
  )

  test('a submission that kills its worker twice is set aside, and the others are graded', { timeout: 120_000 }, async () => {
    server.sql('create database killer')
    const root = classFrom({
      ...Object.fromEntries([1, 2, 3, 4, 5, 6].map((index) => [`Learner ${index}`, words(index)])),
      Kim: { 'q3.py': killer },
    })
    const queue = ['--queue', server.address('killer')]
    const run = grade(root, ...trusted, ...queue)
    const deaths: (string | null)[] = []
    while (deaths.length < 2) {
      const { signal } = await worker('killer').ended
      deaths.push(signal)
    }
    expect(deaths).toEqual(['SIGKILL', 'SIGKILL'])
    const last = worker('killer')
    const ended = await run
    expect(ended).toMatchObject({ code: 0, stdout: expect.stringContaining('1 could not be judged') })
    expect(outFile(root, 'gradebook.csv')).toMatch(/^Kim,.*,errored,/m)
    expect(outFile(root, 'results.jsonl')).toMatch(
      /This was set aside for a person to look at\.\\n\S+ \S+ UTC: the worker on \S+ \(process \d+\) was lost\..*\\n\S+ \S+ UTC: the worker on/,
    )
    const status = await joinery(['queue', 'status', ...queue])
    expect(status.stdout).toMatch(/6 done, 1 set aside[^]* look at {3}Kim\n[^]*was lost/)
    last.kill('SIGKILL')
    expect((await joinery(['queue', 'retry', ...queue])).stdout).toBe('Kim waits again.\n')
    expect((await joinery(['queue', 'status', ...queue])).stdout).toContain('1 waiting, 0 running, 6 done, 0 set aside')
  })

  test('a worker whose network is cut loses its work to another, and goes on when it is mended', { timeout: 120_000 }, async () => {
    server.sql('create database mended')
    const [root, alone] = [sixty(), sixty()]
    const reference = grade(alone, ...trusted, '--jobs', '1')
    const proxy = await startProxy(server.port)
    const behind = startWorker(server.address('mended').replace(`:${server.port}/`, `:${proxy.port}/`), '--unsandboxed', '--jobs', '2')
    const run = startGrade(root, ...trusted, '--queue', server.address('mended'))
    await behind.judged(5)
    proxy.cut()
    worker('mended')
    expect((await run.ended).code).toBe(0)
    expect((await reference).code).toBe(0)
    expect(differences(withoutTimes(root), withoutTimes(alone))).toEqual([])
    expect(server.sql(`select state, max(strikes) < 2, count(*) from joinery.submission group by 1`, 'mended')).toBe('done|t|60')
    const workers = () => server.sql('select count(*) from joinery.worker', 'mended')
    while (workers() !== '1') await delay(200)
    proxy.mend()
    while (workers() !== '2') await delay(200)
    behind.kill('SIGTERM')
    expect((await behind.ended).code).toBe(0)
  })

  test('a worker that is told twice stops at once and gives back what it had, without a strike', { timeout: 60_000 }, async () => {
    server.sql('create database twice')
    const root = classFrom({ Slow: { 'q3.py': slow } })
    const run = grade(root, ...trusted, '--queue', server.address('twice'))
    const hasty = worker('twice')
    const locked = () => server.sql(`select count(*) from joinery_jobs.jobs where locked_at is not null`, 'twice')
    await hasty.hasSaid('at work')
    while (locked() === '0') await delay(100)
    hasty.kill('SIGTERM')
    await delay(1200)
    const before = performance.now()
    hasty.kill('SIGTERM')
    expect(await hasty.ended).toMatchObject({ code: 0, stderr: expect.stringContaining('what was running has been given back') })
    expect(performance.now() - before).toBeLessThan(6000)
    expect(server.sql('select attempts, locked_by is null, run_at <= now() from joinery_jobs.jobs', 'twice')).toBe('0|t|t')
    worker('twice')
    expect((await run).code).toBe(0)
    expect(server.sql('select state, strikes from joinery.submission', 'twice')).toBe('done|0')
  })
})
