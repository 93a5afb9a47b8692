/** What may come out of an archive. Whoever packed it is a stranger. */
import { caseless } from '../../core/caseless.ts'
import { UsageError } from '../../core/errors.ts'
import { depthLimit, entryLimit, isDebris, liesHidden, listedLimit, shown, sizeOf, totalLimit } from '../raw.ts'

/** Watches over one archive while it is unpacked; every method throws a `UsageError` for what is not allowed. */
export interface Gate {
  /** Looks at an entry's name and kind. False: leave it out. */
  readonly admit: (path: string, kind: EntryKind) => boolean
  /** Takes note of unpacked bytes. */
  readonly count: (bytes: number) => void
  /** What was left out so far, and is hidden rather than debris. */
  readonly hidden: readonly string[]
}

/** What an entry of an archive is. */
export type EntryKind = 'file' | 'folder' | 'link' | 'other'

/** A thousand bytes out of one: no text is packed as tightly. Small archives may be, since one line of zeros is harmless. */
const ratioLimit = 1000
const harmless = 1024 * 1024

/** Opens the gate for an archive of this size; so many bytes may come out of it. */
export const gateFor = (archive: string, packedSize: number, limit = totalLimit): Gate => {
  const refuse = (why: string): never => {
    throw new UsageError(`${shown(archive)} ${why}`)
  }
  const names = new Map<string, string>()
  const hidden: string[] = []
  let entries = 0
  let unpacked = 0
  return {
    hidden,
    admit: (path, kind) => {
      if (++entries > listedLimit) refuse(`holds more than ${listedLimit} entries: pack only the answers.`)
      const outside = outsidePath(path)
      if (outside !== null) refuse(`holds ${shown(path)}, ${outside}: pack the plain files of one folder.`)
      if (isDebris(path)) {
        if (liesHidden(path)) hidden.push(path)
        return false
      }
      if (names.size >= entryLimit) refuse(`holds more than ${entryLimit} entries: pack only the answers.`)
      const unsafe = tooDeep(path) ?? unsafeKind(kind)
      if (unsafe !== null) refuse(`holds ${shown(path)}, ${unsafe}: pack the plain files of one folder.`)
      if (kind === 'folder') return false
      const key = caseless(path)
      const twin = names.get(key)
      if (twin !== undefined)
        refuse(
          twin === path
            ? `holds ${shown(path)} twice: pack it anew.`
            : `holds ${shown(twin)} and ${shown(path)}, which many systems take for one file: rename one.`,
        )
      names.set(key, path)
      return true
    },
    count: (bytes) => {
      unpacked += bytes
      if (unpacked > limit) refuse(`unpacks to more than ${sizeOf(limit)}: take out data and pictures.`)
      if (unpacked > harmless && unpacked > packedSize * ratioLimit)
        refuse('unpacks to more than a thousand times its size: hand in the files themselves.')
    },
  }
}

/** The path of an entry as it counts: some packers begin it with `./`. */
export const pathIn = (name: string): string => name.replace(/^(?:\.\/)+/, '')

/** Reads a stream to its end, as far as the gate allows. */
export const collect = async (stream: AsyncIterable<Buffer>, gate: Gate): Promise<Buffer> => {
  const chunks: Buffer[] = []
  for await (const chunk of stream) {
    gate.count(chunk.length)
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

const outsidePath = (path: string): string | null => {
  if (path === '' || path.includes('\0')) return 'a name that is none'
  if (/^(?:[/\\]|[a-z]:)/i.test(path)) return 'an absolute path'
  return path.split('/').includes('..') ? 'a path that leads out of the archive' : null
}

const tooDeep = (path: string): string | null =>
  path.replace(/\/$/, '').split('/').length > depthLimit ? `which lies deeper than ${depthLimit} folders` : null

const unsafeKind = (kind: EntryKind): string | null =>
  kind === 'link' ? 'a link' : kind === 'other' ? 'neither a file nor a folder' : null
