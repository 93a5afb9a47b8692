import { chmodSync, mkdirSync, readFileSync, readdirSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { isBlank } from '../../core/blank.ts'
import { home } from '../../home.ts'
import { readSubmission } from '../../submission/read.ts'
import { notebook } from './documents.ts'
import { exercises } from './questions.ts'
import { scratch } from '../scratch.ts'

const read = (path: string, as?: string) => readSubmission(path, { exercises, as })

/** What was found, one word an answer: exercise, language, entry, other files. */
const summary = async (files: Record<string, string>): Promise<string[]> => {
  const { answers } = await read(scratch(files))
  return answers.map(({ exercise, language, files: [entry, ...rest] }) =>
    [exercise, language, entry!.path, ...rest.map(({ path }) => path)].join(' '),
  )
}

test('the names of the stubs, in both languages', async () => {
  const files = { 'q1.md': 'a', 'q2.md': 'b', 'q3.ts': 'c', 'q3.py': 'd', 'q4.md': 'e', 'q5.ts': 'f', 'q6.py': 'g' }
  expect(await summary(files)).toEqual([
    'q1 md q1.md',
    'q2 md q2.md',
    'q3 ts q3.ts',
    'q3 py q3.py',
    'q4 md q4.md',
    'q5 ts q5.ts',
    'q6 py q6.py',
  ])
})

test('files beside a program belong to every program of their language', async () => {
  const files = {
    'q3.ts': '',
    'q6.ts': '',
    'q3.py': '',
    'worker.ts': '',
    'lib/sum.js': '',
    'util.py': '',
    'data.json': '{}',
    'notes.md': '',
  }
  expect(await summary(files)).toEqual([
    'q3 ts q3.ts data.json lib/sum.js worker.ts',
    'q3 py q3.py data.json util.py',
    'q6 ts q6.ts data.json lib/sum.js worker.ts',
  ])
})

test.each([
  [{ 'Q3.py': '' }, ['q3 py Q3.py']],
  [{ 'question3.ts': '' }, ['q3 ts question3.ts']],
  [{ 'ques_3.py': '', '6.py': '' }, ['q3 py ques_3.py', 'q6 py 6.py']],
  [{ 'q3.pyw': '' }, ['q3 py q3.pyw']],
  [{ 'Question 05.mjs': '' }, ['q5 ts Question 05.mjs']],
  [{ 'anna_q3_final.py': '', 'Ans-1.txt': '' }, ['q1 md Ans-1.txt', 'q3 py anna_q3_final.py']],
  [{ 'homework/q3.py': '', 'homework/helper.py': '' }, ['q3 py q3.py helper.py']],
  [{ 'a/b/q1.md': '', 'a/c/q3.ts': '' }, ['q1 md q1.md', 'q3 ts q3.ts']],
  [{ 'q3/main.py': '', 'q3/child.py': '', 'q6/index.ts': '' }, ['q3 py main.py child.py', 'q6 ts index.ts']],
  [{ 'q3.ts': '', 'q3.test.ts': '', 'q3-worker.ts': '' }, ['q3 ts q3.ts q3-worker.ts q3.test.ts']],
  [{ 'q3.py': '', '__MACOSX/._q3.py': '\0', '.DS_Store': '\0', 'node_modules/q6.js': '' }, ['q3 py q3.py']],
])('names of other styles: %j', async (files, expected) => {
  expect(await summary(files)).toEqual(expected)
})

test('the file nearest to the top is taken, and the other is spoken of', async () => {
  const { answers, remarks } = await read(scratch({ 'q1.md': 'new', 'old/q1.md': 'old' }))
  expect(answers[0]?.files[0]?.text).toBe('new')
  expect(remarks).toEqual(['"old/q1.md" could answer q1 too; "q1.md" was taken.'])
})

test.each([
  ['v2 final/q1.md', 'v1/q1.md'],
  ['final/q1.md', 'draft/q1.md'],
  ['Final draft/q1.md', 'draft/q1.md'],
  ['q1_final.md', 'q1_old.md'],
  ['q1_final.md', 'q1.md'],
  ['q1-v10.md', 'q1-v9.md'],
  ['q1_v2.md', 'q1.md'],
  ['q1.md', 'q1_v1.md'],
  ['q1.md', 'q1_attempt2.md'],
  ['q1_attempt2.md', 'q1_attempt1.md'],
  ['new/work/q1.md', 'old/q1.md'],
  ['q1 (1).md', 'q1.md'],
  ['q1 (10).md', 'q1 (9).md'],
  ['q1.md', 'anna_q1 (1).md'],
])('of versions that a learner keeps side by side %s counts before %s, and the other is spoken of', async (taken, other) => {
  const { answers, remarks } = await read(scratch({ [taken]: 'taken', [other]: 'other' }))
  expect(answers[0]?.files[0]?.text).toBe('taken')
  expect(remarks).toEqual([`"${other}" could answer q1 too; "${taken}" was taken.`])
})

test('a second program for a question is spoken of, unless the first one needs it or was made from it', async () => {
  const files = {
    'q3.py': 'import q3_child',
    'q3_child.py': 'a = 1',
    'q3_else.py': 'b = 2',
    'q5.ts': 'f()',
    'q5.js': 'f();',
    'q5-child.ts': 'g()',
  }
  const { remarks } = await read(scratch(files))
  expect(remarks).toEqual(['"q3_else.py" could answer q3 too; "q3.py" was taken.', '"q5-child.ts" could answer q5 too; "q5.ts" was taken.'])
})

test.each([
  ['Ada', 'Bob', true],
  ['class/Ada', 'class/Bob', true],
  ['v1', 'v2', false],
  ['draft', 'final', false],
  ['work', 'work/more', false],
])('who checks a class as if it were one learner is told of it: %s beside %s', async (one, other, isClass) => {
  const { remarks } = await read(
    scratch({ [`${one}/q1.md`]: 'a', [`${other}/q1.md`]: 'b', [`${one}/q2.md`]: 'c', [`${other}/q2.md`]: 'd' }),
  )
  expect(remarks).toHaveLength(isClass ? 3 : 2)
  expect(remarks.some((remark) => /of several learners: `npm run grade`/.test(remark))).toBe(isClass)
})

test('a number of a copy is no number of a question', async () => {
  expect(await summary({ 'q3 (4).py': '', 'question (5).ts': '' })).toEqual(['q3 py q3 (4).py', 'q5 ts question (5).ts'])
})

test.each([
  ['', { 'graders/submission/stubs/q3.py': 'stub' }],
  ['joinery-main/', { 'graders/q3.ts': 'grader' }],
  ['', { 'solutions/q5.ts': 'solution' }],
])('whoever hands in the whole kit, in %j, hands in its exercises/, and none of the answers that it brings along', async (at, beside) => {
  const kit = { 'exercises/q1.md': 'mine', 'answers/q1.md': 'model', 'answers/q2.md': 'model', 'package.json': '{}', ...beside }
  const files = Object.fromEntries(Object.entries(kit).map(([path, text]) => [`${at}${path}`, text]))
  const { answers, remarks } = await read(scratch(files))
  expect(answers.map(({ exercise, files: [entry] }) => [exercise, entry!.text])).toEqual([['q1', 'mine']])
  expect(remarks).toEqual([`"${at}exercises" was judged: solutions, model answers and documents that the kit brings along do not count.`])
})

test('a kit that is handed in untouched holds no answer: its documents were read as answers, and one earned the points of q4', async () => {
  const given = [...filesIn(home), ...filesIn(home, 'exercises')].map((path) => [path, readFileSync(join(home, path), 'utf8')])
  const { answers } = await read(scratch({ ...Object.fromEntries(given), 'graders/q3.ts': 'grader' }))
  expect(answers.filter((answer) => !isBlank(answer))).toEqual([])
})

const filesIn = (folder: string, below = ''): string[] =>
  readdirSync(join(folder, below), { withFileTypes: true }).flatMap((each) => (each.isFile() ? [join(below, each.name)] : []))

test('a text beside untouched stubs may be the task or a note: a person has to look, and it earns no points', async () => {
  const stubs = Object.fromEntries(filesIn(home, 'exercises').map((path) => [path, readFileSync(join(home, path), 'utf8')]))
  const lecture = readFileSync(join(home, 'answers', 'q4.md'), 'utf8').replace(/^#.*/, '# Lecture 4')
  const { answers, unread } = await read(scratch({ ...stubs, 'LECTURE.md': lecture }))
  expect(answers.filter((answer) => !isBlank(answer))).toEqual([])
  expect(unread?.map(({ why }) => why)).toEqual([
    expect.stringContaining('"LECTURE.md" does not tell by its name which question it answers'),
  ])
  const labelled = await read(scratch({ ...stubs, 'homework.md': `Q4\n\n${lecture}` }))
  expect(labelled.answers.filter((answer) => !isBlank(answer)).map(({ exercise }) => exercise)).toEqual(['q4'])
})

/** The documents that the answers stand in. */
const taken = async (files: Record<string, string>) => (await read(scratch(files))).answers.map(({ origin }) => origin?.file)

test('of two notebooks the one that names questions counts, and a try beside it does not', async () => {
  const work = notebook([
    ['markdown', 'Q3. Write a program that creates a process'],
    ['code', 'from multiprocessing import Process\nProcess(target=print).start()'],
  ])
  const attempt = notebook([['code', 'print(1)']])
  expect(await taken({ 'Untitled1.ipynb': attempt, 'work.ipynb': work })).toEqual(['work.ipynb'])
  expect(await taken({ 'Untitled1.ipynb': attempt, 'hw/work.ipynb': work })).toEqual(['hw/work.ipynb'])
  expect(await taken({ 'q3.ipynb': attempt, 'work.ipynb': work })).toEqual(['q3.ipynb'])
  expect(await taken({ 'final.ipynb': attempt, 'old/work.ipynb': work })).toEqual(['final.ipynb'])
  const attempts = (count: number) =>
    Object.fromEntries(
      'abcdefgh'
        .split('')
        .slice(0, count)
        .map((letter) => [`${letter}.ipynb`, attempt]),
    )
  expect(await taken({ ...attempts(7), 'work.ipynb': work })).toEqual(['work.ipynb'])
  expect(await taken({ ...attempts(8), 'work.ipynb': work })).toEqual(['a.ipynb'])
})

test('folders called exercises/ and answers/ alone are no kit', async () => {
  expect(await summary({ 'answers/q1.md': 'mine', 'exercises/notes.md': 'the questions' })).toEqual(['q1 md q1.md'])
})

test('a single file is told by its name or by --as, with the files that it speaks of', async () => {
  const root = scratch({
    'mine.py': 'from helper import f',
    'helper.py': 'import deeper',
    'deeper.py': '',
    'other.py': '',
    'q1.md': 'text',
  })
  const program = await read(join(root, 'mine.py'), 'q3')
  expect(program.answers[0]).toMatchObject({ exercise: 'q3', language: 'py', entry: 'mine.py' })
  expect(program.answers[0]?.files.map(({ path }) => path)).toEqual(['mine.py', 'helper.py', 'deeper.py'])
  expect(await read(join(root, 'q1.md'))).toMatchObject({ name: 'q1', source: 'file', answers: [{ exercise: 'q1', entry: 'q1.md' }] })
})

test("where the kit laid a file for every answer, a text that names no question is nobody's homework", async () => {
  const files = { 'q3.ts': '// Q3. Write a program.\n//\n// TODO: write your program below this line.\n', 'data.txt': 'hello-data\n' }
  const { answers } = await readSubmission(scratch(files), { exercises, hasFileForEach: true })
  expect(answers.map(({ entry }) => entry)).toEqual(['q3.ts'])
  const named = await readSubmission(scratch({ ...files, 'data.txt': 'Q3\n\nprint(1)\n' }), { exercises, hasFileForEach: true })
  expect(named.answers.map(({ origin }) => origin?.file)).toContain('data.txt')
})

const readsData = "with open('numbers.txt') as f: print(f.read())"

test('data that a program speaks of by its whole name lies beside it, and other texts do not', async () => {
  const files = { 'numbers.txt': '1 2 3', 'numbers.csv': '1', 'notes.txt': 'notes' }
  expect(await summary({ ...files, 'q3.py': readsData, 'q6.py': 'import helper', 'helper.py': readsData })).toEqual([
    'q3 py q3.py helper.py numbers.txt',
    'q6 py q6.py helper.py numbers.txt',
  ])
  const alone = await read(join(scratch({ ...files, 'mine.py': readsData }), 'mine.py'), 'q3')
  expect(alone.answers[0]?.files.map(({ path }) => path)).toEqual(['mine.py', 'numbers.txt'])
})

test('data that cannot be read is left out, and said to be: a program may only write it', async () => {
  const root = scratch({ 'mine.py': readsData, 'numbers.txt': 'x'.repeat(1024 * 1024 + 1) })
  const { answers } = await read(join(root, 'mine.py'), 'q3')
  expect(answers[0]).toMatchObject({ files: [{ path: 'mine.py' }], notes: [expect.stringContaining('Left out: "numbers.txt" has')] })
})

test('the digest is that of the content', async () => {
  const first = await read(scratch({ 'q1.md': 'a', 'q3.py': 'b' }))
  const same = await read(scratch({ 'q1.md': 'a', 'q3.py': 'b', '.DS_Store': 'x' }))
  const other = await read(scratch({ 'q1.md': 'a', 'q3.py': 'c' }))
  expect(same.sha256).toBe(first.sha256)
  expect(other.sha256).not.toBe(first.sha256)
  expect((await read(join(scratch({ 'q1.md': 'a' }), 'q1.md'))).sha256).toBe(
    'ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb',
  )
})

const reason = async (path: string, as?: string): Promise<string> => {
  const error: unknown = await read(path, as).then(
    () => 'nothing was thrown',
    (thrown: unknown) => thrown,
  )
  expect(error).toMatchObject({ name: 'UsageError' })
  const message = error instanceof Error ? error.message : ''
  expect(message.split('\n')).toHaveLength(1)
  return message
}

test.each([
  ['a missing path', {}, '/nowhere.py', undefined, /there is no file or folder ".*nowhere.py"/],
  ['an empty folder', {}, '', undefined, /holds no files: put the answers there, called q1.md/],
  ['a folder without answers', { 'readme.md': '' }, '', undefined, /no file in ".*" has the name of an answer/],
  ['a name that tells nothing', { 'mine.py': '' }, '/mine.py', undefined, /check it with --as and one of q1, q2/],
  ['an unknown question', { 'mine.py': '' }, '/mine.py', 'q9', /there is no question "q9"/],
  ['an empty program in place of prose', { 'q1.py': '' }, '/q1.py', undefined, /"q1.py" holds no answers/],
  ['the wrong kind', { 'q1.csv': '' }, '/q1.csv', undefined, /"q1.csv" is of no kind that can hold answers/],
  ['--as with a folder', { 'q1.md': '' }, '', 'q1', /--as q1 takes a single file/],
  [
    'an answer of more than 1 MiB',
    { 'q1.md': 'x'.repeat(1024 * 1024 + 1) },
    '',
    undefined,
    /"q1.md" has 1,048,577 bytes \(1.0 MiB are 1,048,576\), and an answer may have at most 1 MiB/,
  ],
  [
    'an answer of two MiB',
    { 'q1.md': 'x'.repeat(2 * 1024 * 1024) },
    '',
    undefined,
    /"q1.md" has 2.0 MiB, and an answer may have at most 1 MiB/,
  ],
  ['a binary file', { 'q3.py': '\0\x01\x02' }, '', undefined, /"q3.py" is a binary file, not text: save the answer as plain text/],
  ['a document with a false name', { 'q1.md': '%PDF-1.7 …' }, '', undefined, /"q1.md" is a PDF document/],
])('%s has a reason in one line', async (_, files, path, as, expected) => {
  expect(await reason(scratch(files) + path, as)).toMatch(expected)
})

test('files that cannot be read are named, and spoil no other answer', async () => {
  const root = scratch({
    'q1.md': 'an answer',
    'q2.md': '%PDF-1.7 …',
    'q3.py': 'print(1)',
    'q4.md': 'x'.repeat(1024 * 1024 + 1),
    'q5.py': '\0\x01\x02',
    'nested/q5.py': 'print(5)',
    'work.ipynb': '{"nbformat": 4, "cells": [',
  })
  const { answers, remarks } = await read(root)
  expect(answers.map(({ exercise, files }) => [exercise, files[0]!.text])).toEqual([
    ['q1', 'an answer'],
    ['q3', 'print(1)'],
    ['q5', 'print(5)'],
  ])
  expect(remarks).toEqual([
    expect.stringMatching(/^"q2.md" is a PDF document/),
    expect.stringMatching(/^"q4.md" has 1,048,577 bytes/),
    expect.stringMatching(/^"q5.py" is a binary file/),
    expect.stringMatching(/^"work.ipynb" breaks off in the middle/),
  ])
})

test('a folder in place of a file has a reason', async () => {
  const root = scratch({ 'q1.md': '' })
  mkdirSync(join(root, 'q3.ts'))
  const { answers, remarks } = await read(root)
  expect(answers.map(({ entry }) => entry)).toEqual(['q1.md'])
  expect(remarks).toEqual(['"q3.ts" is a folder, and the answer to q3 has to be a file: put a file of that name in its place.'])
})

test('a link that leads out of the folder is not followed', async () => {
  const root = scratch({ 'in/q1.md': '', 'secret.md': 'secret' })
  symlinkSync('../secret.md', join(root, 'in', 'q2.md'))
  const { answers, remarks } = await read(join(root, 'in'))
  expect(answers.map(({ entry }) => entry)).toEqual(['q1.md'])
  expect(remarks).toEqual([expect.stringMatching(/^"q2.md" is a link that leads out of the folder/)])
})

test.skipIf(process.getuid?.() === 0)('a file that may not be read has a reason', async () => {
  const root = scratch({ 'q1.md': 'text' })
  chmodSync(join(root, 'q1.md'), 0)
  expect(await reason(root)).toMatch(/^"q1.md" may not be read/)
})

test('2,001 files are too many', async () => {
  const root = scratch(Object.fromEntries(Array.from({ length: 2001 }, (_, index) => [`f${index}`, ''])))
  expect(await reason(root)).toMatch(/holds more than 2000 files/)
})

test.each([
  ['UTF-8 with a mark', Buffer.from('\ufeffcafé\r\nü')],
  ['UTF-16, little end first', Buffer.from('\ufeffcafé\r\nü', 'utf16le')],
  ['UTF-16 without a mark', Buffer.from('café\r\nü', 'utf16le')],
  ['UTF-16, big end first', Buffer.from('\ufeffcafé\r\nü', 'utf16le').swap16()],
  ['Latin-1', Buffer.from('café\r\nü', 'latin1')],
])('text in %s is read', async (_, bytes) => {
  const { answers } = await read(join(scratch({ 'q1.md': bytes }), 'q1.md'))
  expect(answers[0]?.files[0]?.text).toBe('café\nü')
})

test('what Windows-1252 has and Latin-1 has not is read: quotation marks, dashes, the apostrophe', async () => {
  const bytes = Array.from({ length: 32 }, (_, index) => 0x80 + index).filter((byte) => ![0x81, 0x8d, 0x8f, 0x90, 0x9d].includes(byte))
  const { answers } = await read(
    join(scratch({ 'q1.md': Buffer.from([...Buffer.from('They don'), 0x92, ...Buffer.from('t. '), ...bytes]) }), 'q1.md'),
  )
  expect(answers[0]?.files[0]?.text).toBe('They don’t. €‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ')
})

test('odd names of files do no harm', async () => {
  const root = scratch({ 'q3 "x"\n.py': 'print(1)', 'q1 😀.md': 'text' })
  const { answers } = await read(root)
  expect(answers.map(({ entry }) => entry)).toEqual(['q1 😀.md', 'q3 "x"_.py'])
})

test('a folder with nothing but a link is told of the link', async () => {
  const root = scratch({ 'anna/q1.md': 'text' })
  mkdirSync(join(root, 'ben'))
  symlinkSync(join(root, 'anna'), join(root, 'ben/work'))
  await expect(read(join(root, 'ben'))).rejects.toThrow(
    'holds no files: "work" is a link that leads out of the folder. Put the answers themselves in its place.',
  )
})
