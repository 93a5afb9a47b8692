import { mkdirSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, extname, join } from 'node:path'
import { isObject, parsedJson } from '../core/json.ts'
import { specifiersOf } from '../core/specifiers.ts'
import type { Answer } from '../core/types.ts'
import { home, temporaryFolder } from '../home.ts'
import { standInsFor } from './loaders.ts'
import { jsonModule, type Module, toModule } from './transpile.ts'

/** A folder of its own in which one program runs, and from which nothing leads back to the answers of others. */
export interface Scratch {
  /** Where all of it lies. */
  readonly root: string
  /** Where the program runs: `work` in `files`. */
  readonly folder: string
  /** A folder that is the kit's own. */
  readonly files: string
  /** Where the kit keeps its own record of the run: outside of the program's folder. */
  readonly record: string
  /** The file that is run, relative to `folder`. */
  readonly entry: string
  /** How the TypeScript files were compiled, for telling their own lines in messages. */
  readonly modules: readonly Module[]
  readonly remove: () => void
}

/** Libraries that a learner's program may import; the last holds what its compiled form needs for `using`, which Node knows since version 24. */
export const libraries = ['tinypool', 'workerpool', '@oxc-project/runtime']

/** Lays out an answer's files, compiled where they must be, in a new folder in `where`. So few small files are written soonest without waiting for each. */
export const scratchFor = (answer: Answer, where?: string): Scratch => {
  const root = temporaryFolder('', where)
  const [files, record] = [join(root, 'files'), join(root, 'record')]
  const folder = join(files, 'work')
  for (const own of [files, record]) mkdirSync(own, { mode: 0o700 })
  mkdirSync(join(folder, 'tmp'), { recursive: true })
  if (answer.language === 'ts') offerLibraries(folder)
  const modules = answer.language === 'ts' ? apart(modulesOf(answer), answer.entry) : []
  for (const [index, { path, text }] of answer.files.entries()) place(folder, modules[index] ?? { path, code: text })
  // What the learner wrote stands first: no further name takes its place.
  for (const { path, source } of modules) if (source !== path) link(folder, path, source)
  for (const { path, aliases } of modules) for (const alias of aliases) link(folder, path, alias)
  if (answer.language === 'ts') {
    for (const { path, text } of answer.files) if (path.endsWith('.json')) offerJson(folder, path, text)
    offerFromAfar(folder, answer)
    offerLoaders(folder, answer)
  }
  const entry = modules[answer.files.findIndex(({ path }) => path === answer.entry)]?.path ?? answer.entry
  return {
    root,
    files,
    folder,
    record,
    entry: asOperand(entry),
    modules,
    remove: () => rmSync(root, { recursive: true, force: true, maxRetries: 3 }),
  }
}

const modulesOf = ({ files }: Answer): Module[] => {
  const specifiers = specifiersOf(files)
  return files.map((file) => toModule(file, specifiers))
}

/** Lays a module beside a file of JSON, that gives what stands in it as a whole, and by its names. */
const offerJson = (folder: string, path: string, text: string): void => {
  const content = parsedJson(text)
  if (content === null) return
  const names = isObject(content) ? Object.keys(content).filter((name) => /^[A-Za-z_$][\w$]*$/.test(name) && name !== 'default') : []
  const named = names.map((name, index) => `const _${index} = content[${JSON.stringify(name)}]\nexport { _${index} as ${name} }\n`)
  const code = `const content = ${JSON.stringify(content)}\nexport default content\n${named.join('')}`
  offer(join(folder, `${path}${jsonModule}`), code)
}

/** Beside `q3.ts` may lie what a compiler once made of it, `q3.js`: where both would be run by one name, the entry has it, then what was written in TypeScript. */
const apart = (modules: readonly Module[], entry: string): Module[] => {
  const rankOf = ({ source }: Module): number => (source === entry ? 0 : /\.[cm]?ts$/.test(source) ? 1 : 2)
  const holders = new Map<string, Module>()
  for (const module of modules.toSorted((a, b) => rankOf(a) - rankOf(b))) if (!holders.has(module.path)) holders.set(module.path, module)
  return modules.map((module) =>
    holders.get(module.path) === module ? module : { ...module, path: `${module.source}${extname(module.path)}`, aliases: [] },
  )
}

/** A name that no interpreter takes for an option. */
const asOperand = (path: string): string => (path.startsWith('-') ? `./${path}` : path)

const place = (folder: string, { path, code }: Pick<Module, 'path' | 'code'>): void => {
  mkdirSync(dirname(join(folder, path)), { recursive: true })
  writeFileSync(join(folder, path), code)
}

/**
 * Node follows the link to the compiled file, so the names that the learner wrote (`./worker.ts`) work in plain Node. Windows lets only some people make
 * links: there a file stands in, which loads the compiled one.
 */
const link = (folder: string, path: string, alias: string): void => {
  const target = path.slice(path.lastIndexOf('/') + 1)
  try {
    symlinkSync(target, join(folder, alias), 'file')
  } catch {
    offer(join(folder, alias), standIn(target))
  }
}

const offer = (path: string, text: string): void => {
  try {
    writeFileSync(path, text, { flag: 'wx' })
  } catch {
    // Something of that name is there.
  }
}

const standIn = (target: string): string =>
  target.endsWith('.cjs')
    ? `module.exports = require(${JSON.stringify(`./${target}`)})\n`
    : `import ${JSON.stringify(`./${target}`)}\nexport * from ${JSON.stringify(`./${target}`)}\n`

/**
 * A program that lies in `src/` runs in the folder around it, as its own names want it; those that are meant from its own folder lead there as well. And
 * where a compiler would have laid what it makes, `dist/` or what tsconfig.json calls it, there it is.
 */
const offerFromAfar = (folder: string, { entry, files }: Answer): void => {
  const own = entry.includes('/') ? dirname(entry) : null
  if (own !== null) for (const name of readdirSync(join(folder, own))) lead(join(own, name), join(folder, name))
  const texts = files.map(({ text }) => text).join('\n')
  const [, set] = /"outDir"\s*:\s*"(?:\.\/)?([\w-]+)\/?"/.exec(texts) ?? []
  for (const made of new Set(['dist', 'build', 'out', ...(set === undefined ? [] : [set])]))
    if (texts.includes(made)) lead(own === null ? '.' : entry.slice(0, entry.indexOf('/')), join(folder, made))
}

const lead = (target: string, path: string): void => {
  try {
    symlinkSync(target, path, 'junction')
  } catch {
    // Something of that name is there, or links cannot be made.
  }
}

const offerLibraries = (folder: string): void => {
  mkdirSync(join(folder, 'node_modules', '@oxc-project'), { recursive: true })
  for (const name of libraries) symlinkSync(join(home, 'node_modules', name), join(folder, 'node_modules', name), 'junction')
}

const offerLoaders = (folder: string, { files }: Answer): void => {
  const texts = files.map(({ text }) => text)
  for (const { path, text, isExecutable } of standInsFor(texts, process.execPath)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), text, { mode: isExecutable ? 0o755 : 0o644 })
  }
}
