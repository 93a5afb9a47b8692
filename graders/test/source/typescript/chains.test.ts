import { expect, test } from 'vitest'
import { four, program, read, waits } from './programs.ts'

const ends = `${four}\nconst ends: Promise<unknown>[] = children.map((c) => once(c, 'exit'))`
const empty = 'let chain: Promise<unknown> = Promise.resolve()'

test.each<[string, string]>([
  ['in a loop', `${empty}\nfor (const end of ends) chain = chain.then(() => end)\nawait chain`],
  ['by forEach', `${empty}\nends.forEach((end) => { chain = chain.then(() => end) })\nawait chain`],
  [
    'with more than one step a round',
    `${empty}\nfor (const end of ends) { chain = chain.then(() => end); chain = chain.then(() => {}) }\nawait chain`,
  ],
  ['by Promise.all of two', `${empty}\nfor (const end of ends) chain = Promise.all([chain, end])\nawait chain`],
  [
    'by an async function',
    `${empty}\nconst both = async (a: Promise<unknown>, b: Promise<unknown>) => { await a; await b }\nfor (const end of ends) chain = both(chain, end)\nawait chain`,
  ],
  [
    'in a field',
    'class Queue { tail: Promise<unknown> = Promise.resolve()\nadd(end: Promise<unknown>) { this.tail = this.tail.then(() => end) } }\nconst queue = new Queue()\nfor (const end of ends) queue.add(end)\nawait queue.tail',
  ],
  ['that ends with a line', `${empty}\nfor (const end of ends) chain = chain.then(() => end)\nchain.then(() => console.log('done'))`],
  [
    'that goes on with itself',
    "const next = () => { const end = ends.shift(); if (end) end.then(next); else console.log('done') }\nnext()",
  ],
  ['that counts up', "let i = 0\nconst next = (): unknown => (i < 4 ? ends[i++]!.then(next) : console.log('done'))\nnext()"],
  [
    'that hands on the index',
    "const from = (i: number): Promise<unknown> => (i < ends.length ? ends[i]!.then(() => from(i + 1)) : Promise.resolve())\nawait from(0)\nconsole.log('done')",
  ],
  ['that begins with the first end', 'let chain: any\nfor (const end of ends) chain = chain ? chain.then(() => end) : end\nawait chain'],
  ['that begins so by forEach', 'let chain: any\nends.forEach((end) => { chain = chain?.then(() => end) ?? end })\nawait chain'],
  [
    'that begins with a statement of its own',
    'let chain: any = null\nfor (const end of ends) { if (chain === null) chain = end; else chain = Promise.all([chain, end]) }\nawait chain',
  ],
  [
    'that begins so in a field',
    'class Queue { tail?: Promise<unknown>\nadd(end: Promise<unknown>) { this.tail = this.tail ? this.tail.then(() => end) : end } }\nconst queue = new Queue()\nfor (const end of ends) queue.add(end)\nawait queue.tail',
  ],
  ['by reduce without a beginning', 'await ends.reduce((before, end) => before.then(() => end))'],
])('a chain by hand waits for every process: %s', (_, main) => {
  expect(waits(program(`${ends}\n${main}`))).toEqual(['end'])
})

test.each<[string, string]>([
  ['nobody awaits it', `${empty}\nfor (const end of ends) chain = chain.then(() => end)\nawait new Promise((r) => setTimeout(r, 1000))`],
  ['each begins at the start', `${empty}\nfor (const end of ends) chain.then(() => end)\nawait chain`],
  ['it holds the last only', `${empty}\nfor (const end of ends) chain = end\nawait chain`],
  ['it settles with the first', `${empty}\nfor (const end of ends) chain = Promise.race([chain, end])\nawait chain`],
  [
    'a new one is begun in each round',
    `${empty}\nfor (const end of ends) { chain = Promise.resolve(); chain = chain.then(() => end) }\nawait chain`,
  ],
  ['it is not given the end', `${empty}\nfor (const end of ends) chain = chain.then(() => { end })\nawait chain`],
  ['it stays with the first', 'let chain: any\nfor (const end of ends) chain = chain ? chain : end\nawait chain'],
  ['it holds the last only, after another', 'let chain: any\nfor (const end of ends) chain = chain ? end : ends[0]\nawait chain'],
  [
    'nothing is put behind the first',
    'let chain: any\nfor (const end of ends) if (chain) chain.then(() => end); else chain = end\nawait chain',
  ],
  ['reduce gives the last only', 'await ends.reduce((before, end) => end)'],
  ['reduce forgets what was before', 'await ends.reduce((before, end) => end.then(() => {}), Promise.resolve())'],
  ['it is always the first', `const next = () => ends[0]!.then(next)\nnext()`],
])('a chain by hand does not: %s', (_, main) => {
  expect(waits(program(`${ends}\n${main}`))).toEqual([null])
})

test('a chain that begins with the first process waits for it, too, and all are counted', () => {
  const main =
    "let chain: any\nfor (let i = 0; i < 4; i++) { const end = once(fork('q.ts', [String(i)]), 'exit'); chain = chain ? chain.then(() => end) : end }\nawait chain"
  expect(read(program(main)).launches).toMatchObject([{ count: 4, wait: { for: 'end' } }])
})

const run = "const run = (n: number) => once(fork('q.ts', [String(n)]), 'exit')\nlet last: any"
const each = 'for (const n of [1, 2, 3, 4])'

test.each<[string, string]>([
  ['its promise, where there is one', `${run}\n${each} { if (last) await last\nlast = run(n) }\nawait last`],
  [
    'its promise, which begins as resolved',
    `${run} = Promise.resolve()\nfor (let n = 0; n < 4; n++) { await last\nlast = run(n) }\nawait last`,
  ],
  [
    'its process',
    `let last: any\n${each} { if (last !== undefined) await once(last, 'exit')\nlast = fork('q.ts', [String(n)]) }\nawait once(last, 'exit')`,
  ],
  ['in a while loop', `${run}\nlet n = 0\nwhile (n < 4) { await last\nlast = run(n++) }\nawait last`],
  ['in an async function', `${run}\nconst all = async () => { ${each} { await last\nlast = run(n) }\nawait last }\nawait all()`],
  ['in a list that was started before', `${ends}\nlet last: any\nfor (const end of ends) { await last\nlast = end }\nawait last`],
])('a round that waits for the one before, and a wait for the last, wait for every process: %s', (_, main) => {
  expect(new Set(waits(program(main)))).toEqual(new Set(['end']))
})

test.each<[string, string]>([
  ['the last is left', `${run}\n${each} { if (last) await last\nlast = run(n) }`],
  ['only the last is awaited', `${run}\n${each} { if (last) console.log(n)\nlast = run(n) }\nawait last`],
  ['the last two are awaited', `${run}\nlet before: any\n${each} { before = last\nlast = run(n) }\nawait before\nawait last`],
])('and do not where %s', (_, main) => {
  expect(waits(program(`${main}\nawait new Promise((r) => setTimeout(r, 1000))`))).toEqual([null])
})
