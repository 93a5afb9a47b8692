import { readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { UsageError } from '../../core/errors.ts'
import { readSubmission } from '../../submission/read.ts'
import { notebook, tar, tarGz, zip } from './documents.ts'
import { exercises } from './questions.ts'
import { scratch } from '../scratch.ts'

/** Numbers from 0 to 1 that depend on the seed alone (mulberry32). */
const randomFrom = (seed: number): (() => number) => {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}

const work = notebook([
  ['markdown', 'Q1. What is multiprocessing?\nProcesses at once, each with memory of its own.'],
  ['code', '# Q3\nimport os\nprint(os.getpid())', '17\n'],
  ['code', '"""Q4 A pool of workers."""\n%time x = [f(i) for i in range(4)]\nawait x\nx'],
  ['raw', 'Ans 5\nwith Pool(4) as pool:\n    print(pool.map(f, [1, 2]))'],
])
const packed = [
  { path: 'a/work.ipynb', content: work },
  { path: 'a/q2.md', content: 'Threads share memory.' },
  { path: 'a/q6.py', content: 'print(1)' },
]
const seeds: readonly (readonly [string, Buffer])[] = [
  ['work.ipynb', Buffer.from(work)],
  ['work.zip', zip(packed)],
  ['work.tar', tar(packed)],
  ['work.tar.gz', tarGz(packed)],
]

const pieces = [
  '"',
  '\\',
  '{',
  '}',
  '[',
  ']',
  ',',
  'null',
  '../',
  '\0',
  '\u00ff',
  '"cells"',
  'Q3. ',
  '"""',
  '((((',
  '1e999',
  '\ud800',
  '#',
  '%%',
  '\n',
]

/** Bytes changed, cut, doubled, moved, or something put between them: a few times over. */
const mutated = (bytes: Buffer, random: () => number): Buffer => {
  const at = (length: number): number => Math.floor(random() * length)
  let result = Buffer.from(bytes)
  for (let times = 1 + at(6); times > 0; times--) {
    const from = at(result.length)
    const to = Math.min(result.length, from + 1 + at(random() < 0.2 ? 600 : 12))
    const change = at(5)
    const slice = result.subarray(from, to)
    if (change === 0) result = Buffer.concat([result.subarray(0, from), result.subarray(to)])
    else if (change === 1) result = Buffer.concat([result.subarray(0, to), slice, result.subarray(to)])
    else if (change === 2)
      result = Buffer.concat([result.subarray(0, from), Buffer.from(pieces[at(pieces.length)]!), result.subarray(from)])
    else if (change === 3) slice.forEach((_, index) => slice.writeUInt8(at(256), index))
    else if (random() < 0.2) result = result.subarray(0, from)
  }
  return result
}

const isSubmission = (outcome: unknown): boolean =>
  typeof outcome === 'object' && outcome !== null && 'sha256' in outcome && /^[0-9a-f]{64}$/.test(String(outcome.sha256))

test(
  '2,000 mutations of notebooks and archives are read or refused in one line, and nothing is written',
  { timeout: 240_000 },
  async () => {
    const root = scratch()
    const refused: string[] = []
    const odd: unknown[] = []
    let slowest = 0
    for (let seed = 0; seed < 2000; seed++) {
      const [name, bytes] = seeds[seed % seeds.length]!
      const path = join(root, name)
      writeFileSync(path, mutated(bytes, randomFrom(seed)))
      const started = performance.now()
      const outcome: unknown = await readSubmission(path, { exercises }).catch((error: unknown) => error)
      slowest = Math.max(slowest, performance.now() - started)
      if (outcome instanceof UsageError) refused.push(outcome.message)
      else if (!isSubmission(outcome)) odd.push({ seed, outcome })
    }
    expect(odd).toEqual([])
    expect(refused.filter((message) => message.includes('\n') || message.length > 400)).toEqual([])
    expect(refused.length).toBeGreaterThan(200)
    expect(refused.length).toBeLessThan(1900)
    expect(slowest).toBeLessThan(5_000)
    expect(readdirSync(root).toSorted()).toEqual(seeds.map(([name]) => name).toSorted())
  },
)
