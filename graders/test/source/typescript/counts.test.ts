import { expect, test } from 'vitest'
import { four, program, read } from './programs.ts'

const sleep = "await new Promise((r) => setTimeout(r, 1000))\nconsole.log('done')"
const counted = (main: string) => read(program(main)).launches.map(({ wait }) => [wait?.for, wait?.counted?.ends])

const inPromise = (before: string, onExit: string) =>
  `${four}\n${before}\nawait new Promise<void>((resolve) => { for (const c of children) c.on('exit', () => { ${onExit} }) })\n${sleep}`
const inListener = (before: string, onExit: string) => `${four}\n${before}\nfor (const c of children) c.on('exit', () => { ${onExit} })`

test.each<[string, string]>([
  ['up', inPromise('let n = 0', 'if (++n === 3) resolve()')],
  ['by a sum', inPromise('let n = 0', 'n = n + 1; if (n >= 3) resolve()')],
  ['by what it was', inPromise('let n = 0', 'if (n++ === 2) resolve()')],
  ['down', inPromise('let n = 4', 'n -= 1; if (n === 1) resolve()')],
  ['down to nothing', inPromise('let n = 3', 'if (!--n) resolve()')],
  ['down, and leaves before', inListener('let n = 3', "if (--n) return; setTimeout(() => console.log('done'), 900)")],
  ['from the length of a list', inPromise('let n = children.length', 'n--; if (n === 1) resolve()')],
  ['to less than a length', inPromise('let n = 0\nconst last = children.length - 1', 'if (++n === last) resolve()')],
  ['the other way round', inPromise('let n = 0', 'n++; if (3 === n) resolve()')],
  ['with something else', inPromise('let n = 0\nlet over = false', 'n++; if (n > 2 && !over) { over = true; resolve() }')],
  ['in a short circuit', inPromise('let n = 0', 'n++; n === 3 && resolve()')],
  ['in an expression', inPromise('let n = 0', 'n++; n < 3 ? null : resolve()')],
  [
    'asked again and again',
    `${inListener('let n = 0', 'n++')}\nwhile (n < 3) await new Promise((r) => setTimeout(r, 900))\nconsole.log('done')`,
  ],
  [
    'asked by a timer',
    `${inListener('let n = 0', 'n++')}\nconst t = setInterval(() => { if (n >= 3) { clearInterval(t); console.log('done') } }, 900)`,
  ],
  [
    'in async functions',
    `${four}\nlet n = 0\nawait new Promise<void>((resolve) => { children.forEach(async (c) => { await once(c, 'exit'); if (++n === 3) resolve() }) })\n${sleep}`,
  ],
  ['in a field', inPromise('const state = { ended: 0 }', 'state.ended++; if (state.ended === 3) resolve()')],
  ['in a field, against another', inPromise('const state = { ended: 0, all: 3 }', 'if (++state.ended >= state.all) resolve()')],
  [
    'in a field, asked again and again',
    `${inListener('const state = { n: 0 }', 'state.n++')}\nwhile (state.n < 3) await new Promise((r) => setTimeout(r, 900))\nconsole.log('done')`,
  ],
  ['in a Set', inPromise('const gone = new Set<number>()', 'gone.add(c.pid!); if (gone.size === 3) resolve()')],
  ['in a Map', inPromise('const codes = new Map()', 'codes.set(c.pid, c.exitCode); if (codes.size > 2) resolve()')],
  ['in a list', inPromise('const ended: number[] = []', 'ended.push(c.pid!); if (ended.length >= 3) resolve()')],
  [
    'in a list, asked again and again',
    `${inListener('const ended: number[] = []', 'ended.push(c.pid!)')}\nwhile (ended.length < 3) await new Promise((r) => setTimeout(r, 900))\nconsole.log('done')`,
  ],
  [
    'in a latch',
    `const latch = (n: number) => { let open!: () => void\nconst opened = new Promise<void>((r) => { open = r })\nreturn { opened, down: () => { n -= 1; if (n === 0) open() } } }\n${four}\nconst l = latch(3)\nfor (const c of children) c.on('exit', l.down)\nawait l.opened\n${sleep}`,
  ],
  [
    'in an object',
    `class Latch { #open!: () => void\nreadonly opened = new Promise<void>((r) => { this.#open = r })\nconstructor(private left: number) {}\ndown() { if (--this.left === 0) this.#open() } }\n${four}\nconst l = new Latch(3)\nfor (const c of children) c.on('exit', () => l.down())\nawait l.opened\n${sleep}`,
  ],
])('a count tells after how many ends main goes on: %s', (_, main) => {
  expect(counted(main)).toEqual([['end', 3]])
})

