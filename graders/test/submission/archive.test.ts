import { existsSync, truncateSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { fileOnDisk } from '../../submission/disk.ts'
import { scratchFor } from '../../process/scratch.ts'
import { gateFor } from '../../submission/archives/gate.ts'
import { totalLimit } from '../../submission/raw.ts'
import { readSubmission } from '../../submission/read.ts'
import { notebook, tar, tarGz, zip, type Packed } from './documents.ts'
import { exercises } from './questions.ts'
import { scratch } from '../scratch.ts'

const read = (name: string, bytes: Uint8Array) => readSubmission(join(scratch({ [name]: bytes }), name), { exercises })

const reason = async (name: string, bytes: Uint8Array): Promise<string> => {
  const error: unknown = await read(name, bytes).then(
    () => 'nothing was thrown',
    (thrown: unknown) => thrown,
  )
  expect(error).toMatchObject({ name: 'UsageError' })
  return error instanceof Error ? error.message : ''
}

const answers: readonly Packed[] = [
  { path: 'work/q1.md', content: 'text' },
  { path: 'work/q3.py', content: 'import helper' },
  { path: 'work/helper.py', content: 'x = 1' },
  { path: '__MACOSX/work/._q3.py', content: '\0' },
  { path: 'work/Thumbs.db', content: '\0' },
]

test.each([
  ['work.zip', zip(answers)],
  ['work.tar', tar(answers)],
  ['work.tar', tar(answers).subarray(0, -100)],
  ['work.tar.gz', tarGz(answers)],
  ['work.tgz', tarGz(answers)],
  ['work.gz', gzipSync(tarGz(answers))],
])('%s is read like the folder', async (name, bytes) => {
  const submission = await read(name, bytes)
  expect(submission).toMatchObject({ name: 'work', source: 'archive' })
  expect(submission.answers.map(({ files }) => files.map(({ path }) => path))).toEqual([['q1.md'], ['q3.py', 'helper.py']])
})

test('an archive that somebody packed once more is opened, but not a third one in it', async () => {
  const twice = zip([{ path: 'work.tar.gz', content: tarGz(answers) }])
  expect((await read('twice.zip', twice)).answers.map(({ exercise }) => exercise)).toEqual(['q1', 'q3'])
  expect(await reason('thrice.zip', zip([{ path: 'twice.zip', content: twice }]))).toMatch(
    /"work.tar.gz" is an archive within an archive, and was not opened/,
  )
})

test.each([`q3${'y'.repeat(250)}.ts`, `q3${'щ'.repeat(200)}.py`, `q3${'😀'.repeat(100)}.py`])(
  'a program can be run whose name is longer than a name in a folder may be, here or compiled: %s',
  async (path) => {
    const { answers: given } = await read('long.zip', zip([{ path, content: '1' }]))
    expect(given[0]).toMatchObject({ exercise: 'q3', entry: expect.stringMatching(/^q3.+….+(?:ts|py)$/u) })
    const { folder, entry, remove } = scratchFor(given[0]!)
    expect(existsSync(join(folder, entry))).toBe(true)
    remove()
  },
)

test('a notebook within an archive is read', async () => {
  const content = notebook([
    ['markdown', 'Q3. Write a program that creates a process'],
    ['code', 'print(1)'],
  ])
  expect((await read('a.zip', zip([{ path: 'home work/mine.ipynb', content }]))).answers).toMatchObject([
    { exercise: 'q3', entry: 'q3.py', origin: { cells: [1, 2] } },
  ])
})

const many = Array.from({ length: 2001 }, (_, index) => ({ path: `f${index}.md`, content: '' }))
const file = { path: 'q1.md', content: 'text' }

/** The same bytes, but for the first letter of a word that they hold as it is. */
const altered = (bytes: Buffer, word: string): Buffer => Buffer.from(bytes.toString('latin1').replace(word, `X${word.slice(1)}`), 'latin1')

test('whoever packs node_modules as well has packed the answers all the same', async () => {
  const installed = Array.from({ length: 5000 }, (_, index) => ({ path: `kit/node_modules/a/f${index}.js`, content: '' }))
  const { answers } = await read('kit.zip', zip([...installed, { ...file, path: 'kit/q1.md' }]))
  expect(answers.map(({ exercise }) => exercise)).toEqual(['q1'])
  const heavy = { path: 'kit/node_modules/a/addon.node', content: Buffer.alloc(totalLimit + 1) }
  const compressed = gzipSync(tar([heavy, { ...file, path: 'kit/q1.md' }]), { level: 0 })
  expect((await read('kit.tar.gz', compressed)).answers.map(({ exercise }) => exercise)).toEqual(['q1'])
  const root = scratch({ 'large.zip': '', 'large.md': '' })
  for (const name of ['large.zip', 'large.md']) truncateSync(join(root, name), totalLimit + 1)
  await expect(fileOnDisk(join(root, 'large.md'), 'large.md').read()).rejects.toThrow('at most 64.0 MiB are read')
  await expect(fileOnDisk(join(root, 'large.zip'), 'large.zip').read()).resolves.toHaveLength(totalLimit + 1)
})

test.each([
  ['an absolute path', '/q1.md', 'an absolute path'],
  ['a path out of the archive', 'a/../../q1.md', 'a path that leads out of the archive'],
  ['a deep path', `${'d/'.repeat(12)}q1.md`, 'which lies deeper than 12 folders'],
])('%s is refused', async (_, path, why) => {
  expect(await reason('a.tar', tar([{ path, content: '' }]))).toContain(why)
  expect(await reason('a.zip', zip([{ path, content: '' }]))).toMatch(/leads out of the archive|deeper than 12/)
})

test('a path that is absolute on Windows is refused, and a name that ends before its end', async () => {
  expect(await reason('a.tar', tar([{ path: 'c:/q1.md', content: '' }]))).toContain('an absolute path')
  expect(await reason('a.zip', zip([{ path: 'q1.md\0.txt', content: '' }]))).toContain('a name that is none')
})

test('what is unpacked is bounded by itself, and by the size of what it came from', () => {
  const large = gateFor('a.zip', totalLimit)
  large.count(totalLimit)
  expect(() => large.count(1)).toThrow('unpacks to more than 64.0 MiB')
  const small = gateFor('a.zip', 1000)
  small.count(1024 * 1024)
  expect(() => small.count(1)).toThrow('unpacks to more than a thousand times its size')
})

test.each([
  ['a link in a zip', 'a.zip', zip([{ ...file, mode: 0o120777 }]), /holds "q1.md", a link/],
  ['a symbolic link in a tar', 'a.tar', tar([{ ...file, type: '2' }]), /holds "q1.md", a link/],
  ['a hard link in a tar', 'a.tar', tar([{ ...file, type: '1' }]), /holds "q1.md", a link/],
  ['a device', 'a.tar', tar([{ ...file, type: '3' }]), /neither a file nor a folder/],
  ['a name twice', 'a.zip', zip([file, file]), /holds "q1.md" twice/],
  ['names that differ in case', 'a.tar.gz', tarGz([file, { ...file, path: 'Q1.md' }]), /which many systems take for one file/],
  [
    'names that are written in two ways',
    'a.zip',
    zip([
      { ...file, path: '\u00e9.md' },
      { ...file, path: 'e\u0301.md' },
    ]),
    /take for one file/,
  ],
  ['too many entries', 'a.zip', zip(many), /holds more than 2000 entries/],
  ['a password', 'a.zip', zip([{ ...file, locked: true }]), /locked with a password/],
  ['a zip with a letter that is not what was packed', 'a.zip', altered(zip([file]), 'text'), /"a.zip" is damaged \("q1.md" in it/],
  ['a zip that breaks off', 'a.zip', zip(answers).subarray(0, 120), /breaks off in the middle/],
  ['a tar.gz that breaks off', 'a.tar.gz', tarGz(answers).subarray(0, 90), /breaks off in the middle/],
  ['a tar that breaks off', 'a.tar', tar(answers).subarray(0, 700), /breaks off in the middle/],
  ['a tar that breaks off behind a file', 'a.tar', tar([file]).subarray(0, 1024), /breaks off in the middle/],
  ['a bomb', 'a.tgz', gzipSync(Buffer.alloc(70 * 1024 * 1024)), /unpacks to more than/],
  ['a bomb in an archive', 'a.tgz', gzipSync(gzipSync(Buffer.alloc(70 * 1024 * 1024))), /unpacks to more than/],
  ['compressed three times', 'a.tgz', gzipSync(gzipSync(tarGz([file]))), /is compressed again and again/],
  ['no tar at all', 'a.gz', gzipSync('hello world'.repeat(100)), /is no tar archive/],
  ['an empty zip', 'a.zip', zip([]), /holds no files/],
  ['no bytes at all', 'a.zip', Buffer.alloc(0), /"a.zip" is empty: pack it again/],
  ['a text with the name of an archive', 'a.zip', Buffer.from('hello'), /"a.zip" is no archive, whatever its name says/],
  ['a kind that begins with a vowel', 'a.tar.xz', Buffer.from('\xfd7zXZ\0', 'latin1'), /is an xz archive: hand in a .zip or a .tar.gz/],
  ['another kind', 'a.rar', Buffer.from('Rar!\x1a\x07\x00'), /is a RAR archive: hand in a .zip or a .tar.gz/],
  ['an office document', 'a.docx', zip([{ path: '[Content_Types].xml', content: '<x/>' }]), /is an office document/],
])('%s has a reason', async (_, name, bytes, expected) => {
  expect(await reason(name, bytes)).toMatch(expected)
})

test('an answer may lie in eleven folders, and not in twelve', () => {
  const gate = gateFor('a.zip', 1000)
  expect(gate.admit(`${'d/'.repeat(11)}q1.md`, 'file')).toBe(true)
  expect(() => gate.admit(`${'d/'.repeat(12)}q1.md`, 'file')).toThrow('which lies deeper than 12 folders')
})
