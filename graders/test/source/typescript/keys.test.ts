import { expect, test } from 'vitest'
import { four, program, waits } from './programs.ts'

const byProcess = `${four}\nconst ends = new Map<unknown, Promise<unknown>>()\nfor (const c of children) ends.set(c, once(c, 'exit'))`
const byPid = `${four}\nconst ends = new Map(children.map((c) => [c.pid, once(c, 'exit')]))`

test.each<[string, string]>([
  ['the process', `${byProcess}\nfor (const c of children) await ends.get(c)`],
  ['its pid', `${byPid}\nfor (const c of children) await ends.get(c.pid)`],
  ['a number of a list', `${byPid}\nfor (const n of [1, 2, 3, 4]) await ends.get(n)`],
  [
    'an argument',
    "const kept = new Map<number, Promise<unknown>>()\nconst run = (n: number) => { if (!kept.has(n)) kept.set(n, once(fork('q.ts', [String(n)]), 'exit')); return kept.get(n) }\nfor (const n of [1, 2, 3, 4]) await run(n)",
  ],
])('a key that is another in each round reaches everything: %s', (_, main) => {
  expect(waits(program(main))).toEqual(['end'])
})

test.each<[string, string]>([
  ['one process', `${byProcess}\nawait ends.get(children[0])`],
  ['one pid', `${byPid}\nawait ends.get(children[3]!.pid)`],
  ['the same in each round', `${byPid}\nconst { pid } = children[0]!\nfor (const c of children) if (c.connected) await ends.get(pid)`],
])('and a key that stays does not: %s', (_, main) => {
  expect(waits(program(main))).toEqual([null])
})

test.each<[string, string]>([
  ['in a loop', "const state = { k: 0 }\nwhile (state.k < children.length) { await once(children[state.k]!, 'close'); state.k++ }"],
  ['in a sum', "const state = { k: 0 }\nwhile (state.k < 4) { await once(children[state.k]!, 'close'); state.k += 1 }"],
  [
    'in an object of a class',
    "class Turn { k = 0\nasync all() { for (; this.k < children.length; this.k++) await once(children[this.k]!, 'close') } }\nawait new Turn().all()",
  ],
])('a field that counts the rounds is another key in each: %s', (_, rounds) => {
  expect(waits(program(`${four}\n${rounds}\nconsole.log('done')`))).toEqual(['end'])
})
