import {
  accessSync,
  chmodSync,
  constants,
  existsSync,
  lchownSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  readlinkSync,
  realpathSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { UsageError } from '../../core/errors.ts'
import { once, onceEach } from '../../core/once.ts'
import { home } from '../../home.ts'
import { executableIn, foldersOfPath } from '../executable.ts'
import { pythonProbe } from '../probes.ts'
import type { Python } from '../python.ts'
import { type Ground, type Tools, isWithin, nobody, toolNames } from './walls.ts'
import { type Scratch, libraries } from '../scratch.ts'
import { filterFor } from './seccomp.ts'

/** Looks at the host and lays out, beside the learner's files, what the walls around them need. `python` is `null` for a program of Node's. */
export const groundFor = (scratch: Scratch, python: Python | null): Ground => {
  const { root } = scratch
  chmodSync(root, 0o711)
  const { system, hidden, isRoot } = host()
  const ways = waysTo(python === null ? nodeRoutes() : pythonRoutes(python), root)
  mkdirSync(join(root, 'stage'))
  return {
    tools: foundTools(),
    isRoot,
    system,
    ...ways,
    hidden,
    files: layOutFiles(scratch, isRoot),
    scratch: join(root, 'stage'),
    filter: filter(),
  }
}

/** What no program changes. */
const host = once(() => ({
  system: systemFolders(),
  hidden: [home, '/usr/src'].filter((folder) => existsSync(folder)),
  isRoot: process.getuid?.() === 0 && hasNobody(),
}))

/** What a program needs of the host is the same for each that the same interpreter runs. */
const nodeRoutes = once(() => routesTo(nodeNeeds(), ownPackages()))

const pythonRoutes = onceEach(
  (python: Python) => routesTo(pythonNeeds(python), [pythonProbe]),
  ({ path }) => path,
)

const filter = once(() => filterFor(process.arch))

const ownPackages = (): string[] => libraries.map((name) => realpathSync(join(home, 'node_modules', name)))

const foundTools = once((): Tools => {
  const missing = missingTools()
  if (missing.length > 0) throw new UsageError(`the sandbox needs ${missing.join(', ')}: \`npm run doctor\` says how to get it`)
  return Object.fromEntries(toolNames.map((name) => [name, toolPath(name)!])) as Tools
})

/** Which of the programs that the walls are made of are not on this machine. */
export const missingTools = (): string[] => toolNames.filter((name) => toolPath(name) === null)

/** Where a program lies, or `null`. Folders of the system come first: what a version manager puts in front may be a script. */
export const toolPath = (name: string): string | null =>
  executableIn(['/usr/bin', '/bin', '/usr/sbin', '/sbin', '/usr/local/bin', ...foldersOfPath(process.env['PATH'])], name)

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
  const real = realpathSync.native(path)
  const parts = prefixes.flatMap((prefix) => ['bin', 'lib', 'lib64', 'pyvenv.cfg'].map((name) => join(prefix, name)))
  return existing([path, real, dirname(dirname(real)) === '/' ? real : join(dirname(dirname(real)), 'lib'), ...parts])
}

const nodeNeeds = (): string[] => existing([process.execPath, ...ownLibraries().filter((path) => path.startsWith('/'))])

/** The libraries of Node that lie elsewhere than where the system has its own, under the names by which they are looked for. */
const ownLibraries = once(() => (mapped().every(isOfSystem) ? [] : reported()))

const mapped = (): string[] => [...readFileSync('/proc/self/maps', 'utf8').matchAll(/ (\/.*\.so\b.*)$/gm)].map(([, path]) => path!)

/** It takes as long as a program does, so it is asked only where it must be. */
const reported = (): readonly string[] =>
  (process.report.getReport() as unknown as { sharedObjects: readonly string[] }).sharedObjects.filter((path) => !path.endsWith('.node'))

const isOfSystem = (path: string): boolean => Object.keys(host().system).some((folder) => isWithin(path, folder))

const existing = (paths: readonly string[]): string[] => [...new Set(paths)].filter((path) => existsSync(path))

/** Leaves out what lies within another of the paths: it is shown with that one. */
const outermost = (paths: readonly string[]): string[] => {
  const all = [...new Set(paths)]
  return all.filter((path) => !all.some((other) => isWithin(path, other)))
}

/** Where a path of the host leads, and behind which folder, that not everybody may enter, it lies; `null` where everybody can come to it. */
interface Route {
  readonly path: string
  readonly real: string
  readonly from: string | null
}

/** What is of the system is seen without that, but for what is the kit's own: the kit is hidden wherever it lies. */
const routesTo = (needed: readonly string[], own: readonly string[]): readonly Route[] =>
  outermost([...needed.filter((path) => !isOfSystem(path)), ...own]).map((path) => {
    const real = realpathSync.native(path)
    if (!mayBeRead(real)) throw new UsageError(`the sandbox cannot read ${path}: let others read it (chmod -R o+rX)`)
    return { path, real, from: host().isRoot ? behindClosed(real) : null }
  })

/** Where the teacher is not root, programs in the sandbox are still that account's own: it need not let others read. */
const mayBeRead = (real: string): boolean => {
  if (host().isRoot) return (statSync(real).mode & 0o004) !== 0
  try {
    accessSync(real, constants.R_OK)
    return true
  } catch {
    return false
  }
}

/** An account that is nobody's can read only what everybody can, and enter only where everybody can: what lies deeper is mounted where it can be reached. */
const waysTo = (routes: readonly Route[], root: string): Pick<Ground, 'shown' | 'mounts'> => {
  const places = new Map<string, string>()
  const shown = routes.map(({ path, real, from }) => {
    if (from === null) return { path, via: real }
    const to = places.get(from) ?? placeFor(from, join(root, `way-${places.size}`))
    places.set(from, to)
    return { path, via: join(to, relative(from, real)) }
  })
  return { shown, mounts: [...places].map(([from, to]) => ({ from, to })) }
}

/** What stands next after the last folder on the way that not everybody may enter; `null` where there is no such folder. */
const behindClosed = (path: string): string | null => {
  for (let at = path; dirname(at) !== at; at = dirname(at)) if ((statSync(dirname(at)).mode & 0o001) === 0) return at
  return null
}

const placeFor = (from: string, to: string): string => {
  if (statSync(from).isDirectory()) mkdirSync(to)
  else writeFileSync(to, '')
  return to
}

/** The learner's files as the sandbox will copy them into its scratch folder, owners and all. */
const layOutFiles = ({ files, folder }: Scratch, isRoot: boolean): string => {
  chmodSync(folder, 0o700)
  for (const name of ['tmp', 'shm']) mkdirSync(join(files, name), { mode: 0o700 })
  if (isRoot) for (const name of readdirSync(files)) giveAway(join(files, name))
  return files
}

/** Never through a link. */
const giveAway = (path: string): void => {
  lchownSync(path, nobody, nobody)
  if (!lstatSync(path).isDirectory()) return
  for (const name of readdirSync(path)) giveAway(join(path, name))
}
