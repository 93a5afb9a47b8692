// @ts-check
/** Files that can be made again at any time. Where one cannot be written, the next start makes it again; one that is not whole is none. */
const { mkdirSync, readFileSync, renameSync, writeFileSync } = require('node:fs')
const path = require('node:path')
const zlib = require('node:zlib')

/**
 * Written beside and renamed, so that nobody reads half of it.
 *
 * @param {string} file
 * @param {string | Uint8Array} content
 */
const keep = (file, content) => {
  const draft = `${file}.${process.pid}`
  try {
    mkdirSync(path.dirname(file), { recursive: true })
    writeFileSync(draft, content)
    renameSync(draft, file)
  } catch {
    // A cache that cannot be kept is no fault.
  }
}

/**
 * With a sum in its first line, by which `sealedIn` knows whether it is whole.
 *
 * @param {string} file
 * @param {string | Uint8Array} content
 */
const keepSealed = (file, content) => {
  const bytes = Buffer.from(content)
  keep(file, Buffer.concat([Buffer.from(`${zlib.crc32(bytes)}\n`), bytes]))
}

/**
 * What was kept, `null` where there is nothing, or something else than what was kept.
 *
 * @param {string} file
 * @returns {Buffer | null}
 */
const sealedIn = (file) => {
  try {
    const bytes = readFileSync(file)
    const end = bytes.indexOf('\n')
    const content = bytes.subarray(end + 1)
    return bytes.toString('latin1', 0, Math.max(0, end)) === String(zlib.crc32(content)) ? content : null
  } catch {
    return null
  }
}

module.exports = { keep, keepSealed, sealedIn }
