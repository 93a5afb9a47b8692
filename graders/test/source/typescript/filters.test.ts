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
  'children.filter((c) => c.exitCode === null)',
  'children.filter((c) => c.connected)',
  'children.filter(Boolean)',
])('one that leaves out nobody does: %s', (list) => {
  expect(waits(program(ends(list)))).toEqual(['end'])
})

test('who is left out may be waited for by itself', () => {
  const first = "await once(children[0]!, 'exit')\n"
  expect(waits(program(ends('children.filter((_, i) => i > 0)').replace('await', `${first}await`)))).toEqual(['end'])
})
