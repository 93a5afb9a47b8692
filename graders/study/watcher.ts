/** Watches a folder for saves, whichever way an editor saves: in place, by renaming a new file over the old one, in bursts. */
import { statSync } from 'node:fs'
import { dirname, relative, resolve, sep } from 'node:path'
import { watch } from 'chokidar'
import { messageOf } from '../core/errors.ts'
import { isDebris } from '../submission/raw.ts'

/** A save is over when nothing was written for so long. Editors that rename need two or three steps, a few milliseconds apart. */
const quietMs = 50

/** Who wants to know. */
export interface Listener {
  /** Something has been written, and there may be more to come. */
  readonly onSign: () => void
  /** Nothing was written for a while: the save is over. */
  readonly onSave: () => void
  /** From now on nothing is missed. */
  readonly onReady: () => void
  /** The system does not watch: it has no room for another watch, say. */
  readonly onFault: (why: string) => void
}

/** Looks at a folder until it is closed. */
export interface Watcher {
  readonly close: () => Promise<void>
}

/** A folder that was replaced by another of its name is not the one that is being watched. */
const inodeOf = (path: string): number | null => statSync(path, { throwIfNoEntry: false })?.ino ?? null

/** What a save may write: no hidden files, and no packages. */
export const isOurs = (folder: string, path: string): boolean =>
  path.startsWith(folder + sep) && !isDebris(relative(folder, path).replaceAll(sep, '/'))

/**
 * Tells of every save in `folder`. The parent is watched as well, without what else is in it, so that a folder that is taken away and put back is still
 * watched.
 */
export const watchFolder = (folder: string, { onSign, onSave, onReady, onFault }: Listener): Watcher => {
  const parent = dirname(folder)
  let timer: NodeJS.Timeout | undefined
  const watcher = watch(parent, {
    ignoreInitial: true,
    atomic: false,
    depth: 4,
    ignored: (path) => path !== parent && path !== folder && !isOurs(folder, path),
  })
  const wait = () => {
    clearTimeout(timer)
    timer = setTimeout(() => {
      timer = undefined
      onSave()
    }, quietMs)
  }
  watcher.on('all', (_event, path) => {
    if (path !== parent) wait()
  })
  let watched = inodeOf(folder)
  // What the system says comes sooner, and in full: of changes that come one soon after the other, the watcher tells only the first.
  watcher.on('raw', (_event, name: string | null, about) => {
    const { watchedPath = folder } = about as { readonly watchedPath?: string }
    if (name !== null && isOurs(folder, resolve(watchedPath, name))) {
      onSign()
      if (timer === undefined) wait()
    }
    const now = inodeOf(folder)
    if (now === null || now === watched) return
    watched = now
    watcher.unwatch(folder)
    watcher.add(folder)
    wait()
  })
  watcher.on('ready', onReady)
  watcher.on('error', (error) => onFault(messageOf(error)))
  return {
    close: async () => {
      clearTimeout(timer)
      await watcher.close()
    },
  }
}
