/** Zip archives. */
import { isUtf8 } from 'node:buffer'
import type { Readable } from 'node:stream'
import { crc32 } from 'node:zlib'
import type { Entry, ZipFile } from 'yauzl'
import { UsageError, messageOf } from '../../core/errors.ts'
import { collect, gateFor, pathIn, type EntryKind, type Gate } from './gate.ts'
import { byPath, shown, type RawFile, type Tree } from '../raw.ts'

/** Unpacks a zip archive. */
export const unpackZip = async (bytes: Uint8Array, name: string): Promise<Tree> => {
  const zip = await opened(bytes, name)
  const gate = gateFor(name, bytes.length)
  const files: RawFile[] = []
  return new Promise<Tree>((resolve, reject) => {
    const fail = (error: unknown): void => {
      zip.close()
      reject(error instanceof UsageError ? error : new UsageError(whyBroken(name, error)))
    }
    zip.on('error', fail)
    zip.on('end', () => resolve({ files: files.sort(byPath), obstacles: [], hidden: gate.hidden }))
    const take = async (entry: Entry): Promise<void> => {
      const file = await unpackEntry(zip, entry, name, gate)
      if (file !== null) files.push(file)
      zip.readEntry()
    }
    zip.on('entry', (entry: Entry) => void take(entry).catch(fail))
    zip.readEntry()
  })
}

const opened = async (bytes: Uint8Array, name: string): Promise<ZipFile> => {
  const { fromBuffer } = (await import('yauzl')).default
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  return new Promise<ZipFile>((resolve, reject) => {
    fromBuffer(buffer, { lazyEntries: true, validateEntrySizes: true }, (error, zip) => {
      if (error) reject(new UsageError(whyBroken(name, error)))
      else resolve(zip)
    })
  })
}

const unpackEntry = async (zip: ZipFile, entry: Entry, name: string, gate: Gate): Promise<RawFile | null> => {
  const path = pathIn(nameIn(entry))
  if (path === '[Content_Types].xml')
    throw new UsageError(`${shown(name)} is an office document: save the answers as plain text or as a notebook.`)
  if (!gate.admit(path, kindOf(entry))) return null
  const bytes = await bytesOf(zip, entry, name, gate)
  return { path, size: bytes.length, read: () => Promise.resolve(bytes) }
}

/** Macs, and Linux in some places, write UTF-8 and do not say so: then it would be read as what DOS wrote, and "Jörg" as "J├╢rg". */
export const nameIn = ({ fileName, fileNameRaw, extraFields }: Entry): string =>
  isUtf8(fileNameRaw) && extraFields.every(({ id }) => id !== unicodePath) ? fileNameRaw.toString('utf8').replaceAll('\\', '/') : fileName

/** The field in which Info-ZIP tells a name in Unicode. */
const unicodePath = 0x7075

/**
 * All bytes of one entry. Damaged ones may unpack without an error, and would be judged as if somebody had written them: so their sum is
 * compared.
 *
 * @throws UsageError where it is damaged, locked, or too large.
 */
export const bytesOf = async (zip: ZipFile, entry: Entry, archive: string, gate: Gate): Promise<Buffer> => {
  if (entry.isEncrypted()) throw new UsageError(`${shown(archive)} is locked with a password: pack it without one.`)
  const bytes = await collect(await streamOf(zip, entry), gate).catch((error: unknown) => {
    throw error instanceof UsageError ? error : new UsageError(whyBroken(archive, error))
  })
  if (crc32(bytes) !== entry.crc32)
    throw new UsageError(`${shown(archive)} is damaged (${shown(nameIn(entry))} in it is not what was packed): pack it again.`)
  return bytes
}

/** The bytes of one entry, as they are unpacked. */
export const streamOf = (zip: ZipFile, entry: Entry): Promise<Readable> =>
  new Promise((resolve, reject) => {
    zip.openReadStream(entry, (error, stream) => {
      if (error) reject(error)
      else resolve(stream)
    })
  })

/** The kind that Unix packers leave in the upper half of the attributes; other packers leave nothing there. */
export const kindOf = (entry: Entry): EntryKind => {
  const mode = (entry.externalFileAttributes >>> 16) & 0o170000
  if (mode === 0o120000) return 'link'
  if (entry.fileName.endsWith('/') || mode === 0o040000) return 'folder'
  return mode === 0 || mode === 0o100000 ? 'file' : 'other'
}

const whyBroken = (name: string, error: unknown): string => {
  const message = messageOf(error)
  if (/absolute path|invalid relative path|invalid characters/i.test(message))
    return `${shown(name)} holds a path that leads out of the archive: pack the plain files of one folder.`
  if (/end of central directory|unexpected (?:EOF|end)/i.test(message))
    return `${shown(name)} breaks off in the middle: pack it, or copy it, again.`
  return `${shown(name)} is damaged (${message.split('\n')[0]!.slice(0, 120)}): pack it again.`
}
