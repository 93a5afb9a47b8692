/** Watches a folder for saves, whichever way an editor saves: in place, by renaming a new file over the old one, in bursts. */
import { relative, dirname, sep } from 'node:path'
import { watch } from 'chokidar'
import { isDebris } from '../submission/raw.ts'

/** A save is over when nothing was written for so long. Editors that rename need two or three steps, a few milliseconds apart. */
const quietMs = 50

export interface Watcher {
  readonly close: () => Promise<void>
}

/**
 * Tells of every save in `folder`: the files in it that were written, by their paths within it. The parent is watched as well, without what else is in it,
 * so that a folder that is taken away and put back is still watched.
 */
export const watchFolder = (folder: string, onSave: (files: ReadonlySet<string>) => void, onReady: () => void): Watcher => {
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
  watcher.on('all', (event, path) => {
    if (path === parent) return
    if (event === 'add' || event === 'change') written.add(relative(folder, path).replaceAll(sep, '/'))
    clearTimeout(timer)
    timer = setTimeout(tell, quietMs)
  })
  watcher.on('ready', onReady)
  return {
    close: async () => {
      clearTimeout(timer)
      await watcher.close()
    },
  }
}
