const pieceLength = 64 * 1024

/** Lists of whole numbers of 32 bits, one behind the other in large pieces of memory: as an array each list would take up several times as much. */
export class NumberLists {
  readonly #pieces = [new Uint32Array(pieceLength)]
  /** How much of the last piece is taken. */
  #used = 0
  /** For each list its piece, and where in that it begins and ends. */
  readonly #places: number[] = []

  /** How many lists there are. */
  get length(): number {
    return this.#places.length / 3
  }

  add(list: Uint32Array): void {
    if (this.#used + list.length > this.#pieces.at(-1)!.length) {
      this.#pieces.push(new Uint32Array(Math.max(pieceLength, list.length)))
      this.#used = 0
    }
    this.#pieces.at(-1)!.set(list, this.#used)
    this.#places.push(this.#pieces.length - 1, this.#used, (this.#used += list.length))
  }

  at(index: number): Uint32Array {
    const [piece, from, to] = this.#places.slice(index * 3, index * 3 + 3) as [number, number, number]
    return this.#pieces[piece]!.subarray(from, to)
  }
}
