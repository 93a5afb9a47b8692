import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { rubricCommand } from '../../commands/rubric.ts'
import { sharedScratch } from '../scratch.ts'

const folder = sharedScratch()

const answers = {
  a: { text: 'Several processes run at the same time. It is faster.', concepts: ['parallel-processes', 'speed'], overall: [2] },
  b: { text: 'Several processes run at the same time on several cores.', concepts: ['parallel-processes'], overall: [2, 3] },
  c: { text: 'The kernel hands the sums to as many chips as there are.', concepts: ['cores'], overall: [1] },
}
mkdirSync(join(folder, 'answers'))
for (const [id, { text }] of Object.entries(answers)) writeFileSync(join(folder, 'answers', `${id}.json`), JSON.stringify({ q1: { text } }))
const rows = Object.entries(answers).map(([id, { concepts, overall }]) =>
  JSON.stringify({ id, q: 'q1', concepts, misconceptions: [], either: [], overall }),
)
writeFileSync(join(folder, 'written.jsonl'), `${rows.join('\n')}\n`)

const run = (question: string, options: Partial<Parameters<typeof rubricCommand>[1]> = {}): string => {
  let printed = ''
  rubricCommand(question, { against: folder, ...options }, (text) => (printed += text))
  return printed
}

test('every disagreement is shown with its sentence and its rule', () => {
  const text = run('q1')
  expect(text).toContain('q1 against 3 marked answers')
  expect(text).toMatch(/^parallel-processes +precision 1\.00 {2}recall 1\.00 {2}F1 1\.000 {2}\(2 right, 0 wrong, 0 missed\)$/m)
  expect(text).toMatch(/^cores +precision 0\.00 {2}recall 0\.00 .*\(0 right, 1 wrong, 1 missed\)$/m)
  expect(text).toContain('wrong   b  “Several processes run at the same time on several cores.”\n          fired: processes: SEVERAL CORES')
  expect(text).toMatch(/missed {2}c {2}/)
})

test('machines get JSON, with folds when asked', () => {
  const bench: unknown = JSON.parse(run('q1', { json: true, folds: '3' }))
  expect(bench).toMatchObject({ question: 'q1', answers: 3, folds: [{ fold: 1, answers: 1 }, { fold: 2 }, { fold: 3 }] })
})

test.each([
  ['q3', {}, 'there is no graders/q3.rubric: only written questions have one'],
  ['q1', { against: '/nowhere' }, '/nowhere holds no written.jsonl'],
  ['q2', {}, 'marks no answer to q2'],
  ['q1', { folds: 'many' }, '--folds takes a whole number from 2, not "many"'],
])('%s with %o: one line says what to do', (question, options, message) => {
  expect(() => run(question, options)).toThrow(message)
})
