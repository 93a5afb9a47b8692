import { accessSync, constants, existsSync, mkdtempSync, readFileSync, realpathSync, statfsSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { UsageError, codeOf } from './core/errors.ts'

const isHome = (folder: string): boolean => {
  const file = join(folder, 'package.json')
  return existsSync(file) && (JSON.parse(readFileSync(file, 'utf8')) as { name?: string }).name === 'joinery'
}

const upFrom = (folder: string): string => (isHome(folder) || dirname(folder) === folder ? folder : upFrom(dirname(folder)))

/** The folder of the project, whether the kit runs from its source or from its compiled copy. */
export const home = upFrom(dirname(fileURLToPath(import.meta.url)))

/** The version of the kit, for people. */
export const version = (): string => (JSON.parse(readFileSync(join(home, 'package.json'), 'utf8')) as { version: string }).version

/** Where everything lies that can be made again. With `--fresh` it is a folder that was empty when the command began. */
export const cacheFolder = (): string => process.env['JOINERY_CACHE'] ?? join(home, 'node_modules', '.cache', 'joinery')

/**
 * The digest of the kit's source, by which the folder of its compilation is called; `null` where the kit runs from the source itself, which
 * may change at any time.
 */
export const compilation = import.meta.url.endsWith('.ts') ? null : basename(dirname(fileURLToPath(import.meta.url)))

/** Makes a new folder for what is gone when the command ends, and returns its real path. Throws a UsageError where there can be none. */
export const temporaryFolder = (name: string, where = tmpdir()): string => {
  try {
    return mkdtempSync(join(realpathSync(where), `joinery-${name}${process.pid}-`))
  } catch (error) {
    throw new UsageError(
      `no folder can be made in ${where}, where temporary files go (${codeOf(error) || String(error)}): make room there, or name another place by TMPDIR`,
    )
  }
}

/** The process that made a temporary folder of this name; null for other names. */
export const ownerOfFolder = (name: string): number | null =>
  Number(/^joinery-(?:[a-z]+-)?(\d+)-[A-Za-z0-9]{6}$/.exec(name)?.[1] ?? 0) || null

/** Where Linux offers room in memory to all programs: https://docs.kernel.org/filesystems/tmpfs.html */
const sharedMemory = '/dev/shm'

/** How `statfs` names a file system in memory (`linux/magic.h`). */
const tmpfs = 0x01021994

/** Containers often have as little as 64 MiB there. */
const muchRoom = 512 * 1024 * 1024

/**
 * Where small files go that are gone again within seconds: a disk takes longer to make and remove them than many a program runs. A place
 * that somebody has named stands.
 */
export const briefPlace = (): string => (process.env['TMPDIR'] === undefined && isRoomy(sharedMemory) ? sharedMemory : tmpdir())

const isRoomy = (folder: string): boolean => {
  try {
    accessSync(folder, constants.W_OK | constants.X_OK)
    const { type, bavail, bsize } = statfsSync(folder)
    return type === tmpfs && bavail * bsize >= muchRoom
  } catch {
    return false
  }
}
