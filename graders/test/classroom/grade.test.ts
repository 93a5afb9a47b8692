import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { sandboxProblem } from '../../process/sandbox/sandbox-problem.ts'
import { graders } from '../../index.ts'
import schema from '../../report/schema.json' with { type: 'json' }
import { full } from '../grading.ts'
import { differences } from '../queue/runs.ts'
import { joinery } from '../command.ts'
import { scratch, sharedScratch } from '../scratch.ts'
import { classFrom, grade, outFile, records, withoutTimes } from './runs.ts'

const noSandbox = await sandboxProblem()

const written = { 'q1.md': 'answers/q1.md', 'q2.md': 'q2/all-swapped.md', 'q4.md': 'q4/swimming-pool.md' }
const trusted = ['--unsandboxed', '--timeout', '20']

const whole = ({ code, stderr }: { code: number | null; stderr: string }) => expect({ code, stderr }).toMatchObject({ code: 0 })

/** A line of the gradebook with the learner, the first six questions, the total and the maximum. */
const firstSix = (line: string): string => {
  const cells = line.split(',')
  return [...cells.slice(0, 7), ...cells.slice(graders.length + 1, graders.length + 3)].join(',')
}

/** Tests one after another over one class: each run finds what the ones before have left. */
describe.sequential('runs over a class', () => {
  const root = classFrom(
    {
      'Learner 1': written,
      'Learner 2': written,
      'Pia Program': { 'q3.py': 'solutions/q3.py' },
      'Rita Rerun': { 'q6.py': 'q6/one-process-prints-all.py', 'q3.py': 'solutions/q3.py', 'q5.py': 'q5/threads.py' },
      'Tom Thread': { 'q3.py': 'q3/thread.py', 'q1.md': 'text:Several processes run at the same time on several cores.\n' },
      bob: { 'essay.docx': 'text:PK\u0003\u0004' },
    },
    sharedScratch(),
  )
  writeFileSync(join(root, 'class', 'carl.zip'), 'PK\u0003\u0004rubbish')
  const everybody = ['bob', 'carl', 'Learner 1', 'Learner 2', 'Pia Program', 'Rita Rerun', 'Tom Thread']

  test('--only grades one learner', async () => {
    whole(await grade(root, ...trusted, '--only', 'tom'))
    expect(records(root).map(({ submission }) => submission.name)).toEqual(['Tom Thread'])
    expect((await grade(root, ...trusted, '--only', 'nobody')).stderr).toContain('nobody in this class is called "nobody"')
  })

  test('the next run grades the others: everybody has a record, and a line of the gradebook', async () => {
    const ended = await grade(root, ...trusted)
    whole(ended)
    expect(ended.stderr).toContain('1 of 7 have a result already')
    const lines = outFile(root, 'gradebook.csv').split('\r\n')
    expect(lines.map(firstSix)).toEqual([
      '\ufeffname,q1,q2,q3,q4,q5,q6,total,max',
      `bob,,,,,,,,${full}`,
      `carl,,,,,,,,${full}`,
      `Learner 1,10,0,0,0,0,0,10,${full}`,
      `Learner 2,10,0,0,0,0,0,10,${full}`,
      `Pia Program,0,0,10,0,0,0,10,${full}`,
      `Rita Rerun,0,0,10,0,1,2,13,${full}`,
      `Tom Thread,4.5,0,1,0,0,0,5.5,${full}`,
      '',
    ])
    expect(ended.stdout).toContain(' 7 submissions: 5 with open questions')
    expect(ended.stdout).toMatch(/ alike {4}\d pairs of answers to look at, never a verdict: see likeness/)
    expect(outFile(root, 'likeness.csv')).toMatch(/^\ufeff[^]*q1,md,100 %,Learner 1,Learner 2,/)
    expect(ended.stdout).toContain('The programs ran without the sandbox (--unsandboxed).')
    const validate = new Ajv2020({ strict: true, strictTypes: false, strictRequired: false }).compile(schema)
    expect(records(root).map((record) => [record.submission.name, validate(record) || validate.errors])).toEqual(
      everybody.map((name) => [name, true]),
    )
    expect(records(root).every((record) => !record.class.sandboxed)).toBe(true)
  })

  test('what cannot be read has a reason, and no zero', async () => {
    const lines = outFile(root, 'gradebook.csv').split('\r\n')
    expect(lines[1]).toMatch(/^bob,+\d+,unreadable,/)
    expect(lines[2]).toMatch(/^carl,+\d+,unreadable,.*breaks off in the middle/)
  })

  test('it is told that a program was run again before its points were lost', () => {
    const { results } = records(root).find(({ submission }) => submission.name === 'Rita Rerun')!
    const runs = Object.fromEntries(results.map(({ exercise, runs }) => [exercise, runs]))
    expect(runs).toMatchObject({ q3: undefined, q5: undefined, q6: [['spawned'], ['spawned']] })
  })

  test('a torn line costs only its own submission, and no line counts that is no result', async () => {
    const [before, results] = [withoutTimes(root), outFile(root, 'results.jsonl')]
    const none = '{"schema":"joinery/report/v1"}\n\0\0\0\n{"class":{"id":"name:Learner 1"\n'
    writeFileSync(join(root, 'out', 'results.jsonl'), none + results.slice(0, -100))
    const again = await grade(root, ...trusted)
    whole(again)
    expect(again.stderr).toMatch(/6 of 7 have a result already[^]*\[7\/7\] Tom Thread/)
    expect(again.stderr).not.toContain('[6/')
    expect(differences(withoutTimes(root), before)).toEqual([])
  })

  test('--regrade tells whose marks changed and why', async () => {
    const same = await grade(root, ...trusted, '--regrade')
    expect(same).toMatchObject({ code: 0, stderr: '', stdout: expect.stringContaining('nobody’s marks changed') })
    writeFileSync(join(root, 'class', 'Learner 1', 'q1.md'), 'Multiprocessing is fun.\n')
    const ended = await grade(root, ...trusted, '--regrade')
    expect(ended.stdout).toMatch(
      /Learner 1, q1: 10 of 10 \(passed\) → 0 of 10 \(failed\): other work was handed in; .* was passed, is failed/,
    )
    expect(outFile(root, 'changes.csv')).toMatch(/^\ufeffname,question,(?:[^\n]*\n){2}$/)
    const otherwise = await grade(root, '--unsandboxed', '--timeout', '21', '--only', 'Learner 1', '--regrade')
    expect(otherwise.stderr).toContain('[1/1]')
    expect(otherwise.stdout).toContain('nobody’s marks changed')
  })
})

