/** A submission as it travels: what lies where, and the files themselves by their digests. */
import { createHash } from 'node:crypto'
import { UsageError, messageOf } from '../../core/errors.ts'
import { packedLimit, type RawFile, type Tree } from '../../submission/raw.ts'
import type { Entry, Part } from '../intake/entry.ts'
import { tooMuch } from '../intake/gather.ts'
import type { Place } from '../intake/place.ts'

/** Why something could not be read. It is met again, word for word, where the parcel is opened. */
interface Fault {
  readonly fault: string
  /** False where it was not foreseen: a damaged archive. */
  readonly known: boolean
}

interface PackedFile {
  readonly path: string
  readonly size: number
  readonly content: { readonly digest: string } | Fault
}

interface PackedTree extends Omit<Tree, 'files'> {
  readonly files: readonly PackedFile[]
}

interface PackedPart {
  readonly path: string
  readonly tree: PackedTree | Fault
}

/** One submission, taken apart for the way: its files are named by their digests. */
export interface Parcel {
  readonly parts: readonly PackedPart[]
}

/** The bytes of files, by their SHA-256 in hexadecimal. */
export type Blobs = ReadonlyMap<string, Uint8Array>

/** Reads everything that an entry consists of. */
export const packEntry = async (place: Place, { parts }: Entry): Promise<{ readonly parcel: Parcel; readonly blobs: Blobs }> => {
  const blobs = new Map<string, Uint8Array>()
  let room = packedLimit
  const packFile = async (file: RawFile): Promise<PackedFile> => {
    const bytes = await file.read().catch(faultOf)
    if (!(bytes instanceof Uint8Array)) return { path: file.path, size: file.size, content: bytes }
    room -= bytes.length
    if (room < 0) throw tooMuch()
    const digest = digestOf(bytes)
    blobs.set(digest, bytes)
    return { path: file.path, size: file.size, content: { digest } }
  }
  const packPart = async (part: Part): Promise<PackedPart> => {
    const tree = await treeOf(place, part).catch(faultOf)
    if ('fault' in tree) return { path: part.path, tree }
    const files: PackedFile[] = []
    for (const file of tree.files) files.push(await packFile(file))
    return { path: part.path, tree: { ...tree, files } }
  }
  try {
    const packed: PackedPart[] = []
    for (const part of parts) packed.push(await packPart(part))
    return { parcel: { parts: packed }, blobs }
  } catch (error) {
    return { parcel: { parts: parts.map(({ path }) => ({ path, tree: faultOf(error) })) }, blobs: new Map() }
  }
}

const treeOf = async (place: Place, { path, isFolder }: Part): Promise<Tree> =>
  isFolder ? place.tree(path) : { files: [await place.file(path)], obstacles: [] }

const faultOf = (error: unknown): Fault => ({
  fault: messageOf(error),
  known: error instanceof UsageError,
})

/** SHA-256, in hexadecimal. */
export const digestOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

/** The digests of all files in a parcel, each once, in order. */
export const digestsIn = ({ parts }: Parcel): string[] => {
  const files = parts.flatMap(({ tree }) => ('files' in tree ? tree.files : []))
  return [...new Set(files.flatMap(({ content }) => ('digest' in content ? [content.digest] : [])))].sort()
}

/** What was packed, as if it lay here. */
export const placeOfParcel = ({ parts }: Parcel, blobs: Blobs): Place => {
  const treeAt = async (path: string): Promise<Tree> => {
    const part = parts.find((each) => each.path === path)
    if (part === undefined) throw new TypeError(`the parcel has no ${path}`)
    if ('fault' in part.tree) throw errorOf(part.tree)
    return { ...part.tree, files: part.tree.files.map((file) => fileOf(file, blobs)) }
  }
  return {
    list: () => Promise.resolve([]),
    tree: treeAt,
    file: async (path) => (await treeAt(path)).files[0]!,
  }
}

const fileOf = ({ path, size, content }: PackedFile, blobs: Blobs): RawFile => ({
  path,
  size,
  read: async () => {
    if ('fault' in content) throw errorOf(content)
    const bytes = blobs.get(content.digest)
    if (bytes === undefined) throw new TypeError(`the parcel has no blob ${content.digest}`)
    return bytes
  },
})

const errorOf = ({ fault, known }: Fault): Error => (known ? new UsageError(fault) : new Error(fault))
