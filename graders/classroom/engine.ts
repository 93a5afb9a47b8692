/** How V8 runs a process that judges. */
import { setFlagsFromString } from 'node:v8'
import { once } from '../core/once.ts'

/** Node 20 counts how much of a function has run, later versions how often it was called. Usual are 67,584 and 3,000. */
export const threshold =
  Number.parseInt(process.versions.node, 10) < 22 ? '--interrupt-budget=1000000' : '--invocation-count-for-turbofan=45000'

/**
 * Has functions run for longer before they are optimized: few of those that take part in judging run for so long that it pays. To say so on the command
 * line would cost more: Node's own modules come compiled, and are compiled anew where V8's flags are not those that they were compiled with.
 */
export const optimizeLate = once(() => setFlagsFromString(threshold))
