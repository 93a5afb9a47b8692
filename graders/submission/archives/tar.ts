/** Tar archives, plain or compressed with gzip. */
import { createGunzip } from 'node:zlib'
import { Readable } from 'node:stream'
import type { ReadEntry } from 'tar'
import { UsageError, messageOf } from '../../core/errors.ts'
import { collect, gateFor, pathIn, type EntryKind, type Gate } from './gate.ts'
import { byPath, packedLimit, shown, type RawFile, type Tree } from '../raw.ts'

/**
 * Unpacks a tar archive.
 *
 * @throws UsageError where it is damaged, or the gate refuses what is in it.
 */
export const unpackTar = async (bytes: Uint8Array, name: string): Promise<Tree> => {
  try {
    const plain = await uncompressed(await uncompressed(bytes, name), name)
    // What is left to the parser it uncompresses by itself, past the gate.
    if (isGzipped(plain)) throw new UsageError(`${shown(name)} is compressed again and again: pack the answers as .zip or .tar.gz.`)
    return await entriesOf(plain, name, gateFor(name, bytes.length))
  } catch (error) {
    throw error instanceof UsageError ? error : new UsageError(whyBroken(name, error))
  }
}

/** On its way through a browser an archive may be compressed once more. */
const uncompressed = async (bytes: Uint8Array, name: string): Promise<Uint8Array> => (isGzipped(bytes) ? gunzip(bytes, name) : bytes)

const isGzipped = (bytes: Uint8Array): boolean => bytes[0] === 0x1f && bytes[1] === 0x8b

/** A tar may be as large as if it had not been compressed, with what is left out of it; its files are counted when they are read. */
const gunzip = (bytes: Uint8Array, name: string): Promise<Buffer> =>
  collect(Readable.from([bytes]).pipe(createGunzip()), gateFor(name, bytes.length, packedLimit))

const entriesOf = async (bytes: Uint8Array, name: string, gate: Gate): Promise<Tree> => {
  const { Parser } = await import('tar')
  const files: RawFile[] = []
  return new Promise<Tree>((resolve, reject) => {
    const parser = new Parser({
      strict: true,
      brotli: false,
      zstd: false,
      onReadEntry: (entry) => {
        try {
          readEntry(entry, gate, files)
        } catch (error) {
          reject(error instanceof Error ? error : new Error(String(error)))
        }
      },
    })
    parser.on('error', reject)
    parser.on('end', () => {
      if (breaksOff(bytes)) reject(new Error('truncated'))
      else resolve({ files: files.sort(byPath), obstacles: [], hidden: gate.hidden })
    })
    parser.end(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength))
  }).catch((error: unknown) => {
    throw error instanceof UsageError ? error : new UsageError(whyBroken(name, error))
  })
}

const readEntry = (entry: ReadEntry, gate: Gate, files: RawFile[]): void => {
  const path = pathIn(entry.path)
  if (path === '' || path === '.' || !gate.admit(path, kindOf(entry.type))) {
    entry.resume()
    return
  }
  const chunks: Buffer[] = []
  const file = { path, size: entry.size, read: () => Promise.resolve(Buffer.concat(chunks)) }
  gate.count(entry.size)
  entry.on('data', (chunk: Buffer) => chunks.push(chunk))
  files.push(file)
}

/** A whole archive ends with two empty blocks; some packers leave one, and what breaks off in them lacks nothing. */
const breaksOff = (bytes: Uint8Array): boolean => bytes.subarray(-512).some((byte) => byte !== 0)

const kindOf = (type: string): EntryKind => {
  if (type === 'File' || type === 'OldFile' || type === 'ContiguousFile') return 'file'
  if (type === 'Directory' || type === 'GNUDumpDir') return 'folder'
  return type === 'SymbolicLink' || type === 'Link' ? 'link' : 'other'
}

const whyBroken = (name: string, error: unknown): string => {
  const message = messageOf(error)
  if (/unrecognized archive|incorrect header|TAR_ENTRY_INVALID/i.test(message))
    return `${shown(name)} is no tar archive: pack the answers as .zip or .tar.gz.`
  if (/truncated|unexpected end/i.test(message)) return `${shown(name)} breaks off in the middle: pack it, or copy it, again.`
  return `${shown(name)} is damaged (${message.split('\n')[0]!.slice(0, 120)}): pack it again.`
}
