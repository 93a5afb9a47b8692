import { expect, test } from 'vitest'
import type { Answer } from '../core/types.ts'
import type { Execution, TracedProcess } from '../core/process.ts'
import { evidenceOf, isVisible } from '../facts/evidence.ts'
import { at } from '../facts/wording.ts'
import { readTypeScript } from '../source/typescript.ts'

const main: TracedProcess = {
  pid: 1,
  parent: null,
  role: 'main',
  command: 'node q5.ts',
  startedMs: 0,
  endedMs: 9,
  exit: { code: 0 },
  reapedBy: null,
  reapedMs: null,
  wrote: [],
  sent: [],
}
const execution = (stdout: string): Execution => ({
  witness: 'kernel',
  sandboxed: false,
  durationMs: 9,
  exit: { code: 0 },
  stopped: null,
  stdout,
  stderr: '',
  truncated: false,
  trace: { processes: [main] },
})

const files = [
  { path: 'q5.ts', text: "import { start } from './pool.ts'\nimport { fork } from 'node:child_process'\nfork('worker.ts')\nstart()" },
  { path: 'pool.ts', text: "import { fork } from 'node:child_process'\nexport const start = () => fork('worker.ts')" },
]
const answer: Answer = { exercise: 'q5', language: 'ts', entry: 'q5.ts', files }
const evidence = (stdout = '') => evidenceOf(answer, execution(stdout), readTypeScript(files, 'q5.ts'))

test('a line of another file than the one that was run is told with the name of its file', () => {
  expect(evidence().source.launches.map(at).sort()).toEqual(['line 3', 'pool.ts, line 2'])
})

test('what a parent passes on in capitals, or with other spaces, is seen', () => {
  expect(isVisible(evidence('> HELLO,\tTHERE\n'), 'hello, there')).toBe(true)
  expect(isVisible(evidence('hello\n'), 'hello, there')).toBe(false)
})
