import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { sandboxProblem } from '../../process/sandbox/sandbox-problem.ts'
import { fixtures } from '../grading.ts'
import { share, shareSaid } from '../thorough.ts'
import { further, greedy, prying } from './programs.ts'
import { gradedHostile, honestRun, standing } from './watch.ts'

const problem = await sandboxProblem()
const { before, now, alone } = await standing(problem)

describe(`programs that look, reach or speak where they must not${problem === null ? shareSaid(4) : ` (left out: ${problem})`}`, () => {
  test.skipIf(problem !== null).each(share(Object.entries(prying), 4))('%s', async (name, hostile) => {
    const [{ seen, deserved }, beside] = await Promise.all([gradedHostile(name, hostile), honestRun()])
    expect(seen).toEqual(deserved)
    expect(beside).toEqual(alone)
    expect(now()).toEqual(before)
  })
})

test('every hostile program has its verdict, and every verdict its program', () => {
  expect(readdirSync(join(fixtures, 'hostile')).sort()).toEqual(Object.keys({ ...greedy, ...prying, ...further }).sort())
})
