import { closeSync, openSync, readSync, rmSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { isRefusal, unwritable } from '../../core/errors.ts'
import { temporaryFolder } from '../../home.ts'

const pieceLength = 16 * 1024

/**
 * Lists of unsigned 32-bit integers, one behind the other. What does not fit into one piece of memory lies in a file: the lists of a class
 * of ten thousand take up more than all else that must be known of it at once.
 */
export class NumberLists {
  readonly #lengths: number[] = []
  readonly #last = new Uint32Array(pieceLength)
  /** How much of the last piece is taken. */
  #used = 0
  /** A file that has no name any more: whatever becomes of this process, nothing is left of it. */
  #file: number | null = null
  #written = 0
  #read: Uint32Array | null = null

  /** How many lists there are. */
  get length(): number {
    return this.#lengths.length
  }

  /** Throws a UsageError where there is no room for them. */
  add(list: Uint32Array): void {
    this.#lengths.push(list.length)
    for (let rest = list; rest.length > 0;) {
      if (this.#used === pieceLength) this.#putAway()
      const part = rest.subarray(0, pieceLength - this.#used)
      this.#last.set(part, this.#used)
      this.#used += part.length
      rest = rest.subarray(part.length)
    }
  }

  /** Calls for each number, with the position of its list. */
  forEach(call: (number: number, list: number) => void): void {
    let [list, left] = [-1, 0]
    for (const piece of this.#pieces())
      for (const number of piece) {
        while (left === 0) left = this.#lengths[++list]!
        call(number, list)
        left -= 1
      }
  }

  close(): void {
    if (this.#file !== null) closeSync(this.#file)
    this.#file = null
  }

  /** All pieces that were put away are read into the same memory: each is gone when the next one is asked for. */
  *#pieces(): Generator<Uint32Array> {
    const piece = (this.#read ??= new Uint32Array(pieceLength))
    for (let at = 0; at < this.#written; at++) {
      inFull(piece, at, (bytes, position) => readSync(this.#file!, bytes, { position }))
      yield piece
    }
    yield this.#last.subarray(0, this.#used)
  }

  #putAway(): void {
    this.#file ??= namelessFile()
    try {
      inFull(this.#last, this.#written, (bytes, position) => writeSync(this.#file!, bytes, 0, bytes.length, position))
    } catch (error) {
      throw isRefusal(error) ? unwritable(`a temporary file in ${tmpdir()}`, error, makeRoom) : error
    }
    this.#written += 1
    this.#used = 0
  }
}

const makeRoom = 'Make room there, or name another place by TMPDIR, and run the same command again: it goes on where it stopped'

/** Does with a whole piece what the system may do in parts; `at` is its position among the pieces. */
const inFull = (piece: Uint32Array, at: number, step: (bytes: Uint8Array, position: number) => number): void => {
  const bytes = new Uint8Array(piece.buffer)
  for (let done = 0; done < bytes.length;) {
    const some = step(bytes.subarray(done), at * bytes.length + done)
    if (some === 0) throw new Error('a temporary file became shorter while it was read')
    done += some
  }
}

const namelessFile = (): number => {
  const folder = temporaryFolder('likeness-')
  try {
    return openSync(join(folder, 'numbers'), 'w+')
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
