import { randomBytes } from 'node:crypto'
import { chmodSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { gradeSubmission } from '../../grade.ts'
import { graders } from '../../index.ts'
import { attentionOf } from '../../report/attention.ts'
import { renderStudentPage } from '../../report/html/student.ts'
import { marksOf } from '../../report/marks.ts'
import { withDocuments } from '../../submission/documents/in-documents.ts'
import { readSubmission } from '../../submission/read.ts'
import { namesIn } from '../../submission/tree-names.ts'
import { notebook, zip } from './documents.ts'
import { scratch } from '../scratch.ts'

const exercises = graders.map(({ exercise }) => exercise)

/** Only what nobody answered is judged: no program is run. */
const reportOn = async (folder: string) => {
  const submission = await readSubmission(folder, { exercises })
  const open = graders.filter(({ exercise }) => !submission.answers.some((answer) => answer.exercise === exercise.id))
  return { submission, report: await gradeSubmission(submission, { graders: open, timeoutMs: 1000 }) }
}

const theory = `Threads share the memory of their process, while every process has a memory of its own.
Threads are lighter, and processes cost more to start. Use processes for heavy computation and threads for waiting.\n`

/** So many words about it, without a full stop. */
const wordsOf = (count: number): string => theory.split(/\s+/).slice(0, count).join(' ')

const q1 = 'Several processes run at the same time.\n'

test.each([
  ['a picture with the name of a question', { 'q3.png': '\u0089PNG' }, ['q3'], '"q3.png" is of no kind that can answer q3'],
  ['a document with the name of a question', { 'q2.docx': 'PK\u0003\u0004' }, ['q2'], 'hand it in as q2.md'],
  [
    'a document without',
    { 'work.docx': 'PK\u0003\u0004' },
    ['q2', 'q3', 'q4', 'q5', 'q6'],
    '"work.docx" is of no kind that can hold answers',
  ],
  ['slides', { 'work.pptx': 'PK\u0003\u0004' }, ['q2', 'q3', 'q4', 'q5', 'q6'], '"work.pptx" is of no kind that can hold answers'],
  [
    'a link to a document in a cloud',
    { 'Homework.gdoc': '{}' },
    ['q2', 'q3', 'q4', 'q5', 'q6'],
    '"Homework.gdoc" only leads to a document that lies somewhere else: hand in the document itself',
  ],
  ['a shortcut', { 'homework.docx.lnk': 'L' }, ['q2', 'q3', 'q4', 'q5', 'q6'], '"homework.docx.lnk" only leads to'],
  ['a binary file', { 'q3.py': '\0\u0001\u0002' }, ['q3'], '"q3.py" is a binary file'],
  ['a file that is too large', { 'q2.md': 'x '.repeat(600_000) }, ['q2'], 'at most 1 MiB'],
  ['a damaged notebook', { 'work.ipynb': '{' }, ['q2', 'q3', 'q4', 'q5', 'q6'], '"work.ipynb"'],
  [
    'an archive within an archive',
    {
      'work.zip': zip([
        { path: 'more.zip', content: '' },
        { path: 'a.json', content: '{}' },
      ]),
    },
    ['q2', 'q3', 'q4', 'q5', 'q6'],
    '"work/more.zip" is an archive within an archive',
  ],
  ['an answer behind a dot', { '.q3.py': 'x = 1\n' }, ['q3'], '".q3.py" is hidden, since its name begins with a dot'],
  ['an answer in a hidden folder', { 'sub/.work/q5.py': 'x = 1\n' }, ['q5'], '"sub/.work/q5.py" was not looked at, since the name ".work"'],
  [
    'an answer in a folder called like a tool’s',
    { 'env/q6.ts': 'x()\n' },
    ['q6'],
    '"env/q6.ts" was not looked at, since the name "env" is one',
  ],
  ['a hidden notebook', { '.work.ipynb': '{}' }, ['q2', 'q3', 'q4', 'q5', 'q6'], '".work.ipynb" is hidden'],
  [
    'what lies hidden in an archive',
    {
      'work.zip': zip([
        { path: '.q3.py', content: 'x = 1' },
        { path: 'a.json', content: '{}' },
      ]),
    },
    ['q3'],
    '"work/.q3.py" is hidden',
  ],
  ['a text that names no question', { 'theory.txt': theory }, ['q2'], '"theory.txt" does not tell by its name'],
  ['a text of twenty words', { 'theory.txt': wordsOf(20) }, ['q2'], '"theory.txt" does not tell by its name'],
  ['a program whose name tells no question', { 'pool.py': 'x = 1\n' }, ['q3', 'q5', 'q6'], '"pool.py" does not tell by its name'],
  [
    'a program beside another that does not speak of it',
    { 'q3.py': 'from square import f\n', 'square.py': '', 'pool.py': 'x = 1\n' },
    ['q5', 'q6'],
    '"pool.py" does not tell by its name',
  ],
])('what may answer a question and cannot be read is no missing answer: %s', async (_, files, unread, why) => {
  const { submission, report } = await reportOn(scratch({ 'q1.md': q1, ...files }))
  const found = report.results.filter((result) => result.unread !== undefined)
  expect(found.map(({ exercise, unread }) => [exercise.id, unread?.includes(why)])).toEqual(unread.map((id) => [id, true]))
  expect(submission.remarks.filter((remark) => remark.includes(why))).toHaveLength(1)
  expect(
    attentionOf(report, { unreadable: undefined, remarks: submission.remarks }).map(({ cause, question }) => [cause, question]),
  ).toEqual([['unreadable', unread.length > 1 ? null : unread[0]]])
  expect(renderStudentPage({ report }).match(/– of \d+<\/td>/g)).toHaveLength(unread.length)
  const marks = marksOf(report, { learners: [], remarks: submission.remarks })
  expect(marks).toMatchObject({ status: 'unreadable', total: null, unread: [expect.stringContaining(why)] })
  expect(marks.reason).toContain(why)
  expect(marks.remarks.join()).not.toContain(why)
  expect(marks.questions.filter(({ score }) => score === null).map(({ id }) => id)).toEqual(unread)
})

test.each([
  [
    'what a program speaks of',
    { 'q3.py': 'import os, square\nfrom tools import (\n  cube,\n)\n', 'square.py': '', 'tools/cube.py': '', 'tools/__init__.py': '' },
  ],
  ['a note', { 'note.txt': 'A pool reuses its workers, and threads share memory.\n' }],
  ['a picture beside a written answer', { 'screen.png': '\u0089PNG' }],
  ['data, tests and types', { 'q3.json': '{}', 'test_q3.py': '', 'q3.d.ts': '', 'notes.md': '', 'README.txt': '' }],
  ['a document beside another answer', { 'q1.docx': '' }],
  [
    'what tools hide',
    {
      '.q1.md': '',
      '._q3.py': '',
      '.#q3.py': '',
      '.q3.py.swp': '',
      '.git/q3.py': '',
      '.vscode/settings.json': '{}',
      '.venv/lib/site-packages/q3.py': '',
      '.ipynb_checkpoints/a-checkpoint.ipynb': '{}',
      'node_modules/.bin/q3.js': '',
    },
  ],
])('what is no answer leaves a question missing: %s', async (_, files) => {
  const { report } = await reportOn(scratch({ 'q1.md': q1, ...files }))
  expect(report.results.filter(({ unread }) => unread !== undefined)).toEqual([])
  expect(marksOf(report, { learners: [] })).toMatchObject({ status: 'open', total: 0, reason: expect.stringContaining('q2: no answer') })
})

/** The files that a person has to look at. */
const unreadOf = async (files: Record<string, string>) => {
  const { unread = [] } = await readSubmission(scratch(files), { exercises })
  return unread.map(({ why }) => /"(.*?)"/.exec(why)![1])
}

test('what an editor or Python leaves beside an answer needs no word; alone, or beside a stub, it may be the answer', async () => {
  const left = [
    'q3.py~',
    '#q3.py#',
    'q3.py.~1~',
    'q3.py.bak',
    'q3.py.orig',
    'q3.py.swp',
    'q3.py.tmp',
    'q3.py___jb_tmp___',
    'q3.pyc',
    'sub/q6.py~',
  ]
  const copies = Object.fromEntries(left.map((name) => [name, 'x = 1\n']))
  expect(await unreadOf({ 'q3.py': 'y = 2\n', 'sub/q6.py': 'z = 3\n', ...copies })).toEqual([])
  expect(await unreadOf({ 'q3.py': '# TODO\n', 'q3.py~': 'x = 1\n' })).toEqual(['q3.py~'])
  expect(await unreadOf({ 'q3.ts': 'y()\n', 'q3.py~': 'x = 1\n' })).toEqual(['q3.py~'])
  expect(await unreadOf({ 'q3.py': 'y = 2\n', 'q3.py.docx': 'PK' })).toEqual(['q3.py.docx'])
})

test('links count, and so do folders that may not be looked into', async () => {
  const folder = scratch({ 'q1.md': q1, 'q3/main.py': '' })
  symlinkSync('/etc/hostname', join(folder, 'q2.md'))
  chmodSync(join(folder, 'q3'), 0)
  const { report } = await reportOn(folder)
  chmodSync(join(folder, 'q3'), 0o700)
  const unread = report.results.filter((result) => result.unread !== undefined).map(({ exercise }) => exercise.id)
  expect(unread).toEqual(process.getuid?.() === 0 ? ['q2'] : ['q2', 'q3'])
})

test('an untouched stub beside an answer that cannot be read is no zero', async () => {
  const folder = scratch({ 'q1.md': q1, 'q2.md': '', 'q2.docx': 'PK\u0003\u0004' })
  const submission = await readSubmission(folder, { exercises })
  const [, q2] = (await gradeSubmission(submission, { graders: graders.slice(0, 2), timeoutMs: 1000 })).results
  expect(q2).toMatchObject({ status: 'unfinished', unread: expect.stringContaining('"q2.docx"') })
})

test('an answer of another kind is read where nothing else answers its question', async () => {
  const program = 'import os\nprint(os.getpid())\n'
  const { answers } = await readSubmission(scratch({ 'q1.md': q1, 'q3.txt': program, 'q5.txt': program, 'q5.py': program }), { exercises })
  expect(answers.map(({ exercise, entry, origin }) => [exercise, entry, origin?.file])).toEqual([
    ['q1', 'q1.md', undefined],
    ['q3', 'q3.py', 'q3.txt'],
    ['q5', 'q5.py', undefined],
  ])
})

const beside = '# Q2\nThreads share memory, and processes do not.\n\n# Q4\nA pool keeps some worker processes.\n'

test.each(['theory.md', 'theory.txt', 'theory'])(
  'a text beside programs counts for what it names and nothing else answers: %s',
  async (name) => {
    const folder = scratch({
      'q1.md': q1,
      'q3.py': 'print(1)\n',
      'rest.py': '# Q5\nprint(5)\n\n# Q6\nprint(6)\n',
      [name]: `# Q1\nNot this.\n\n${beside}`,
    })
    const { answers, unread, remarks } = await readSubmission(folder, { exercises })
    expect(answers.map(({ exercise, origin }) => [exercise, origin?.file])).toEqual([
      ['q1', undefined],
      ['q2', name],
      ['q3', undefined],
      ['q4', name],
      ['q5', 'rest.py'],
      ['q6', 'rest.py'],
    ])
    expect([unread, remarks]).toEqual([[], [`"${name}" answers q1 too; "q1.md" was taken.`]])
  },
)

test.each([
  ['second.ipynb', ['"second.ipynb" answers q1, q2 too; "first.ipynb" was taken.']],
  ['final.ipynb', ['"first.ipynb" answers q1, q2 too; "final.ipynb" was taken.']],
])('a second whole notebook is spoken of, and one that is called final counts: %s', async (name, said) => {
  const [one, other] = ['One answer of many words.', 'Quite another answer of many words.'].map((text) => [
    ['markdown', 'Q1. What is multiprocessing? Why is it useful?'] as const,
    ['markdown', `${text} ${theory}`] as const,
    ['markdown', 'Q2. What are the differences between multiprocessing and multithreading?'] as const,
    ['markdown', `${text} ${theory} ${theory}`] as const,
  ])
  const written = exercises.filter(({ id }) => id === 'q1' || id === 'q2')
  const folder = scratch({ 'first.ipynb': notebook(one!), [name]: notebook(other!) })
  const { remarks } = await readSubmission(folder, { exercises: written })
  expect(remarks).toEqual(said)
  expect((await readSubmission(scratch({ 'a.ipynb': notebook(one!), 'b.ipynb': notebook(one!) }), { exercises: written })).remarks).toEqual(
    [],
  )
})

test('archives beside each other unpack to no more than one may', async () => {
  const half = { path: 'data.txt', content: randomBytes(1024).toString('hex').repeat(20_000) }
  const { answers, unread } = await readSubmission(scratch({ 'q1.md': q1, 'a.zip': zip([half]), 'b.zip': zip([half]) }), { exercises })
  expect(answers).toHaveLength(1)
  expect(unread?.map(({ why }) => why)).toEqual([expect.stringContaining('"b.zip" was not opened, since the archives unpack to more than')])
})

test('of a folder no more is read than an archive may hold, and what is left out is told', async () => {
  const files = ['a', 'b', 'c'].map((name, at) => {
    const bytes = Buffer.from(`# Question ${at === 0 ? 1 : at * 2}\n\n${theory}`)
    return { path: `${name}.md`, size: bytes.length, read: () => Promise.resolve(bytes) }
  })
  const nothing = { answers: [], remarks: [], used: new Set<never>() }
  const { answers, unread } = await withDocuments({ files, obstacles: [] }, nothing, exercises, namesIn(files, exercises), 300)
  expect(answers.map(({ exercise }) => exercise)).toEqual(['q1', 'q2'])
  expect(unread).toMatchObject([{ why: expect.stringMatching(/^"c\.md" was not read, since what was read before it has 1 KiB/) }])
})

test('of several notebooks each is read once, though what they name decides which comes first', async () => {
  const reads: string[] = []
  const files = ['Untitled1', 'work'].map((name) => {
    const bytes = Buffer.from(notebook([['markdown', `${name === 'work' ? '# Question 1\n\n' : ''}${theory}`]]))
    return { path: `${name}.ipynb`, size: bytes.length, read: async () => (reads.push(name), bytes) }
  })
  const nothing = { answers: [], remarks: [], used: new Set<never>() }
  const { answers } = await withDocuments({ files, obstacles: [] }, nothing, exercises, namesIn(files, exercises))
  expect(answers[0]).toMatchObject({ exercise: 'q1', origin: { file: 'work.ipynb' } })
  expect(reads.toSorted()).toEqual(['Untitled1', 'work'])
})

test('a folder in which everything is hidden says so', async () => {
  await expect(readSubmission(scratch({ '.q3.py': 'x = 1\n' }), { exercises })).rejects.toThrow(/^"\.q3\.py" is hidden/)
})
