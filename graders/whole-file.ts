import { existsSync, realpathSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { codeOf } from './core/errors.ts'

/**
 * Replaces a file whole: writes a draft beside it and renames that. So nothing is lost on a full disk, and no half-written file is left.
 * Links are followed, and keep leading to the file. A pipe or a terminal is written to directly. Throws the system's error.
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
