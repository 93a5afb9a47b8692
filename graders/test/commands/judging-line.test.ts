import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { judgingLine } from '../../commands/parts/judging-line.ts'

beforeEach(() => void vi.stubEnv('TERM', 'xterm'))
afterEach(() => void vi.unstubAllEnvs())

test('the line that says what is running never goes on in a second one, which nothing would take away', () => {
  const written: string[] = []
  const line = judgingLine({ isTTY: true, columns: 30, write: (text) => written.push(text) })
  for (const exercise of ['q1', 'q2', 'q3', 'q5', 'q6']) line.show({ exercise, language: 'ts', entry: '', files: [] })
  line.clear()
  expect(written.slice(-2)).toEqual(['\r\u001b[K judging q1 (ts), q2 (ts), q…', '\r\u001b[K'])
})

test('a terminal that can take nothing back, such as one within an editor, gets no such line', () => {
  vi.stubEnv('TERM', 'dumb')
  const written: string[] = []
  const line = judgingLine({ isTTY: true, columns: 80, write: (text) => written.push(text) })
  line.show({ exercise: 'q1', language: 'md', entry: '', files: [] })
  line.clear()
  expect(written).toEqual([])
})
