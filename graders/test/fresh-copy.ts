import { execFileSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, realpathSync, rmSync, statSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { home } from '../home.ts'

/** A copy of the project as a fresh clone would have it, in a folder of its own. */
export interface Copy {
  readonly folder: string
  readonly remove: () => void
}

interface Beginning {
  /** The packages are linked from here; else the copy has none. */
  readonly installed: boolean
  /** The copy has been started before: it need not be compiled, for as long as nobody changes the kit in it. */
  readonly compiled?: boolean
}

/** Lays out a copy in a folder for temporary files. */
export const freshCopy = ({ installed, compiled = false }: Beginning): Copy => {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'joinery-copy-')))
  for (const file of filesOfProject()) {
    mkdirSync(dirname(join(folder, file)), { recursive: true })
    cpSync(join(home, file), join(folder, file))
  }
  if (installed) linkPackages(folder)
  if (compiled) copyCompilation(folder)
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true, maxRetries: 3 }) }
}

/** What git has or would take, without the files that were just deleted; of an archive that was unpacked, which git does not know, what it brought. */
const filesOfProject = (): string[] => {
  if (!existsSync(join(home, '.git'))) return filesOfArchive()
  const deleted = new Set(listed('--deleted'))
  return listed('--cached', '--others', '--exclude-standard').filter((file) => !deleted.has(file))
}

const listed = (...options: readonly string[]): string[] =>
  execFileSync('git', ['ls-files', '-z', ...options], { cwd: home, encoding: 'utf8' })
    .split('\0')
    .filter((file) => file !== '')

const laterThanArchive: readonly string[] = ['node_modules', '.joinery']

const filesOfArchive = (): string[] =>
  readdirSync(home)
    .filter((name) => !laterThanArchive.includes(name))
    .flatMap((name) =>
      statSync(join(home, name)).isFile()
        ? [name]
        : readdirSync(join(home, name), { recursive: true, encoding: 'utf8' }).map((path) => join(name, path)),
    )
    .filter((path) => statSync(join(home, path)).isFile())

/** What an installation would bring, without the network. The folder itself is the copy's own: the kit keeps its compilation in it. */
export const linkPackages = (folder: string): void => {
  const packages = join(home, 'node_modules')
  mkdirSync(join(folder, 'node_modules'))
  for (const name of readdirSync(packages).filter((name) => name !== '.cache' && name !== '.vite' && name !== '.vite-temp'))
    symlinkSync(join(packages, name), join(folder, 'node_modules', name), 'junction')
}

const kept = join('node_modules', '.cache', 'joinery')

/** A compilation is called by the digest of what it was made from: where the copy's source is the same, it serves as it is. */
const copyCompilation = (folder: string): void => {
  execFileSync(process.execPath, [join(home, 'graders', 'start.cjs'), '--version'], { stdio: 'ignore' })
  for (const name of readdirSync(join(home, kept)).filter((each) => /^[0-9a-f]{16}$/.test(each)))
    cpSync(join(home, kept, name), join(folder, kept, name), { recursive: true })
}
