/** Heavy CommonJS modules, with V8's compilation of them kept from one start to the next. */
import { existsSync, mkdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { basename, dirname, join } from 'node:path'
import { Script } from 'node:vm'
import { crc32 } from 'node:zlib'
import { cacheFolder } from './cache.ts'

const wrapper = ['(function (exports, require, module, __filename, __dirname) { ', '\n})'] as const

type Wrapped = (exports: object, require: NodeJS.Require, module: { exports: unknown }, file: string, folder: string) => void

/** Loads a module as `require` does. The first start pays for its compilation; V8 keeps what that start has used. */
export const requireKept = (file: string): unknown => {
  const kept = join(cacheFolder(), 'code', `${basename(file)}.bin`)
  const mark = markOf(file)
  const cachedData = readKept(kept, mark)
  const script = new Script(wrapper.join(readFileSync(file, 'utf8')), { filename: file, ...(cachedData === null ? {} : { cachedData }) })
  if (cachedData === null || script.cachedDataRejected === true) process.once('exit', () => keep(kept, mark, script))
  const module = { exports: {} }
  const run = script.runInThisContext() as Wrapped
  run(module.exports, createRequire(file), module, file, dirname(file))
  return module.exports
}

/** By what a compilation is known to be of this very module, and by this very V8. */
const markOf = (file: string): string => {
  const { size, mtimeMs } = statSync(file)
  return [process.versions.v8, process.arch, file, size, mtimeMs].join(' ')
}

/** `null` where there is nothing, or something that is not whole: it is made again. */
const readKept = (kept: string, mark: string): Buffer | null => {
  try {
    const bytes = readFileSync(kept)
    const end = bytes.indexOf('\n')
    const data = bytes.subarray(end + 1)
    return bytes.toString('utf8', 0, end) === headOf(mark, data) ? data : null
  } catch {
    return null
  }
}

const headOf = (mark: string, data: Buffer): string => `${mark} ${crc32(data)}`

/**
 * Written beside and renamed, so that nobody reads half of it. Where nothing can be written, the next start pays again. Nothing is kept in a folder that
 * was for this start alone, and is gone already.
 */
const keep = (kept: string, mark: string, script: Script): void => {
  const draft = `${kept}.${process.pid}`
  if (!existsSync(cacheFolder())) return
  try {
    const data = script.createCachedData()
    mkdirSync(dirname(kept), { recursive: true })
    writeFileSync(draft, Buffer.concat([Buffer.from(`${headOf(mark, data)}\n`), data]))
    renameSync(draft, kept)
  } catch {
    // A cache that cannot be kept is no fault.
  }
}
