/** What was handed in, before anybody knows what it answers. */

/** One file. Its bytes are fetched when somebody asks for them. */
export interface RawFile {
  /** Relative to what was handed in, with forward slashes. */
  readonly path: string
  readonly size: number
  readonly read: () => Promise<Uint8Array>
}

/** Something that stands where a file could: never read, but worth a word when it has the name of an answer. */
export interface Obstacle {
  readonly path: string
  /** As a learner would say it: "a folder", "a link that leads out of the folder". */
  readonly what: string
}

/** The files of a folder or an archive, in the order of their paths. */
export interface Tree {
  readonly files: readonly RawFile[]
  readonly obstacles: readonly Obstacle[]
  /** What could not be looked into. */
  readonly faults?: readonly Fault[]
  /** The paths of files that were kept back only because they, or folders on their way, are hidden. */
  readonly hidden?: readonly string[]
  /** Where the kit laid a file for every answer, such as `exercises/`: a text that names no question is a note there, or data, and nobody's homework. */
  readonly hasFileForEach?: boolean
}

/** A folder or an archive that cannot be opened, and why, in a whole sentence. */
export interface Fault {
  readonly path: string
  readonly why: string
}

/** No answer is longer than this; what is longer is a mistake or an attack. */
export const answerLimit = 1024 * 1024

/** No notebook or archive is larger than this, unpacked. */
export const totalLimit = 64 * 1024 * 1024

/** An archive may be larger while it is packed: somebody may have packed `node_modules` as well, which stays where it is. */
export const packedLimit = 4 * totalLimit

/** The most files that may be handed in together, and the most cells that a document may have. */
export const entryLimit = 2000

/** So many entries an archive may have with what tools have left in it. */
export const listedLimit = 100_000
/** The most folders that may lie within each other. */
export const depthLimit = 12

/** Folders that tools leave behind; nobody answers a question in them. */
const debris = new Set(['__macosx', 'node_modules', '__pycache__', 'venv', 'env', 'site-packages'])
const debrisFiles = new Set(['thumbs.db', 'desktop.ini', 'ehthumbs.db', 'icon\r'])

/** True for an older answer that the kit put aside when it restored a stub: `q3.mine-2026-11-22-1.ts`. Nobody hands that in. */
export const isBackup = (path: string): boolean => /\.mine-\d{4}-\d\d-\d\d-\d+\.\w+$/.test(path)

/** True for what operating systems and tools add by themselves: hidden files, `__MACOSX`, `Thumbs.db`, `node_modules`; and for older answers. */
export const isDebris = (path: string): boolean =>
  isBackup(path) ||
  path.split('/').some((part, index, parts) => {
    const name = part.toLowerCase()
    return name.startsWith('.') || name.startsWith('~$') || debris.has(name) || (index === parts.length - 1 && debrisFiles.has(name))
  })

/** True for a name that is kept back, and that a learner's work may have all the same. Other programs' copies and locks are none. */
export const isPutAside = (name: string): boolean =>
  /^(?:env|venv|\..+)$/i.test(name) && !/^\.(?:[._~#]|git$|ipynb_checkpoints$)/i.test(name)

/** True for the path of a file that is kept back for such a name alone, be it the file's own or that of a folder on its way. */
export const liesHidden = (path: string): boolean => {
  const parts = path.split('/')
  return parts.some(isPutAside) && !isDebris(parts.filter((part) => !isPutAside(part)).join('/'))
}

/** A path as it can stand in one line of a message: quoted, control characters made visible, and of an endless one its beginning and its end. */
export const shown = (path: string): string =>
  JSON.stringify(withoutMiddle(path, mostShown)).replace(/[\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, hexEscape)

/** Longer than the path of anybody's answer. */
const mostShown = 200

/** At most so many characters of a name: of a longer one its beginning and its end. */
export const withoutMiddle = (name: string, most: number): string =>
  name.length > most ? `${name.slice(0, most / 2)}…${name.slice(1 - most / 2)}` : name

const hexEscape = (character: string): string => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`

/** A number of bytes as a person says it. */
export const sizeOf = (bytes: number): string =>
  bytes >= 1024 * 1024 ? `${(bytes / 1024 / 1024).toFixed(1)} MiB` : `${Math.ceil(bytes / 1024)} KiB`

/** A size beyond a limit, in bytes where a person's way to say it would make both the same. */
export const sizeBeyond = (bytes: number, limit: number): string =>
  sizeOf(bytes) === sizeOf(limit) ? `${grouped(bytes)} bytes (${sizeOf(limit)} are ${grouped(limit)})` : sizeOf(bytes)

const grouped = (bytes: number): string => bytes.toLocaleString('en-US')

/** The last part of a path. */
export const baseOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1)

/** A file's name without its extension. */
export const stemOf = (path: string): string => ownBase(path).replace(/(?<!^)\.[^.]*$/, '')

/** The extension in lower case, with its dot; empty where there is none. */
export const extensionOf = (path: string): string => /(?<!^)\.[^.]*$/.exec(ownBase(path))?.[0].toLowerCase() ?? ''

/** The last part of a path as its owner called it: a browser that keeps a notebook puts the name of a kind that it knows behind. */
const ownBase = (path: string): string => baseOf(path).replace(/(?<=\.ipynb)\.(?:json|txt)$/i, '')

/** The order of code units, the same on every machine. */
export const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

/** Sorts files by their paths. */
export const byPath = (a: { readonly path: string }, b: { readonly path: string }): number => compare(a.path, b.path)

/** Sorts files and folders by their names. */
export const byName = (a: { readonly name: string }, b: { readonly name: string }): number => compare(a.name, b.name)
