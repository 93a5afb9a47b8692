import { afterAll, describe, expect, test } from 'vitest'
import { sandboxProblem } from '../../process/sandbox-problem.ts'
import { explained, notPassed } from '../grading.ts'
import { further, hoarders } from './programs.ts'
import { thorough } from '../thorough.ts'
import { gradeHostile, honestRun, leftIn, ownTemporaryFolder, surroundings } from './watch.ts'

/** They take half a minute, and what they hold changes seldom. */
const problem = thorough ? await sandboxProblem() : 'they are run where the variable CI is set'
const { temporary, remove } = await ownTemporaryFolder()
const before = problem === null ? surroundings(temporary) : null
afterAll(remove)
const alone = problem === null ? await honestRun() : null

describe.skipIf(problem !== null)(`further hostile programs, side by side${problem === null ? '' : ` (left out: ${problem})`}`, () => {
  test.concurrent.each(Object.entries(further))('%s', async (name, hostile) => {
    const result = await gradeHostile(name, hostile)
    expect({ failing: notPassed(result), because: explained(result) }).toEqual({ failing: hostile.failing, because: explained(result) })
    expect(result.run?.stopped?.why === 'memory').toBe(hoarders.includes(name))
    expect(`${result.run?.stdout}${result.run?.stderr}`).not.toContain('BREACH')
  })

  test('and nothing of them is left: an honest program runs as if alone', async () => {
    expect(await honestRun()).toEqual(alone)
    expect(leftIn(temporary)).toEqual([])
    expect(surroundings(temporary)).toEqual(before)
  })
})
