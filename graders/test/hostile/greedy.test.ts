import { describe, expect, test } from 'vitest'
import { sandboxProblem } from '../../process/sandbox/sandbox-problem.ts'
import { share, shareSaid } from '../thorough.ts'
import { greedy } from './programs.ts'
import { gradedHostile, honestRun, standing } from './watch.ts'

const problem = await sandboxProblem()
const { before, now, alone } = await standing(problem)

describe(`programs that take all they can get${problem === null ? shareSaid(4) : ` (left out: ${problem})`}`, () => {
  test.skipIf(problem !== null).each(share(Object.entries(greedy), 4))('%s', async (name, hostile) => {
    const { seen, deserved } = await gradedHostile(name, hostile)
    expect(seen).toEqual(deserved)
    expect(now()).toEqual(before)
    expect(await honestRun()).toEqual(alone)
  })
})
