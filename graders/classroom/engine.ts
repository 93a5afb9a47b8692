/** How V8 runs a process that judges. */

/**
 * Has functions run for longer before they are optimized: few of those that take part in judging run for so long that it pays. Node 20 counts how much of a
 * function has run, later versions how often it was called; usual are 67,584 and 3,000. Given at the start, since V8's compilations are kept for one set of flags.
 */
export const optimizeLate =
  Number.parseInt(process.versions.node, 10) < 22 ? '--interrupt-budget=300000' : '--invocation-count-for-turbofan=13000'
