import { expect, test } from 'vitest'
import { judgingLine } from '../../commands/parts/judging-line.ts'

test('the line that says what is running never goes on in a second one, which nothing would take away', () => {
  const written: string[] = []
  const line = judgingLine({ isTTY: true, columns: 30, write: (text) => written.push(text) })
  for (const exercise of ['q1', 'q2', 'q3', 'q5', 'q6']) line.show({ exercise, language: 'ts', entry: '', files: [] })
  line.clear()
  expect(written.slice(-2)).toEqual(['\r\u001b[K judging q1 (ts), q2 (ts), q…', '\r\u001b[K'])
})
