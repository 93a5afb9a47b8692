import { expect, test } from 'vitest'
import { four, program, waits } from './programs.ts'

const ends = `${four}\nconst ends: Promise<unknown>[] = children.map((c) => once(c, 'exit'))`
const all = (body: string, first: number) => `${ends}\nconst all = async (i: number): Promise<unknown> => { ${body} }\nawait all(${first})`

test.each<[string, number]>([
  ['if (i === ends.length) return; await ends[i]; await all(i + 1)', 0],
  ['if (i >= 4) return; await ends[i]; await all(i + 1)', 0],
  ['if (i > 3) return; await ends[i]; await all(i+1)', 0],
  ['if (i < 4) { await ends[i]; await all(i + 1) }', 0],
  ['if (i <= 3) { await ends[i]; await all(i + 1) }', 0],
  ['await ends[i]; if (i < 3) await all(i + 1)', 0],
  ['await ends[i]; if (i === 3) return; await all(i + 1)', 0],
  ['return i !== 4 ? ends[i]!.then(() => all(i + 1)) : null', 0],
  ['return ends[i]!.then(() => (i < 3 ? all(i + 1) : null))', 0],
  ['if (i < 0) return; await ends[i]; return all(i - 1)', 3],
  ['if (i === 0) return; await ends[i - 1]; return all(i - 1)', 4],
  ['if (i >= 0) { await ends[i]; await all(i - 1) }', 3],
  ['if (!ends[i]) return; await ends[i]; return all(i + 1)', 0],
  ['if (i + 1 > ends.length) return; await ends[i]; return all(i + 1)', 0],
])('a function that calls itself as often as there are processes waits for all: %s', (body, first) => {
  expect(waits(program(all(body, first)))).toEqual(['end'])
})

test('a bound that is handed on, too, is not taken for another of the same name', () => {
  const main = `const n = 2\nconst all = async (i: number, n: number): Promise<void> => { if (i === n) return; await ends[i]; await all(i + 1, n) }\nawait all(0, 4)`
  expect(waits(program(`${ends}\n${main}`))).toEqual(['end'])
})

test.each<[string, number]>([
  ['if (i === 2) return; await ends[i]; await all(i + 1)', 0],
  ['if (i < 3) { await ends[i]; await all(i + 1) }', 0],
  ['await ends[i]; if (i < 2) await all(i + 1)', 0],
  ['if (i === ends.length) return; await ends[i]; await all(i + 1)', 1],
  ['if (i > 0) { await ends[i]; await all(i - 1) }', 3],
])('and one that does so less often does not: %s, from %d on', (body, first) => {
  expect(waits(program(`${all(body, first)}\nawait new Promise((r) => setTimeout(r, 1000))`))).toEqual([null])
})
