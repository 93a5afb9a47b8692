import { accessSync, constants, statSync } from 'node:fs'
import { delimiter, join } from 'node:path'

/** The folders in which a shell looks for a command. */
export const foldersOfPath = (path: string | undefined): string[] => (path ?? '').split(delimiter).map((folder) => folder || '.')

/** The first file of this name in these folders that may be run. */
export const executableIn = (folders: readonly string[], name: string): string | null =>
  folders.map((folder) => join(folder, name)).find(isExecutable) ?? null

const isExecutable = (path: string): boolean => {
  try {
    accessSync(path, constants.X_OK)
    return statSync(path).isFile()
  } catch {
    return false
  }
}
