import { execFileSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readdirSync, realpathSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { home } from '../home.ts'

/** A copy of the project as a fresh clone would have it, in a folder of its own. */
export interface Copy {
  readonly folder: string
  readonly remove: () => void
}

/** With `installed`, the packages are linked from here; else the copy has none. */
export const freshCopy = ({ installed }: { readonly installed: boolean }): Copy => {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'joinery-copy-')))
  for (const file of filesOfProject()) {
    mkdirSync(dirname(join(folder, file)), { recursive: true })
    cpSync(join(home, file), join(folder, file))
  }
  if (installed) linkPackages(folder)
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true, maxRetries: 3 }) }
}

/** What git has or would take, without the files that were just deleted. */
const filesOfProject = (): string[] => {
  const deleted = new Set(listed('--deleted'))
  return listed('--cached', '--others', '--exclude-standard').filter((file) => !deleted.has(file))
}

const listed = (...options: readonly string[]): string[] =>
  execFileSync('git', ['ls-files', '-z', ...options], { cwd: home, encoding: 'utf8' })
    .split('\0')
    .filter((file) => file !== '')

/** The folder itself is the copy's own: the kit keeps its compilation in it. */
const linkPackages = (folder: string): void => {
  const packages = join(home, 'node_modules')
  mkdirSync(join(folder, 'node_modules'))
  for (const name of readdirSync(packages).filter((name) => name !== '.cache' && name !== '.vite' && name !== '.vite-temp'))
    symlinkSync(join(packages, name), join(folder, 'node_modules', name), 'junction')
}
