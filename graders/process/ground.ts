import {
  accessSync,
  chmodSync,
  constants,
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  readlinkSync,
  realpathSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { delimiter, dirname, join } from 'node:path'
import { UsageError } from '../core/errors.ts'
import { home } from '../home.ts'
import { once } from '../once.ts'
import { pythonProbe } from './probes.ts'
import type { Python } from './python.ts'
import { type Ground, type Shown, type Tools, isWithin, nobody, toolNames } from './sandbox.ts'
import { type Scratch, libraries } from './scratch.ts'
import { filterFor } from './seccomp.ts'

/** Looks at the host and lays out, beside the learner's files, what the walls around them need. `python` is `null` for a program of Node's. */
export const groundFor = (scratch: Scratch, python: Python | null): Ground => {
  const { root } = scratch
  chmodSync(root, 0o711)
  const system = systemFolders()
  const own = Object.keys(system)
  const wanted = (python === null ? nodeNeeds() : pythonNeeds(python)).filter((path) => !own.some((folder) => isWithin(path, folder)))
  const kits = python === null ? libraries.map((name) => realpathSync(join(home, 'node_modules', name))) : [pythonProbe]
  mkdirSync(join(root, 'stage'))
  return {
    tools: foundTools(),
    isRoot: process.getuid?.() === 0 && hasNobody(),
    system,
    shown: outermost([...wanted, ...kits]).map((path, index) => way(path, join(root, `way-${index}`))),
    hidden: [home, '/usr/src'].filter((folder) => existsSync(folder)),
    files: scratch.folder,
    scratch: join(root, 'stage'),
    etc: layOutEtc(join(root, 'etc')),
    filter: layOutFilter(join(root, 'filter')),
  }
}

const foundTools = (): Tools => {
  const missing = missingTools()
  if (missing.length > 0) throw new UsageError(`the sandbox needs ${missing.join(', ')}`)
  return Object.fromEntries(toolNames.map((name) => [name, toolPath(name)!])) as Tools
}

/** Which of the programs that the walls are made of are not on this machine. */
export const missingTools = (): string[] => toolNames.filter((name) => toolPath(name) === null)

/** Where a program lies, or `null`. Folders of the system come first: what a version manager puts in front may be a script. */
export const toolPath = (name: string): string | null => {
  const folders = ['/usr/bin', '/bin', '/usr/sbin', '/sbin', '/usr/local/bin', ...(process.env['PATH'] ?? '').split(delimiter)]
  return folders.map((folder) => join(folder, name)).find(isExecutable) ?? null
}

const isExecutable = (path: string): boolean => {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}

const systemFolders = (): Ground['system'] =>
  Object.fromEntries(
    ['/usr', '/bin', '/sbin', '/lib', '/lib32', '/lib64', '/nix/store']
      .filter((path) => existsSync(path))
      .map((path) => [path, lstatSync(path).isSymbolicLink() ? readlinkSync(path) : null]),
  )

/** Root of a container may have few accounts besides its own: each line says where a range of them begins, here and outside, and how many they are. */
const hasNobody = (): boolean =>
  readFileSync('/proc/self/uid_map', 'utf8')
    .split('\n')
    .map((line) => line.trim().split(/\s+/).map(Number))
    .some(([first, , count]) => first! <= nobody && nobody < first! + count!)

/** The interpreter, its library, and where a link leads, the link's end too. Nothing else of a prefix: it may be somebody's `~/.local`. */
const pythonNeeds = ({ path, prefixes }: Python): string[] => {
  const real = realpathSync(path)
  const parts = prefixes.flatMap((prefix) => ['bin', 'lib', 'lib64', 'pyvenv.cfg'].map((name) => join(prefix, name)))
  return existing([path, real, dirname(dirname(real)) === '/' ? real : join(dirname(dirname(real)), 'lib'), ...parts])
}

const nodeNeeds = (): string[] => existing([process.execPath, ...ownLibraries().filter((path) => path.startsWith('/'))])

/** The report that tells takes longer than all else here, and tells the same every time. */
const ownLibraries = once(() => (process.report.getReport() as unknown as { sharedObjects: readonly string[] }).sharedObjects)

const existing = (paths: readonly string[]): string[] => [...new Set(paths)].filter((path) => existsSync(path))

/** Leaves out what lies within another of the paths: it is shown with that one. */
const outermost = (paths: readonly string[]): string[] => {
  const all = [...new Set(paths)]
  return all.filter((path) => !all.some((other) => isWithin(path, other)))
}

/** An account that is nobody's can read only what everybody can. */
const way = (path: string, via: string): Shown => {
  const found = statSync(path)
  if ((found.mode & 0o004) === 0) throw new UsageError(`the sandbox cannot read ${path}: let others read it (chmod -R o+rX)`)
  if (found.isDirectory()) mkdirSync(via)
  else writeFileSync(via, '')
  return { path, via }
}

const standIns: Readonly<Record<string, string>> = {
  passwd: 'learner:x:1000:1000::/home/learner:/bin/sh\n',
  group: 'learner:x:1000:\n',
  hosts: '127.0.0.1 localhost joinery\n::1 localhost joinery\n',
  'nsswitch.conf': 'passwd: files\ngroup: files\nhosts: files\n',
}

const layOutFilter = (path: string): string | null => {
  const filter = filterFor(process.arch)
  if (filter === null) return null
  writeFileSync(path, filter)
  return path
}

const layOutEtc = (folder: string): string => {
  mkdirSync(folder)
  chmodSync(folder, 0o755)
  for (const [name, text] of Object.entries(standIns)) {
    writeFileSync(join(folder, name), text)
    chmodSync(join(folder, name), 0o644)
  }
  return folder
}
