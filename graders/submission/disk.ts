/**
 * Reads files and folders of the disk with the care that strangers' files need. Nothing here is ever written or run. So few and small files are read
 * soonest without waiting for each step.
 */
import { closeSync, constants, fstatSync, openSync, readFileSync, readdirSync, realpathSync } from 'node:fs'
import { join, sep } from 'node:path'
import { SystemRefusal, UsageError, codeOf } from '../core/errors.ts'
import { beginningOf } from '../core/readable.ts'
import { isPacked } from './archives/archives.ts'
import {
  byPath,
  compare,
  depthLimit,
  entryLimit,
  isDebris,
  isPutAside,
  liesHidden,
  shown,
  sizeBeyond,
  sizeOf,
  packedLimit,
  totalLimit,
  type Fault,
  type Obstacle,
  type RawFile,
  type Tree,
} from './raw.ts'

/** A file on the disk. Pipes, sockets and devices are refused, since reading one may never end. */
export const fileOnDisk = (path: string, name: string): RawFile => {
  const { size } = withFile(path, name, (_, size) => ({ size }))
  return { ...lazily(path, name), size }
}

/**
 * Opens a file, if it is one, for as long as it is used.
 *
 * @throws UsageError where it may not be opened, or is no file.
 */
export const withFile = <Result>(path: string, name: string, use: (file: number, size: number) => Result): Result => {
  const file = opened(path, name)
  try {
    const status = fstatSync(file)
    if (!status.isFile())
      throw new UsageError(`${shown(name)} is ${status.isDirectory() ? 'a folder' : 'not a regular file'}: hand in a file.`)
    return use(file, status.size)
  } finally {
    closeSync(file)
  }
}

const opened = (path: string, name: string): number => {
  try {
    return openSync(path, constants.O_RDONLY | constants.O_NONBLOCK)
  } catch (error) {
    throw new SystemRefusal(whyUnreadable(name, error))
  }
}

const readWhole = (file: number, size: number, name: string): Uint8Array => {
  const limit = isPacked(name) ? packedLimit : totalLimit
  if (size > limit)
    throw new UsageError(
      `${shown(name)} has ${sizeBeyond(size, limit)}, and at most ${sizeOf(limit)} are read: take out pictures and data.`,
    )
  return readFileSync(file)
}

/** Why the system would not open a path, and what to do. */
export const whyUnreadable = (name: string, error: unknown): string => {
  const code = codeOf(error)
  if (code === 'ENOENT' && name.includes('\ufffd')) return `the name ${shown(name)} holds letters that are not UTF-8: rename it.`
  if (code === 'ENOENT' || code === 'ENOTDIR')
    return `there is no file or folder ${shown(name)}: check the spelling, or give the path from where you are.`
  if (code === 'EACCES' || code === 'EPERM')
    return `${shown(name)} may not be read: change its permissions, or those of the folder that holds it (chmod -R u+rX), and try again.`
  if (code === 'EISDIR') return `${shown(name)} is a folder: give a file.`
  if (code === 'ELOOP') return `${shown(name)} is a link that leads to itself: hand in the file instead.`
  if (code === 'ENAMETOOLONG') return `the name ${shown(beginningOf(name))} is too long: shorten it.`
  return `${shown(name)} could not be read (${code || String(error)}): copy it to another place and try again.`
}

/**
 * Everything in a folder and the folders in it, without what tools leave behind. Links count only where they stay inside. `name` is for
 * messages.
 *
 * @throws UsageError where the folder itself cannot be looked into, or holds too many files.
 */
export const folderOnDisk = (root: string, name = root): Tree => {
  const files: RawFile[] = []
  const obstacles: Obstacle[] = []
  const faults: Fault[] = []
  const hidden: string[] = []
  const home = realpathSync(root)
  const waiting: { path: string; depth: number }[] = [{ path: '', depth: 0 }]
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { path: folder, depth } = next
    for (const entry of entriesOf(root, folder, name, faults)) {
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`
      if (isDebris(path)) {
        hidden.push(...hiddenAt(root, path, entry))
        continue
      }
      if (files.length + obstacles.length >= entryLimit) throw new UsageError(tooMany(name))
      if (entry.isDirectory()) {
        obstacles.push({ path, what: 'a folder' })
        if (depth < depthLimit) waiting.push({ path, depth: depth + 1 })
        else faults.push({ path, why: tooDeep(path) })
        continue
      }
      const what = obstacleAt(join(root, path), home, entry)
      if (what === null) files.push(lazily(join(root, path), path))
      else obstacles.push({ path, what })
    }
  }
  return { files: files.sort(byPath), obstacles: obstacles.sort(byPath), faults, hidden: hidden.sort(compare) }
}

/** The paths of what is only hidden, or lies in a folder that is. What cannot be looked into says nothing. */
const hiddenAt = (root: string, path: string, entry: Entry): string[] => {
  if (!isPutAside(entry.name)) return []
  if (!entry.isDirectory()) return entry.isFile() && liesHidden(path) ? [path] : []
  try {
    const { files, hidden = [] } = folderOnDisk(join(root, path))
    return [...files.map((file) => file.path), ...hidden].map((inner) => `${path}/${inner}`).filter(liesHidden)
  } catch {
    return []
  }
}

const lazily = (path: string, name: string): RawFile => ({
  path: name,
  size: -1,
  read: async () => withFile(path, name, (file, size) => readWhole(file, size, name)),
})

interface Entry {
  readonly name: string
  isDirectory: () => boolean
  isFile: () => boolean
  isSymbolicLink: () => boolean
}

const obstacleAt = (path: string, home: string, entry: Entry): string | null => {
  if (entry.isFile()) return null
  if (!entry.isSymbolicLink()) return 'neither a file nor a folder'
  const target = targetOf(path)
  if (target === null) return 'a link that leads nowhere'
  return target.startsWith(home + sep) ? null : 'a link that leads out of the folder'
}

const targetOf = (link: string): string | null => {
  try {
    return realpathSync(link)
  } catch {
    return null
  }
}

/** A folder within `root` that cannot be looked into is a fault of its own; `root` itself has to be there. */
const entriesOf = (root: string, folder: string, name: string, faults: Fault[]): Entry[] => {
  try {
    return readdirSync(join(root, folder), { withFileTypes: true })
  } catch (error) {
    const why = whyUnreadable(folder || name, error)
    if (folder === '') throw new SystemRefusal(why)
    faults.push({ path: folder, why })
    return []
  }
}

const tooMany = (name: string): string =>
  `${shown(name)} holds more than ${entryLimit} files: give the folder in which the answers stand (q1.md, q3.py and so on).`

const tooDeep = (path: string): string =>
  `${shown(path)} lies deeper than ${depthLimit} folders, and was not looked into: hand in fewer folders.`
