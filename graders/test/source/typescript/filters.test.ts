import { expect, test } from 'vitest'
import { four, program, waits } from './programs.ts'

const sleep = "await new Promise((r) => setTimeout(r, 1000))\nconsole.log('done')"
const ends = (list: string) => `${four}\nawait Promise.all(${list}.map((c) => once(c, 'exit')))\n${sleep}`

test.each<string>([
  'children.filter((_, i) => i > 0)',
  'children.filter((_, i) => i !== 0)',
  'children.filter((_, i) => i < 3)',
  'children.filter((_, i) => i === 2)',
  'children.filter((_, index) => index % 2 === 0)',
  'children.filter((c, i) => i < 3 && c.exitCode === null)',
  'children.filter(function (_, i) { return i >= 1 })',
  'children.filter((_, i) => i < 0)',
  'children.slice(1).filter((_, i) => i >= 0)',
])('a filter that leaves some out by their index does not wait for all: %s', (list) => {
  expect(waits(program(ends(list)))).toEqual([null])
})

test.each<string>([
  'children.filter((_, i) => i >= 0)',
  'children.filter((_, i) => i < 4)',
  'children.filter((_, i) => i < children.length)',
  'children.filter((c, i) => i < 4 && c.exitCode === null)',
  'children.slice(0, 4)',
  'children.slice(0, 10)',
  'children.filter((c) => c.exitCode === null)',
  'children.filter((c) => c.connected)',
  'children.filter(Boolean)',
])('one that leaves out nobody does: %s', (list) => {
  expect(waits(program(ends(list)))).toEqual(['end'])
})

test.each<[string, string]>([
  ['in two lists', 'children.filter((_, i) => i % 2 === 0), children.filter((_, i) => i % 2 === 1)'],
  ['the first and the rest', 'children.filter((_, i) => i < 2), children.filter((_, i) => i >= 2)'],
  ['one and the others', 'children.filter((_, i) => i === 2), children.filter((_, i) => i !== 2)'],
  ['in halves', 'children.slice(0, 2), children.slice(2)'],
  ['in three pieces', 'children.slice(0, 1), children.slice(1, 3), children.slice(3, 4)'],
])('parts that are all together are waited for: %s', (_, parts) => {
  const each = `${four}\nfor (const part of [${parts}]) await Promise.all(part.map((c) => once(c, 'exit')))\n${sleep}`
  const split = parts.split('), ').map((part) => (part.endsWith(')') ? part : `${part})`))
  const apart = split.map((part) => `await Promise.all(${part}.map((c) => once(c, 'exit')))`).join('\n')
  expect([waits(program(each)), waits(program(`${four}\n${apart}\n${sleep}`))]).toEqual([['end'], ['end']])
})

test.each<[string, string]>([
  ['two of four', 'children.slice(0, 2), children.slice(0, 1)'],
  ['with one left out', 'children.slice(0, 2), children.slice(3)'],
  ['with the last left out', 'children.filter((_, i) => i % 2 === 0), children.slice(1, 2)'],
])('parts that are not all are not: %s', (_, parts) => {
  expect(waits(program(`${four}\nfor (const part of [${parts}]) await Promise.all(part.map((c) => once(c, 'exit')))\n${sleep}`))).toEqual([
    null,
  ])
})

test.each<[string, string, string | null]>([
  ['by two', 'i += 2) await Promise.all(ends.slice(i, i + 2))', 'end'],
  ['by a size', 'i += size) { const piece = ends.slice(i, i + size)\nawait Promise.all(piece) }', 'end'],
  ['one by one', 'i++) await Promise.all(ends.slice(i, i + 1))', 'end'],
  ['by two, of which one is left out', 'i += 2) await Promise.all(ends.slice(i, i + 1))', null],
])('a list that a loop cuts into pieces: %s', (_, rounds, wait) => {
  const main = `${four}\nconst size = 2\nconst ends = children.map((c) => once(c, 'exit'))\nfor (let i = 0; i < ends.length; ${rounds}\n${sleep}`
  expect(waits(program(main))).toEqual([wait])
})

test('who is left out may be waited for by itself', () => {
  const first = "await once(children[0]!, 'exit')\n"
  expect(waits(program(ends('children.filter((_, i) => i > 0)').replace('await', `${first}await`)))).toEqual(['end'])
})
