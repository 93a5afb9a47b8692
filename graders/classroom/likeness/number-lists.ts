/** Lists of whole numbers of 32 bits, one behind the other in one piece of memory: as an array each list would take up several times as much. */
export class NumberLists {
  #numbers = new Uint32Array(1024)
  readonly #ends: number[] = [0]

  static of(lists: Iterable<Iterable<number>>): NumberLists {
    const all = new NumberLists()
    for (const list of lists) all.add(Uint32Array.from(list))
    return all
  }

  /** How many lists there are. */
  get length(): number {
    return this.#ends.length - 1
  }

  add(list: Uint32Array): void {
    const from = this.#ends.at(-1)!
    const to = from + list.length
    if (to > this.#numbers.length) {
      const larger = new Uint32Array(Math.max(to, this.#numbers.length * 2))
      larger.set(this.#numbers)
      this.#numbers = larger
    }
    this.#numbers.set(list, from)
    this.#ends.push(to)
  }

  at(index: number): Uint32Array {
    return this.#numbers.subarray(this.#ends[index], this.#ends[index + 1])
  }
}
