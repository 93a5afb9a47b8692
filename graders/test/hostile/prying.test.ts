import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { sandboxProblem } from '../../process/sandbox-problem.ts'
import { explained, fixtures, notPassed } from '../grading.ts'
import { further, greedy, prying } from './programs.ts'
import { share, shareSaid } from '../thorough.ts'
import { gradeHostile, honestRun, leftIn, ownTemporaryFolder, surroundings } from './watch.ts'

const problem = await sandboxProblem()
const { temporary, remove } = await ownTemporaryFolder()
const before = surroundings(temporary)
afterAll(remove)
const alone = problem === null ? await honestRun() : null

describe(`programs that look, reach or speak where they must not${problem === null ? shareSaid(4) : ` (left out: ${problem})`}`, () => {
  test.skipIf(problem !== null).each(share(Object.entries(prying), 4))('%s', async (name, hostile) => {
    const [result, beside] = await Promise.all([gradeHostile(name, hostile), honestRun()])
    expect({ failing: notPassed(result), because: explained(result) }).toEqual({ failing: hostile.failing, because: explained(result) })
    expect(`${result.run?.stdout}${result.run?.stderr}`).not.toContain('BREACH')
    expect(beside).toEqual(alone)
    expect(leftIn(temporary)).toEqual([])
    expect(surroundings(temporary)).toEqual(before)
  })
})

test('every hostile program has its verdict, and every verdict its program', () => {
  expect(readdirSync(join(fixtures, 'hostile')).sort()).toEqual(Object.keys({ ...greedy, ...prying, ...further }).sort())
})
