import { join } from 'node:path'
import { expect, test } from 'vitest'
import { readSubmission } from '../../submission/read.ts'
import { exercises } from './questions.ts'
import { scratch } from '../scratch.ts'

const read = (path: string) => readSubmission(path, { exercises })

const six = { 1: 'md', 2: 'md', 3: 'py', 4: 'md', 5: 'py', 6: 'py' }
const words = ['', 'one', 'two', 'three', 'four', 'five', 'six']
const romans = ['', 'I', 'II', 'III', 'IV', 'V', 'VI']

test.each<[string, (number: number) => string]>([
  ['a number in words', (number) => `question_${words[number]}`],
  ['an ordinal', (number) => `${['', 'first', '2nd', 'third', '4th', 'fifth', 'sixth'][number]} question`],
  ['the same words up to a number', (number) => `hw3_${number}`],
  ['a name up to a number', (number) => `jane_smith_${number}_v2`],
  ['a number in front', (number) => `${number}. ${'abcdefg'[number]} title`],
  ['Roman numbers', (number) => romans[number]!],
  ['a folder around a single file', (number) => `Q${number}/jane`],
])('names tell questions by %s', async (_, name) => {
  const files = Object.fromEntries(Object.entries(six).map(([number, kind]) => [`${name(Number(number))}.${kind}`, `text ${number}`]))
  const { answers, remarks } = await read(scratch(files))
  expect(answers.map(({ exercise, files: [entry] }) => [exercise, entry?.text])).toEqual(
    Object.keys(six).map((number) => [`q${number}`, `text ${number}`]),
  )
  expect(remarks).toEqual([])
})

test.each<[string, Record<string, string>]>([
  ['of a kind that does not answer the question of that number', { 'part1.py': 'a', 'part2.py': 'b', 'part3.py': 'c' }],
  ['of too few files', { 'v3.py': 'a', 'v5.py': 'b' }],
  ['beyond the last question', { 'p3.py': 'a', 'p5.py': 'b', 'p6.py': 'c', 'p7.py': 'd' }],
  ['twice', { 'p3_a.py': 'a', 'p3_b.py': 'b', 'p5.py': 'c', 'p6.py': 'd' }],
  ['of a version', { 'question_v2.py': 'a' }],
])('numbers count no questions where they are %s', async (_, files) => {
  const { answers } = await read(scratch({ 'q1.md': 'text', ...files }))
  expect(answers.map(({ exercise }) => exercise)).toEqual(['q1'])
})

const one = 'from multiprocessing import Process\np = Process(target=print)\np.start()\np.join()\n'
const four = 'from multiprocessing import Process\nall = [Process(target=print, args=(n,)) for n in (7, 8, 9, 10)]\n'
const pool = 'from multiprocessing import Pool\nwith Pool(4) as p:\n    print(p.map(abs, [1, 2]))\n'

test('programs whose names say nothing are told apart by what they do, whatever their order', async () => {
  const { answers, remarks } = await read(scratch({ 'q1.md': 'text', 'a_numbers.py': four, 'b_child.py': one, 'c_work.py': pool }))
  expect(answers.map(({ exercise, entry }) => `${exercise} ${entry}`)).toEqual([
    'q1 q1.md',
    'q3 b_child.py',
    'q5 c_work.py',
    'q6 a_numbers.py',
  ])
  expect(remarks).toHaveLength(3)
  expect(remarks[0]).toBe('"a_numbers.py" was taken as the answer to q6, by what it is about: a name such as q6.py makes it sure.')
})

test('a single program whose name says nothing is told by what it does, as in a folder', async () => {
  const folder = scratch({ 'work.py': four, 'vague.py': 'print(1)\n' })
  const { answers, remarks } = await read(join(folder, 'work.py'))
  expect(answers.map(({ exercise, entry }) => [exercise, entry])).toEqual([['q6', 'work.py']])
  expect(remarks).toEqual(['"work.py" was taken as the answer to q6, by what it is about: a name such as q6.py makes it sure.'])
  await expect(read(join(folder, 'vague.py'))).rejects.toThrow(/call it q3\.ts or q3\.py, write the question above it/)
})

test('programs that may answer the same question stay open', async () => {
  const { answers, remarks } = await read(scratch({ 'q1.md': 'text', 'old.py': pool, 'new.py': pool }))
  expect(answers.map(({ exercise }) => exercise)).toEqual(['q1'])
  expect(remarks).toEqual([
    expect.stringContaining('"new.py" does not tell by its name'),
    expect.stringContaining('"old.py" does not tell'),
  ])
})

const stubs = {
  'q1.md': '# Q1. What is multiprocessing?\n\n<!--\nTODO: write - here\n-->\n',
  'q3.ts': '// Q3\n// TODO\n',
  'q3.py': '# Q3\n# TODO\n',
  'q5.py': '# TODO\n',
}

const toldOf = async (files: Record<string, string>) => {
  const { answers, remarks, unread = [] } = await read(scratch(files))
  return { answers: answers.map(({ exercise, entry, origin }) => `${exercise} ${origin?.file ?? entry}`), remarks, unread }
}

test('what nobody has begun stands in front of no answer, wherever that lies', async () => {
  const { answers, remarks } = await toldOf({ ...stubs, 'q1 final.md': 'text', 'work/q3_new.py': 'print(3)', 'mine.py': pool })
  expect(answers).toEqual(['q1 q1 final.md', 'q3 q3.ts', 'q3 q3_new.py', 'q5 mine.py'])
  expect(remarks).toEqual([expect.stringContaining('"mine.py" was taken as the answer to q5')])
  const cells = ['# Q1\nSeveral processes run at the same time.', '# Q3'].map((source) => ({ cell_type: 'markdown', source }))
  const notebook = JSON.stringify({ nbformat: 4, cells: [...cells, { cell_type: 'code', source: one, outputs: [] }] })
  expect((await toldOf({ ...stubs, 'work.ipynb': notebook })).answers).toEqual(['q1 work.ipynb', 'q3 q3.ts', 'q3 work.ipynb', 'q5 q5.py'])
})

test('a program that may be the answer that nobody has begun is for a person to look at, and no zero', async () => {
  const { answers, unread } = await toldOf({ ...stubs, 'old.py': pool, 'new.py': pool })
  expect(answers).toEqual(['q1 q1.md', 'q3 q3.ts', 'q3 q3.py', 'q5 q5.py'])
  expect(unread.map(({ exercises }) => exercises)).toContainEqual(expect.arrayContaining(['q3', 'q5', 'q6']))
})
