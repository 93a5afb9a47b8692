import { chmodSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { gather } from '../../classroom/intake/gather.ts'
import { takeIn } from '../../classroom/intake/intake.ts'
import { withoutFlattened } from '../../classroom/intake/online-text.ts'
import { openPlace } from '../../classroom/intake/open-place.ts'
import { UsageError } from '../../core/errors.ts'
import { readFiles } from '../../submission/read.ts'
import { exercises } from '../submission/questions.ts'
import { scratch } from '../scratch.ts'
import { unmarked, zipped } from './zipped.ts'

type Files = Readonly<Record<string, string | Uint8Array>>

/** Each learner with ids, and the files that count. */
const classOf = async (path: string, assignment?: string) => {
  const place = await openPlace(path)
  const { entries, remarks } = await takeIn(place, { exercises, name: basename(path), assignment })
  const learners = []
  for (const entry of entries) {
    const { tree } = await gather(place, entry, '0.1.0')
    learners.push({
      students: entry.students.map(({ name, ids }) => ({ name, ...ids })),
      files: tree.files.map(({ path }) => path),
      remarks: entry.remarks,
    })
  }
  return { learners, remarks }
}

const inClass = async (files: Files, assignment?: string) => (await classOf(scratch(files), assignment)).learners

test('Canvas: one learner’s files are one submission, late or not', async () => {
  const files = {
    'doejane_LATE_11_101_q1.md': 'a',
    'doejane_LATE_11_102_q3.py': 'b',
    'roebob_12_103_work.zip': await zipped({ 'q1.md': 'c', 'deep/q3.py': 'd' }),
    'anon_Ab1x9_104_q1.md': 'e',
    'leeann_13_text.html': '<h2>Q1</h2><p>Several processes &amp; cores.</p>',
  }
  expect(await inClass(files)).toEqual([
    { students: [{ name: 'anonymous Ab1x9', anonymous: 'Ab1x9' }], files: ['q1.md'], remarks: [] },
    { students: [{ name: 'doejane', canvas: '11' }], files: ['q1.md', 'q3.py'], remarks: ['Handed in late, as the platform marks it.'] },
    { students: [{ name: 'leeann', canvas: '13' }], files: ['online-text.txt'], remarks: [] },
    { students: [{ name: 'roebob', canvas: '12' }], files: ['deep/q3.py', 'q1.md'], remarks: [] },
  ])
})

test('Canvas: of two uploads of one file the later counts, and the other is spoken of', async () => {
  const files = {
    'doejane_11_101_q3.py': 'old',
    'doejane_11_155_q3-1.py': 'new',
    'doejane_11_102_q1.md': 'x',
    'roebob_12_9_q-1.md': '',
    'roebob_12_8_q-2.md': '',
  }
  expect(await inClass(files)).toEqual([
    {
      students: [{ name: 'doejane', canvas: '11' }],
      files: ['q1.md', 'q3.py'],
      remarks: ['doejane_11_101_q3.py is an earlier attempt: the latest one counts.'],
    },
    { students: [{ name: 'roebob', canvas: '12' }], files: ['q-1.md', 'q-2.md'], remarks: [] },
  ])
  const place = await openPlace(scratch(files))
  const { entries } = await takeIn(place, { exercises, name: 'x' })
  const { tree } = await gather(place, entries[0]!, '0.1.0')
  const submission = await readFiles(tree, 'doejane', exercises)
  expect(submission.answers.map(({ exercise, files: [entry] }) => [exercise, entry?.text])).toEqual([
    ['q1', 'x'],
    ['q3', 'new'],
  ])
})

test('Canvas: two parts of one answer are both kept', async () => {
  const [learner] = await inClass({ 'doejane_11_1_part-1.md': 'a', 'doejane_11_2_part-2.md': 'b' })
  expect(learner?.files).toEqual(['part-1.md', 'part-2.md'])
})

test('Moodle: folders, single files and online text, in any alphabet', async () => {
  const files = {
    'Åsa Öberg_501_assignsubmission_file_/q1.md': 'a',
    'Åsa Öberg_501_assignsubmission_onlinetext_/onlinetext.html': '<p>see file</p>',
    'Jean-Luc d_Arc_502_assignsubmission_file_my work.ipynb': '{}',
    'Participant 503_503_assignsubmission_file_/hw.zip': await zipped({ 'q3.py': 'x' }),
  }
  expect(await inClass(files)).toEqual([
    { students: [{ name: 'Jean-Luc d_Arc', moodle: '502' }], files: ['my work.ipynb'], remarks: [] },
    { students: [{ name: 'Participant 503', moodle: '503' }], files: ['q3.py'], remarks: [] },
    { students: [{ name: 'Åsa Öberg', moodle: '501' }], files: ['onlinetext.txt', 'q1.md'], remarks: [] },
  ])
})

test.each([
  ['<p>def f():</p><p>print(1)</p>', 1],
  ['<pre>def f():\n\n    print(1)</pre>', 0],
  ['<p>A class of workers:</p><p>def is a word of Python: it begins a function.</p>', 0],
])('a program that lost its indentation in a platform’s page is remarked on: %s', async (typed, remarks) => {
  const place = await openPlace(scratch({ 'Ann Lee_7_assignsubmission_onlinetext_/onlinetext.html': typed }))
  const { entries } = await takeIn(place, { exercises, name: 'x' })
  expect((await gather(place, entries[0]!, '0.1.0')).remarks).toHaveLength(remarks)
})

test.each([
  ['a function', 'def f():<br>print(1)<br>f()', true],
  ['a loop', 'from multiprocessing import Process<br>for i in range(4): # four<br><br>Process(target=print).start()', true],
  ['an else', 'import os<br>if os.fork() == 0:<br>&nbsp; print(1)<br>else:<br>os.wait()', true],
  ['none', 'from multiprocessing import Process<br>if __name__ == "__main__":<br>&nbsp; Process(target=print).start()', false],
])('a program that a page may have left without indentation is nobody’s wrong answer: %s', async (_, typed, isUnread) => {
  const page = `<p>Q1. Several processes run at once.</p><p>Q3.</p><p>${typed}</p>`
  const place = await openPlace(scratch({ 'Ann Lee_7_assignsubmission_onlinetext_/onlinetext.html': page }))
  const { entries } = await takeIn(place, { exercises, name: 'x' })
  const { tree } = await gather(place, entries[0]!, '0.1.0')
  const { answers, unread = [] } = withoutFlattened(await readFiles(tree, 'Ann Lee', exercises))
  expect(answers.map(({ exercise }) => exercise)).toEqual(isUnread ? ['q1'] : ['q1', 'q3'])
  expect(unread.map((each) => each.exercises)).toEqual(isUnread ? [['q3']] : [])
})

test('a program that was typed into a platform’s page keeps its indentation', async () => {
  const typed = '<p>Q3.</p><p>def f():<br>&nbsp; &nbsp; if True:<br>&nbsp;&nbsp;&nbsp;&nbsp;&nbsp;&nbsp;&nbsp; print(1)<br>f()</p>'
  const place = await openPlace(scratch({ 'Ann Lee_7_assignsubmission_onlinetext_/onlinetext.html': typed }))
  const { entries } = await takeIn(place, { exercises, name: 'x' })
  const { tree } = await gather(place, entries[0]!, '0.1.0')
  const { answers } = await readFiles(tree, 'Ann Lee', exercises)
  expect(answers.map(({ exercise, files: [entry] }) => [exercise, entry?.text.trim()])).toEqual([
    ['q3', 'def f():\n    if True:\n        print(1)\nf()'],
  ])
})

const metadata = `---
submission_1:
  :submitters:
  - :name: Jane Doe
    :sid: 7
    :email: jane@example.org
  :created_at: 2026-01-01 10:00:00.5 Z
submission_2:
  :submitters:
  - :name: Jane Doe
    :sid: 7
    :email: jane@example.org
  - :name: Bob Roe
    :sid: '08'
  :created_at: 2026-01-02 10:00:00.5 Z
`

test('Gradescope: a group is one submission for all of it, the latest of each learner counts', async () => {
  const files = {
    'submission_metadata.yml': metadata,
    'submission_1/q1.md': 'old',
    'submission_2/q1.md': 'new',
    'submission_3/q1.md': 'nobody',
  }
  expect(await inClass(files)).toEqual([
    {
      students: [
        { name: 'Jane Doe', sid: '7', email: 'jane@example.org' },
        { name: 'Bob Roe', sid: '08' },
      ],
      files: ['q1.md'],
      remarks: ['submission_1 is an earlier attempt: the latest one counts.'],
    },
    { students: [{ name: 'submission_3' }], files: ['q1.md'], remarks: [] },
  ])
})

/** What the list of an export says of a folder. */
const listed = (folder: string): string => `${folder}:\n  :submitters:\n  - :name: Jane Doe ${folder}\n`

test('Gradescope: nobody gets lost without a word between the folders and the list of who handed them in', async () => {
  const files = {
    'submission_metadata.yml': `${listed('submission_1')}${listed('submission_7')}`,
    'submission_1/q1.md': '',
    'submission_2/q1.md': '',
    'submission_3.zip': '',
    'readme.txt': '',
  }
  expect((await classOf(scratch(files))).remarks).toEqual([
    'submission_metadata.yml does not say who handed in "submission_2".',
    'submission_metadata.yml speaks of "submission_7", and there is no such folder.',
    '"submission_3.zip" was left out: in an export of Gradescope each submission is a folder.',
  ])
  const broken = { ...files, 'submission_metadata.yml': `${listed('submission_1')}submission_2: [` }
  await expect(classOf(scratch(broken))).rejects.toThrow(/^submission_metadata\.yml cannot be read \(.*: export the submissions again\.$/)
})

test('Gradescope: where no time is told the greatest number counts', async () => {
  const folders = ['submission_9', 'submission_10', 'submission_11']
  const metadata = folders.map((folder) => `${folder}:\n  :submitters:\n  - :name: Jane Doe\n`).join('')
  const files = Object.fromEntries(folders.map((folder) => [`${folder}/${folder}.py`, '']))
  expect(await inClass({ 'submission_metadata.yml': metadata, ...files })).toMatchObject([{ files: ['submission_11.py'] }])
})

test('Canvas: where only half of the names could be its own, they are learners’', async () => {
  const learners = await inClass({ 'doejane_11_101_q1.md': '', 'bob.zip': await zipped({ 'q1.md': '' }) })
  expect(learners.map(({ students: [student] }) => 'canvas' in student!)).toEqual([false, false])
})

test('nbgrader: the course’s folder, or its folder of submissions', async () => {
  const files = {
    'nbgrader_config.py': '',
    'source/ps1/ps1.ipynb': '',
    'submitted/anna/ps1/ps1.ipynb': '',
    'submitted/anna/ps1/timestamp.txt': '',
    'submitted/bob/ps1/ps1.ipynb': '',
    'submitted/bob/ps2/ps2.ipynb': '',
  }
  await expect(inClass(files)).rejects.toThrow('there are several assignments: add --assignment and one of "ps1", "ps2".')
  const expected = [
    { students: [{ name: 'anna' }], files: ['ps1.ipynb', 'timestamp.txt'], remarks: [] },
    { students: [{ name: 'bob' }], files: ['ps1.ipynb'], remarks: [] },
  ]
  expect(await inClass(files, 'ps1')).toEqual(expected)
  expect((await classOf(join(scratch(files), 'submitted'), 'ps1')).learners).toEqual(expected)
})

test('nbgrader: who has no folder for the assignment is told, and so is an assignment that nobody has', async () => {
  const files = { 'submitted/anna/ps1/q1.md': '', 'submitted/bob/ps-1/q1.md': '', 'submitted/cy/q1.md': '', 'submitted/dora.zip': '' }
  expect((await classOf(scratch(files), 'ps1')).remarks).toEqual([
    '"bob" and "cy" were left out: they hold no folder "ps1".',
    '"dora.zip" was left out: in a tree of nbgrader each learner has a folder.',
  ])
  await expect(inClass(files, 'ps3')).rejects.toThrow('nobody has the assignment "ps3": there is "ps-1" and "ps1".')
})

const earlier = (name: string, counts: string): string =>
  `"${name}" was taken for an earlier attempt, by its name: "${counts}" counts. If they are of two learners, rename one.`

test('no platform: folders, archives, notebooks and labelled files by their names', async () => {
  const root = scratch({
    'Anna/q1.md': '',
    'bob.zip': await zipped({ 'q1.md': '' }),
    'carl.ipynb': '{}',
    'dora_q1.md': '',
    'q3-dora.py': '',
    'Eve-joinery.zip': await zipped({ 'q1.md': 'old' }),
    'Eve-joinery (1).zip': await zipped({ 'q1.md': 'new' }),
    'fay.zip': await zipped({ 'q1.md': '1' }),
    'fay/q1.md': '2',
    'gil.html': '<p>Q1</p>',
    'Hal-joinery.zip': await zipped({ 'q1.md': 'old' }),
    'Hal-joinery-1.zip': await zipped({ 'q1.md': 'new' }),
    'index.html': '',
    'roster.csv': '',
    '.DS_Store': '',
  })
  utimesSync(join(root, 'fay.zip'), 1, 1)
  utimesSync(join(root, 'Hal-joinery-1.zip'), 1, 1)
  const { learners, remarks } = await classOf(root)
  expect(learners.map(({ students, files, remarks }) => [students[0]!.name, files.join(' '), ...remarks])).toEqual([
    ['Anna', 'q1.md'],
    ['bob', 'q1.md'],
    ['carl', 'carl.ipynb'],
    ['dora', 'dora_q1.md q3-dora.py'],
    ['Eve', 'q1.md', earlier('Eve-joinery.zip', 'Eve-joinery (1).zip')],
    ['fay', 'q1.md', earlier('fay.zip', 'fay')],
    ['gil', 'gil.html'],
    ['Hal', 'q1.md', earlier('Hal-joinery.zip', 'Hal-joinery-1.zip')],
  ])
  expect(remarks).toEqual([
    '"index.html" was taken for a list or a note, not for a submission.',
    '"roster.csv" was taken for a list or a note, not for a submission.',
  ])
})

test('an archive that lies alone may be the class itself, and one beside others is somebody’s', async () => {
  const packed = await zipped({ 'anna.zip': await zipped({ 'q1.md': '' }), 'bob.zip': await zipped({ 'q1.md': '' }) })
  const place = await openPlace(scratch({ 'class.zip': packed, 'roster.csv': '' }))
  expect((await takeIn(place, { exercises, name: 'downloads' })).remarks).toEqual([
    '"roster.csv" was taken for a list or a note, not for a submission.',
    '"class.zip" is the only submission here: if it holds the whole class, give it in place of its folder.',
  ])
  expect((await classOf(scratch({ 'anna.zip': await zipped({ 'q1.md': '' }), 'bob/q1.md': '' }))).remarks).toEqual([])
  expect((await classOf(scratch({ 'doejane_11_101_q1.md': '', 'q1.md': '' }))).learners).toHaveLength(2)
})

test('a learner’s work that lies hidden in a class is told, and what tools hide is not', async () => {
  const files = {
    'Anna/q1.md': '',
    '.bob/q1.md': '',
    '.cy.zip': await zipped({ 'q1.md': '' }),
    'env/deep/q3.py': '',
    '._Anna/q1.md': '',
    '.git/q1.md': '',
    '.vscode/settings.json': '{}',
    '.ipynb_checkpoints/a-checkpoint.ipynb': '{}',
    'venv/lib/site-packages/q3.py': '',
    'Anna/.old/q1.md': '',
  }
  const told =
    '".bob", ".cy.zip" and "env" were left out, as what is hidden or a tool’s is, and could be answers: where a learner handed that in, rename it.'
  const within = Object.fromEntries(Object.entries(files).map(([path, content]) => [`export/${path}`, content]))
  const archive = join(scratch({ 'class.zip': await zipped(files) }), 'class.zip')
  for (const path of [scratch(files), archive]) expect((await classOf(path)).remarks).toEqual([told])
  expect((await classOf(scratch({ ...within, 'export/dora/q1.md': '' }))).remarks).toEqual([told])
  await expect(classOf(scratch({ '.bob/q1.md': '' }))).rejects.toThrow(/^there are no submissions here: .* "\.bob" was left out/)
})

test('no platform: names that differ in capitals alone are one learner’s for files, and may be two learners’ for whole submissions', async () => {
  const files = { 'Ann/q1.md': '', 'ann/q1.md': '', 'Bob_q1.md': '', 'bob_q3.py': '', 'Cy/q1.md': '', 'cy_q3.py': '' }
  const { learners } = await classOf(join(scratch({ 'class.zip': await zipped(files) }), 'class.zip'))
  expect(learners.map(({ students, files, remarks }) => [students[0]!.name, files.join(' '), ...remarks])).toEqual([
    ['Ann', 'q1.md', 'Somebody else is called Ann but for capitals: where both are one learner, take one of them out.'],
    ['ann', 'q1.md', 'Somebody else is called ann but for capitals: where both are one learner, take one of them out.'],
    ['Bob', 'Bob_q1.md bob_q3.py'],
    ['Cy', 'cy_q3.py q1.md'],
  ])
})

test('a file of a class’s archive that no longer unpacks is told of as damaged: it was called a fault of the grader', async () => {
  const bytes = await zipped({ 'anna/q1.md': 'Several processes run at once.', 'bob/q1.md': 'Several processes run at once.' })
  // The first bits of what is packed say how: this is a way that there is not.
  bytes[30 + 'anna/q1.md'.length] = 0x07
  const place = await openPlace(join(scratch({ 'class.zip': bytes }), 'class.zip'))
  const [file] = (await place.tree('anna')).files
  await expect(file!.read()).rejects.toThrow(/^"class.zip" is damaged \(/)
  await expect((await place.tree('bob')).files[0]!.read()).resolves.toHaveLength(30)
})

test('a class in a zip archive is the class in a folder', async () => {
  const files = { 'class/anna/q1.md': 'a', 'class/bob/q1.md': 'b', 'class/bob/sub/q3.py': 'c' }
  const inZip = await classOf(join(scratch({ 'class.zip': await zipped(files) }), 'class.zip'))
  expect(inZip.learners).toEqual(await inClass(files))
  expect(inZip.learners.map(({ files }) => files)).toEqual([['q1.md'], ['q1.md', 'sub/q3.py']])
})

const digest = async (files: Files): Promise<string> => {
  const place = await openPlace(scratch(files))
  const { entries } = await takeIn(place, { exercises, name: 'x' })
  return (await gather(place, entries[0]!, '0.1.0')).digest
}

test('the digest changes with every byte and name, and with nothing else', async () => {
  const first = await digest({ 'anna/q1.md': 'a', 'anna/q3.py': 'b' })
  expect(await digest({ 'zoe/q1.md': 'a', 'zoe/q3.py': 'b', 'zoe/.DS_Store': '' })).toBe(first)
  expect(await digest({ 'anna/q1.md': 'a', 'anna/q3.py': 'b', 'anna/.q5.py': 'c' })).not.toBe(first)
  expect(await digest({ 'anna/q1.md': 'a', 'anna/q3.py': 'c' })).not.toBe(first)
  expect(await digest({ 'anna/q1.md': 'a', 'anna/q3.PY': 'b' })).not.toBe(first)
})

test.each([
  ['the work of one learner', { 'q1.md': '', 'q3.py': '' }, /looks like the work of one learner/],
  ['one answer of one learner', { 'q1.md': '' }, /looks like the work of one learner \("q1.md"\)/],
  [
    'folders of questions',
    { 'q1/anna.md': '', 'q1/bob.md': '', 'Question 3/bob.py': '' },
    /folders here are called like questions \("Question 3", "q1"\)/,
  ],
  ['nothing', { 'roster.csv': '' }, /there are no submissions here/],
  ['a locked archive alone', { 'anna.7z': '7z\u00bc\u00af\u0027\u001c' }, /7z archive: hand in a .zip/],
  ['a damaged archive alone', { 'anna.zip': 'PK\u0003\u0004xxxx' }, /"anna.zip"/],
])('%s has a reason', async (_, files, expected) => {
  const latin = Object.fromEntries(Object.entries(files).map(([name, text]) => [name, Buffer.from(text, 'latin1')]))
  await expect(inClass(latin)).rejects.toThrow(expected)
})

test('what bears a learner’s name in front is handed in by that learner, whatever it is called', async () => {
  const files = {
    'Ben Bo - q3.py': 'a',
    'Ben Bo - Untitled document.docx': 'b',
    'ben bo - Notes (1).md': 'c',
    'Bo - Ann.md': 'd',
    'Bo - Eve.md': 'e',
    'Ben Bottom.md': 'f',
  }
  expect((await inClass(files)).map(({ students, files }) => [students[0]!.name, files])).toEqual([
    ['Ben Bo', ['Ben Bo - Untitled document.docx', 'Ben Bo - q3.py', 'ben bo - Notes (1).md']],
    ['Ben Bottom', ['Ben Bottom.md']],
    ['Bo - Ann', ['Bo - Ann.md']],
    ['Bo - Eve', ['Bo - Eve.md']],
  ])
})

const receiptOf = (typed: string): string =>
  `Name: Jane Doe (jdoe)\r\nAssignment: HW 3\r\nCurrent Grade: Not Graded Yet\r\n\r\nSubmission Field:\r\n${typed}\r\n\r\nComments:\r\nThere are no student comments for this assignment.\r\n\r\nFiles:\r\n\tOriginal filename: q3.py\r\n`

test('Blackboard: a user’s name may hold an underscore, and two whose names end alike are two learners', async () => {
  const at = '_attempt_2026-11-20-10-11-12_q3.py'
  const users = async (...owners: string[]) =>
    (await inClass(Object.fromEntries(owners.map((owner) => [`${owner}${at}`, 'x'])))).map(({ students }) => students[0]!.name)
  expect(await users('HW_3_a_lee', 'HW_3_b_lee', 'HW_3_m_roe', 'HW_3_m_roe_2', 'HW_3_jdoe')).toEqual([
    'a_lee',
    'b_lee',
    'jdoe',
    'm_roe',
    'm_roe_2',
  ])
  expect(await users('HW_3_jdoe')).toEqual(['jdoe'])
  expect(await users('HW 3_m', 'HW 3_m_roe')).toEqual(['m', 'm_roe'])
})

test('Blackboard: of several attempts the last one counts as a whole, and what was typed stands in its receipt', async () => {
  const root = scratch({
    'HW 3_jdoe_attempt_2026-11-20-10-11-12.txt': receiptOf('<p>Q1. Old.</p>'),
    'HW 3_jdoe_attempt_2026-11-20-10-11-12_q3.py': 'old',
    'HW 3_jdoe_attempt_2026-11-21-09-00-00.txt': receiptOf('<p>Q1. Several processes.</p><p>Comments: none</p>'),
    'HW 3_jdoe_attempt_2026-11-21-09-00-00_my_q5.py': 'new',
    'HW 3_amy_attempt_2026-11-20-08-00-00.txt': receiptOf('Q3.\ndef f():\n  print(1 < 2)\n\nf()'),
    'HW 3_roe.b_attempt_2026-11-20-08-00-00.txt': receiptOf('There is no student submission text data for this assignment.'),
    'HW 3_roe.b_attempt_2026-11-20-08-00-00_q3.py': 'only',
  })
  expect((await classOf(root)).learners).toEqual([
    { students: [{ name: 'amy', blackboard: 'amy' }], files: ['online-text.txt'], remarks: [] },
    {
      students: [{ name: 'jdoe', blackboard: 'jdoe' }],
      files: ['my_q5.py', 'online-text.txt'],
      remarks: ['HW 3_jdoe_attempt_2026-11-20-10-11-12.txt', 'HW 3_jdoe_attempt_2026-11-20-10-11-12_q3.py'].map(
        (name) => `${name} is an earlier attempt: the latest one counts.`,
      ),
    },
    { students: [{ name: 'roe.b', blackboard: 'roe.b' }], files: ['online-text.txt', 'q3.py'], remarks: [] },
  ])
  const place = await openPlace(root)
  const { entries } = await takeIn(place, { exercises, name: 'x' })
  const typed = await Promise.all(
    entries.map(async (entry) => (await gather(place, entry, '0.1.0')).tree.files.find(({ path }) => path === 'online-text.txt')!.read()),
  )
  expect(typed.map((bytes) => Buffer.from(bytes).toString())).toEqual([
    'Q3.\ndef f():\n  print(1 < 2)\n\nf()\n',
    'Q1. Several processes.\n\nComments: none\n',
    '\n',
  ])
})

const sections = { 'group A/anna/q1.md': '', 'group A/bob/q1.md': '', 'group B/carl/q1.md': '' }

test.each([
  ['folders', sections],
  ['notebooks', { 'A/anna/hw/hw.ipynb': '', 'A/bob/hw/hw.ipynb': '', 'B/carl/hw.ipynb': '', 'B/dora/hw.ipynb': '' }],
  ['archives', { 'A/anna.zip': await zipped({ 'q1.md': 'a' }), 'A/bob.zip': await zipped({ 'hw/q1.md': 'b' }), 'B/carl.zip': 'damaged' }],
  [
    'documents',
    {
      'A/anna.md': '# Q1\nSeveral processes.\n',
      'A/bob.md': 'Question 1\n\nMany processes.\n',
      'A/list.csv': '',
      'B/c/q1.md': '',
      'all.csv': '',
    },
  ],
])('sections of a class are no learners: all but one of those in each got lost: %s', async (_, files) => {
  await expect(inClass(files)).rejects.toThrow('as a section of a class does: grade each section by itself')
  const packed = scratch({ 'class.zip': await zipped(files) })
  await expect(classOf(join(packed, 'class.zip'))).rejects.toThrow('as a section of a class does')
})

const sheetBeside = (learner: string, word: string): Files => ({
  [`${learner}/task.md`]: '# Q1\nSay what runs.\n',
  [`${learner}/${word}.md`]: `# Q1\nMany cores, says ${word}.\n`,
})

test.each([
  ['attempts', { 'anna/attempt 1/q1.md': '', 'anna/attempt 2/q1.md': '', 'bob/hw/q1.md': '' }],
  ['languages', { 'anna/ts/q3.ts': '', 'anna/py/q3.py': '', 'bob/ts/q3.ts': '', 'bob/py/q3.py': '' }],
  ['parts', { 'anna/written/q1.md': '', 'anna/code/q3.py': '', 'bob/hw/q1.md': '' }],
  ['a kit without its documents', { 'anna/exercises/q3.ts': '', 'anna/solutions/q3.ts': '', 'bob/exercises/q3.ts': '' }],
  ['archives', { 'anna/q3.zip': await zipped({ 'q3.py': 'a' }), 'anna/rest.zip': await zipped({ 'q3.py': 'b' }), 'bob/q1.md': '' }],
  ['uploads', { 'anna/hw.zip': await zipped({ 'q3.py': 'a' }), 'anna/hw (1).zip': await zipped({ 'q3.py': 'b' }), 'bob/hw/q1.md': '' }],
  [
    'parts in archives',
    { 'anna/one.zip': await zipped({ 'q3.py': 'a' }), 'anna/two.zip': await zipped({ 'q5.py': 'b' }), 'bob/hw/q1.md': '' },
  ],
  ['a sheet that nobody wrote in', { 'anna/hw.md': '# Q1\nMany cores.\n', 'anna/sheet.md': '# Q1\n', 'bob/hw/q1.md': '' }],
  ['a sheet beside the work', { ...sheetBeside('anna', 'a'), ...sheetBeside('bob', 'b') }],
  ['called by numbers', { '1/q1.md': '', '2/q1.md': '' }],
  ['one of many', { ...sections, 'group A/bob/q1.md': '', 'dora/hw/q1.md': '', 'eve/hw/q1.md': '', 'fay/q1.md': '' }],
])('a learner’s own folders are no section: %s', async (_, files) => {
  await expect(inClass(files)).resolves.not.toEqual([])
})

test('names in an archive that does not say how they are written are read as UTF-8 where they can be, and else as DOS wrote them', async () => {
  const inner = unmarked(await zipped({ 'Übung/Größe.md': 'a', 'Übung/q3.py': 'b' }))
  const zip = unmarked(await zipped({ 'Müller Jörg/q1.md': 'a', '王小明/work.zip': inner, 'M?ller/q1.md': 'b' }))
  const dos = Buffer.from(zip.toString('latin1').replaceAll('M?ller', 'M\u0081ller'), 'latin1')
  const { learners } = await classOf(join(scratch({ 'class.zip': dos }), 'class.zip'))
  expect(learners.map(({ students, files }) => [students[0]!.name, files])).toEqual([
    ['Müller', ['q1.md']],
    ['Müller Jörg', ['q1.md']],
    ['王小明', ['Übung/Größe.md', 'Übung/q3.py']],
  ])
})

test('an archive may be packed once more, and not twice', async () => {
  const once = await zipped({ 'q1.md': 'a' })
  const twice = await zipped({ 'once.zip': once })
  const [learner] = await inClass({ 'anna.zip': twice })
  expect(learner?.files).toEqual(['q1.md'])
  const place = await openPlace(scratch({ 'bob.zip': await zipped({ 'twice.zip': twice }) }))
  const { entries } = await takeIn(place, { exercises, name: 'x' })
  const { tree } = await gather(place, entries[0]!, '0.1.0')
  await expect(readFiles(tree, 'bob', exercises)).rejects.toThrow('"once.zip" is an archive within an archive, and was not opened: hand in')
})

test('an archive that cannot be opened costs the other files nothing', async () => {
  const place = await openPlace(scratch({ 'anna/q1.md': 'a', 'anna/more.zip': 'PK\u0003\u0004xxxx' }))
  const { entries } = await takeIn(place, { exercises, name: 'x' })
  const { tree } = await gather(place, entries[0]!, '0.1.0')
  expect(tree.files.map(({ path }) => path)).toEqual(['q1.md'])
  expect(tree.faults).toEqual([{ path: 'more.zip', why: expect.stringContaining('"more.zip" breaks off') }])
})

test('a link to what another has handed in is nobody’s own work', async () => {
  const root = scratch({ 'anna/q1.md': '', 'dora.ipynb': '', '.store/carl/q1.md': '' })
  symlinkSync('anna', join(root, 'bob'))
  symlinkSync('dora.ipynb', join(root, 'eve.ipynb'))
  symlinkSync('.store/carl', join(root, 'carl'))
  const place = await openPlace(root)
  await expect(place.tree('bob')).rejects.toThrow('"bob" is a link to "anna", which may be somebody else’s: hand in the files themselves.')
  await expect(place.file('eve.ipynb')).rejects.toThrow('"eve.ipynb" is a link to "dora.ipynb", which may be')
  expect((await place.tree('carl')).files.map(({ path }) => path)).toEqual(['q1.md'])
})

test('a link out of the class is not followed', async () => {
  const root = scratch({ 'class/anna/q1.md': '', 'secret.md': 'secret' })
  symlinkSync('../secret.md', join(root, 'class', 'bob.md'))
  await expect(classOf(join(root, 'class'))).rejects.toThrow('"bob.md" is a link that leads out of the class: hand in the file instead.')
})

const results = '{"schema":"joinery/report/v1","submission":{}}\n'

test.each([
  ['a folder for each learner', { 'anna/q1.md': '', 'bob/q1.md': '' }, ['anna', 'bob']],
  ['one folder around all', { 'export/anna/q1.md': '', 'export/bob/q1.md': '' }, ['anna', 'bob']],
  ['a tree of nbgrader', { 'submitted/anna/hw/q1.md': '', 'submitted/bob/hw/q1.md': '' }, ['anna', 'bob']],
  ['files of Canvas', { 'doe_1_2_q1.md': '', 'roe_3_4_q1.md': '' }, ['doe', 'roe']],
])('the results of an earlier run are no submission: %s', async (_, files, expected) => {
  const whole = { ...files, 'grades/results.jsonl': results, 'grades/students/anna.html': '', 'grades/gradebook.csv': 'name\n' }
  const { learners, remarks } = await classOf(scratch(whole))
  expect(learners.map(({ students }) => students[0]!.name)).toEqual(expected)
  expect(remarks).toEqual(['"grades" holds the results of an earlier run, and was left out.'])
  const packed = scratch({ 'class.zip': await zipped(whole) })
  expect((await classOf(join(packed, 'class.zip'))).learners.map(({ students }) => students[0]!.name)).toEqual(expected)
})

test('a learner’s own file of that name makes no results of a folder', async () => {
  const learners = await inClass({
    'anna/q1.md': '',
    'anna/results.jsonl': '{"squares":[1]}\n',
    'bob/q1.md': '',
    'bob/results.jsonl': results,
  })
  expect(learners.map(({ students }) => students[0]!.name)).toEqual(['anna', 'bob'])
})

test.each([
  ['beside the learners', { 'anna/q1.md': '', 'bob/q1.md': '' }, 'grades'],
  ['with an earlier run in it', { 'anna/q1.md': '', 'bob/q1.md': '', 'grades/results.jsonl': '' }, 'grades'],
  ['deeper, in a folder of its own', { 'anna/q1.md': '', 'bob/q1.md': '', 'all/grades/results.jsonl': '' }, 'all/grades'],
  ['within the one folder around all', { 'export/anna/q1.md': '', 'export/bob/q1.md': '' }, 'export/grades'],
])('the folder of results may lie in the class: %s', async (_, files, out) => {
  const { entries, remarks } = await takeIn(await openPlace(scratch(files)), { exercises, name: 'x', out })
  expect(entries.map(({ students }) => students[0]!.name)).toEqual(['anna', 'bob'])
  expect(remarks).toEqual([])
})

test.each([
  ['within the work of a learner', 'export/anna/grades', '--out lies within the submission of "anna"'],
  ['the work of a learner', 'export/anna', '--out is a folder of the class, "export/anna", and what lies in it are no results'],
])('the folder of results may not be %s', async (_, out, refusal) => {
  const place = await openPlace(scratch({ 'export/anna/q1.md': '', 'export/bob/q1.md': '', 'export/cid/q1.md': '' }))
  await expect(takeIn(place, { exercises, name: 'x', out })).rejects.toThrow(refusal)
})

/** What is told of a class while nobody may look at a part of it. */
const locked = async <Told>(root: string, path: string, told: () => Promise<Told>): Promise<Told> => {
  chmodSync(join(root, path), 0)
  try {
    return await told()
  } finally {
    chmodSync(join(root, path), 0o700)
  }
}

describe.skipIf(process.getuid?.() === 0)('what the system will not show', () => {
  test.each([
    ['the class', { 'class/anna/q1.md': '' }, 'class'],
    ['the one folder in it', { 'class/all/anna/q1.md': '' }, 'class/all'],
    ['its archive', { 'class.zip': 'PK' }, 'class.zip'],
  ])('is told in a sentence: %s', async (_, files, path) => {
    const root = scratch(files)
    const told = locked(root, path, () => classOf(join(root, path.endsWith('.zip') ? path : 'class')))
    await expect(told).rejects.toThrow('may not be read: change its permissions')
  })

  test('costs the others in a tree of nbgrader nothing', async () => {
    const root = scratch({ 'submitted/anna/hw/q1.md': '', 'submitted/bob/hw/q1.md': '' })
    const { entries } = await locked(root, 'submitted/bob', async () => takeIn(await openPlace(root), { exercises, name: 'x' }))
    expect(entries.map(({ students }) => students[0]!.name)).toEqual(['anna', 'bob'])
  })
})

test('a file that says what to read is nobody’s work, and a space behind a name is no part of it', async () => {
  const { learners, remarks } = await classOf(
    scratch({ 'README.md': 'hi', 'Read me.txt': 'hi', 'anna /q1.md': 'a', 'bob.zip': await zipped({ 'q1.md': '' }) }),
  )
  expect(learners.map(({ students }) => students[0]!.name)).toEqual(['anna', 'bob'])
  expect(remarks.map((remark) => remark.split(' was ')[0])).toEqual(['"README.md"', '"Read me.txt"'])
})

test('what goes away while the class is judged is told of', async () => {
  const root = scratch({ 'anna/q1.md': '', 'bob/q1.md': '' })
  const place = await openPlace(root)
  const { entries } = await takeIn(place, { exercises, name: 'x' })
  rmSync(join(root, 'anna'), { recursive: true })
  await expect(gather(place, entries[0]!, '0.1.0')).rejects.toThrow('"anna" was here when the class was looked through, and is gone')
})

test('what cannot be looked at is told of, and costs the others nothing', async () => {
  const root = scratch({ 'anna/q1.md': '', [`dora/${'a/'.repeat(14)}q1.md`]: '', ...many('carl', 2001) })
  symlinkSync('nowhere', join(root, 'bob.md'))
  writeFileSync(Buffer.concat([Buffer.from(`${root}/m`), Buffer.from([0xfc]), Buffer.from('ller.md')]), '')
  const place = await openPlace(root)
  const { entries } = await takeIn(place, { exercises, name: 'x' })
  const told = await Promise.all(
    entries.map((entry) => gather(place, entry, '0.1.0').then(({ tree }) => tree.faults?.[0]?.why ?? '', String)),
  )
  expect(told.map((words) => words.replace(/^UsageError: /, ''))).toEqual([
    '',
    '"bob.md" is a link that leads nowhere: hand in the file instead.',
    expect.stringMatching(/^"carl" holds more than 2000 files/),
    expect.stringMatching(/^"(?:a\/)+a" lies deeper than 12 folders, and was not looked into/),
    'the name "m\ufffdller.md" holds letters that are not UTF-8: rename it.',
  ])
})

const many = (name: string, count: number) => Object.fromEntries(Array.from({ length: count }, (_, at) => [`${name}/${at}.txt`, '']))

const unreadable = (why: string) => {
  const files = [
    { path: 'q1.md', size: 1, read: () => Promise.reject(new UsageError(why)) },
    { path: 'q2.md', size: 1, read: () => Promise.resolve(Buffer.from('b')) },
  ]
  const tree = () => Promise.resolve({ files, obstacles: [] })
  const entry = { id: 'name:jane', students: [], parts: [{ path: 'jane', isFolder: true, name: '' }], remarks: [] }
  return gather({ list: () => Promise.resolve([]), file: () => Promise.resolve(files[0]!), tree }, entry, '0.1.0')
}

test('a file that cannot be read spoils no other file of its submission, and another reason is other work', async () => {
  const [locked, gone] = [await unreadable('it is locked'), await unreadable('it is gone')]
  expect(locked.tree.files.map(({ path }) => path)).toEqual(['q1.md', 'q2.md'])
  expect(locked.digest).toBe((await unreadable('it is locked')).digest)
  expect(locked.digest).not.toBe(gone.digest)
})
