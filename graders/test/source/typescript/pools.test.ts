import { describe, expect, test } from 'vitest'
import { read } from './programs.ts'

describe('pool libraries', () => {
  const tiny = "import Tinypool from 'tinypool'\n"
  test.each<[string, string, unknown]>([
    [
      'tinypool, processes',
      `${tiny}const pool = new Tinypool({ filename: 'w.mjs', runtime: 'child_process', minThreads: 4, maxThreads: 4 })\nconst r = await Promise.all([1, 2].map((n) => pool.run(n)))\nawait pool.destroy()\nconsole.log(r)`,
      [['pool', 'end', 4]],
    ],
    [
      'tinypool, only results',
      `import { Tinypool } from 'tinypool'\nconst pool = new Tinypool({ runtime: 'child_process', maxThreads: 4 })\nconsole.log(await Promise.all([1, 2].map((n) => pool.run(n))))`,
      [['pool', 'results', 4]],
    ],
    ['tinypool, nothing awaited', `${tiny}const pool = new Tinypool({ runtime: 'child_process' })\npool.run(1)`, [['pool', null, null]]],
    [
      'tinypool, options in a variable',
      `${tiny}const options = { runtime: 'child_process' as const }\nconst pool = new Tinypool({ ...options, maxThreads: 3 })\nconst r = await pool.run(1)\nawait pool.destroy()`,
      [['pool', 'end', 3]],
    ],
    [
      'workerpool, processes',
      `import workerpool from 'workerpool'\nconst pool = workerpool.pool('./w.js', { workerType: 'process', maxWorkers: 4 })\nconst r = []\nfor (const n of [1, 2]) r.push(await pool.exec('square', [n]))\nawait pool.terminate()`,
      [['pool', 'end', 4]],
    ],
    [
      'workerpool, no more than a proxy awaited',
      `import workerpool from 'workerpool'\nconst pool = workerpool.pool('./w.js', { workerType: 'process' })\nconst w = await pool.proxy()\nw.square(3)`,
      [['pool', null, null]],
    ],
    [
      'workerpool, of a file that is found out',
      `import workerpool from 'workerpool'\nconst pool = workerpool.pool(fileOf('w'), { workerType: 'process' })\nconsole.log(await pool.exec('f', [1]))`,
      [['pool', 'results', null]],
    ],
    [
      'workerpool, chained',
      `const workerpool = require('workerpool')\nconst pool = workerpool.pool({ workerType: 'process' })\npool.exec((a) => a * a, [3]).then((r) => console.log(r)).then(() => pool.terminate())`,
      [['pool', 'results', null]],
    ],
    [
      'workerpool, proxy',
      `import { pool as make } from 'workerpool'\nconst pool = make('./w.js', { workerType: 'process' })\nconst w = await pool.proxy()\nconsole.log(await w.square(3))\npool.terminate()`,
      [['pool', 'results', null]],
    ],
  ])('%s', (_, text, expected) => {
    expect(read(text).launches.map(({ kind, wait, count }) => [kind, wait?.for ?? null, count])).toEqual(expected)
  })

  test.each<[string, string]>([
    ['tinypool as it comes', `${tiny}const pool = new Tinypool({ filename: 'w.mjs' })\nawait pool.run(1)`],
    ['tinypool with threads', `${tiny}const pool = new Tinypool({ runtime: 'worker_threads' })\nawait pool.run(1)`],
    ['workerpool as it comes', "import workerpool from 'workerpool'\nconst pool = workerpool.pool()\nawait pool.exec('f')"],
    [
      'workerpool with threads',
      "import * as workerpool from 'workerpool'\nconst pool = workerpool.pool('./w.js', { workerType: 'thread' })",
    ],
    [
      'worker_threads',
      "import { Worker, isMainThread } from 'node:worker_threads'\nif (isMainThread) { const w = new Worker(new URL(import.meta.url)); w.on('exit', () => console.log('done')) } else console.log('x')",
    ],
    ['worker_threads by require', "const { Worker: W } = require('worker_threads')\nfor (let i = 0; i < 4; i++) new W('./w.js')"],
  ])('%s are threads', (_, text) => {
    const facts = read(text)
    expect(facts.means.map(({ kind }) => kind)).toEqual(['threads'])
    expect(facts.launches).toEqual([])
  })
})
