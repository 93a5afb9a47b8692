/** Opens a class, be it a folder or an archive, and reads it from the disk. */
import { existsSync, lstatSync, readSync, readdirSync, statSync } from 'node:fs'
import { realpath, stat } from 'node:fs/promises'
import { join, sep } from 'node:path'
import { UsageError, codeOf } from '../../core/errors.ts'
import { fileOnDisk, folderOnDisk, whyUnreadable, withFile } from '../../submission/disk.ts'
import { baseOf, byName, isDebris, isPutAside, shown } from '../../submission/raw.ts'
import { below, type ClassPlace, type PlaceEntry } from './place.ts'

/**
 * Opens a class. Nothing is unpacked onto the disk.
 *
 * @throws UsageError where it cannot be opened, or is one file and no archive.
 */
export const openPlace = async (path: string): Promise<ClassPlace> => {
  const status = await stat(path).catch((error: unknown) => {
    throw new UsageError(whyUnreadable(path, error))
  })
  if (status.isDirectory()) return diskPlace(await realpath(path))
  if (!/\.zip$/i.test(path)) throw new UsageError(`${shown(path)} is one file: give the folder, or the .zip, that holds the submissions.`)
  const { zipPlace } = await import('./zip-place.ts')
  return zipPlace(path)
}

const diskPlace = (root: string): ClassPlace => ({
  list: async (folder) => {
    const names = namesIn(root, folder).filter((name) => !isDebris(name))
    return names.map((name) => entryAt(join(root, folder, name), name)).sort(byName)
  },
  tree: async (folder) => folderOnDisk(await within(root, folder), folder),
  file: async (path) => fileOnDisk(await within(root, path), baseOf(path)),
  opening: (path, length) => Promise.resolve(openingOf(join(root, path), length)),
  keptBack: (folder) =>
    namesIn(root, folder)
      .filter(isPutAside)
      .flatMap((name) => filesAt(join(root, folder, name), name)),
})

/** Those of a folder, or the file itself. What cannot be looked into says nothing. */
const filesAt = (path: string, name: string): string[] => {
  try {
    return entryAt(path, name).isFolder ? folderOnDisk(path).files.map((file) => below(name, file.path)) : [name]
  } catch {
    return []
  }
}

const openingOf = (path: string, length: number): Uint8Array => {
  const bytes = Buffer.alloc(length)
  // Almost nobody has such a file, and to be told so by an error takes longer.
  if (!existsSync(path)) return bytes.subarray(0, 0)
  try {
    return withFile(path, path, (file) => bytes.subarray(0, readSync(file, bytes)))
  } catch {
    return bytes.subarray(0, 0)
  }
}

const namesIn = (root: string, folder: string): string[] => {
  try {
    return readdirSync(join(root, folder))
  } catch (error) {
    throw new UsageError(whyUnreadable(folder === '' ? root : folder, error))
  }
}

/** What cannot be looked at is somebody's work all the same: whoever is to judge it will say why nobody can. */
const entryAt = (path: string, name: string): PlaceEntry => {
  try {
    const status = statSync(path)
    return { name, isFolder: status.isDirectory(), modified: Math.floor(status.mtimeMs) }
  } catch {
    return { name, isFolder: false, modified: 0 }
  }
}

/** A link may lead to what is not in the list of the class. What is in the list may be somebody else's, and what lies outside may be anything. */
const within = async (root: string, path: string): Promise<string> => {
  const real = await realpath(join(root, path)).catch((error: unknown) => {
    throw new UsageError(whyNotThere(root, path, error))
  })
  if (!real.startsWith(root + sep)) throw new UsageError(`${shown(path)} is a link that leads out of the class: hand in the file instead.`)
  const others = real
    .slice(root.length + 1)
    .split(sep)
    .join('/')
  if (others !== path && !isDebris(others) && isThroughLink(root, path))
    throw new UsageError(`${shown(path)} is a link to ${shown(others)}, which may be somebody else’s: hand in the files themselves.`)
  return real
}

/** True where the path, or a folder on it, is a link. */
const isThroughLink = (root: string, path: string): boolean =>
  path.split('/').some((_, index, parts) => isLink(join(root, ...parts.slice(0, index + 1))))

/** What was in the list of the class and cannot be followed; letters that nobody can read have words of their own. */
const whyNotThere = (root: string, path: string, error: unknown): string => {
  if (isLink(join(root, path))) return `${shown(path)} is a link that leads nowhere: hand in the file instead.`
  if (codeOf(error) !== 'ENOENT' || path.includes('\ufffd')) return whyUnreadable(path, error)
  return `${shown(path)} was here when the class was looked through, and is gone: put it back, and run the same command again.`
}

const isLink = (path: string): boolean => lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() === true
