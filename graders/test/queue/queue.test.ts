import { describe, expect, test } from 'vitest'
import { thorough } from '../thorough.ts'
import { joinery } from '../command.ts'
import { classFrom, grade, outFile, withoutTimes } from '../classroom/runs.ts'
import { noPostgres, password, suiteServer } from './postgres.ts'
import { differences, seenOf, startWorker } from './runs.ts'

const written = { 'q1.md': 'answers/q1.md', 'q2.md': 'q2/all-swapped.md', 'q4.md': 'q4/swimming-pool.md' }

/** Learners with written answers, one with a program, and two whose work cannot be read. */
const someClass = (count: number) =>
  classFrom({
    ...Object.fromEntries(Array.from({ length: count }, (_, index) => [`Learner ${index + 1}`, written])),
    'Pia Program': { 'q3.py': 'solutions/q3.py' },
    'Max Müller\u0301': { 'q1.md': 'text:Several processes run at the same time on several cores.\n' },
    'Bob Binary': { 'essay.docx': 'text:PK\u0003\u0004' },
    'Carl Zip': { 'work.zip': 'text:PK\u0003\u0004rubbish' },
  })

const trusted = ['--unsandboxed', '--timeout', '5']

/** It takes twenty seconds of several processes. */
const absent = thorough ? noPostgres : 'it is run where the variable CI is set'

describe.skipIf(absent !== null)(`the queue${absent === null ? '' : ` (skipped: ${absent})`}`, () => {
  const server = suiteServer()

  test('a class that others grade, one of whom dies, ends as on one machine', { timeout: 120_000 }, async () => {
    server.sql('create database two')
    const [root, alone] = [someClass(16), someClass(16)]
    const reference = grade(alone, ...trusted)
    const address = server.address('two')
    const first = startWorker(address, '--unsandboxed', '--jobs', '1')
    const second = startWorker(address, '--unsandboxed', '--jobs', '1')
    const run = grade(root, ...trusted, '--queue', address)
    await first.judged(2)
    expect(seenOf(first.pid)).not.toContain(encodeURIComponent(password))
    await second.judged(1)
    const { stdout } = await joinery(['queue', 'status', '--queue', address])
    for (const { pid } of [first, second]) expect(stdout).toContain(`(process ${pid}): `)
    first.kill('SIGKILL')
    const ended = await run
    expect(ended).toMatchObject({ code: 0 })
    expect(ended.stderr).not.toContain('Waiting')
    expect(await reference).toMatchObject({ code: 0 })
    expect(differences(withoutTimes(root), withoutTimes(alone))).toEqual([])
    expect(outFile(root, 'gradebook.csv')).toBe(outFile(alone, 'gradebook.csv'))
  })
})
