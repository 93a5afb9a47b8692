/**
 * Has the kit compiled, into a folder named after the digest of its source. What was compiled is not trusted: it carries a digest of its own, and is made
 * again where that does not agree.
 */
import { existsSync, readFileSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { digestOf, isSource, pathsIn, read } from './source.mjs'
import { note, standingOf } from './standing.cjs'

/**
 * The digest of the source as it is now. Its compilation then lies whole in the folder of that name in `cache`. Where it has to be made
 * first, `elsewhere` makes it in a process of its own, and where `elsewhere` is `null`, this process does. `null` where it could not be
 * made.
 */
export const madeKit = async (home, cache, elsewhere) => {
  const graders = join(home, 'graders')
  const paths = pathsIn(graders)
  const before = standingOf(home, within('graders', paths))
  const files = read(graders, paths.filter(isSource).sort())
  const digest = digestOf(files)
  const target = join(cache, digest)
  if (noteWhole(home, cache, digest, before)) return digest
  if (elsewhere !== null) return (await elsewhere()) ? madeKit(home, cache, null) : null
  await make(graders, files, target)
  tidy(cache, digest)
  return digest
}

const isFile = (path) => !path.endsWith('/')

const within = (folder, paths) => [`${folder}/`, ...paths.map((path) => `${folder}/${path}`)]

/** Whether the compilation is whole. If so, the next start need not look as closely. */
const noteWhole = (home, cache, digest, source) => {
  const target = join(cache, digest)
  try {
    const paths = pathsIn(target)
    const compiled = standingOf(home, within(relative(home, target).replaceAll('\\', '/'), paths))
    if (!isWhole(target)) return false
    note(cache, digest, { ...source, ...compiled })
    return true
  } catch {
    return false
  }
}

/** Says that a compilation is whole; written last, and read by Node as well. */
const seal = 'package.json'

const sealed = (folder) => {
  const paths = pathsIn(folder).filter((path) => isFile(path) && path !== seal)
  return JSON.stringify({ type: 'commonjs', digest: digestOf(read(folder, paths.sort())) })
}

const isWhole = (folder) => {
  try {
    return readFileSync(join(folder, seal), 'utf8') === sealed(folder)
  } catch {
    return false
  }
}

/** Compiles into a folder of this process's own and renames it, so that two first starts at once cannot meet half-written files. */
const make = async (graders, files, target) => {
  const { compile } = await import('./compile.mjs')
  const draft = `${target}.${process.pid}`
  await compile(graders, files, draft)
  writeFileSync(join(draft, seal), sealed(draft))
  if (!moved(draft, target) && !isWhole(target)) {
    moved(target, `${draft}.spoilt`)
    moved(draft, target)
    rmSync(`${draft}.spoilt`, { recursive: true, force: true })
  }
  rmSync(draft, { recursive: true, force: true })
}

/** Never over something that is there: a start that was quicker may be running from it. */
const moved = (from, to) => {
  try {
    renameSync(from, to)
    return true
  } catch (error) {
    if (!existsSync(to)) throw error
    return false
  }
}

const hourMs = 3_600_000

/** Named after a digest; a draft, or what a start with --fresh could not take away again. */
const isCompilation = /^(?:[0-9a-f]{16}(?:\.|$)|fresh-)/

/** Old compilations are of use to nobody; a recent one may belong to a start that is still under way, or to another copy of the project. */
const tidy = (cache, keep) => {
  for (const name of namesIn(cache)) if (isCompilation.test(name) && !name.startsWith(keep)) removeOld(join(cache, name))
  for (const name of namesIn(join(cache, 'code'))) removeOld(join(cache, 'code', name))
}

const namesIn = (folder) => (existsSync(folder) ? readdirSync(folder) : [])

const removeOld = (path) => {
  const made = statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0
  if (Date.now() - made > hourMs) rmSync(path, { recursive: true, force: true })
}
