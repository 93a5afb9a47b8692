import { expect, test } from 'vitest'
import type { Answer } from '../../core/types.ts'
import { gradeSubmission } from '../../grade.ts'
import { renderStudentPage } from '../../report/html/student.ts'
import { renderSummary } from '../../report/summary.ts'
import { renderExplained } from '../../report/terminal.ts'
import { inExercises } from '../../study/own-names.ts'
import { saidInComments } from '../../submission/commented.ts'
import { stubOf } from '../../submission/stubs.ts'
import { graderOf } from '../grading.ts'

const answer = (exercise: string, language: Answer['language'], text: string): Answer => {
  const entry = `${exercise}.${language}`
  return { exercise, language, entry, files: [{ path: entry, text }] }
}
const stub = (file: string) => stubOf(file)!
const hidden = answer('q1', 'md', stub('q1.md').replace('You may speak', 'Several processes run at once.\nYou may speak'))

test('an untouched stub says nothing, however its lines end', () => {
  expect(saidInComments(answer('q1', 'md', stub('q1.md')))).toBe(null)
  expect(saidInComments(answer('q3', 'py', stub('q3.py').replaceAll('\n', '\r\n')))).toBe(null)
  expect(saidInComments(answer('q3', 'ts', ''))).toBe(null)
})

test('an answer within the comment is told where it belongs', () => {
  expect(saidInComments(hidden)).toBe(
    'Line 9, “Several processes run at once.”, stands within a comment, between <!-- and -->, and comments are not read. Write below the line with -->.',
  )
})

test('words that stand in no comment are not said to, though they say nothing', () => {
  expect(saidInComments(answer('q1', 'md', 'I dont know'))).toBe(null)
  expect(saidInComments(answer('q1', 'md', `${stub('q1.md')}\nTODO\n`))).toBe(null)
  expect(saidInComments(answer('q1', 'md', '<!-- my answer'))).toContain('Line 1, “<!-- my answer”')
})

test('a program in comments is told that comments do not run', () => {
  expect(saidInComments(answer('q3', 'py', `${stub('q3.py')}# print(1)\n`))).toContain(
    '“# print(1)”, is a comment, and comments do not run.',
  )
  expect(saidInComments(answer('q3', 'ts', `${stub('q3.ts')}/*\nlet x\n*/\n`))).toContain('outside of /* and */')
})

test('it is unfinished still, and the screens say why; of two stubs, the one in which something was written is told of', async () => {
  const answers = [hidden, answer('q3', 'ts', stub('q3.ts')), answer('q3', 'py', `${stub('q3.py')}# print(1)\n`)]
  const report = await gradeSubmission(
    { name: 'someone', source: 'folder', sha256: '', answers },
    { graders: [graderOf('q1'), graderOf('q3')], timeoutMs: 1000 },
  )
  expect(report.results.map(({ status, entry }) => `${status} ${entry}`)).toEqual(['unfinished q1.md', 'unfinished q3.py'])
  expect(renderExplained(report.results)).toMatch(
    /q1\.md holds nothing but comments so far\.[^]*sentence\s+below the comment\.[^]*advice  Line 9/,
  )
  expect(renderSummary(report, { command: 'npm run check' })).toMatch(
    /nothing but comments yet[^]*`npm run check q1` says why nothing of q1 was read\./,
  )
})

test('where neither language is begun, both files are named, and none is chosen for the learner', async () => {
  const answers = [answer('q3', 'ts', stub('q3.ts')), answer('q3', 'py', stub('q3.py'))]
  const report = await gradeSubmission(
    { name: 'someone', source: 'folder', sha256: '', answers },
    { graders: [graderOf('q3')], timeoutMs: 1000 },
  )
  expect(renderExplained(inExercises(report).results).replace(/\s+/g, ' ')).toContain(
    'neither exercises/q3.ts nor exercises/q3.py holds an answer so far. Start small: choose a language',
  )
  const summary = renderSummary(inExercises(report))
  expect(summary).toContain('Write your answer to q3 in exercises/q3.ts or exercises/q3.py')
  expect(summary).not.toContain('TypeScript')
  expect(renderStudentPage({ report })).toContain('<bdi>q3.ts or q3.py</bdi>')
})
