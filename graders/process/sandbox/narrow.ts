/** For a tool of the kit that reads what strangers wrote, and opens whatever that names. */
import { existsSync } from 'node:fs'
import { cacheFolder } from '../../home.ts'
import { toolPath } from './ground.ts'
import { isWithin } from './walls.ts'

/** What stands in front of its command, so that it sees these folders, which it can only read, and nothing else of the machine. */
export const narrow = (folders: readonly string[]): string[] => [
  toolPath('bwrap') ?? 'bwrap',
  '--unshare-all',
  '--die-with-parent',
  '--proc',
  '/proc',
  '--dev',
  '/dev',
  ...folders.flatMap((folder) => ['--ro-bind', folder, folder]),
  ...(existsSync(cacheFolder()) && folders.some((folder) => isWithin(cacheFolder(), folder)) ? ['--tmpfs', cacheFolder()] : []),
  '--',
]
