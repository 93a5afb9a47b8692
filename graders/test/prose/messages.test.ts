import { expect, test } from 'vitest'
import type { CheckResult, Grader, Result } from '../../core/types.ts'
import { q1 } from '../../q1.ts'
import { q2 } from '../../q2.ts'
import { q4 } from '../../q4.ts'

const graded = (grader: Grader, text: string): Promise<Result> =>
  grader.grade(
    { exercise: grader.exercise.id, language: 'md', entry: 'answer.md', files: [{ path: 'answer.md', text }] },
    { timeoutMs: 1000 },
  )

const verdictOf = ({ checks }: Result, id: string): CheckResult['verdict'] | undefined => checks.find((check) => check.id === id)?.verdict

test('one side of a difference is quoted, and the other one asked for', async () => {
  const result = await graded(q2, 'This is what I know.\n\nEvery process has its own memory.')
  expect(verdictOf(result, 'memory')).toMatchObject({
    status: 'failed',
    seen: 'found a part of it in line 3, and not the rest',
    evidence: [{ quote: 'Every process has its own memory.', line: 3 }],
  })
  expect(verdictOf(result, 'cost')).toMatchObject({ status: 'failed', seen: 'found no sentence that answers it' })
})

test('what earns another idea is no part of one of which nothing is said', async () => {
  const result = await graded(q1, 'Several processes run at once on several cores.')
  expect(verdictOf(result, 'gil')).toMatchObject({ status: 'failed', seen: 'found no sentence that answers it' })
  const part = await graded(q1, 'The GIL lets only one of the threads compute.')
  expect(verdictOf(part, 'gil')).toMatchObject({ status: 'failed', seen: 'found a part of it in line 1, and not the rest' })
})

test('a true sentence about something else is not called wrong in itself', async () => {
  const result = await graded(q4, 'Multiprocessing is a package that supports spawning processes.')
  expect(verdictOf(result, 'workers')).toMatchObject({ seen: expect.stringContaining('is not true of what was asked') })
})

test('the two sides of a difference are quoted in the order of their lines', async () => {
  const result = await graded(q2, 'The threads of a process share its memory.\n\nEvery process has its own memory.')
  expect(verdictOf(result, 'memory')).toMatchObject({ seen: 'you say so in lines 1 and 3', evidence: [{ line: 1 }, { line: 3 }] })
})

test('a sentence that says what is not so is quoted where the right one is lacking', async () => {
  const result = await graded(q1, 'This is what I know.\n\nSeveral processes run at once. All processes share one memory.')
  expect(verdictOf(result, 'own-memory')).toMatchObject({
    status: 'failed',
    seen: 'line 3 stands in its place, and is not true of what was asked: further down, the words behind “but” say why',
    evidence: [{ quote: 'All processes share one memory.', line: 3 }],
  })
  expect(verdictOf(result, 'cores')).toMatchObject({ seen: 'found no sentence that answers it' })
})

test.each([
  [
    'Cores: many. Memory: own. Speed: high. Crash: isolated.',
    'Line 1, “Cores: many.”, and what follows, names words and says nothing of them.',
  ],
  [
    'cores, memory, speed, isolation, GIL, crash',
    'Line 1, “cores, memory, speed, isolation, GIL, crash”, names words and says nothing of them.',
  ],
  [
    'It uses cores, own memory, faster, parallel.',
    'Line 1, “It uses cores, own memory, faster, parallel.”, names words and says nothing of them.',
  ],
  [
    'I will explain how several processes run at once.',
    'Line 1, “I will explain how several processes run at once.”, names what you want to speak of.',
  ],
  ['Maybe several processes run at once.', 'Line 1, “Maybe several processes run at once.”, is said with a doubt, so it was not counted.'],
  [
    'They run on many cores. That is not true.',
    'Line 1, “They run on many cores.”, was not counted: the next sentence says that it is not so.',
  ],
])('a sentence that looks like an answer and is none is told why: %s', async (text, why) => {
  const { advice, score } = await graded(q1, text)
  expect(score).toBe(0)
  expect(advice.filter((line) => line.startsWith(why))).toHaveLength(1)
})

test('who has passed is not told of sentences that did not count', async () => {
  const { status, advice } = await graded(
    q1,
    'Several processes run at once on several cores, each with its own memory, and so the program is faster. Maybe there is more to it.',
  )
  expect(status).toBe('passed')
  expect(advice.filter((line) => line.startsWith('Line'))).toEqual([])
})

test('who has not passed is shown what was read and not counted, and not what was', async () => {
  const { advice } = await graded(q2, 'Every process has its own memory.\nBoth of them are used in many programs on many computers.')
  const [line] = advice.filter((each) => each.startsWith('Read, and nothing found in it that counts'))
  expect(line).toContain('line 2, “Both of them are used in many programs on many computers.”')
  expect(line).not.toContain('Every process')
  const { advice: asked } = await graded(
    q2,
    'A variable is changed in one process, and another in one thread: who else sees the new value, in each case.',
  )
  expect(asked).toEqual([])
})

test('what is told to be wrong is neither shown as a part of what is right nor as left lying', async () => {
  const { advice, checks } = await graded(
    q2,
    'Multithreading: many processes run in parallel on many CPUs. For calculations one should take threads. For waiting on the network one should take processes.',
  )
  expect(checks.find(({ id }) => id === 'parallelism')?.verdict).toMatchObject({ seen: 'found no sentence that answers it' })
  expect(advice).toEqual([])
})

test('what only names words is told so once, and not asked for in a plainer sentence besides', async () => {
  const { advice } = await graded(q1, 'Multiprocessing uses cores, own memory, faster, parallel.')
  expect(advice.filter((line) => line.includes('own memory'))).toHaveLength(1)
})

test('what counts in a comparison is not called a list of words', async () => {
  const { advice, score } = await graded(q2, 'Threads: light, quick, little memory.')
  expect(score).toBeGreaterThan(0)
  expect(advice.filter((line) => line.includes('names words'))).toEqual([])
})

test('whoever answers another question is not left with open questions alone', async () => {
  const { advice, score } = await graded(
    q4,
    'Multiprocessing has separate memory for each process, while threads share memory. Threads are light.',
  )
  expect(score).toBe(0)
  expect(advice).toEqual([expect.stringContaining('does yours answer another one?')])
  // a part of an answer, or none at all, is told otherwise
  for (const text of ['Every process has its own memory.', 'Processes, memory'])
    expect((await graded(q2, text)).advice.filter((line) => line.includes('another one?'))).toEqual([])
})
