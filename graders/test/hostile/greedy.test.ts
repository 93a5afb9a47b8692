import { afterAll, describe, expect, test } from 'vitest'
import { sandboxProblem } from '../../process/sandbox-problem.ts'
import { explained, notPassed } from '../grading.ts'
import { greedy, hoarders } from './programs.ts'
import { share, shareSaid } from '../thorough.ts'
import { gradeHostile, honestRun, leftIn, ownTemporaryFolder, surroundings } from './watch.ts'

const problem = await sandboxProblem()
const { temporary, remove } = await ownTemporaryFolder()
const before = surroundings(temporary)
afterAll(remove)
const alone = problem === null ? await honestRun() : null

describe(`programs that take all they can get${problem === null ? shareSaid(4) : ` (left out: ${problem})`}`, () => {
  test.skipIf(problem !== null).each(share(Object.entries(greedy), 4))('%s', async (name, hostile) => {
    const result = await gradeHostile(name, hostile)
    expect({ failing: notPassed(result), because: explained(result) }).toEqual({ failing: hostile.failing, because: explained(result) })
    expect(result.run?.stopped?.why === 'memory').toBe(hoarders.includes(name))
    expect(`${result.run?.stdout}${result.run?.stderr}`).not.toContain('BREACH')
    expect(leftIn(temporary)).toEqual([])
    expect(surroundings(temporary)).toEqual(before)
    expect(await honestRun()).toEqual(alone)
  })
})
