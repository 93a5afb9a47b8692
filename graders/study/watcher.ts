/** Watches a folder for saves, whichever way an editor saves: in place, by renaming a new file over the old one, in bursts. */
import { statSync } from 'node:fs'
import { dirname, relative, sep } from 'node:path'
import { watch } from 'chokidar'
import { isDebris } from '../submission/raw.ts'

/** A save is over when nothing was written for so long. Editors that rename need two or three steps, a few milliseconds apart. */
const quietMs = 50

/** Who wants to know. */
export interface Listener {
  readonly onSave: (files: ReadonlySet<string>) => void
  /** From now on nothing is missed. */
  readonly onReady: () => void
  /** The system does not watch: it has no room for another watch, say. */
  readonly onFault: (why: string) => void
}

export interface Watcher {
  readonly close: () => Promise<void>
}

/** A folder that was replaced by another of its name is not the one that is being watched. */
const inodeOf = (path: string): number | null => statSync(path, { throwIfNoEntry: false })?.ino ?? null

/**
 * Tells of every save in `folder`: the files in it that were written, by their paths within it. The parent is watched as well, without what else is in it,
 * so that a folder that is taken away and put back is still watched.
 */
export const watchFolder = (folder: string, { onSave, onReady, onFault }: Listener): Watcher => {
  const parent = dirname(folder)
  const isOutside = (path: string): boolean => path !== parent && path !== folder && !path.startsWith(folder + sep)
  const isOurs = (path: string): boolean => path.startsWith(folder + sep) && !isDebris(relative(folder, path).replaceAll(sep, '/'))
  let written = new Set<string>()
  let timer: NodeJS.Timeout | undefined
  const tell = () => {
    const files = written
    written = new Set()
    onSave(files)
  }
  const watcher = watch(parent, {
    ignoreInitial: true,
    atomic: false,
    depth: 4,
    ignored: (path) => isOutside(path) || (path !== parent && path !== folder && !isOurs(path)),
  })
  const heard = () => {
    clearTimeout(timer)
    timer = setTimeout(tell, quietMs)
  }
  watcher.on('all', (event, path) => {
    if (path === parent) return
    if (event === 'add' || event === 'change') written.add(relative(folder, path).replaceAll(sep, '/'))
    heard()
  })
  let watched = inodeOf(folder)
  watcher.on('raw', () => {
    const now = inodeOf(folder)
    if (now === null || now === watched) return
    watched = now
    watcher.unwatch(folder)
    watcher.add(folder)
    heard()
  })
  watcher.on('ready', onReady)
  watcher.on('error', (error) => onFault(error instanceof Error ? error.message : String(error)))
  return {
    close: async () => {
      clearTimeout(timer)
      await watcher.close()
    },
  }
}
