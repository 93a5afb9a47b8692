/**
 * `results.jsonl`: one record a line, added as each submission is finished, and brought to the disk before the next step.
 *
 * Theory of operation. A line counts once its line end is on the disk: what a crash left of a last line is cut off at the next start. The file only
 * grows while a run goes on; a newer line of an entry outdates the older one. At the end it is written anew, one line an entry, in the order of the class,
 * and takes the old file's place in one step. In memory there is only where each line stands.
 */
import { createReadStream, readSync } from 'node:fs'
import { open, truncate, type FileHandle } from 'node:fs/promises'
import { dirname } from 'node:path'
import { jsonLine } from '../report/json.ts'
import { diskError, replaceFile, syncFolder } from './files.ts'
import { reclaimer } from './reclaim.ts'
import { isErrored, type ClassRecord } from './record.ts'

/** Where a record stands, and what must be known of it without reading it. */
export interface Line {
  readonly id: string
  readonly key: string
  readonly errored: boolean
  /** Digests of what could not be read, and others may have as well. */
  readonly aside: readonly string[]
  readonly offset: number
  readonly length: number
}

/** The results of a class, on the disk. */
export interface Ledger {
  /** The newest line of an entry. */
  readonly newest: (id: string) => Line | undefined
  /** The line that stood there before a newest one with another key, if there was one. */
  readonly outdated: (id: string) => Line | undefined
  readonly ids: () => readonly string[]
  readonly read: (line: Line) => ClassRecord
  /** The newest records of entries, read one at a time, and anew each time that they are gone through. */
  readonly records: (ids: readonly string[]) => Iterable<ClassRecord>
  /** Comes back when the record is on the disk. */
  readonly add: (record: ClassRecord) => Promise<void>
  /** Leaves one line an entry, in this order. */
  readonly settle: (ids: readonly string[]) => Promise<void>
  readonly close: () => Promise<void>
}

/** Opens or begins a ledger; `fresh` forgets everything that stands there. */
export const openLedger = async (path: string, fresh = false): Promise<Ledger> => {
  const lines = new Lines()
  let file = await begin(path, fresh)
  let end = await readLines(path, lines)
  let last: Promise<void> = Promise.resolve()
  const readAt = pieceReader()
  const reclaim = reclaimer()
  const read = ({ offset, length }: Line) => JSON.parse(readAt(file, offset, length).toString()) as ClassRecord
  const newestOf = (ids: readonly string[]): Line[] => ids.flatMap((id) => lines.newest.get(id) ?? [])
  const append = async (record: ClassRecord): Promise<void> => {
    const bytes = Buffer.from(jsonLine(record))
    try {
      await write(file, bytes, end)
    } catch (error) {
      await file.truncate(end).catch(() => undefined)
      throw diskError(error, path)
    }
    lines.add(lineOf(record, end, bytes.length))
    end += bytes.length
    reclaim()
  }
  return {
    newest: (id) => lines.newest.get(id),
    outdated: (id) => lines.outdated.get(id),
    ids: () => [...lines.newest.keys()],
    read,
    records: (ids) => ({
      *[Symbol.iterator]() {
        for (const line of newestOf(ids)) {
          yield read(line)
          reclaim()
        }
      },
    }),
    add: (record) => (last = last.then(() => append(record))),
    settle: async (ids) => {
      const kept = newestOf(ids)
      replaceFile(path, bytesOf(file, kept, readAt))
      await file.close()
      file = await open(path, 'r+')
      lines.clear()
      end = 0
      for (const line of kept) {
        lines.add({ ...line, offset: end })
        end += line.length
      }
    },
    close: () => file.close(),
  }
}

class Lines {
  readonly newest = new Map<string, Line>()
  readonly outdated = new Map<string, Line>()
  add(line: Line): void {
    const before = this.newest.get(line.id)
    if (before !== undefined && before.key !== line.key) this.outdated.set(line.id, before)
    this.newest.set(line.id, line)
  }
  clear(): void {
    this.newest.clear()
    this.outdated.clear()
  }
}

const begin = async (path: string, fresh: boolean): Promise<FileHandle> => {
  try {
    const file = await open(path, fresh ? 'w+' : 'a+')
    syncFolder(dirname(path))
    await file.close()
    return await open(path, 'r+')
  } catch (error) {
    throw diskError(error, path)
  }
}

const write = async (file: FileHandle, bytes: Buffer, at: number): Promise<void> => {
  for (let written = 0; written < bytes.length;) {
    const { bytesWritten } = await file.write(bytes, written, bytes.length - written, at + written)
    written += bytesWritten
  }
  await file.datasync()
}

type ReadAt = (file: FileHandle, offset: number, length: number) => Buffer

/** Reads pieces of a file, all into the same memory: each is gone when the next one is read. */
const pieceReader = (): ReadAt => {
  let room = Buffer.alloc(0)
  return ({ fd }, offset, length) => {
    if (room.length < length) room = Buffer.alloc(2 * length)
    for (let read = 0; read < length;) {
      const bytesRead = readSync(fd, room, read, length - read, offset + read)
      if (bytesRead === 0) throw new Error('results.jsonl became shorter while it was read')
      read += bytesRead
    }
    return room.subarray(0, length)
  }
}

/** Takes note of every whole line, cuts a torn last one off, and returns where the next begins. */
const readLines = async (path: string, lines: Lines): Promise<number> => {
  let end = 0
  let pieces: Buffer[] = []
  for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) {
    let from = 0
    for (let at = chunk.indexOf(10); at !== -1; at = chunk.indexOf(10, from)) {
      const bytes = Buffer.concat([...pieces, chunk.subarray(from, at + 1)])
      noteLine(bytes, end, lines)
      end += bytes.length
      pieces = []
      from = at + 1
    }
    if (from < chunk.length) pieces.push(chunk.subarray(from))
  }
  if (pieces.length > 0) await truncate(path, end)
  return end
}

/** A line that is no record (somebody edited the file, or the disk lost it) is no result: its entry is graded again. */
const noteLine = (bytes: Buffer, offset: number, lines: Lines): void => {
  try {
    lines.add(lineOf(JSON.parse(bytes.toString()) as ClassRecord, offset, bytes.length))
  } catch {
    return
  }
}

const lineOf = (record: ClassRecord, offset: number, length: number): Line => {
  const { id, key, aside = [] } = record.class
  if (typeof id !== 'string' || typeof key !== 'string') throw new TypeError('a record without its id')
  return { id, key, errored: isErrored(record), aside: aside.flatMap(({ sha256 }) => sha256 ?? []), offset, length }
}

const bytesOf = function* (file: FileHandle, lines: readonly Line[], readAt: ReadAt): Generator<Buffer> {
  for (const { offset, length } of lines) yield readAt(file, offset, length)
}
