import { describe, expect, test } from 'vitest'
import { outline } from './outline.ts'
import { runProbed } from './probed-run.ts'
import { nodeLaunches } from './node-launches.ts'
import { pythonLaunches } from './python-launches.ts'

describe.each([
  ['Node', nodeLaunches],
  ['Python', pythonLaunches],
])('the probe inside %s', (_, launches) => {
  test.concurrent.each(launches)('sees $how', async ({ files, seen }) => {
    const { events } = await runProbed(files)
    expect(outline(events)).toEqual(seen.toSorted())
  })
})
