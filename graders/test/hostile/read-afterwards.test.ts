import { expect, test } from 'vitest'
import { execute } from '../../process/execute.ts'
import { sandboxProblem } from '../../process/sandbox/sandbox-problem.ts'
import { graderOf } from '../grading.ts'

const problem = await sandboxProblem()

/** It holds more as it may for a short time, and never runs the file that takes long to read. */
const hoarder = `import mmap
import os
import time

if os.environ.get("never"):
    import long

children = []
for _ in range(12):
    child = os.fork()
    if child == 0:
        held = mmap.mmap(-1, 128 << 20, mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS)
        for at in range(0, len(held), 4096):
            held[at] = 1
        time.sleep(0.3)
        os._exit(0)
    children.append(child)
for child in children:
    os.waitpid(child, 0)
`

test.skipIf(problem !== null)(`the memory of a program is looked at however long its source is${problem ?? ''}`, async () => {
  const files = [
    { path: 'q3.py', text: hoarder },
    { path: 'long.py', text: '...\n'.repeat(260_000) },
  ]
  const { run } = await graderOf('q3').grade(
    { exercise: 'q3', language: 'py', entry: 'q3.py', files },
    { timeoutMs: 30_000, sandbox: true },
  )
  expect(run?.stopped?.why).toBe('memory')
})

test.skipIf(problem !== null)(`nor is it left out of sight while a long answer of somebody else is read${problem ?? ''}`, async () => {
  const program = { exercise: 'q3', language: 'py' as const, entry: 'q3.py', files: [{ path: 'q3.py', text: hoarder }] }
  const text = 'a\n\n'.repeat(340_000)
  const long = { exercise: 'q1', language: 'md' as const, entry: 'q1.md', files: [{ path: 'q1.md', text }] }
  let reading!: Promise<unknown>
  const onStarted = (): void => {
    reading = graderOf('q1').grade(long, { timeoutMs: 30_000 })
  }
  const { stopped } = await execute(program, { timeoutMs: 30_000, sandbox: true, onStarted })
  await reading
  expect(stopped?.why).toBe('memory')
})
