import { describe, expect, test } from 'vitest'
import type { TracedProcess } from '../../core/process.ts'
import { endsCleanly } from '../../facts/exit.ts'
import { everyWorkerJoined } from '../../facts/joined.ts'
import { readPython } from '../../source/python.ts'
import { main, worker } from '../report/builder.ts'
import { evidence } from './observed.ts'

const head = 'from multiprocessing import Pool\ndef square(x): return x * x\n'
const outside = `${head}with Pool(4) as pool:\n    r = pool.map_async(square, [1, 2, 3])\nprint(r.get())\n`

const tooLate = (program: string) => readPython([{ path: 'q5.py', text: program }], 'q5.py').askedTooLate?.map(({ line }) => line)

test.each([
  ['behind the block of its pool', outside, [5]],
  ['after terminate()', `${head}pool = Pool(4)\nr = pool.apply_async(square, (1,))\npool.terminate()\nr.get()\n`, [6]],
  ['within the block', `${head}with Pool(4) as pool:\n    r = pool.map_async(square, [1, 2, 3])\n    print(r.get())\n`, []],
  ['once more, behind it', `${head}with Pool(4) as pool:\n    r = pool.map_async(square, [1])\n    r.wait()\nprint(r.get())\n`, []],
  ['after close() and join()', `${head}pool = Pool(4)\nr = pool.apply_async(square, (1,))\npool.close()\npool.join()\nr.get()\n`, []],
])('results that are asked for %s', (_, program, lines) => {
  expect(tooLate(program)).toEqual(lines)
})

const ended = () => worker(2, 50, { exit: { signal: 'SIGTERM' } })

const outOfTime = { durationMs: 10_000, stopped: { why: 'time', limitMs: 10_000 } } as const

const stuck = (about: Partial<TracedProcess> = {}) => evidence(outside, [main(null, about), ended(), ended()], outOfTime)

describe('a main that waits for results when its workers have been ended', () => {
  const next = { status: 'failed', hint: expect.stringContaining('Line 5 asks for results when the workers have been ended already') }

  test('is told so, and not that it waited', () => {
    expect(endsCleanly()(stuck())).toMatchObject(next)
    expect(everyWorkerJoined()(stuck())).toMatchObject({ ...next, seen: 'main never came back from line 5, which waits for results' })
  })

  test('is told nothing of it where it went on', () => {
    const wrote = [{ atMs: 60, stream: 'stdout', text: '[1, 4, 9]\n' }] as const
    expect(endsCleanly()(stuck({ wrote }))).toMatchObject({ hint: expect.not.stringContaining('Line 5') })
    expect(everyWorkerJoined()(stuck({ wrote }))).toMatchObject({ status: 'passed' })
  })
})

describe('a main that waits for a worker that broke down', () => {
  const waiting = `${head}pool = Pool(4)\nprint(pool.map(square, [1, 2, 3]))\npool.close()\npool.join()\n`
  const after = (...broken: readonly TracedProcess[]) => evidence(waiting, [main(null), worker(2, null), ...broken], outOfTime)

  const broken: readonly (readonly [how: string, worker: TracedProcess, seen: string, hint: string])[] = [
    ['without a word', worker(2, 50, { exit: { code: 1 } }), 'Before that worker 2 ended with code 1', 'Which line ended it?'],
    [
      'by an exception',
      worker(2, 50, { exit: { code: 1 }, wrote: [{ atMs: 40, stream: 'stderr', text: "AttributeError: Can't get attribute 'f'\n" }] }),
      "worker 2 ended with code 1, saying: AttributeError: Can't get attribute 'f'",
      'Read the whole message',
    ],
    ...["Can't get attribute 'f' on <module '__main__' from 'q5.py'>", "module '__main__' has no attribute 'f'"].map(
      (words) =>
        [
          `by one that says ${words}`,
          worker(2, 50, {
            exit: { code: 1 },
            wrote: [{ atMs: 40, stream: 'stderr', text: `  File "q5.py", line 4\nAttributeError: ${words}\n` }],
          }),
          `worker 2 ended with code 1, saying: AttributeError: ${words}`,
          'Had it been made by then',
        ] as const,
    ),
  ]

  test.each(broken)('%s, is told so', (_, broken, seen, hint) => {
    const said = { status: 'failed', seen: expect.stringContaining(seen), hint: expect.stringContaining(hint) }
    expect(endsCleanly()(after(broken))).toMatchObject(said)
    expect(everyWorkerJoined()(after(broken))).toMatchObject(said)
  })

  test('is told nothing of one that was told to end', () => {
    expect(everyWorkerJoined()(after(worker(2, 50, { exit: { signal: 'SIGTERM' } })))).toMatchObject({
      seen: expect.stringContaining('main waits for that'),
    })
  })
})
