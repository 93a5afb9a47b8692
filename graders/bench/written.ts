/** How fast written answers are read and judged. */
import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import type { Grader } from '../core/types.ts'
import { cacheFolder, home } from '../home.ts'
import { graders } from '../index.ts'
import { costOf, environment } from './command.ts'
import { type BenchOptions, type Figure, alternate, plain } from './figures.ts'

const measure = 'written answers'
const counts = { quick: 600, usual: 3000, full: 9000 } as const
const words = 150

/**
 * Three figures: how many answers a second one thread of one process judges; how long a new process takes from Node's readiness to its
 * first answer; and, for comparison, what the whole command takes that judges one.
 */
export const writtenAnswers = async ({ runs, size, tell }: BenchOptions): Promise<Figure[]> => {
  tell(`${counts[size]} written answers of ${words} words`)
  const written = graders.filter(({ exercise }) => exercise.kind === 'written')
  const start = [process.execPath, join(home, 'graders', 'start.cjs'), 'check', join(home, 'answers', 'q1.md')]
  const { rates, firsts, starts } = await alternate(
    {
      rates: () => rateOf(written, counts[size]),
      firsts: firstAnswer,
      starts: async () => (await costOf({ argv: start, cwd: home })).wall,
    },
    runs,
  )
  const rate = `judged in a second of one core (${words} words each)`
  return [
    plain({ measure, name: rate, unit: 'per second', target: { atLeast: 1500 } }, rates),
    plain({ measure, name: 'start-up of the reader, to the end of its first answer', unit: 's', target: { atMost: 0.3 } }, firsts),
    plain({ measure, name: 'the whole command that judges one answer', unit: 's' }, starts),
  ]
}

/** In seconds; from when Node itself is ready, since its start is nobody's doing here. */
const firstAnswer = async (): Promise<number> => {
  const env = { ...environment(), JOINERY_CACHE: cacheFolder() }
  const { stdout } = await promisify(execFile)(process.execPath, [fileURLToPath(new URL('first-answer.js', import.meta.url))], { env })
  return Number(stdout) / 1000
}

/** Counts the time of the processor, which other programs do not take away. */
const rateOf = async (written: readonly Grader[], count: number): Promise<number> => {
  const answers = written.map((grader) => ({ grader, texts: variationsOf(grader.exercise.id, Math.ceil(count / written.length)) }))
  const before = process.cpuUsage()
  for (const { grader, texts } of answers)
    for (const text of texts) {
      const answer = { exercise: grader.exercise.id, language: 'md', entry: 'answer.md', files: [{ path: 'answer.md', text }] } as const
      if (!grader.isUnfinished(answer)) await grader.grade(answer, { timeoutMs: 10_000 })
    }
  const { user, system } = process.cpuUsage(before)
  return answers.reduce((sum, { texts }) => sum + texts.length, 0) / ((user + system) / 1e6)
}

/** Answers that all differ: the sentences of the model answer in ever new orders, cut to the same length. */
export const variationsOf = (id: string, count: number): string[] => {
  const text = readFileSync(join(home, 'answers', `${id}.md`), 'utf8').replace(/^#.*$/gm, '')
  const sentences = text.split(/(?<=[.!?])\s+/).filter((sentence) => sentence.trim() !== '')
  return Array.from({ length: count }, (_, index) => cut(shuffled([...sentences, ...sentences], index + 1).join(' ')))
}

const cut = (text: string): string => text.split(/\s+/).slice(0, words).join(' ')

/** The same order for the same seed. */
const shuffled = (sentences: readonly string[], seed: number): string[] => {
  let state = seed
  const next = () => (state = (state * 48_271) % 2_147_483_647)
  return sentences
    .map((sentence) => ({ sentence, rank: next() }))
    .sort((a, b) => a.rank - b.rank)
    .map(({ sentence }) => sentence)
}
