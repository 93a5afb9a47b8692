import { existsSync, realpathSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { codeOf } from './core/errors.ts'

/**
 * Writes a file beside the older one, behind whatever links, and puts it in that one's place: on a full disk nothing is lost of what was there, and nothing
 * half-written is left. A pipe or a terminal is written to itself. Throws the system's error.
 */
export const writeWhole = (path: string, content: string | Uint8Array): void => {
  const older = statSync(path, { throwIfNoEntry: false })
  if (older !== undefined && !older.isFile()) writeFileSync(path, content)
  else replace(older === undefined ? path : realpathSync(path), content, older?.mode)
}

const replace = (path: string, content: string | Uint8Array, mode: number | undefined): void => {
  const draft = `${path}.${process.pid}.part`
  try {
    writeFileSync(draft, content, { mode, flag: 'wx' })
    renameSync(draft, path)
  } catch (error) {
    const code = codeOf(error)
    if (code !== 'EEXIST' && existsSync(draft)) rmSync(draft)
    // Some folders let nobody make a file in them, and yet write to those that are there; and some names leave no room for more.
    if (!['EACCES', 'EPERM', 'EROFS', 'EEXIST', 'ENAMETOOLONG'].includes(code)) throw error
    writeFileSync(path, content)
  }
}
