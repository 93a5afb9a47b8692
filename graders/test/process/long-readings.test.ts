import { describe, expect, test } from 'vitest'
import { lookedAt, readInPeace } from '../../process/long-readings.ts'

const long = 1024 * 1024
const short = 1024

/** A program that runs until it is let go. */
const program = (seen: string[], name: string) => {
  let end!: () => void
  const ended = new Promise<void>((resolve) => (end = resolve))
  return { over: lookedAt(() => ended.then(() => seen.push(`${name} ended`))), end }
}

const reading = (seen: string[], name: string, characters: number) => readInPeace(characters, () => seen.push(`${name} read`))

describe('a text that is handed in', () => {
  test('is read at once where no program runs', async () => {
    const seen: string[] = []
    void reading(seen, 'it', long)
    expect(seen).toEqual(['it read'])
    await expect(readInPeace(long, () => 42)).resolves.toBe(42)
  })

  test('is read while a program runs where it is short, and when none does where it is long', async () => {
    const seen: string[] = []
    const [one, other] = [program(seen, 'one'), program(seen, 'other')]
    const all = [reading(seen, 'long', long), reading(seen, 'short', short)]
    one.end()
    await one.over
    other.end()
    await Promise.all([...all, other.over])
    expect(seen).toEqual(['short read', 'one ended', 'other ended', 'long read'])
  })

  test('waits for the next program where that begins before its turn', async () => {
    const seen: string[] = []
    const first = program(seen, 'first')
    const read = reading(seen, 'long', long)
    let second!: ReturnType<typeof program>
    void readInPeace(long, () => (second = program(seen, 'second')))
    const last = reading(seen, 'last', long)
    first.end()
    await read
    await first.over
    second.end()
    await last
    expect(seen).toEqual(['first ended', 'long read', 'second ended', 'last read'])
  })

  test('is read when a program has failed, and what fails in the reading fails', async () => {
    const failed = lookedAt(() => Promise.reject(new Error('no such program')))
    const read = readInPeace(long, () => {
      throw new Error('no such text')
    })
    await expect(failed).rejects.toThrow('no such program')
    await expect(read).rejects.toThrow('no such text')
  })
})
