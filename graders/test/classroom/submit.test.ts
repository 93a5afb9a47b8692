import { spawn } from 'node:child_process'
import { copyFileSync, existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { home } from '../../home.ts'
import { graders } from '../../index.ts'
import { readSubmission } from '../../submission/read.ts'
import { full } from '../grading.ts'
import { scratch } from '../scratch.ts'
import { grade, records } from './runs.ts'
import { zipped } from './zipped.ts'

interface Ended {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

const submit = (cwd: string, ...args: readonly string[]): Promise<Ended> =>
  new Promise((resolve) => {
    const child = spawn(process.execPath, [join(home, 'graders', 'start.cjs'), 'submit', ...args], {
      cwd,
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    let [stdout, stderr] = ['', '']
    child.stdout.on('data', (text: Buffer) => (stdout += text.toString()))
    child.stderr.on('data', (text: Buffer) => (stderr += text.toString()))
    child.once('close', (code) => resolve({ code, stdout, stderr }))
  })

const answers = (): string => {
  const root = scratch()
  mkdirSync(join(root, 'work'))
  for (const folder of ['answers', 'solutions'])
    for (const name of readdirSync(join(home, folder)).filter((each) => !each.endsWith('.py')))
      copyFileSync(join(home, folder, name), join(root, 'work', name))
  return root
}

test('finished answers become one file, which is graded like a folder', async () => {
  const root = answers()
  const { code, stdout } = await submit(root, 'work', '--name', 'Jane Doe')
  expect(code).toBe(0)
  expect(stdout).toContain(`${full}/${full}`)
  expect(stdout).toMatch(/Hand this file in: .*Jane Doe-joinery\.zip\n$/)
  const file = join(root, 'Jane Doe-joinery.zip')
  const read = await readSubmission(file, { exercises: graders.map(({ exercise }) => exercise) })
  expect(read.answers.map(({ exercise, language }) => `${exercise} ${language}`)).toEqual(
    graders.map((grader) => `${grader.exercise.id} ${grader.exercise.kind === 'written' ? 'md' : 'ts'}`),
  )
})

test('what is unfinished is shown, and handed in only when that is wanted: the same file for the same answers', async () => {
  const root = scratch({ 'work/q1.md': 'Several processes run at the same time on several cores.\n' })
  const refused = await submit(root, 'work', '--name', 'Jane')
  const open = graders.map(({ exercise }) => exercise.id).filter((id) => id !== 'q1')
  expect([refused.code, refused.stderr]).toEqual([
    2,
    `joinery: ${open.join(', ')} have not passed yet: add -- --yes to hand in all the same.\n`,
  ])
  expect(refused.stdout).toContain('no answer yet')
  expect(existsSync(join(root, 'Jane-joinery.zip'))).toBe(false)
  expect((await submit(root, 'work', '--name', 'Jane', '--yes')).code).toBe(0)
  const first = readFileSync(join(root, 'Jane-joinery.zip'))
  expect((await submit(root, 'work', '--name', 'Jane', '--yes')).code).toBe(0)
  expect(readFileSync(join(root, 'Jane-joinery.zip')).equals(first)).toBe(true)
})

test.each([
  [['--yes'], /add -- --name "Your Name": there is no terminal to ask on/],
  [['--yes', '--name', '../..'], /a name needs at least one letter/],
  [['--yes', '--name', 'x', '--to', 'nowhere'], /cannot be written: there is no such folder/],
])('%j has a reason', async (options, expected) => {
  const { code, stdout, stderr } = await submit(scratch({ 'work/q1.md': 'Several processes.\n' }), 'work', ...options)
  expect([code, stdout], 'nothing is judged before').toEqual([2, ''])
  expect(stderr).toMatch(expected)
})

test('whoever hands in what cannot be read is told so', async () => {
  const { code, stderr } = await submit(scratch({ 'work/q1.md': 'Several.\n', 'work/q4.md': '\0\x01' }), 'work', '--yes', '--name', 'Jane')
  expect([code, stderr]).toEqual([0, expect.stringContaining('"q4.md" is a binary file, not text')])
})

test('a name cannot lead out of the folder', async () => {
  const root = scratch({ 'work/q1.md': 'Several processes.\n', 'to/x': '' })
  expect((await submit(root, 'work', '--yes', '--name', '../../etc/Jane\u0001\n', '--to', 'to')).code).toBe(0)
  expect(readdirSync(join(root, 'to')).sort()).toEqual(['etc_Jane-joinery.zip', 'x'])
})

test('grade reads the answers, and believes nothing else that stands in the file', async () => {
  const root = scratch({ 'work/q1.md': 'Several processes run at the same time on several cores.\n' })
  mkdirSync(join(root, 'class'))
  await submit(root, 'work', '--yes', '--name', 'Jane', '--to', 'class')
  const manifest = {
    schema: 'joinery/submission/v1',
    name: 'Bob',
    kit: { version: '99' },
    sha256: 'x',
    score: 60,
    passed: true,
    results: [],
  }
  writeFileSync(join(root, 'class', 'Bob-joinery.zip'), await zipped({ 'joinery.json': JSON.stringify(manifest), 'q1.md': 'Nothing.\n' }))
  writeFileSync(join(root, 'class', 'Cid-joinery.zip'), await zipped({ 'joinery.json': '{'.repeat(100_000), 'q1.md': 'Nothing.\n' }))
  expect((await grade(root, '--unsandboxed')).code).toBe(0)
  expect(records(root).map(({ submission, score, class: { remarks } }) => [submission.name, score, ...remarks])).toEqual([
    [
      'Bob',
      0,
      'The answers were changed after "npm run submit" had packed them.',
      'Checked before with version "99" of the kit, graded with 0.1.0.',
    ],
    ['Cid', 0, 'Its joinery.json cannot be read; the answers were graded all the same.'],
    ['Jane', 4.5],
  ])
})

test('a name that is too long for a file is cut', async () => {
  const root = scratch({ 'work/q1.md': 'Several processes run at the same time.\n' })
  const { code } = await submit(root, 'work', '--yes', '--name', 'Ä'.repeat(300))
  expect([code, existsSync(join(root, `${'Ä'.repeat(80)}-joinery.zip`))]).toEqual([0, true])
})
