import { expect, test } from 'vitest'
import type { Answer } from '../../core/types.ts'
import { standInsFor } from '../../process/loaders.ts'
import { sandboxProblem } from '../../process/sandbox/sandbox-problem.ts'
import { graderOf, notPassed } from '../grading.ts'

const problem = await sandboxProblem()

const judged = async (start: string, sandbox = false) => {
  const text = `import { fork, spawn } from 'node:child_process'\nimport { once } from 'node:events'\nimport { fileURLToPath } from 'node:url'\nconst self = fileURLToPath(import.meta.url)\nconst stdio = 'inherit' as const\nif (process.argv[2] === 'child') console.log('child')\nelse {\n  await once(${start}, 'exit')\n  console.log('parent')\n}\n`
  const answer: Answer = { exercise: 'q3', language: 'ts', entry: 'q3.ts', files: [{ path: 'q3.ts', text }] }
  return graderOf('q3').grade(answer, { timeoutMs: 20_000, sandbox })
}

/** As people start a child that is written in TypeScript. */
const starts = [
  "fork(self, ['child'], { execArgv: ['--import', 'tsx'] })",
  "fork('./q3.ts', ['child'], { execArgv: ['-r', 'ts-node/register/transpile-only'] })",
  "fork(self, ['child'], { execArgv: ['--require', '@swc-node/register'] })",
  "fork(self, ['child'], { execPath: 'node_modules/.bin/tsx' })",
  "spawn(process.execPath, ['--loader', 'ts-node/esm', 'q3.ts', 'child'], { stdio })",
  "spawn('ts-node', ['-T', '--project', 'tsconfig.json', 'q3.ts', 'child'], { stdio })",
  "spawn('npx', ['tsx', self, 'child'], { stdio })",
  "spawn('npx tsc q3.ts && node q3.js child', { stdio, shell: true })",
]

test.skipIf(process.platform === 'win32').each(starts)('a child that is started by a tool for TypeScript runs: %s', async (start) => {
  const result = await judged(start)
  expect(notPassed(result)).toEqual({})
  expect(result.run!.trace.processes.map(({ role }) => role).filter((role) => role !== 'helper')).toEqual(['main', 'worker'])
})

test.skipIf(problem !== null)(`and so it does in the sandbox${problem ?? ''}`, async () => {
  expect(notPassed(await judged(starts[0]!, true))).toEqual({})
  expect(notPassed(await judged(starts.at(-2)!, true))).toEqual({})
})

test('who names no such tool finds none, and the Node that runs the program may lie anywhere', () => {
  expect(standInsFor(["import { fork } from 'node:child_process'"], '/usr/bin/node')).toEqual([])
  const commands = standInsFor(["spawn('tsx', [file])"], "/opt/it's/node").filter(({ isExecutable }) => isExecutable)
  expect(commands).toEqual([
    { path: 'node_modules/.bin/tsx', isExecutable: true, text: expect.stringContaining(String.raw`exec '/opt/it'\''s/node' "$@"`) },
  ])
})

test.runIf(Number.parseInt(process.versions.node, 10) < 22)('who asks for an option of a newer Node has not failed', async () => {
  const start = "spawn(process.execPath, ['--experimental-strip-types', self, 'child'], { stdio })"
  expect(notPassed(await judged(start))).toEqual({ output: 'unclear', exit: 'unclear' })
})
