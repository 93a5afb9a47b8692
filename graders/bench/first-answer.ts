/**
 * A process of its own that reads one written answer and prints how long that took: milliseconds, from the moment at which Node was ready.
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { home } from '../home.ts'
import { q1 } from '../q1.ts'

const readOne = async (): Promise<number> => {
  const text = readFileSync(join(home, 'answers', 'q1.md'), 'utf8')
  const answer = { exercise: 'q1', language: 'md', entry: 'q1.md', files: [{ path: 'q1.md', text }] } as const
  const { status } = await q1.grade(answer, { timeoutMs: 10_000 })
  if (status !== 'passed') throw new Error(`the model answer ${status}`)
  return performance.now() - performance.nodeTiming.bootstrapComplete
}

void readOne().then((ms) => process.stdout.write(`${ms}`))
