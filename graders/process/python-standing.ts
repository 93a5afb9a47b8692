/**
 * What decides which Python answers to `python3`, told by looking. To ask takes longer than many a program runs, most of all behind a version manager,
 * which is a script that starts scripts.
 */
import { readFileSync, realpathSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { hasJustChanged, standOf } from '../startup/standing.cjs'
import { executableIn, foldersOfPath } from './executable.ts'
import type { Python } from './python.ts'

/** Where and when one looks; here and now without it. */
interface View {
  readonly env?: NodeJS.ProcessEnv
  readonly folder?: string
  /** As `Date.now()` tells it. */
  readonly now?: number
}

/** The same for as long as `python3` leads to this Python. `null` where only asking tells: behind an unknown script, on Windows, after a change just now. */
export const standingOf = (python: Python, { env = process.env, folder = process.cwd(), now = Date.now() }: View = {}): string | null => {
  const command = process.platform === 'win32' ? null : executableIn(foldersOfPath(env['PATH']), 'python3')
  if (command === null) return null
  try {
    const decides = realpathSync(command) === realpathSync(python.path) ? byItself(command, python) : behindPyenv(command, python, folder)
    return decides === null ? null : told([command, ...decides], python, env, now)
  } catch {
    return null
  }
}

/** The interpreter itself stands there, or a link to it; a virtual environment has its settings beside it. */
const byItself = (command: string, { path }: Python): string[] =>
  [command, path].flatMap((file) => [file, join(dirname(file), 'pyvenv.cfg'), join(dirname(dirname(file)), 'pyvenv.cfg')])

const pyenvs = /^export PYENV_ROOT="(.+)"\n(?:[^]*\n)?exec "[^"\n]+\/pyenv" exec "\$program" "\$@"\n$/m

/** Longer is no script of pyenv's, and may be a whole program. */
const longestScript = 4096

/** Pyenv goes by what is chosen for a folder, or one above it, and else by what is chosen for all; and its plugins may have a say. */
const behindPyenv = (command: string, { path }: Python, folder: string): string[] | null => {
  const [, root] = statSync(command).size > longestScript ? [] : (pyenvs.exec(readFileSync(command, 'utf8')) ?? [])
  if (root === undefined || !path.startsWith(join(root, 'versions', '/'))) return null
  const choices = ['version', 'versions', 'plugins', 'pyenv.d'].map((name) => join(root, name))
  return [path, ...choices, ...withParents(folder).map((each) => join(each, '.python-version'))]
}

const withParents = (folder: string): string[] => (dirname(folder) === folder ? [folder] : [folder, ...withParents(dirname(folder))])

const told = (paths: readonly string[], { path, version, prefixes }: Python, env: NodeJS.ProcessEnv, now: number): string | null => {
  const stands = paths.map((path) => [path, standOf(path)] as const)
  if (stands.some(([, stand]) => hasJustChanged(stand, now))) return null
  const set = Object.entries(env)
    .filter(([name]) => /^(?:PYENV|PYTHON|__PYVENV|VIRTUAL_ENV|CONDA)/.test(name))
    .map((variable) => variable.join('='))
    .sort()
  return JSON.stringify([path, version, prefixes, env['PATH'], set, stands])
}
