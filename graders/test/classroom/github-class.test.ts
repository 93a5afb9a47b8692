import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { publishClass } from '../../commands/parts/on-github.ts'
import { renderClassStepSummary } from '../../report/platforms/github-class.ts'
import { scratch } from '../scratch.ts'
import { hostileNames, marked, person } from './marked.ts'

test('a class is summed up beside the run, and whoever has to be looked at has a warning', () => {
  const summary = join(scratch(), 'summary.md')
  const marks = [
    marked(person('Ann'), 41.5, { reason: 'q1: no answer' }),
    marked(person('Bob'), null, { reason: 'q3: a fault of the grader' }),
    marked(person('Eve'), null, { status: 'unreadable', reason: '100 % broken,\nsee: here' }),
  ]
  expect(publishClass(marks, { GITHUB_STEP_SUMMARY: summary })).toBe(
    '::warning title=Look at Bob::q3: a fault of the grader\n::warning title=Look at Eve::100 %25 broken,%0Asee: here\n',
  )
  const text = readFileSync(summary, 'utf8')
  expect(text).toContain('## Joinery&#58; 3 submissions\n')
  expect(text).toContain('| Ann | 41&#46;5/60 | open | q1&#58; no answer |\n')
  expect(text).toContain('| Bob |  | errored | q3&#58; a fault of the grader |\n')
})

test('names and reasons that strangers chose are text in it, and a class of any size fits', () => {
  const text = renderClassStepSummary(hostileNames.map((name) => marked(person(name), 1, { reason: name })))
  expect(text.split('\n').filter((line) => line.startsWith('|'))).toHaveLength(hostileNames.length + 2)
  for (const odd of ['<script', '\u202e', '\u001b', '](']) expect(text).not.toContain(odd)
  const large = Array.from({ length: 3000 }, (_, index) => marked(person(`Learner ${index}`), 1, { reason: 'x'.repeat(5000) }))
  expect(Buffer.byteLength(renderClassStepSummary(large))).toBeLessThan(1024 * 1024)
  expect(renderClassStepSummary(large)).toContain('2000 more are in gradebook')
})
