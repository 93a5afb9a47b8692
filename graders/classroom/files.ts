/** Files that are whole or not there at all, whatever happens while they are written. */
import { closeSync, fsyncSync, openSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { isRefusal, unwritable } from '../core/errors.ts'

/**
 * Writes pieces to a file beside the old one, and puts the new file in the old one's place. Then it is on the disk, unless it is `remade` at any time: such a
 * file is not waited for.
 */
export const replaceFile = (path: string, pieces: Iterable<string | Uint8Array>, remade = false): void => {
  const draft = `${path}.part`
  try {
    const file = openSync(draft, 'w')
    try {
      for (const block of blocksOf(pieces)) writeFileSync(file, block)
      if (!remade) fsyncSync(file)
    } finally {
      closeSync(file)
    }
    renameSync(draft, path)
    if (!remade) syncFolder(dirname(path))
  } catch (error) {
    rmSync(draft, { force: true })
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
export const syncFolder = (folder: string): void => {
  if (process.platform === 'win32') return
  const opened = openSync(folder, 'r')
  try {
    fsyncSync(opened)
  } finally {
    closeSync(opened)
  }
}

const goOn = 'Put that right, or give another --out, and run the same command again: it goes on where it stopped'

/** What the user can do about a file that could not be written; nothing that was written before is lost. */
export const diskError = (error: unknown, path: string): unknown => (isRefusal(error) ? unwritable(path, error, goOn) : error)
