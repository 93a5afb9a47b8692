import { mkdir, mkdtemp, realpath, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import type { Answer } from '../core/types.ts'
import { home } from '../home.ts'
import { type Module, toModule } from './transpile.ts'

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
  readonly remove: () => Promise<void>
}

/** Libraries that a learner's program may import; the last holds what its compiled form needs for `using`, which Node knows since version 24. */
export const libraries = ['tinypool', 'workerpool', '@oxc-project/runtime']

/** Lays out an answer's files, compiled where they must be, in a new folder. */
export const scratchFor = async (answer: Answer): Promise<Scratch> => {
  const root = await mkdtemp(join(await realpath(tmpdir()), 'joinery-'))
  const [files, record] = [join(root, 'files'), join(root, 'record')]
  const folder = join(files, 'work')
  await Promise.all([files, record].map((own) => mkdir(own, { mode: 0o700 })))
  await mkdir(join(folder, 'tmp'), { recursive: true })
  const modules = answer.language === 'ts' ? answer.files.map(toModule) : []
  await Promise.all(answer.files.map(({ path, text }, index) => place(folder, path, text, modules[index])))
  if (answer.language === 'ts') await offerLibraries(folder)
  const entry = modules[answer.files.findIndex(({ path }) => path === answer.entry)]?.path ?? answer.entry
  return { root, files, folder, record, entry, modules, remove: () => rm(root, { recursive: true, force: true, maxRetries: 3 }) }
}

const place = async (folder: string, path: string, text: string, module: Module | undefined): Promise<void> => {
  await mkdir(dirname(join(folder, path)), { recursive: true })
  await writeFile(join(folder, module?.path ?? path), module?.code ?? text)
  for (const alias of module?.aliases ?? []) await link(folder, module!.path, alias)
}

/**
 * Node follows the link to the compiled file, so the names that the learner wrote (`./worker.ts`) work in plain Node. Windows lets only some people make
 * links: there a file stands in, which loads the compiled one.
 */
const link = async (folder: string, path: string, alias: string): Promise<void> => {
  const target = path.slice(path.lastIndexOf('/') + 1)
  await symlink(target, join(folder, alias), 'file').catch(() =>
    writeFile(join(folder, alias), standIn(target), { flag: 'wx' }).catch(() => undefined),
  )
}

const standIn = (target: string): string =>
  target.endsWith('.cjs')
    ? `module.exports = require(${JSON.stringify(`./${target}`)})\n`
    : `import ${JSON.stringify(`./${target}`)}\nexport * from ${JSON.stringify(`./${target}`)}\n`

const offerLibraries = async (folder: string): Promise<void> => {
  await mkdir(join(folder, 'node_modules', '@oxc-project'), { recursive: true })
  await Promise.all(libraries.map((name) => symlink(join(home, 'node_modules', name), join(folder, 'node_modules', name), 'junction')))
}
