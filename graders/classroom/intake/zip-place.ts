/** A class in a zip archive. Only its table of contents is read beforehand; each submission is unpacked when its turn comes. */
import { basename } from 'node:path'
import type { Entry as ZipEntry, ZipFile } from 'yauzl'
import { UsageError, codeOf } from '../../core/errors.ts'
import { sumOf } from '../../core/score.ts'
import { whyUnreadable } from '../../submission/disk.ts'
import { gateFor, pathIn, type Gate } from '../../submission/archives/gate.ts'
import { baseOf, byName, byPath, isDebris, isPutAside, liesHidden, shown, type RawFile, type Tree } from '../../submission/raw.ts'
import { bytesOf, kindOf, nameIn, streamOf } from '../../submission/archives/zip.ts'
import type { ClassPlace, PlaceEntry } from './place.ts'

/** Opens an archive. Its file stays open until the process ends. */
export const zipPlace = async (path: string): Promise<ClassPlace> => {
  const zip = await opened(path)
  const { index, keptBack } = await entriesOf(zip, path)
  const name = basename(path)
  return {
    list: (folder) => Promise.resolve(listed(index, folder)),
    tree: (folder) => Promise.resolve(treeOf(zip, { index, keptBack }, folder, name)),
    file: (file) => Promise.resolve(only(zip, index, file, name)),
    opening: (file, length) => openingOf(zip, index.get(file), length),
    keptBack: (folder) => keptBack.flatMap((each) => putAsideIn(folder, each)),
  }
}

const opened = async (path: string): Promise<ZipFile> => {
  const { open } = (await import('yauzl')).default
  return new Promise((resolve, reject) => {
    open(path, { lazyEntries: true, autoClose: false, validateEntrySizes: true }, (error, zip) => {
      if (error) reject(new UsageError(isSystems(error) ? whyUnreadable(path, error) : damaged(path)))
      else resolve(zip)
    })
  })
}

/** The system names what it refuses in capitals; the library that reads archives names nothing. */
const isSystems = (error: Error): boolean => /^E[A-Z]+$/.test(codeOf(error))

/** What the library says of it speaks to whoever knows the format. */
const damaged = (path: string): string => `${shown(path)} is no zip archive, or a damaged one: export the class again.`

type Index = ReadonlyMap<string, ZipEntry>

interface Contents {
  readonly index: Index
  /** The paths of what systems and tools leave behind. */
  readonly keptBack: readonly string[]
}

/** The path within a folder, where the folder holds it under a name that is put aside, and nothing else on its way is debris. */
const putAsideIn = (folder: string, path: string): string[] => {
  const inside = folder === '' ? '' : `${folder}/`
  if (!path.startsWith(inside)) return []
  const own = path.slice(inside.length)
  const [name = '', ...rest] = own.split('/')
  return isPutAside(name) && !isDebris(rest.join('/')) ? [own] : []
}

const entriesOf = async (zip: ZipFile, path: string): Promise<Contents> => {
  const index = new Map<string, ZipEntry>()
  const keptBack: string[] = []
  return new Promise((resolve, reject) => {
    zip.on('error', (error: Error) =>
      reject(new UsageError(`${shown(path)} cannot be read (${error.message}): unpack it yourself and give the folder.`)),
    )
    zip.on('end', () => resolve({ index, keptBack }))
    zip.on('entry', (entry: ZipEntry) => {
      const name = nameIn(entry)
      if (!isDebris(name)) index.set(pathIn(name), entry)
      else if (pathIn(name).split('/').some(isPutAside)) keptBack.push(pathIn(name))
      zip.readEntry()
    })
    zip.readEntry()
  })
}

const listed = (index: Index, folder: string): PlaceEntry[] => {
  const inside = folder === '' ? '' : `${folder}/`
  const found = new Map<string, PlaceEntry>()
  for (const [path, entry] of index) {
    if (!path.startsWith(inside) || path.length === inside.length) continue
    const [name = '', ...below] = path.slice(inside.length).split('/')
    const modified = Math.max(entry.getLastModDate().getTime(), found.get(name)?.modified ?? 0)
    found.set(name, { name, isFolder: below.length > 0 || found.get(name)?.isFolder === true, modified })
  }
  return [...found.values()].sort(byName)
}

const treeOf = (zip: ZipFile, { index, keptBack }: Contents, folder: string, archive: string): Tree => {
  const inside = `${folder}/`
  const own = [...index].filter(([path]) => path.startsWith(inside) && path.length > inside.length)
  const gate = gateFor(folder, sumOf(own.map(([, { compressedSize }]) => compressedSize)))
  const files: RawFile[] = []
  for (const [path, entry] of own) {
    const below = path.slice(inside.length)
    if (gate.admit(below, kindOf(entry))) files.push(fileOf(zip, entry, below, archive, gate))
  }
  const hidden = keptBack.filter((path) => path.startsWith(inside)).map((path) => path.slice(inside.length))
  return { files: files.sort(byPath), obstacles: [], hidden: hidden.filter(liesHidden) }
}

const openingOf = async (zip: ZipFile, entry: ZipEntry | undefined, length: number): Promise<Uint8Array> => {
  if (entry === undefined || entry.isEncrypted()) return Buffer.alloc(0)
  try {
    for await (const chunk of (await streamOf(zip, entry)) as AsyncIterable<Buffer>) return chunk.subarray(0, length)
  } catch {
    // A damaged entry is told of by whoever takes it for a submission.
  }
  return Buffer.alloc(0)
}

const only = (zip: ZipFile, index: Index, path: string, archive: string): RawFile => {
  const entry = index.get(path)
  const name = baseOf(path)
  if (entry === undefined || kindOf(entry) !== 'file') throw new UsageError(`${shown(path)} is not a regular file: hand in a file.`)
  return fileOf(zip, entry, name, archive, gateFor(name, entry.compressedSize))
}

const fileOf = (zip: ZipFile, entry: ZipEntry, path: string, archive: string, gate: Gate): RawFile => {
  let bytes: Promise<Uint8Array> | null = null
  return { path, size: entry.uncompressedSize, read: () => (bytes ??= bytesOf(zip, entry, archive, gate)) }
}
