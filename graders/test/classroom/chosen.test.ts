import { expect, test } from 'vitest'
import { chosenBy, wereMeant } from '../../classroom/intake/chosen.ts'
import type { Entry } from '../../classroom/intake/entry.ts'

const entry = (name: string, ids: Readonly<Record<string, string>> = {}): Entry => ({
  id: name,
  students: [{ name, ids }],
  parts: [{ path: `${name.replaceAll(' ', '_')}_work`, isFolder: true, name: '' }],
  remarks: [],
})

const everybody = [
  entry('Ann'),
  entry('Ann Lee', { sid: '4711' }),
  entry('Joanna Hill'),
  entry('Änne Ahl'),
  entry('lee-smith'),
  entry('Bo'),
]
const chosen = (only: string): readonly string[] => chosenBy(everybody, only).map(({ id }) => id)

test.each([
  ['a whole name comes first', 'ann', ['Ann']],
  ['and so does an id', '4711', ['Ann Lee']],
  ['then a word of a name', 'lee', ['Ann Lee', 'lee-smith']],
  ['several words', 'LEE-SMITH', ['lee-smith']],
  ['a word of a folder’s name', 'hill_work', ['Joanna Hill']],
  ['an accent is no end of a word', 'änne', ['Änne Ahl']],
  ['last a part of a word', 'oann', ['Joanna Hill']],
  ['a letter beside an accent', 'nn', ['Ann', 'Ann Lee', 'Joanna Hill', 'Änne Ahl']],
])('who is meant: %s', (_, only, expected) => {
  expect(chosen(only)).toEqual(expected)
})

test('nobody has a reason, and several are named', () => {
  expect(() => chosen('zoe')).toThrow('nobody in this class is called "zoe": --only takes a name')
  expect(wereMeant(chosenBy(everybody, 'lee'), 'lee')).toBe('"lee" is taken for 2 learners: "Ann Lee" and "lee-smith".')
})
