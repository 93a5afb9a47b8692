import { expect, test } from 'vitest'
import { four, program, waits } from './programs.ts'

const race = (...members: readonly string[]) => `${four}\nawait Promise.race([${members.join(', ')}])`
const all = "Promise.all(children.map((c) => once(c, 'exit')))"
const one = (index: number) => `once(children[${index}]!, 'exit')`

test.each<[string, string]>([
  ['each of them', race(...[0, 1, 2, 3].map(one))],
  ['all of them, and one', race(all, one(0))],
])('a race of ends is over with the first, though all come of one place: %s', (_, main) => {
  expect(waits(program(`${main}\nawait new Promise((r) => setTimeout(r, 1000))`))).toEqual([null])
})

test.each<[string, string]>([
  ['all of them, in two ways', race(all, all.replace('exit', 'close'))],
  ['the ways in which each may end', `${four}\nfor (const c of children) await Promise.race([once(c, 'exit'), once(c, 'close')])`],
])('but not where every runner waits for the same: %s', (_, main) => {
  expect(waits(program(main))).toEqual(['end'])
})
