import { describe, expect, test } from 'vitest'
import { outline } from './outline.ts'
import { runProbed } from './probed-run.ts'
import { nodeLaunches } from './node-launches.ts'
import { pythonLaunches } from './python-launches.ts'
import { share, shareSaid } from '../thorough.ts'

describe.each([
  ['Node', nodeLaunches],
  ['Python', pythonLaunches],
])(`the probe inside %s${shareSaid(2)}`, (_, launches) => {
  test.concurrent.each(share(launches, 2))('sees $how', async ({ files, seen }) => {
    const { events } = await runProbed(files)
    expect(outline(events)).toEqual(seen.toSorted())
  })
})
