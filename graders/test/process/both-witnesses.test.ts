import { describe, expect, test } from 'vitest'
import type { ProcessEvent } from '../../process/events.ts'
import { nodeLaunches } from './node-launches.ts'
import { outline } from './outline.ts'
import { runWitnessedTwice } from './probed-run.ts'
import { pythonLaunches } from './python-launches.ts'
import { share, shareSaid } from '../thorough.ts'
import { canTrace } from '../tracing.ts'

/** Programs in which the kernel sees more than a probe can, and what that is. */
const beyondProbes: Readonly<Record<string, string>> = {
  'other programs, and one that is not there': 'the fork that fails to become another program',
}

const launches = [...nodeLaunches, ...pythonLaunches].filter(({ how }) => !(how in beyondProbes))

/** Who had whom for a parent and who collected whom, by process ids, which are the same for both witnesses of one run. */
const family = (events: readonly ProcessEvent[]) =>
  events
    .flatMap((event) => {
      if (event.kind === 'start') return [`${event.parent ?? 'the kit'} started ${event.pid}`]
      return event.kind === 'reap' ? [`${event.pid} collected ${event.child}`] : []
    })
    .sort()

describe.runIf(canTrace)(`in one run, the kernel’s record and the probes tell the same of${shareSaid(3)}`, () => {
  test.concurrent.each(share(launches, 3))('$how', async ({ files }) => {
    const { kernel, runtime } = await runWitnessedTwice(files)
    expect(outline(runtime)).toEqual(outline(kernel))
    expect(family(runtime)).toEqual(family(kernel))
  })
})
