// Q5. Create a pool of worker processes. Four workers square 1, 2, 3, 4, 5;
// print the results in the order of the inputs: `[1, 4, 9, 16, 25]`; leave no worker behind.

import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'

// A worker answers every number with its square. It ends by itself when the parent hangs up:
// without the channel to its parent there is nothing left that it could wait for.
const work = () => {
  process.on('message', (input: number) => process.send?.(input * input))
}

const fail = (): never => {
  throw new Error('a worker ended without an answer')
}

// A pool starts its workers once and gives them one task after another: starting a process costs far more than squaring.
class Pool {
  readonly #workers: ChildProcess[]
  readonly #ends: Promise<unknown>[]

  constructor(size: number) {
    this.#workers = Array.from({ length: size }, () => fork(import.meta.filename, ['worker']))
    this.#ends = this.#workers.map((worker) => once(worker, 'exit')) // listen from the start: no end can be missed
  }

  async map(inputs: number[]): Promise<number[]> {
    const results: number[] = []
    const tasks = inputs.entries() // one queue for all workers: each [index, input] is handed out once
    const serve = async (worker: ChildProcess, number: number) => {
      for (const [index, input] of tasks) {
        worker.send(input)
        // Without the second promise, a worker that dies would leave us waiting for its answer for ever.
        const [result] = await Promise.race([once(worker, 'message'), this.#ends[number]!.then(fail)])
        results[index] = result // in its input's place, whoever is done first
      }
    }
    await Promise.all(this.#workers.map(serve))
    return results
  }

  // Hanging up is not enough: a worker is gone when it has ended, so wait for the end of each.
  async close(): Promise<void> {
    for (const worker of this.#workers) worker.disconnect()
    await Promise.all(this.#ends)
  }
}

if (process.argv[2] === 'worker') {
  work()
} else {
  const pool = new Pool(4)
  const squares = await pool.map([1, 2, 3, 4, 5])
  await pool.close()
  console.log(`[${squares.join(', ')}]`)
}
