import { describe, expect, test } from 'vitest'
import { sandboxProblem } from '../../process/sandbox/sandbox-problem.ts'
import { thorough } from '../thorough.ts'
import { further } from './programs.ts'
import { gradedHostile, honestRun, standing } from './watch.ts'

/** They take half a minute, and what they hold changes seldom. */
const problem = thorough ? await sandboxProblem() : 'they are run where the variable CI is set'
const { before, now, alone } = await standing(problem)

describe.skipIf(problem !== null)(`further hostile programs, side by side${problem === null ? '' : ` (left out: ${problem})`}`, () => {
  test.concurrent.each(Object.entries(further))('%s', async (name, hostile) => {
    const { seen, deserved } = await gradedHostile(name, hostile)
    expect(seen).toEqual(deserved)
  })

  test('and nothing of them is left: an honest program runs as if alone', async () => {
    expect(await honestRun()).toEqual(alone)
    expect(now()).toEqual(before)
  })
})
