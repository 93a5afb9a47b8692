/**
 * The door of the kit. Node 20 cannot run TypeScript by itself and a loader costs every start, so the kit is compiled once, file by file,
 * into a folder named after the digest of its own source. A change to any grader changes the digest: it takes effect at the next command.
 */
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

const graders = dirname(fileURLToPath(import.meta.url))
const project = dirname(graders)
const cache = join(project, 'node_modules', '.cache', 'joinery')

/** Everything that the kit is made of: its own source, without the tests. */
const sources = () =>
  readdirSync(graders, { recursive: true })
    .map(String)
    .filter((path) => !/^test\b/.test(path) && /\.(ts|mjs|cjs|py|rubric|json|css|js)$/.test(path))
    .sort()

const digestOf = (files) => {
  const hash = createHash('sha256')
  for (const [path, text] of files) hash.update(`${path}\0${text.length}\0`).update(text)
  return hash.digest('hex').slice(0, 16)
}

/** Compiles into a folder of this process's own and renames it, so that two first starts at once cannot meet half-written files. */
const compile = async (files, target) => {
  const { transformSync } = await import('oxc-transform')
  const draft = `${target}.${process.pid}`
  for (const [path, text] of files) {
    const file = join(draft, path.replace(/\.ts$/, '.js'))
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, path.endsWith('.ts') ? compiled(transformSync, path, text) : text)
  }
  writeFileSync(join(draft, 'package.json'), '{"type":"module"}')
  try {
    renameSync(draft, target)
  } catch (error) {
    rmSync(draft, { recursive: true, force: true })
    if (!existsSync(target)) throw error
  }
}

const compiled = (transformSync, path, text) => {
  const { code, errors, map } = transformSync(path, text, { typescript: { rewriteImportExtensions: 'rewrite' }, sourcemap: true })
  if (errors.length > 0) throw new Error(`graders/${path} does not compile: ${errors[0].message}`)
  const inline = Buffer.from(JSON.stringify(map)).toString('base64')
  return `${code}\n//# sourceMappingURL=data:application/json;base64,${inline}\n`
}

const hourMs = 3_600_000

/** Old compilations are of use to nobody; a recent one may belong to a start that is still under way, or to another copy of the project. */
const tidy = (keep) => {
  for (const name of readdirSync(cache).filter((name) => !name.startsWith(keep))) {
    const made = statSync(join(cache, name), { throwIfNoEntry: false })?.mtimeMs ?? 0
    if (Date.now() - made > hourMs) rmSync(join(cache, name), { recursive: true, force: true })
  }
}

const tooOld = () => {
  const [major, minor] = process.versions.node.split('.').map(Number)
  return major < 20 || (major === 20 && minor < 19)
}

const start = async () => {
  if (tooOld()) {
    console.error(`joinery needs Node 20.19 or newer, and this is ${process.version}: install a current Node from https://nodejs.org`)
    process.exitCode = 2
    return
  }
  const files = sources().map((path) => [path, readFileSync(join(graders, path), 'utf8')])
  const digest = digestOf(files)
  const target = join(cache, digest)
  if (!existsSync(join(target, 'package.json'))) {
    await compile(files, target)
    tidy(digest)
  }
  await import(pathToFileURL(join(target, 'cli.js')).href)
}

await start()
