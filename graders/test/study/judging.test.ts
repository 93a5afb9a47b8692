import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'
import type { Result, Submission } from '../../core/types.ts'
import { home } from '../../home.ts'
import { graders } from '../../index.ts'
import { judgingBy } from '../../study/judging.ts'
import { sharedScratch } from '../scratch.ts'

const root = sharedScratch()

const run = { number: 1, id: 'q3', language: 'ts' } as const

/** A program that leaves a mark in a file when it starts, and then goes on as `rest` does. */
const submission = (marks: string, rest: string): Submission => {
  writeFileSync(marks, '')
  const mark = `import { appendFileSync } from 'node:fs'\nif (process.argv[2] === undefined) appendFileSync(${JSON.stringify(marks)}, process.pid + '\\n')\n`
  const answer = { exercise: 'q3', language: 'ts', entry: 'q3.ts', files: [{ path: 'q3.ts', text: mark + rest }] } as const
  return { name: 'exercises', source: 'folder', sha256: '', answers: [answer] }
}

const markedIn = async (marks: string): Promise<number[]> => {
  const pids = readFileSync(marks, 'utf8').split('\n').filter(Boolean).map(Number)
  return pids.length > 0 ? pids : delay(5).then(() => markedIn(marks))
}

const broken = (fault: unknown): never => {
  throw fault
}

/** Judges, and tells the results that were told. */
const judging = () => {
  const told: Result[] = []
  let wake: (result: Result) => void
  const verdict = new Promise<Result>((resolve) => (wake = resolve))
  const onVerdict = (_run: unknown, result: Result) => {
    told.push(result)
    wake(result)
  }
  return { ...judgingBy(graders, 10_000, { onVerdict, onAdvice: () => undefined, onFault: broken }), told, verdict }
}

describe.concurrent('a check that began before anybody asked for it', () => {
  const right = readFileSync(join(home, 'solutions', 'q3.ts'), 'utf8')
  const endless = 'setInterval(() => {}, 1000)\n'

  test('is the check of whoever asks for the same, and its program runs once', async () => {
    const marks = join(root, 'same')
    const answers = submission(marks, right)
    const { foresee, start, stop, told, verdict } = judging()
    foresee(run, answers)
    await markedIn(marks)
    foresee(run, structuredClone(answers))
    start(run, structuredClone(answers))
    expect(await verdict).toMatchObject({ exercise: { id: 'q3' }, status: 'passed' })
    await stop()
    expect([told.length, (await markedIn(marks)).length]).toEqual([1, 1])
  })

  test('is told to nobody and ends where something else is asked for, or nothing', async () => {
    const [half, vain] = [join(root, 'half'), join(root, 'vain')]
    const { foresee, forget, start, stop, told, verdict } = judging()
    foresee(run, submission(half, endless))
    const begun = await markedIn(half)
    start(run, submission(join(root, 'whole'), right))
    expect(await verdict).toMatchObject({ status: 'passed' })
    foresee(run, submission(vain, endless))
    begun.push(...(await markedIn(vain)))
    forget()
    await stop()
    for (const pid of begun) expect(() => process.kill(pid, 0)).toThrow('ESRCH')
    expect(told).toHaveLength(1)
  })
})
