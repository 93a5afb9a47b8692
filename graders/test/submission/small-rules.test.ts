/** Small rules of reading what was handed in, each by itself. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { Entry } from 'yauzl'
import { gateFor } from '../../submission/archives/gate.ts'
import { kindOf, nameIn } from '../../submission/archives/zip.ts'
import { companionsNamedIn } from '../../submission/beside.ts'
import { answerOf } from '../../submission/companions.ts'
import { isTest } from '../../submission/kinds.ts'
import { namedExercise } from '../../submission/names.ts'
import { numeralOf } from '../../submission/numerals.ts'
import { answerLimit, entryLimit, isDebris, listedLimit, shown } from '../../submission/raw.ts'
import { speaksOf } from '../../submission/spoken-of.ts'
import { decode } from '../../submission/text.ts'
import { versionOf } from '../../submission/versions.ts'
import { withoutKit } from '../../submission/whole-kit.ts'
import { exercises } from './questions.ts'
import { scratch } from '../scratch.ts'

test('a number counts without zeros in front, and nothing is no number', () => {
  expect(['03', '0', 'third', 'IV', 'iv'].map(numeralOf)).toEqual(['3', null, '3', '4', null])
})

test('a text may hold a stray control character, and not many', () => {
  const text = 'Several processes run at the same time on several cores. '
  expect(decode(Buffer.from(`${text}\u0001`))).toEqual({ text: `${text}\u0001` })
  expect(decode(Buffer.from(`${text}${'\u0001\u0002'.repeat(9)}`))).toEqual({ binary: 'a binary file, not text' })
  expect(['x'.repeat(49), 'x'.repeat(48)].map((most) => 'text' in decode(Buffer.from(`${most}\u0001`)))).toEqual([true, false])
})

test('a name tells one question: by one or two digits alone, and never two of them', () => {
  expect(['3', '03', '003', 'q3_q5', 'jane_q3'].map((name) => namedExercise(name, exercises)?.exercise.id)).toEqual([
    'q3',
    'q3',
    undefined,
    undefined,
    'q3',
  ])
})

test('what tries a program is called so at its beginning or at its end', () => {
  expect(['test_pool', 'pool.test', 'pool_spec', 'attest_pool', 'testing'].map(isTest)).toEqual([true, true, true, false, false])
})

const ownOf = (...paths: readonly string[]) => {
  const files = paths.map((path) => ({ path, size: 0, read: () => Promise.resolve(new Uint8Array()) }))
  return withoutKit({ files, obstacles: [] }).own.files.map(({ path }) => path)
}

test('exercises beside solutions of one’s own are no kit', () => {
  const own = ['exercises/q1.md', 'solutions/q3.py']
  expect(ownOf(...own)).toEqual(own)
  expect(ownOf(...own, 'answers/q1.md')).toEqual(['exercises/q1.md'])
})

test('what the kit packed to be handed in, and lies there still, is not handed in again', () => {
  const kit = ['graders/x.ts', 'exercises/q1.md']
  expect(ownOf(...kit, 'Ann Lee-joinery.zip', 'Ann Lee-joinery/q1.md')).toEqual(['exercises/q1.md'])
  expect(ownOf(...kit, 'more.zip', 'exercises/Ann-joinery.zip')).toEqual(['exercises/q1.md', 'more.zip', 'exercises/Ann-joinery.zip'])
})

test('a program speaks of a file by the whole of its name', () => {
  expect(['import pool', 'import poolside', "open('pool.txt')", 'a pool of workers'].map((text) => speaksOf(text, 'pool'))).toEqual([
    true,
    false,
    true,
    false,
  ])
})

test('what an office lays beside an open file is nobody’s', () => {
  expect([isDebris('~$answers.docx'), isDebris('work/~$q1.md'), isDebris('answers~$.md')]).toEqual([true, true, false])
})

test('in a folder of very many files nobody looks for what a program needs', async () => {
  const folder = scratch({ 'q3.py': 'import helper\n', 'helper.py': '' })
  const entry = { path: 'q3.py', text: 'import helper\n' }
  const found = async () => (await companionsNamedIn(entry, join(folder, 'q3.py'), 'py')).companions.map(({ raw }) => raw.path)
  expect(await found()).toEqual(['helper.py'])
  for (let index = 0; index < entryLimit; index++) writeFileSync(join(folder, `${index}.dat`), '')
  expect(await found()).toEqual([])
})

const fileOf = (path: string, length: number) => ({ path, size: length, read: () => Promise.resolve(Buffer.alloc(length, 'x')) })

const answerWith = (more: number) => {
  const entry = { exercise: exercises[2]!, language: 'py', file: fileOf('q3.py', 8) } as const
  return answerOf(entry, [fileOf('helper.py', answerLimit - 8 + more)], [])
}

test('the files of an answer may have a MiB together, and not a character more', async () => {
  expect((await answerWith(0)).files).toHaveLength(2)
  expect(await answerWith(1)).toMatchObject({ files: [{ path: 'q3.py' }], notes: [expect.stringContaining('"helper.py" was left out')] })
})

test('a version has at most three digits', () => {
  expect(['q3_v100.py', 'q3_v1000.py'].map((path) => versionOf(path).version)).toEqual([100, 1])
})

test('of an endless path its beginning and its end are shown', () => {
  expect(shown(`anna/${'d'.repeat(4000)}/q3.py`)).toMatch(/^"anna\/d{95}…d{93}\/q3\.py"$/)
  expect(shown(`anna/${'d'.repeat(150)}/q3.py`)).toBe(`"anna/${'d'.repeat(150)}/q3.py"`)
})

test('a final draft is final, and no older one', () => {
  expect(versionOf('final draft/q3.py')).toMatchObject({ isFinal: true, isOld: false })
})

const entry = (fileNameRaw: Buffer, ids: readonly number[]) =>
  ({ fileName: 'as it was read', fileNameRaw, extraFields: ids.map((id) => ({ id })), externalFileAttributes: 0 }) as unknown as Entry

test('an entry of a zip of which its packer says no more is a file, and a name in Unicode beside the other is the one that counts', () => {
  expect(kindOf(entry(Buffer.from('q3.py'), []))).toBe('file')
  expect(nameIn(entry(Buffer.from('Jörg.py'), []))).toBe('Jörg.py')
  expect(nameIn(entry(Buffer.from('J_rg.py'), [0x7075]))).toBe('as it was read')
})

test('an archive of very many entries is not gone through to its end, be all of them debris', () => {
  const gate = gateFor('s.zip', 1)
  for (let index = 0; index < listedLimit; index++) gate.admit('.git/x', 'file')
  expect(() => gate.admit('.git/x', 'file')).toThrow('pack only the answers')
})
