import { expect, test } from 'vitest'
import { failed, passed, unclear } from '../../core/findings.ts'
import { byMerit, runChecks, sumOf } from '../../core/score.ts'
import type { Finding } from '../../core/types.ts'
import { exercise, result } from '../report/builder.ts'

const broken = (): Finding => {
  throw new Error('a fault of ours')
}

const says = { passed: () => passed('seen'), failed: () => failed('a', 'b', 'c'), unclear: () => unclear('dark'), errored: broken }

/** The statuses and points of two checks, the second asked unless the first has failed. */
const judged = (first: keyof typeof says, second: keyof typeof says) =>
  runChecks(
    {
      first: { title: 'one', points: 3, verify: says[first] },
      second: { title: 'two', points: 2, after: 'first', verify: says[second] },
    },
    {},
  ).map(({ verdict, points }) => `${verdict.status} ${points}`)

test.each([
  ['passed', 'passed', ['passed 3', 'passed 2']],
  ['passed', 'failed', ['passed 3', 'failed 0']],
  ['failed', 'passed', ['failed 0', 'skipped 0']],
  ['passed', 'unclear', ['passed 3', 'unclear 2']],
  ['passed', 'errored', ['passed 3', 'errored 2']],
  ['unclear', 'passed', ['unclear 3', 'passed 2']],
  ['unclear', 'failed', ['unclear 3', 'failed 0']],
  ['unclear', 'unclear', ['unclear 0', 'unclear 0']],
  ['errored', 'passed', ['errored 3', 'passed 2']],
] as const)('%s, and behind it %s: what cannot be told costs nothing where something else can', (first, second, all) => {
  expect(judged(first, second)).toEqual(all)
})

test('a fault in a check keeps its stack', () => {
  const [only] = runChecks({ only: { title: 'one', points: 1, verify: broken } }, {})
  expect(only!.verdict).toMatchObject({ status: 'errored', cause: expect.stringMatching(/a fault of ours\n.*score\.test\.ts/s) })
})

test('a line of a MiB does not stand in the report in full, and its ends do', () => {
  const line = 'x'.repeat(1024 * 1024)
  const verify = () => failed('one line', `the child printed “${line}” and no more`, 'why?', [{ quote: line, line: 1 }])
  const [only] = runChecks({ only: { title: 'one', points: 1, verify } }, {})
  expect(JSON.stringify(only).length).toBeLessThan(10_000)
  expect(only!.verdict).toMatchObject({
    seen: expect.stringMatching(/^the child printed “x+ … \(1045108 characters are left out\) … x+” and no more$/),
    hint: 'why?',
  })
})

const answer = (status: 'passed' | 'failed', score: number) => ({ ...result({ exercise: exercise('q2', 'Two') }), status, score })

test('of several answers one that passed counts, whatever another one earned; else the one that earned most', () => {
  const [seven, nine, best] = [answer('passed', 7), answer('failed', 9), answer('failed', 9.5)]
  expect([nine, seven, best].sort(byMerit)).toEqual([seven, best, nine])
})

test('points add up without dust', () => {
  expect(sumOf([0.1, 0.2, 1.5])).toBe(1.8)
  expect(sumOf([0.1, 0.2])).toBe(0.3)
})
