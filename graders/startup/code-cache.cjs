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

/** What stands around a module, so that it is a function of what Node gives to every one. */
const around = /** @type {const} */ (['(function (exports, require, module, __filename, __dirname) {', '\n})'])

/**
 * Runs the kit from its compiled form; `entry` is what to begin with. The first line, a remark, says where after it each of its parts stands: from which
 * byte to which, and after how many lines of the file. A part is run when it is asked for first.
 *
 * @param {string} folder the compilation
 * @param {string} cache where everything lies that can be made again
 * @param {string} entry
 */
const startKit = (folder, cache, entry) => {
  const file = path.join(folder, kitFile)
  const bytes = readFileSync(file)
  const start = bytes.indexOf('\n') + 1
  /** @type {Readonly<Record<string, readonly [from: number, to: number, lineOffset: number]>>} */
  const places = JSON.parse(bytes.toString('latin1', '//'.length, start))
  const compile = compilerOf(file, `${zlib.crc32(bytes)}`, cache)
  const requireHere = createRequire(file)
  /** @type {Map<string, { exports: unknown }>} */
  const loaded = new Map()
  /** @param {string} name */
  const load = (name) => {
    const place = places[name]
    if (place === undefined) return requireHere(name)
    const known = loaded.get(name)
    if (known !== undefined) return known.exports
    const part = { exports: {} }
    loaded.set(name, part)
    const [from, to, lineOffset] = place
    try {
      compile(name, bytes.toString('latin1', start + from, start + to), lineOffset)(part.exports, load, part, file, folder)
    } catch (error) {
      loaded.delete(name)
      throw error
    }
    return part.exports
  }
  load(`./${entry}`)
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
  const module = { exports: {} }
  const compile = compilerOf(file, `${size} ${mtimeMs}`, cache)
  compile('all', around.join(readFileSync(file, 'utf8')), 0)(module.exports, createRequire(file), module, file, path.dirname(file))
  return module.exports
}

/**
 * How much longer a process must have worked than the one whose compilations are kept, to have likely called more functions: V8 compiles
 * each when it is called first.
 */
const muchLonger = 2

/**
 * Compiles the parts of a file as they are asked for. The first start pays for that; V8 keeps what that start has used, and one that asks for further
 * parts, or works much longer, adds to it. `mark` says which state of the file it is.
 *
 * @param {string} file
 * @param {string} mark
 * @param {string} cache
 * @returns {(name: string, source: string, lineOffset: number) => Function}
 */
const compilerOf = (file, mark, cache) => {
  const place = path.join(cache, 'code', `${path.basename(file)}.${cachedDataVersionTag().toString(16)}`)
  const kept = readKept(place, `${file} ${mark}`)
  /** @type {Map<string, Script>} */
  const scripts = new Map()
  let isWhole = true
  process.once('exit', () => {
    if (!isWhole || workedHere() > muchLonger * kept.workedMs) keepCode(cache, place, `${file} ${mark}`, kept, scripts)
  })
  return (name, source, lineOffset) => {
    const cachedData = kept.parts.get(name)
    const script = new Script(source, { filename: file, lineOffset, ...(cachedData === undefined ? {} : { cachedData }) })
    scripts.set(name, script)
    if (cachedData === undefined || script.cachedDataRejected === true) isWhole = false
    return script.runInThisContext()
  }
}

/**
 * What V8 kept of each part, and of which state of which file; the lengths stand in the order of the parts. `workedMs` is the CPU time, of the user's, of the
 * process that has worked longest of those that kept it.
 *
 * @typedef {{ readonly mark: string, readonly workedMs: number, readonly lengths: Readonly<Record<string, number>> }} About
 * @typedef {{ readonly workedMs: number, readonly parts: ReadonlyMap<string, Buffer> }} Kept
 */

/** @type {Kept} */
const nothing = { workedMs: 0, parts: new Map() }

/**
 * Nothing where there is nothing, or something that is not whole: it is made again.
 *
 * @param {string} place
 * @param {string} mark
 * @returns {Kept}
 */
const readKept = (place, mark) => {
  const bytes = sealedIn(place)
  if (bytes === null) return nothing
  let from = bytes.indexOf('\n') + 1
  /** @type {About} */
  const about = JSON.parse(bytes.toString('utf8', 0, from))
  // An earlier kit may have kept the same in another form.
  if (about.mark !== mark || about.lengths === undefined || about.workedMs === undefined) return nothing
  const lengths = Object.entries(about.lengths)
  return { workedMs: about.workedMs, parts: new Map(lengths.map(([name, length]) => [name, bytes.subarray(from, (from += length))])) }
}

/**
 * Of each part the longer one is kept: V8 forgets what has not been called for long. Nothing is kept in a folder that was for this start
 * alone, and is gone already.
 *
 * @param {string} cache
 * @param {string} place
 * @param {string} mark
 * @param {Kept} kept
 * @param {ReadonlyMap<string, Script>} scripts
 */
const keepCode = (cache, place, mark, kept, scripts) => {
  if (!existsSync(cache)) return
  const all = new Map(kept.parts)
  for (const [name, script] of scripts)
    all.set(name, longer(script.createCachedData(), script.cachedDataRejected === true ? undefined : kept.parts.get(name)))
  const workedMs = Math.max(kept.workedMs, workedHere())
  const lengths = Object.fromEntries([...all].map(([name, { length }]) => [name, length]))
  keepSealed(place, Buffer.concat([Buffer.from(`${JSON.stringify({ mark, workedMs, lengths })}\n`), ...all.values()]))
}

/** @type {(one: Buffer, other: Buffer | undefined) => Buffer} */
const longer = (one, other) => (other !== undefined && other.length > one.length ? other : one)

const workedHere = () => Math.round(process.cpuUsage().user / 1000)

module.exports = { kitFile, around, startKit, requireKept }
