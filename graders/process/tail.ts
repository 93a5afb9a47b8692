import { closeSync, fstatSync, openSync, readSync } from 'node:fs'
import { StringDecoder } from 'node:string_decoder'

/** A growing file, read as it grows. */
export interface Tail {
  /** What was added since the last call; nothing while the file does not exist. */
  readonly read: () => string
  /** The length of the file at the last call (bytes). */
  readonly size: () => number
}

/** More than this is never read of one file, however fast it grows. */
const longestBytes = 64 * 1024 * 1024

const chunkBytes = 64 * 1024

/** Follows a file, one character a byte (latin-1). */
export const tailOf = (file: string): Tail => {
  const decoder = new StringDecoder('latin1')
  const buffer = Buffer.allocUnsafe(chunkBytes)
  let position = 0
  let size = 0
  const chunk = (fd: number): string => {
    const length = position < longestBytes ? readSync(fd, buffer, 0, buffer.length, position) : 0
    position += length
    return decoder.write(buffer.subarray(0, length))
  }
  const read = () => {
    let text = ''
    const fd = open(file)
    if (fd === null) return text
    size = fstatSync(fd).size
    if (size > position) for (let part = chunk(fd); part !== ''; part = chunk(fd)) text += part
    closeSync(fd)
    return text
  }
  return { read, size: () => size }
}

/** Holds the start of a line back until the rest of it has come. */
export const wholeLines = ({ read, size }: Tail): Tail => {
  let rest = ''
  const readLines = () => {
    const text = rest + read()
    const end = text.lastIndexOf('\n') + 1
    rest = text.slice(end)
    return text.slice(0, end)
  }
  return { read: readLines, size }
}

const open = (file: string): number | null => {
  try {
    return openSync(file, 'r')
  } catch {
    return null
  }
}
