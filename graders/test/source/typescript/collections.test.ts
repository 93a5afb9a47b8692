import { expect, test } from 'vitest'
import { four, program, waits } from './programs.ts'

const start = "once(fork('q.ts', [String(n)]), 'exit')"
const kids = (iterator: string) =>
  `class Kids { constructor(readonly list: ChildProcess[]) {}\n${iterator} }\n${four}\nconst kids = new Kids(children)`

test.each<[string, string]>([
  [
    'pieces of a list, until it is empty',
    `const ns = [1, 2, 3, 4]\nwhile (ns.length > 0) await Promise.all(ns.splice(0, 2).map((n) => ${start}))`,
  ],
  [
    'an object made of pairs',
    `const ends = Object.fromEntries([1, 2, 3, 4].map((n) => [n, ${start}]))\nawait Promise.all(Object.values(ends))`,
  ],
  ['a list made by and by', `await Array.fromAsync([1, 2, 3, 4], (n) => ${start})`],
  [
    'a getter of an object',
    `const jobs = [1, 2, 3, 4].map((n) => { const end = ${start}; return { get end() { return end } } })\nfor (const job of jobs) await job.end`,
  ],
  [
    'functions put together',
    "const compose = (...fs: ((x: any) => any)[]) => (x: unknown) => fs.reduce((value, f) => f(value), x)\nawait Promise.all([1, 2, 3, 4].map(compose((n) => fork('q.ts', [String(n)]), (c) => once(c, 'exit'))))",
  ],
  [
    'an iterator that is spread',
    `${kids('*[Symbol.iterator]() { yield* this.list }')}\nawait Promise.all([...kids].map((c) => once(c, 'exit')))`,
  ],
])('waits for every process: %s', (_, main) => {
  expect(waits(program(main))).toEqual(['end'])
})

test.each<[string, string]>([
  ['one piece of a list', `${four}\nawait Promise.all(children.splice(0, 2).map((c) => once(c, 'exit')))`],
  [
    'a getter that nobody asks',
    `${four}\nconst jobs = children.map((c) => ({ get end() { return once(c, 'exit') } }))\nawait Promise.all(jobs)`,
  ],
  [
    'an iterator that gives one',
    `${kids('*[Symbol.iterator]() { yield this.list[0]! }')}\nawait Promise.all([...kids].map((c) => once(c, 'exit')))`,
  ],
])('does not wait for every process: %s', (_, main) => {
  expect(waits(program(main))).toEqual([null])
})