test('programs run in the sandbox unless told otherwise; the results may lie beside the submissions, and --fresh begins anew', async () => {
  const root = classFrom({ Pia: { 'q3.py': 'solutions/q3.py' } })
  const inside = ['--out', join(root, 'class', 'grades')]
  const { code, stderr } = await grade(root, ...trusted, '--out', join(root, 'class'))
  expect([code, stderr]).toEqual([2, 'joinery: --out is the folder of the submissions itself: give another folder for the results.\n'])
  const record = () =>
    JSON.parse(readFileSync(join(root, 'class', 'grades', 'results.jsonl'), 'utf8')) as ReturnType<typeof records>[number]
  whole(await grade(root, ...inside, ...(noSandbox === null ? [] : trusted)))
  expect(record().class.sandboxed).toBe(noSandbox === null)
  expect(record().results.find(({ exercise }) => exercise === 'q3')).toMatchObject({
    status: 'passed',
    run: { sandboxed: noSandbox === null },
  })
  const fresh = await grade(root, ...inside, ...trusted, '--fresh')
  expect(fresh).toMatchObject({ code: 0, stderr: expect.stringContaining(`[1/1] Pia: 10/${full} `) })
  expect(record().class.sandboxed).toBe(false)
  expect(readFileSync(join(root, 'class', 'grades', 'gradebook.csv'), 'utf8').split('\r\n')).toHaveLength(3)
})

test('two who bear the same name are told apart wherever only names stand', async () => {
  const text = `text:Several processes run at the same moment, each upon a core that nobody else occupies. Whatever one of them keeps in its variables stays
hidden from the rest, because memory is handed out separately. A long simulation therefore ends sooner, and when one part of it crashes the remaining
parts carry on with their work. In Python this also goes round the interpreter lock, which would make threads take turns.`
  const root = classFrom({
    'Ann Lee_7_assignsubmission_file_': { 'q1.md': text },
    'Ann Lee_8_assignsubmission_file_': { 'q1.md': text },
    'Cy Roe_9_assignsubmission_file_': { 'q1.md': text },
  })
  expect((await grade(root, ...trusted)).code).toBe(0)
  const pairs = outFile(root, 'likeness.csv')
  for (const name of ['Ann Lee (7)', 'Ann Lee (8)', ',Cy Roe,']) expect(pairs).toContain(name)
  writeFileSync(join(root, 'class/Ann Lee_8_assignsubmission_file_/q1.md'), 'I do not know.')
  writeFileSync(join(root, 'class/Cy Roe_9_assignsubmission_file_/q1.md'), 'I do not know.')
  expect((await grade(root, ...trusted)).code).toBe(0)
  expect(outFile(root, 'changes.csv').match(/^[^,\n]*(?=,q1)/gm)).toEqual(['Ann Lee (8)', 'Cy Roe'])
})

