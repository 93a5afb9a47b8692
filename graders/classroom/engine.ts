/** How V8 runs a process that judges: what is given to it at its start, since V8's compilations are kept for one set of flags. */
import { oneHelper } from '../process/v8.ts'

/**
 * Has functions run for longer before they are optimized: few of those that take part in judging run for so long that it pays. Node 20 counts how much of a
 * function has run, later versions how often it was called; usual are 67,584 and 3,000.
 */
export const optimizeLate =
  Number.parseInt(process.versions.node, 10) < 22 ? '--interrupt-budget=300000' : '--invocation-count-for-turbofan=13000'

/** Little room for what is young: most of what is read of a submission is soon garbage, and V8, left to itself, collects it late. */
const littleRoom = '--max-semi-space-size=2'

/** Lets the kit ask for a collection (`reclaim.ts`). */
const onRequest = '--expose-gc'

/** The flags for a process that judges, as `execArgv` takes them. */
export const engine: readonly string[] = ['--max-old-space-size=512', littleRoom, optimizeLate, onRequest, oneHelper]
