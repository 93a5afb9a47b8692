/** Archives, unpacked in memory: nothing of them ever touches the disk. A new kind is one more file and one more line here. */
import { UsageError } from '../../core/errors.ts'
import { shown, type Tree } from '../raw.ts'
import { unpackTar } from './tar.ts'
import { unpackZip } from './zip.ts'

/** Unpacks an archive; `name` is for messages. */
export type Unpack = (bytes: Uint8Array, name: string) => Promise<Tree>

/** True for the name of an archive that can be unpacked. */
export const isArchive = (path: string): boolean => /\.(?:zip|tgz|tar|gz)$/i.test(path)

const packed = /\.(?:tar\.)?(?:zip|tgz|tar|gz|7z|rar|bz2|xz|zst)$/i

/** The same, or of one that is refused with a word on what to hand in instead. An office document is a zip, too, and bears another name. */
export const isPacked = (path: string): boolean => packed.test(path)

/** The path of an archive without what tells that it is one. */
export const withoutArchiveEnding = (path: string): string => path.replace(packed, '')

const startsWith = (bytes: Uint8Array, magic: string, at = 0): boolean =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1', at, at + magic.length) === magic

/**
 * How to unpack what these first bytes begin; null for what is no archive.
 *
 * @throws UsageError for another kind of archive, and for what is only called one.
 */
export const unpackerFor = (head: Uint8Array, name: string): Unpack | null => {
  if (startsWith(head, 'PK\x03\x04') || startsWith(head, 'PK\x05\x06')) return unpackZip
  if (startsWith(head, '\x1f\x8b') || startsWith(head, 'ustar', 257) || /\.(?:tar|tgz)$/i.test(name)) return unpackTar
  const foreign = foreignKinds.find(([magic]) => startsWith(head, magic))
  if (foreign !== undefined) throw new UsageError(`${shown(name)} is ${foreign[1]} archive: hand in a .zip or a .tar.gz.`)
  if (isPacked(name))
    throw new UsageError(`${shown(name)} is ${head.length === 0 ? 'empty' : 'no archive, whatever its name says'}: pack it again.`)
  return null
}

const foreignKinds: readonly (readonly [string, string])[] = [
  ['7z\xbc\xaf\x27\x1c', 'a 7z'],
  ['Rar!\x1a', 'a RAR'],
  ['BZh', 'a bzip2'],
  ['\xfd7zXZ', 'an xz'],
  ['\x28\xb5\x2f\xfd', 'a zstd'],
]