test('whoever typed a program into a page that took its indentation gets no total, and one reason', async () => {
  const root = classFrom({
    'Ann Lee_7_assignsubmission_onlinetext_': {
      'onlinetext.html': 'text:<p>Q3.</p><p>from os import fork<br>def f():<br>print(1)<br>f()</p>',
    },
    'Cy Roe_9_assignsubmission_file_': { 'q1.md': 'text:Many processes.' },
  })
  whole(await grade(root, ...trusted))
  const [, ann = '', cy = ''] = outFile(root, 'gradebook.csv').split('\r\n')
  expect(ann).toMatch(/^Ann Lee,7,0,0,,0,0,0,,60,unreadable,"A program was typed into the platform’s page/)
  expect(ann.match(/indentation/g)).toHaveLength(1)
  expect(cy).toContain(',60,open,')
})

test('--canvas and --moodle fill in the teacher’s own files, and say who is missing where', async () => {
  const root = classFrom({ '.': { 'doejane_11_1_q1.md': 'answers/q1.md', 'roebob_12_2_q1.md': 'q1/headings-only.md' } })
  const canvas = `Student,ID,Section,Joinery (9)\r\n    Points Possible,,,${full}.00\r\n"Doe, Jane",11,A,\r\n"Poe, Pam",13,A,\r\n`
  writeFileSync(join(root, 'canvas.csv'), `\ufeff${canvas}`)
  writeFileSync(join(root, 'moodle.csv'), `Identifier,Full name,Status,Grade,Maximum Grade\nParticipant 7,"Doe, Jane",x,,${full / 10}\n`)
  const ended = await grade(root, ...trusted, '--canvas', join(root, 'canvas.csv'), '--moodle', join(root, 'moodle.csv'))
  whole(ended)
  expect(outFile(root, 'canvas.csv')).toBe(`\ufeff${canvas.replace('11,A,', '11,A,10.00')}`)
  expect(outFile(root, 'moodle.csv')).toContain('"Doe, Jane",x,1.00,')
  expect(outFile(root, 'unmatched.csv').split('\r\n')).toEqual([
    '\ufeffplatform,what,name,ids',
    'canvas,"handed in, but not in the file",roebob,12',
    'canvas,"in the file, but nothing handed in","Poe, Pam",13',
    'moodle,"handed in, but not in the file",roebob,12',
    '',
  ])
  expect(ended.stdout).toContain(' canvas   1 mark in "Joinery (9)"')
  expect(ended.stdout).toContain(' moodle   1 mark in "Grade", each point times 0.1, since the file gives other points')
  const later = await grade(root, ...trusted, '--canvas', join(root, 'canvas.csv'))
  expect(later.stdout).toContain('note     moodle.csv holds the marks of an earlier run: add --moodle FILE to have it filled anew.')
  expect(later.stdout).not.toContain('canvas.csv holds')
})

test.skipIf(noSandbox !== null)(
  'where temporary files find no room, that is said, and not that the machine forbids something',
  async () => {
    const root = classFrom({ anna: written })
    const small = scratch()
    const behind = ['bwrap', '--dev-bind', '/', '/', '--size', '4096', '--tmpfs', small, '--setenv', 'TMPDIR', small]
    const { stderr, code } = await joinery(['grade', join(root, 'class'), '--out', join(root, 'out')], { behind })
    expect([stderr, code]).toEqual([
      `joinery: there is no room in ${small}, where temporary files go: make room there, or name another place by TMPDIR.\n`,
      2,
    ])
  },
)

test.skipIf(noSandbox !== null)('where a machine has next to no memory for files, programs are laid out on its disk', async () => {
  const root = classFrom({ anna: { 'q3.ts': 'solutions/q3.ts' } })
  const behind = ['bwrap', '--dev-bind', '/', '/', '--size', '4096', '--tmpfs', '/dev/shm']
  const { stderr, code } = await joinery(['grade', join(root, 'class'), '--out', join(root, 'out')], { behind })
  expect([stderr, code]).toEqual([expect.stringContaining('anna: 10/60'), 0])
})
