'use strict'
/**
 * The probe inside Node, preloaded by NODE_OPTIONS: says what this process starts, runs, writes, sends, collects, and how it ends. It must change
 * nothing that a program can notice: it sits where Node itself calls, below the functions that a program calls or replaces, it prints nothing, and
 * it keeps no event loop alive. It lives inside the program that it watches, so it is an honest witness of honest programs and no guard.
 */
const { now, report, reportWrite, watching } = require('./node/log.cjs')

/** Such a function is marked so in threads, where it cannot be called; asking `worker_threads` itself would cost four milliseconds. */
const inThread = process.chdir.disabled === true

/** Node prints such an error below everything that a probe can reach. What it prints besides the stack (the line of code, its version) is left out. */
const onUncaught = (error) => {
  if (process.listenerCount('uncaughtException') > 0 || process.hasUncaughtExceptionCaptureCallback()) return
  reportWrite(2, Buffer.from(`${error?.stack ?? error}\n`).latin1Slice())
}

const onExit = (code) => report({ kind: 'exit', exit: { code } })

/** A fault of the probe is told to whoever reads the record, and the program runs on without it. */
if (watching) {
  try {
    watch()
  } catch (fault) {
    report({ fault: String(fault?.stack) })
  }
}

function watch() {
  const { watchChannel, watchFiles, watchStandardStream } = require('./node/writes.cjs')
  const { watchSpawn, watchSpawnSync } = require('./node/children.cjs')
  watchFiles()
  watchSpawn()
  watchSpawnSync()
  if (inThread) return
  reportStart()
  watchStandardStream('stdout', 1)
  watchStandardStream('stderr', 2)
  watchChannel(process)
  watchEnd()
}

/**
 * On a busy machine much time may pass between the two readings of a clock. Read in this order, they let a process seem to start later, and
 * never before its parent.
 */
function reportStart() {
  const age = performance.now()
  const at = now() - age
  report({ kind: 'start', parent: process.ppid }, at)
  report({ kind: 'exec', argv: [process.argv0, ...process.execArgv, ...process.argv.slice(1)] }, at)
}

/**
 * Reports the exit code. A later listener of `exit` may still change it, and Node itself sets 13 for an await that never settles: so this
 * listener moves behind all others when the event loop has run empty. A call of `process.exit` is seen at `reallyExit`, the last function
 * that it calls.
 */
function watchEnd() {
  process.on('uncaughtExceptionMonitor', onUncaught)
  const { reallyExit } = process
  process.setMaxListeners(process.getMaxListeners() + 1)
  process.on('exit', onExit)
  process.on('beforeExit', () => process.off('exit', onExit).on('exit', onExit))
  process.reallyExit = function (code) {
    report({ kind: 'exit', exit: { code: code || 0 } })
    return reallyExit.call(process, code)
  }
}
