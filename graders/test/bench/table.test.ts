import { expect, test } from 'vitest'
import type { Figure } from '../../bench/figures.ts'
import { renderTable } from '../../bench/table.ts'

const ratio = (value: number): Figure => ({
  measure: 'one check',
  name: 'q5 ÷ the bare program',
  value,
  spread: [1.5, 1.7],
  unit: 'ratio',
  target: { atMost: 1.6 },
  runs: {},
})

test.each([
  [1.597, '1.60', 'met'],
  [1.603, '1.6030', 'missed'],
  [1.612, '1.61', 'missed'],
])('a median of %f stands as %s beside a target of 1.60, which it has %s', (value, shown, verdict) => {
  const [, , row] = renderTable([ratio(value)]).split('\n')
  expect(row!.split('|').map((cell) => cell.trim())).toEqual([
    '',
    'one check',
    'q5 ÷ the bare program',
    shown,
    '1.50–1.70',
    '≤ 1.60',
    verdict,
    '',
  ])
})
