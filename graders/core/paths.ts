/** Parts of paths that are written with slashes, whatever the system. */

/** Everything before the last part of a path, without the slash. */
export const folderOf = (path: string): string => path.slice(0, Math.max(0, path.lastIndexOf('/')))
