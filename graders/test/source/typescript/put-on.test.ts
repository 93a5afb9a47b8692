import { expect, test } from 'vitest'
import { four, program, waits } from './programs.ts'

const fork = "fork(import.meta.filename, ['child', String(n)])"
const kept = `const children = [1, 2, 3, 4].map((n) => { const c: any = ${fork}\nc.ended = new Promise((r) => c.on('exit', r))\nreturn c })`
const assigned = `const children = [1, 2, 3, 4].map((n) => { const c = ${fork}\nreturn Object.assign(c, { ended: once(c, 'exit') }) })`
const beside = `const children = [1, 2, 3, 4].map((n) => { const c = ${fork}\nreturn Object.assign({}, { c }, { ended: once(c, 'exit') }) })`

const bySymbol = `const ended = Symbol('ended')\nconst children = [1, 2, 3, 4].map((n) => { const c: any = ${fork}\nc[ended] = once(c, 'exit')\nreturn c })`

test.each<[string, string]>([
  ['one under a symbol', `${bySymbol}\nfor (const c of children) await c[ended]`],
  ['a promise for its end, awaited together', `${kept}\nawait Promise.all(children.map((c) => c.ended))`],
  ['one that is awaited in turn', `${kept}\nfor (const { ended } of children) await ended`],
  ['one that Object.assign() puts there', `${assigned}\nfor (const c of children) await c.ended`],
  ['one on an object beside it', `${beside}\nfor (const c of children) await c.ended`],
])('what a program puts on a process stays there: %s', (_, main) => {
  expect(waits(program(main))).toEqual(['end'])
})

test.each<[string, string]>([
  ['it lies under another symbol', `${bySymbol}\nconst other = Symbol('ended')\nfor (const c of children) await c[other]`],
  ['the first alone is awaited', `${kept}\nawait children[0].ended`],
  [
    'it is a pause',
    `${four}\nfor (const c of children as any[]) c.ended = new Promise((r) => setTimeout(r, 500))\nfor (const c of children as any[]) await c.ended`,
  ],
])('and is what it is: %s', (_, main) => {
  expect(waits(program(main))).toEqual([null])
})