test('a count of what cluster tells is one of its workers', () => {
  const text = `import cluster from 'node:cluster'\nif (cluster.isPrimary) {\nlet n = 0\nfor (let i = 0; i < 4; i++) cluster.fork()\ncluster.on('exit', () => { if (++n === 3) setTimeout(() => console.log('done'), 900) })\n}`
  expect(read(text).launches.map(({ wait }) => wait?.counted?.ends)).toEqual([3])
})

test.each<[string, string]>([
  ['that it acts for each of them', inListener('let n = 0', "if (++n === 2) console.log('half'); console.log('one more')")],
  ['that it asks before it counts', inPromise('let n = 0', 'if (n === 1) resolve(); n++')],
  [
    'that each of them is waited for besides',
    `${four}\nlet n = 0\nconst ends = children.map((c) => new Promise<void>((resolve) => c.on('exit', () => { if (++n === 2) console.log('half'); resolve() })))\nawait Promise.all(ends)\n${sleep}`,
  ],
  [
    'that there is one for each process',
    `const both = (i: number) => new Promise<void>((resolve) => { let n = 0\nconst half = () => { if (++n === 2) resolve() }\nfork('q.ts', ['child', String(i)]).on('exit', half).on('close', half) })\nawait Promise.all([1, 2, 3, 4].map(both))\n${sleep}`,
  ],
  [
    'that there is one for every two',
    `const two = (a: number) => new Promise<void>((resolve) => { let n = 0\nfor (const i of [a, a + 1]) fork('q.ts', ['child', String(i)]).on('exit', () => { if (++n === 2) resolve() }) })\nawait Promise.all([two(1), two(3)])\n${sleep}`,
  ],
  [
    'that it begins anew for every two',
    `let n = 0\nfor (const pair of [[1, 2], [3, 4]]) { n = 0\nawait new Promise<void>((resolve) => { for (const i of pair) fork('q.ts', ['child', String(i)]).on('exit', () => { if (++n === 2) resolve() }) }) }\n${sleep}`,
  ],
  [
    'that each step is for several ends',
    `let waves = 0\nconst wave = (ns: number[]) => Promise.all(ns.map((i) => once(fork('q.ts', ['child', String(i)]), 'exit'))).then(() => { if (++waves === 2) setTimeout(() => console.log('done'), 900) })\nwave([1, 2])\nwave([3, 4])`,
  ],
  [
    'that a list becomes shorter, too',
    `${four}\nconst open: number[] = []\nawait new Promise<void>((resolve) => { for (const c of children) c.on('exit', () => { open.push(1); if (open.length === 2) { open.pop(); open.pop(); resolve() } }) })\n${sleep}`,
  ],
  [
    'that what is left in a Set is none',
    inPromise('const left = new Set(children.map((c) => c.pid))', 'left.delete(c.pid); if (left.size === 0) resolve()'),
  ],
  [
    'that it goes up and down',
    `let open = 0\nawait new Promise<void>((resolve) => { for (let i = 0; i < 4; i++) { open++\nfork('q.ts', ['child', String(i)]).on('exit', () => { open--; if (open === 0) resolve() }) } })\n${sleep}`,
  ],
  [
    'that it counts those of some alone',
    `const odd = fork('q.ts', ['child', '0'])\nconst end = once(odd, 'exit')\n${inPromise('let n = 0', 'if (++n === 4) resolve()').replace(sleep, '')}\nawait end\n${sleep}`,
  ],
  [
    'what is compared elsewhere',
    `${inListener('let n = 0', 'n++')}\nwhile (isTooFew(n) || n < 2) await new Promise((r) => setTimeout(r, 10))\nconsole.log('done')`,
  ],
  ['what it asks for', inPromise('let n = 0\nconst all = Number(process.env.ALL)', 'if (++n === all) resolve()')],
])('where it does not tell: %s', (_, main) => {
  const ends = counted(main).map(([, each]) => each)
  expect(ends.filter((each) => typeof each === 'number' && each < 4)).toEqual([])
})
