/** Takes away what runs that were killed have left among the temporary files. */
import { lstatSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { briefPlace, ownerOfFolder } from '../home.ts'
import { exists } from '../process/exists.ts'

/** Processes of a container cannot be seen from here: no run of theirs leaves a folder alone for so long. */
const restMs = 24 * 60 * 60 * 1000

/** Takes away folders of this account whose process has been gone for a day. */
export const sweep = (): void => {
  for (const place of new Set([tmpdir(), briefPlace()])) sweepIn(place)
}

const sweepIn = (place: string): void => {
  try {
    for (const name of readdirSync(place)) if (isLeftBehind(place, name)) rmSync(join(place, name), { recursive: true, force: true })
  } catch {
    // Another run may have been faster, and without a place for temporary files there is nothing to tidy.
  }
}

const isLeftBehind = (place: string, name: string): boolean => {
  const owner = ownerOfFolder(name)
  if (owner === null || exists(owner)) return false
  const status = lstatSync(join(place, name))
  return status.isDirectory() && status.uid === process.getuid?.() && Date.now() - status.mtimeMs > restMs
}
