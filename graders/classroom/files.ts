/** Files that are whole or not there at all, whatever happens while they are written. */
import { open, rename, rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import { isRefusal, unwritable } from '../core/errors.ts'

/** Writes pieces to a file beside the old one, brings them to the disk, and puts the new file in the old one's place. */
export const replaceFile = async (path: string, pieces: Iterable<string | Uint8Array>): Promise<void> => {
  const draft = `${path}.part`
  try {
    const file = await open(draft, 'w')
    try {
      for (const block of blocksOf(pieces)) await file.writeFile(block)
      await file.sync()
    } finally {
      await file.close()
    }
    await rename(draft, path)
    await syncFolder(dirname(path))
  } catch (error) {
    await rm(draft, { force: true }).catch(() => undefined)
    throw diskError(error, path)
  }
}

const blockSize = 64 * 1024

/**
 * Small pieces put together, so that the system is not asked for each of them. All blocks lie in the same memory: each is gone when the next one is asked for.
 */
export const blocksOf = function* (pieces: Iterable<string | Uint8Array>): Generator<Uint8Array> {
  const block = new Uint8Array(blockSize)
  let used = 0
  for (const piece of pieces) {
    for (let rest = piece; rest.length > 0;) {
      const { read, written } = put(rest, block.subarray(used))
      used += written
      rest = typeof rest === 'string' ? rest.slice(read) : rest.subarray(read)
      if (rest.length === 0) break
      yield block.subarray(0, used)
      used = 0
    }
  }
  yield block.subarray(0, used)
}

const encoder = new TextEncoder()

/** Puts as much as there is room for, and tells how much of the piece that was, and how many bytes. */
const put = (piece: string | Uint8Array, room: Uint8Array): { readonly read: number; readonly written: number } => {
  if (typeof piece === 'string') return encoder.encodeInto(piece, room)
  const length = Math.min(piece.length, room.length)
  room.set(piece.subarray(0, length))
  return { read: length, written: length }
}

/** Brings the names in a folder to the disk. Windows knows no such thing. */
export const syncFolder = async (folder: string): Promise<void> => {
  if (process.platform === 'win32') return
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

const goOn = 'Put that right, or give another --out, and run the same command again: it goes on where it stopped'

/** What the user can do about a file that could not be written; nothing that was written before is lost. */
export const diskError = (error: unknown, path: string): unknown => (isRefusal(error) ? unwritable(path, error, goOn) : error)
