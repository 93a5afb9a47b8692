'use strict'
/** Tells of the processes that this one starts and collects, whatever program they run, and hands the probe on to them. */
const { ChildProcess } = require('node:child_process')
const { delimiter, join } = require('node:path')
const { now, report } = require('./log.cjs')
const { CHANNEL, watchChannel, watchStream } = require('./writes.cjs')
const { wrap } = require('./wrap.cjs')

const probes = join(__dirname, '..')
/** What each variable must hold for a child to be watched, and how it is joined to what the program gave its child. */
const HANDED_ON = [
  { name: 'JOINERY_PROBE', own: process.env.JOINERY_PROBE, joined: (own) => own },
  { name: 'NODE_OPTIONS', own: `--require=${JSON.stringify(join(probes, 'node.cjs'))}`, joined: (own, theirs) => `${theirs} ${own}` },
  { name: 'PYTHONPATH', own: join(probes, 'python'), joined: (own, theirs) => `${own}${delimiter}${theirs}` },
]

/** The environment that a program chose for its child, as `NAME=value` pairs, with the probe in it. */
function handedOn(pairs) {
  const handed = [...pairs]
  for (const { name, own, joined } of HANDED_ON) {
    const index = handed.findIndex((pair) => pair.startsWith(`${name}=`))
    const theirs = index < 0 ? '' : handed[index].slice(name.length + 1)
    if (theirs.includes(own)) continue
    handed.splice(index < 0 ? handed.length : index, index < 0 ? 0 : 1, `${name}=${theirs === '' ? own : joined(own, theirs)}`)
  }
  return handed
}

const withProbe = (options) => {
  if (Array.isArray(options?.envPairs)) options.envPairs = handedOn(options.envPairs)
}

function reportStart(child, options, at) {
  report({ kind: 'start', pid: child, parent: process.pid }, at)
  report({ kind: 'exec', pid: child, argv: (options?.args ?? [options?.file]).map(String) }, at)
}

function reportEnd(child, code, signal, at) {
  report({ kind: 'exit', pid: child, exit: signal ? { signal } : { code: code ?? 0 } }, at)
  report({ kind: 'reap', child }, at)
}

/**
 * Node collects a child in its handle's `onexit`, which notes how the child ended, closes the handle, and only then tells the program. The close
 * is the moment to report: nothing of the probe stands below the program's own listeners, nor in their stack traces.
 */
function watchEnd(child, handle) {
  wrap(
    handle,
    'close',
    (original) =>
      function (...args) {
        if (child.exitCode !== null || child.signalCode !== null) reportEnd(child.pid, child.exitCode, child.signalCode, now())
        return original.apply(this, args)
      },
  )
}

function watchSpawn() {
  wrap(
    ChildProcess.prototype,
    'spawn',
    (original) =>
      function (options) {
        const at = now()
        const handle = this._handle
        withProbe(options)
        const result = original.call(this, options)
        if (!this.pid) return result
        reportStart(this.pid, options, at)
        if (handle) watchEnd(this, handle)
        watchChannel(this)
        for (const stream of this.stdio ?? []) if (stream?.writable) watchStream(stream, CHANNEL + 1)
        return result
      },
  )
}

/** The synchronous family meets in one call of Node's core, which alone says which process it was. */
function watchSpawnSync() {
  const core = synchronousCore()
  if (!core) return
  wrap(
    core,
    'spawn',
    (original) =>
      function (options) {
        const at = now()
        withProbe(options)
        const result = original.call(this, options)
        if (!result?.pid) return result
        reportStart(result.pid, options, at)
        reportEnd(result.pid, result.status, result.signal, now())
        return result
      },
  )
}

/** Without it the children of `spawnSync` still tell of themselves; only their parent's wait is not seen. */
function synchronousCore() {
  try {
    return process.binding('spawn_sync')
  } catch {
    return null
  }
}

module.exports = { watchSpawn, watchSpawnSync }
