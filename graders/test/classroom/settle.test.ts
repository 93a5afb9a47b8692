import { expect, test } from 'vitest'
import { keyOf } from '../../classroom/judge.ts'
import { settle } from '../../classroom/settle.ts'
import type { Result } from '../../core/types.ts'
import { check, execution, exercise, main, result } from '../report/builder.ts'

const points = { api: 1, joined: 4, exit: 5 }

/** A run in which these checks failed. */
const failing = (...ids: readonly string[]): Result =>
  result({
    exercise: exercise('q3', 'One'),
    run: execution([main(30)]),
    checks: Object.entries(points).map(([id, max]) =>
      check(id, id, max, ids.includes(id) ? { status: 'failed', expected: '', seen: '', hint: '' } : { status: 'passed', seen: '' }),
    ),
  })

/** What became of it where one run after another came to this. */
const settled = async (...results: readonly Result[]) => {
  const left = [...results]
  const { score, runs, advice } = await settle(() => Promise.resolve(left.shift()!))
  return { score, runs, varied: advice.length > 0, left: left.length }
}

test('who passes is run once, and so is whose failure no run could change', async () => {
  const once = { runs: undefined, varied: false, left: 1 }
  expect(await settled(failing(), failing())).toMatchObject(once)
  expect(await settled(failing('api'), failing())).toMatchObject(once)
  const { run: _, ...written } = failing('joined')
  expect(await settled(written, failing())).toMatchObject(once)
})

test('what two runs agree on counts', async () => {
  const twice = failing('joined')
  expect(await settled(twice, twice, failing())).toEqual({ score: 6, runs: [['joined'], ['joined']], varied: false, left: 1 })
  expect(await settled(failing('exit'), twice, twice)).toEqual({
    score: 6,
    runs: [['exit'], ['joined'], ['joined']],
    varied: true,
    left: 0,
  })
  expect(await settled(twice, failing(), failing())).toMatchObject({ score: 10, runs: [['joined'], [], []], varied: true })
})

test('of runs that agree the latest is told of', async () => {
  const runs = [20, 30].map((endedMs) => ({ ...failing('joined'), run: execution([main(endedMs)]) }))
  const { run } = await settle(() => Promise.resolve(runs.shift()!))
  expect(run?.durationMs).toBe(30)
})

test('where three runs differ, the best counts, and there is no fourth', async () => {
  const all = [failing('exit'), failing('joined'), failing('joined', 'exit'), failing()]
  expect(await settled(...all)).toMatchObject({ score: 6, varied: true, left: 1 })
})

test('a record is up to date for the same content, kit, time limit and walls alone', () => {
  const settings = { kit: 'k', version: '1', timeoutMs: 10, sandbox: true }
  const changes = [{}, { kit: 'l' }, { timeoutMs: 11 }, { sandbox: false }]
  const keys = [...changes.map((change) => keyOf('c', { ...settings, ...change })), keyOf('d', settings)]
  expect(new Set(keys).size).toBe(keys.length)
  expect(keyOf('c', { ...settings, version: '2' })).toBe(keys[0])
})
