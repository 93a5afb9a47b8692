/**
 * The door of the kit. Node 20 cannot run TypeScript by itself and a loader costs every start, so the kit is compiled once into a folder named
 * after the digest of its own source. A change to any grader changes the digest: it takes effect at the next command. What was compiled is not
 * trusted: it carries a digest of its own, and is made again where that does not agree.
 */
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

const graders = dirname(fileURLToPath(import.meta.url))
const home = dirname(graders)
const kept = join(home, 'node_modules', '.cache', 'joinery')

/** Everything that is kept from one start to the next lies in one folder. `--fresh` goes by an empty one, and leaves nothing of it. */
const isFresh = process.argv.includes('--fresh')
const cache = isFresh ? join(kept, `fresh-${process.pid}`) : kept
process.env['JOINERY_CACHE'] = cache
if (isFresh) process.once('exit', () => rmSync(cache, { recursive: true, force: true, maxRetries: 3 }))

const filesIn = (folder) =>
  readdirSync(folder, { withFileTypes: true })
    .filter(({ name }) => name !== 'test' && name !== '__pycache__')
    .flatMap((entry) => (entry.isDirectory() ? filesIn(join(folder, entry.name)).map((path) => `${entry.name}/${path}`) : [entry.name]))

/** Everything that the kit is made of: its own source, without the tests. */
const sources = () =>
  filesIn(graders)
    .filter((path) => /\.(ts|mjs|cjs|py|rubric|json|css|js)$/.test(path))
    .sort()

const read = (folder, paths) => paths.map((path) => [path, readFileSync(join(folder, path))])

const digestOf = (files) => {
  const hash = createHash('sha256')
  for (const [path, bytes] of files) hash.update(`${path}\0${bytes.length}\0`).update(bytes)
  return hash.digest('hex').slice(0, 16)
}

/** Says that a compilation is whole; written last, and read by Node as well. */
const seal = 'package.json'

const sealed = (folder) =>
  JSON.stringify({
    type: 'module',
    digest: digestOf(
      read(
        folder,
        filesIn(folder)
          .filter((path) => path !== seal)
          .sort(),
      ),
    ),
  })

const isWhole = (folder) => {
  try {
    return readFileSync(join(folder, seal), 'utf8') === sealed(folder)
  } catch {
    return false
  }
}

/** Compiles into a folder of this process's own and renames it, so that two first starts at once cannot meet half-written files. */
const make = async (files, target) => {
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
const tidy = (keep) => {
  for (const name of readdirSync(kept).filter((name) => isCompilation.test(name) && !name.startsWith(keep))) {
    const made = statSync(join(kept, name), { throwIfNoEntry: false })?.mtimeMs ?? 0
    if (Date.now() - made > hourMs) rmSync(join(kept, name), { recursive: true, force: true })
  }
}

const tooOld = () => {
  const [major, minor] = process.versions.node.split('.').map(Number)
  return major < 20 || (major === 20 && minor < 19)
}

const onlyCompile = '--only-compile'

/** In a process of its own: what the compiler takes up would stay with whatever is started here, and a class may take hours. */
const makeElsewhere = async () => {
  const { spawnSync } = await import('node:child_process')
  const { status } = spawnSync(process.execPath, [fileURLToPath(import.meta.url), onlyCompile], { stdio: ['ignore', 'ignore', 'inherit'] })
  if (status === 0) await start(true)
  else process.exitCode = 2
}

const start = async (again = false) => {
  if (tooOld()) {
    console.error(`joinery needs Node 20.19 or newer, and this is ${process.version}: install a current Node from https://nodejs.org`)
    process.exitCode = 2
    return
  }
  const files = read(graders, sources())
  const digest = digestOf(files)
  const target = join(cache, digest)
  if (!isWhole(target)) {
    if (process.argv[2] !== onlyCompile && !again) {
      await makeElsewhere()
      return
    }
    await make(files, target)
    tidy(digest)
  }
  if (process.argv[2] === onlyCompile) return
  await import(pathToFileURL(join(target, 'cli.js')).href)
}

/** Who has just fetched the kit, and not what it needs, reads one line that says what to do. */
const orSayWhatIsMissing = (error) => {
  if (error?.code !== 'ERR_MODULE_NOT_FOUND' || existsSync(join(home, 'node_modules', 'commander', 'package.json'))) throw error
  console.error(`joinery: what the kit needs is not installed yet. In the folder ${home} type:  npm ci`)
  process.exitCode = 2
}

await start().catch(orSayWhatIsMissing)
