/** Small rules of what is shown, each by itself. */
import { expect, test } from 'vitest'
import type { Result, ResultStatus } from '../../core/types.ts'
import { readSheet } from '../../report/csv.ts'
import { LookAt, causeWords } from '../../report/html/look-at.ts'
import { type ClassRow, renderRoster } from '../../report/html/roster.ts'
import { marksOf } from '../../report/marks.ts'
import { timelineOf } from '../../report/picture/lanes.ts'
import { remarksOf } from '../../report/picture/legend.ts'
import { renderSummary } from '../../report/summary.ts'
import { execution, exercise, main, report, result, worker } from './builder.ts'

const answered = (id: string, status: ResultStatus): Result =>
  result({ exercise: exercise(id, 'One'), status, score: 0, max: 10, checks: [] })

const rowOf = (status: ResultStatus): ClassRow => ({
  marks: marksOf(report([answered('q3', status)]), { learners: [{ name: 'Jane', ids: {} }] }),
  statuses: [status],
  attention: [{ cause: 'near', question: null, why: 'one point' }],
  page: 'jane.html',
})

const lookAt = (rows: number): string => {
  const groups = new LookAt()
  for (let row = 0; row < rows; row++) groups.add(rowOf('failed'))
  return groups.render().text
}

test('a list names twelve, and says how many more there are; one more it names', () => {
  expect(lookAt(13).match(/<li>/g)).toHaveLength(13)
  expect(lookAt(13)).not.toContain('more')
  expect(lookAt(14).match(/<li>/g)).toHaveLength(12)
  expect(lookAt(14)).toContain('… and 2 more')
})

const scoreOf = (status: ResultStatus): string | undefined => {
  const text = [...renderRoster([rowOf(status)], ['q3'], causeWords)].map((piece) => piece.text).join('')
  return /<td class="figure" data-value="0">([^<]*)</.exec(text)?.[1]
}

test('no answer is no nought in the table of a class', () => {
  expect([scoreOf('missing'), scoreOf('failed')]).toEqual(['–', '0'])
})

test('what is begun comes before what has no file', () => {
  expect(renderSummary(report([answered('q3', 'missing'), answered('q5', 'unfinished')]))).toContain('Write your answer to q5')
})

const running = (workers: number): string =>
  remarksOf(timelineOf(execution([main(90), ...Array.from({ length: workers }, () => worker(1, null))])))[0]!

test('a line below the picture tells six names, and of more than six the first five', () => {
  expect(running(6)).toBe('w1, w2, w3, w4, w5 and w6 had not ended when the run was over.')
  expect(running(7)).toBe('w1, w2, w3, w4, w5 and 2 more had not ended when the run was over.')
})

test('what stands between columns is what the header has most of, and of as many the comma', () => {
  expect(['a;b;c,d\n', 'a,b;c\n', 'a\n', '"x;y;z",b\n'].map((text) => readSheet(text, 'book.csv').delimiter)).toEqual([';', ',', ',', ','])
})
