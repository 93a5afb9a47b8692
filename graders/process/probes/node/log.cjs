'use strict'
/**
 * Where a probe tells what it saw: lines of JSON, appended one by one to a file of this process's own in the folder that JOINERY_PROBE names,
 * so that a killed process has told all it did.
 */
const fs = require('node:fs')
const { join } = require('node:path')

const { writeSync } = fs
const { hrtime, pid } = process

/** The most that one process may tell of its writes: the disk must not fill. */
const MOST_BYTES = 32 * 2 ** 20
/** For all that a line says besides what was written. */
const BYTES_AN_EVENT = 64

const log = opened(process.env.JOINERY_PROBE)
let told = 0

function opened(folder) {
  try {
    return folder ? fs.openSync(join(folder, `${pid}.jsonl`), 'a') : null
  } catch {
    return null
  }
}

/** Milliseconds of the machine's monotonic clock, which is one clock for all processes. */
function now() {
  const [seconds, nanoseconds] = hrtime()
  return seconds * 1e3 + nanoseconds / 1e6
}

/** A process whose report cannot be written goes on unseen rather than fail. */
function report(event, at = now()) {
  if (log === null) return
  try {
    writeSync(log, `${JSON.stringify({ at: Math.round(at * 1e3) / 1e3, by: pid, pid, ...event })}\n`)
  } catch {
    // The disk is full or the folder is gone: the program is not to blame.
  }
}

function reportWrite(fd, bytes, at = now()) {
  if (bytes === '' || told > MOST_BYTES) return
  told += bytes.length + BYTES_AN_EVENT
  report({ kind: 'write', fd, bytes }, at)
}

module.exports = { now, report, reportWrite, watching: log !== null }
