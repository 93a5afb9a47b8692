'use strict'
/** Tells of bytes that this process hands to the kernel: by its standard streams, by fs, and by the channel to another Node process. */
const fs = require('node:fs')
const log = require('./log.cjs')
const { wrap } = require('./wrap.cjs')

/** The number that messages between Node processes are told under: Node gives the channel the first descriptor after the standard ones. */
const CHANNEL = 3

/** Set while a write is under way that has been told already: Node's streams use fs for files, and fs uses itself. */
let telling = false

/** Whether each of the standard streams leads to where somebody sees it: not to a file, nor to nowhere. */
const seen = new Map()

function isSeen(fd) {
  if (!seen.has(fd)) seen.set(fd, leadsToSomebody(fd))
  return seen.get(fd)
}

function leadsToSomebody(fd) {
  try {
    const kind = fs.fstatSync(fd)
    return kind.isCharacterDevice() ? require('node:tty').isatty(fd) : !kind.isFile()
  } catch {
    return false
  }
}

function reportWrite(fd, bytes, at) {
  if (fd > 2 || isSeen(fd)) log.reportWrite(fd, bytes, at)
}

/** The bytes of a chunk, one character a byte. */
function latin1(chunk, encoding) {
  if (typeof chunk === 'string') return Buffer.from(chunk, Buffer.isEncoding(encoding) ? encoding : 'utf8').latin1Slice()
  return ArrayBuffer.isView(chunk) ? Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength).latin1Slice() : ''
}

/** What `fs.write(fd, …)` was asked to write: a string, or a part of a view named by numbers or by an object. */
function bytesAsked([, data, third, fourth]) {
  if (typeof data === 'string') return latin1(data, fourth)
  const { offset, length } = typeof third === 'object' && third !== null ? third : { offset: third, length: fourth }
  const start = Number.isInteger(offset) ? offset : 0
  return latin1(data).slice(start, Number.isInteger(length) ? start + length : undefined)
}

const bytesOfAll = ([, views]) => (Array.isArray(views) ? views.map((view) => latin1(view)).join('') : '')

const bytesOfFile = ([, data, options]) => latin1(data, typeof options === 'string' ? options : options?.encoding)

/** Calls through, so that what the call itself writes by other means is not told twice. */
function toldOnce(original, self, args) {
  const outer = telling
  telling = true
  try {
    return original.apply(self, args)
  } finally {
    telling = outer
  }
}

/** For a call that has written when it returns: tells as much as was written, and nothing of a failure. */
function tellAfter(name, bytesOf) {
  wrap(
    fs,
    name,
    (original) =>
      function (...args) {
        if (telling || typeof args[0] !== 'number') return original.apply(this, args)
        const at = log.now()
        const result = toldOnce(original, this, args)
        const bytes = bytesOf(args)
        reportWrite(args[0], typeof result === 'number' ? bytes.slice(0, result) : bytes, at)
        return result
      },
  )
}

function tellBefore(name, bytesOf) {
  wrap(
    fs,
    name,
    (original) =>
      function (...args) {
        if (!telling && typeof args[0] === 'number') reportWrite(args[0], bytesOf(args))
        return original.apply(this, args)
      },
  )
}

function watchFiles() {
  tellAfter('writeSync', bytesAsked)
  tellAfter('writevSync', bytesOfAll)
  tellAfter('writeFileSync', bytesOfFile)
  tellBefore('write', bytesAsked)
  tellBefore('writev', bytesOfAll)
}

/** A stream calls its own `_write` when it hands a chunk on, whatever a program made of its `write`. */
function watchStream(stream, fd) {
  const tell = (name, bytesOf) =>
    wrap(
      stream,
      name,
      (original) =>
        function (...args) {
          reportWrite(fd, bytesOf(args))
          return toldOnce(original, this, args)
        },
    )
  tell('_write', ([chunk, encoding]) => latin1(chunk, encoding))
  tell('_writev', ([chunks]) => chunks.map(({ chunk, encoding }) => latin1(chunk, encoding)).join(''))
  return stream
}

/** `process.stdout` is made when it is first asked for: that is when it is watched, so that asking costs no more than before. */
function watchStandardStream(name, fd) {
  const shown = Object.getOwnPropertyDescriptor(process, name)
  if (!shown?.get || !shown.configurable) return
  let stream = null
  const get = () => (stream ??= watchStream(shown.get.call(process), fd))
  Object.defineProperty(process, name, { ...shown, get })
}

/** Tells messages as the line of JSON that travels. What cannot be JSON fails in Node's own words, or travels by `serialization: 'advanced'`. */
function watchChannel(target) {
  wrap(
    target,
    '_send',
    (original) =>
      function (...args) {
        reportWrite(CHANNEL, lineOfJson(args[0]))
        return original.apply(this, args)
      },
  )
}

function withCollections(_key, value) {
  if (value instanceof Map || value instanceof Set) return [...value]
  return typeof value === 'bigint' ? String(value) : value
}

function lineOfJson(message) {
  try {
    return latin1(`${JSON.stringify(message, withCollections)}\n`)
  } catch {
    return ''
  }
}

module.exports = { CHANNEL, watchChannel, watchFiles, watchStandardStream, watchStream }
