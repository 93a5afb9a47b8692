// @ts-check
/** Heavy CommonJS modules, the kit itself among them, with V8's compilation of them kept from one start to the next. */
const { existsSync, readFileSync, statSync } = require('node:fs')
const { createRequire } = require('node:module')
const path = require('node:path')
const { cachedDataVersionTag } = require('node:v8')
const { Script } = require('node:vm')
const zlib = require('node:zlib')
const { keepSealed, sealedIn } = require('./keep.cjs')

/** The file of the compiled kit in the folder of a compilation; all of it is ASCII. */
const kitFile = 'kit.js'

/**
 * Runs the kit from its compiled form; `entry` is what to begin with.
 *
 * @param {string} folder the compilation
 * @param {string} cache where everything lies that can be made again
 * @param {string} entry
 */
const startKit = (folder, cache, entry) => {
  const file = path.join(folder, kitFile)
  const bytes = readFileSync(file)
  /** @type {any} */
  const kit = runKept(
    { file, source: bytes.toString('latin1'), mark: `${file} ${zlib.crc32(bytes)}`, partsUsed: () => kit.loaded() },
    cache,
  )
  kit.load(entry)
}

/**
 * Loads a module as `require` does.
 *
 * @param {string} file
 * @param {string} cache
 * @returns {unknown}
 */
const requireKept = (file, cache) => {
  const { size, mtimeMs } = statSync(file)
  return runKept({ file, source: readFileSync(file, 'utf8'), mark: `${file} ${size} ${mtimeMs}`, partsUsed: () => [] }, cache)
}

const wrapper = /** @type {const} */ (['(function (exports, require, module, __filename, __dirname) { ', '\n})'])

/**
 * `mark` says of which module a compilation is, and by which V8.
 *
 * @typedef {{ file: string, source: string, mark: string, partsUsed: () => readonly string[] }} Module
 */

/**
 * The first start pays for the compilation; V8 keeps what that start has used. A start that uses further parts of a module that has parts adds them.
 *
 * @param {Module} module
 * @param {string} cache
 */
const runKept = ({ file, source, mark, partsUsed }, cache) => {
  const place = path.join(cache, 'code', `${path.basename(file)}.${cachedDataVersionTag().toString(16)}`)
  const kept = readKept(place, mark)
  const script = new Script(wrapper.join(source), {
    filename: file,
    ...(kept === null ? {} : { cachedData: kept.data }),
  })
  const known = kept === null || script.cachedDataRejected === true ? null : new Set(kept.parts)
  process.once('exit', () => {
    const used = partsUsed()
    if (known === null) keepCode(cache, place, { mark, parts: used }, script)
    else if (used.some((part) => !known.has(part))) keepCode(cache, place, { mark, parts: [...new Set([...known, ...used])] }, script)
  })
  const module = { exports: {} }
  script.runInThisContext()(module.exports, createRequire(file), module, file, path.dirname(file))
  return module.exports
}

/**
 * What V8 kept, and of which parts of the module; `mark` says of which module it is.
 *
 * @typedef {{ readonly mark: string, readonly parts: readonly string[] }} About
 */

/**
 * `null` where there is nothing, or something that is not whole: it is made again.
 *
 * @param {string} place
 * @param {string} mark
 */
const readKept = (place, mark) => {
  const bytes = sealedIn(place)
  if (bytes === null) return null
  const end = bytes.indexOf('\n')
  /** @type {About} */
  const about = JSON.parse(bytes.toString('utf8', 0, end))
  return about.mark === mark ? { parts: about.parts, data: bytes.subarray(end + 1) } : null
}

/**
 * Nothing is kept in a folder that was for this start alone, and is gone already.
 *
 * @param {string} cache
 * @param {string} place
 * @param {About} about
 * @param {Script} script
 */
const keepCode = (cache, place, about, script) => {
  if (existsSync(cache)) keepSealed(place, Buffer.concat([Buffer.from(`${JSON.stringify(about)}\n`), script.createCachedData()]))
}

module.exports = { kitFile, startKit, requireKept }
