/** Where a class's submissions lie: a folder on the disk, or the archive as a platform exports it. What both offer. */
import type { RawFile, Tree } from '../../submission/raw.ts'

/** A file or folder that lies in a class. */
export interface PlaceEntry {
  readonly name: string
  readonly isFolder: boolean
  /** Milliseconds since 1970. */
  readonly modified: number
}

/** Paths are relative, with forward slashes; the empty path is the class itself. */
export interface Place {
  /** In the order of the names, without what systems and tools leave behind. */
  readonly list: (folder: string) => Promise<PlaceEntry[]>
  readonly tree: (folder: string) => Promise<Tree>
  readonly file: (path: string) => Promise<RawFile>
}

/** A class whose submissions are still to be told apart. */
export interface ClassPlace extends Place {
  /** The first bytes of a file, at most so many; none where there is no such file, or it cannot be read. */
  readonly opening: (path: string, length: number) => Promise<Uint8Array>
  /** The paths, relative to a folder, of the files that `list` keeps back there: hidden ones, and what lies in hidden folders and those of tools. */
  readonly keptBack: (folder: string) => readonly string[]
}

/** The path of what a folder of the class holds. */
export const below = (folder: string, name: string): string => (folder === '' ? name : `${folder}/${name}`)
