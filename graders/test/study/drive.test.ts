import { appendFileSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'
import type { Result } from '../../core/types.ts'
import { home } from '../../home.ts'
import { graders } from '../../index.ts'
import { type Loop, drive } from '../../study/drive.ts'
import { type State, questionOf } from '../../study/state.ts'
import { sharedScratch } from '../scratch.ts'

const root = sharedScratch()

interface Driven {
  readonly path: (name: string) => string
  readonly save: (name: string, text: string) => void
  /** Comes true with the next verdict that the learner sees. */
  readonly verdict: () => Promise<Result>
  readonly verdicts: () => number
  /** The main processes of the learner's program so far, in the order of their start. */
  readonly started: () => readonly number[]
  /** A program that leaves a mark when it starts, and then does as the solution does. */
  readonly program: string
  /** One that leaves the mark, and never ends. */
  readonly endless: string
}

/** The loop on a folder of its own, without a terminal, ended after the test. */
const driven = async (name: string, act: (loop: Driven) => Promise<void>): Promise<void> => {
  const folder = join(root, name, 'exercises')
  const marks = join(root, name, 'marks')
  mkdirSync(folder, { recursive: true })
  for (const file of ['q1.md', 'q2.md', 'q3.ts', 'q4.md', 'q5.ts', 'q6.ts']) writeFileSync(join(folder, file), textIn('exercises', file))
  writeFileSync(marks, '')
  const shown: Result[] = []
  let wake: (() => void) | null = null
  const show = (before: State, _event: unknown, after: State): State => {
    const { result } = questionOf(after)
    if (result !== null && result !== questionOf(before).result && result.status !== 'unfinished') shown.push(result)
    wake?.()
    return after
  }
  const loop: Loop = await drive(
    { size: () => ({ rows: 24, columns: 80 }), show, suspend: () => undefined },
    { folder, graders, notes: forgetful, timeoutMs: 10_000, first: 'q3' },
  )
  let seen = 0
  const verdict = async (): Promise<Result> => {
    while (shown.length <= seen) await new Promise<void>((resolve) => (wake = resolve))
    return shown[seen++]!
  }
  const mark = `import { appendFileSync } from 'node:fs'\nif (process.argv[2] === undefined) appendFileSync(${JSON.stringify(marks)}, process.pid + '\\n')\n`
  try {
    await act({
      path: (file) => join(folder, file),
      save: (file, text) => writeFileSync(join(folder, file), text),
      verdict,
      verdicts: () => shown.length,
      started: () => readFileSync(marks, 'utf8').trimEnd().split('\n').filter(Boolean).map(Number),
      program: mark + textIn('solutions', 'q3.ts'),
      endless: `${mark}setInterval(() => {}, 1000)\n`,
    })
  } finally {
    loop.quit()
    await loop.over
  }
}

const textIn = (folder: string, file: string): string => readFileSync(join(home, folder, file), 'utf8')

/** Notes that nobody keeps. */
const forgetful = {
  standings: () => new Map(),
  judged: () => ({ standing: { attempts: 1, firstPassed: null, best: 0 }, afterwards: null }),
  answer: () => Promise.resolve({ kind: 'told', notice: '' } as const),
}

const isAlive = (pid: number): boolean => {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}

const ways: Readonly<Record<string, (loop: Driven) => void>> = {
  'in place': ({ save, program }) => save('q3.ts', program),
  'by renaming a new file over it': ({ path, program }) => {
    writeFileSync(path('.q3.ts.tmp'), program)
    renameSync(path('.q3.ts.tmp'), path('q3.ts'))
  },
  'by deleting it first': ({ path, save, program }) => {
    rmSync(path('q3.ts'))
    save('q3.ts', program)
  },
  'in pieces': ({ path, save, program }) => {
    save('q3.ts', '')
    for (const line of program.split(/(?<=\n)/)) appendFileSync(path('q3.ts'), line)
  },
  'together with others': ({ save, program }) => {
    save('q1.md', 'Several processes run at once.\n')
    save('q3.ts', program)
    save('q6.ts', 'process.exit(1)\n')
  },
}

describe.concurrent('a save', () => {
  test.each(Object.keys(ways))('%s is judged once, by one run of the program', (way) =>
    driven(way, async (loop) => {
      ways[way]!(loop)
      expect(await loop.verdict()).toMatchObject({ exercise: { id: 'q3' }, status: 'passed' })
      expect(loop.started()).toHaveLength(1)
      loop.save('q3.ts', loop.program)
      expect(await loop.verdict()).toMatchObject({ status: 'passed' })
      expect([loop.verdicts(), loop.started().length]).toEqual([2, 2])
    }),
  )

  test('that was not over ends what was begun with the half of it, and the whole is judged', () =>
    driven('half', async ({ path, save, started, verdict, verdicts, endless, program }) => {
      save('q3.ts', endless)
      while (started().length === 0) await delay(5)
      rmSync(path('q3.ts'))
      save('q3.ts', program)
      expect(await verdict()).toMatchObject({ exercise: { id: 'q3' }, status: 'passed' })
      expect(verdicts()).toBe(1)
      expect(started().map(isAlive)).toEqual([false, false])
    }))
})
