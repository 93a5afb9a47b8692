import { describe, expect, test } from 'vitest'
import { waits } from './programs.ts'

const clustered = (main: string, imports = "import cluster from 'node:cluster'") =>
  `${imports}\nimport { on, once } from 'node:events'\nif (cluster.isPrimary) {\n${main}\n} else { console.log(cluster.worker!.id); process.exit(0) }`

describe('cluster', () => {
  test.each<[string, string, string | null]>([
    [
      'counts exits',
      "let n = 0; for (let i = 0; i < 4; i++) cluster.fork({ N: i }); cluster.on('exit', () => { if (++n === 4) console.log('done') })",
      'end',
    ],
    ['prints at every exit', "for (let i = 0; i < 4; i++) cluster.fork(); cluster.on('exit', (w) => console.log('ended', w.id))", 'end'],
    ['awaits each worker', "const ws = [1, 2, 3, 4].map(() => cluster.fork()); await Promise.all(ws.map((w) => once(w, 'exit')))", 'end'],
    ['listens on each worker', "for (let i = 0; i < 4; i++) { const w = cluster.fork(); w.on('exit', () => console.log('x')) }", 'end'],
    [
      'a Promise over cluster.on',
      "for (let i = 0; i < 4; i++) cluster.fork()\nawait new Promise<void>((resolve) => { let n = 0; cluster.on('exit', () => { if (++n === 4) resolve() }) })",
      'end',
    ],
    [
      'Object.values(cluster.workers)',
      "for (let i = 0; i < 4; i++) cluster.fork()\nawait Promise.all(Object.values(cluster.workers ?? {}).map((w) => once(w!, 'exit')))",
      'end',
    ],
    [
      'keys of cluster.workers',
      "for (let i = 0; i < 4; i++) cluster.fork()\nfor (const id in cluster.workers) cluster.workers[id]!.on('exit', () => console.log(id))",
      'end',
    ],
    ['once for one worker', "cluster.fork(); await once(cluster, 'exit'); console.log('done')", 'end'],
    ['once for four', "for (let i = 0; i < 4; i++) cluster.fork(); await once(cluster, 'exit'); console.log('done')", null],
    [
      'goes through the exits until four are counted',
      "for (let i = 0; i < 4; i++) cluster.fork()\nlet n = 0\nfor await (const [w] of on(cluster, 'exit')) { if (++n === 4) break }",
      'end',
    ],
    [
      'goes through the exits, and leaves at the first',
      "for (let i = 0; i < 4; i++) cluster.fork()\nfor await (const [w] of on(cluster, 'exit')) { break }",
      null,
    ],
    [
      'goes through what is online',
      "for (let i = 0; i < 4; i++) cluster.fork()\nlet n = 0\nfor await (const [w] of on(cluster, 'online')) { if (++n === 4) break }",
      null,
    ],
    ['resolves on the first', "for (let i = 0; i < 4; i++) cluster.fork(); await new Promise((r) => cluster.on('exit', r))", null],
    ['no listener', "for (let i = 0; i < 4; i++) cluster.fork(); console.log('done')", null],
    ['only online', "for (let i = 0; i < 4; i++) cluster.fork(); cluster.on('online', (w) => console.log(w.id))", null],
  ])('%s', (_, main, expected) => {
    expect(waits(clustered(main))).toEqual([expected])
  })
  test('by other imports', () => {
    const main = "cluster.fork(); cluster.on('exit', () => console.log('done'))"
    expect(waits(clustered(main, "const cluster = require('cluster')"))).toEqual(['end'])
    expect(waits(clustered(main, "import * as cluster from 'cluster'"))).toEqual(['end'])
    expect(waits(clustered(main, "import { default as cluster } from 'node:cluster'"))).toEqual(['end'])
  })
})
