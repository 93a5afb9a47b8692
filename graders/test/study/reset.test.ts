import { existsSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeEach, expect, test } from 'vitest'
import { UsageError } from '../../core/errors.ts'
import { graders } from '../../index.ts'
import { readExercises } from '../../study/exercises.ts'
import { reset } from '../../study/reset.ts'
import { stubOf } from '../../submission/stubs.ts'
import { readSubmission } from '../../submission/read.ts'
import { sharedScratch } from '../scratch.ts'

const root = sharedScratch()
beforeEach(() => {
  for (const name of readdirSync(root)) rmSync(join(root, name), { recursive: true })
})

const write = (name: string, text: string): void => writeFileSync(join(root, name), text)
const textOf = (name: string): string => readFileSync(join(root, name), 'utf8')
const at = new Date(2026, 10, 22, 12)

test('the stub comes back, and what was there is kept beside it', () => {
  write('q3.ts', 'console.log(1)\n')
  expect(reset('q3.ts', at, root)).toEqual({ file: 'q3.ts', kept: 'q3.mine-2026-11-22-1.ts', wasStub: false })
  expect(textOf('q3.ts')).toBe(stubOf('q3.ts'))
  expect(textOf('q3.mine-2026-11-22-1.ts')).toBe('console.log(1)\n')
})

test('nothing that was kept is ever overwritten', () => {
  for (const text of ['one', 'two', 'three']) {
    write('q1.md', text)
    reset('q1.md', at, root)
  }
  expect(readdirSync(root).sort()).toEqual(['q1.md', ...[1, 2, 3].map((number) => `q1.mine-2026-11-22-${number}.md`)])
  expect(textOf('q1.mine-2026-11-22-2.md')).toBe('two')
})

test('a stub stays as it is, a missing file comes back, and an empty one is not worth keeping', () => {
  write('q3.py', stubOf('q3.py')!)
  write('q5.py', '\n')
  expect(reset('q3.py', at, root)).toMatchObject({ wasStub: true, kept: null })
  expect(reset('q6.py', at, root)).toMatchObject({ wasStub: false, kept: null })
  expect(reset('q5.py', at, root)).toMatchObject({ wasStub: false, kept: null })
  expect(textOf('q6.py')).toBe(stubOf('q6.py'))
})

test('what was kept is nobody’s answer, goes along with no answer, and is handed in by nobody', async () => {
  write('q3.ts', 'import "./help.ts"\n')
  write('help.ts', 'console.log(1)\n')
  reset('q3.ts', at, root)
  write('q3.ts', 'import "./help.ts"\nconsole.log(2)\n')
  const { answers, remarks } = await readSubmission(root, { exercises: graders.map(({ exercise }) => exercise) })
  expect(answers.map(({ files }) => files.map(({ path }) => path))).toEqual([['q3.ts', 'help.ts']])
  expect(remarks).toEqual([])
})

test('what the kit keeps no stub of is left alone', () => {
  write('q9.ts', 'x')
  expect(() => reset('q9.ts', at, root)).toThrow(UsageError)
  expect(() => reset('../package.json', at, root)).toThrow(UsageError)
  expect(existsSync(join(root, 'q9.ts'))).toBe(true)
})

test('a question whose file is gone is told, with what brings it back, and one whose file cannot be read is not', async () => {
  for (const name of ['q1.md', 'q2.md', 'q4.md', 'q5.ts', 'q6.py']) reset(name, at, join(root, 'exercises'))
  write('exercises/q4.md', '%PDF-1.7')
  expect((await readExercises(graders, join(root, 'exercises'))).remarks).toEqual([
    expect.stringMatching(/^"q4\.md" is a PDF document/),
    'There is no file for q3 in exercises/: `npm run reset q3` brings it back.',
  ])
})

test('a folder that is gone is named as what it is, not as a path that somebody misspelt, and comes back with a stub', async () => {
  const gone = join(root, 'exercises')
  await expect(readExercises(graders, gone)).rejects.toThrow(/the folder exercises\/, where your answers belong, is not there/)
  expect(reset('q1.md', at, gone)).toMatchObject({ kept: null, wasStub: false })
  const { answers, remarks } = await readExercises(graders, gone)
  expect(answers).toHaveLength(1)
  expect(remarks).toEqual(['There is no file for q2, q3, q4, q5, q6 in exercises/: `npm run reset q2`, and so on, brings them back.'])
  expect(textOf('exercises/q1.md')).toBe(stubOf('q1.md'))
})
