import { describe, expect, test } from 'vitest'
import { openRubric } from '../../prose/rubric/open.ts'
import { judge } from '../../prose/judge.ts'
import { readAnswer } from '../../prose/read.ts'
import { computedMs } from '../computed.ts'
import { share, shareSaid } from '../thorough.ts'

const rubric = openRubric(new URL('../../q2.rubric', import.meta.url))
const MIB = 1 << 20
const repeat = (text: string, length: number): string => text.repeat(Math.ceil(length / text.length))

/** Texts that no honest learner writes, each of a size at which anything quadratic would show. */
const HARD: readonly (readonly [string, string])[] = [
  ['1 MiB of sentences', repeat('Each process has its own memory, whereas threads share it. ', MIB)],
  ['1 MiB of the words that rules look for', repeat('process memory own thread share parallel not ', MIB)],
  ['1 MiB in one word', repeat('x', MIB)],
  ['1 MiB of dots', repeat('. ', MIB)],
  ['1 MiB of new lines', repeat('\n', MIB)],
  ['one line of 200 KB', repeat('threads share the memory of their process and ', 200_000)],
  ['100,000 commas', repeat(',', 100_000)],
  ['100,000 words between commas', repeat('a,', 200_000)],
  ['100,000 denials', repeat('not ', 400_000)],
  ['quotes nested 50,000 deep', `${repeat('> ', 100_000)}x`],
  ['lists nested 2,000 deep', Array.from({ length: 2000 }, (_, depth) => `${' '.repeat(depth)}- a process`).join('\n')],
  ['brackets that never close', repeat('[', 100_000)],
  ['links that never close', repeat('[a](', 200_000)],
  ['tags that never close', repeat('<a', 200_000)],
  ['comments that never close', repeat('<!--', 200_000)],
  ['emphasis that never closes', repeat('**a_', 200_000)],
  ['fences that never close', repeat('```\n', 200_000)],
  ['a table of 15,000 rows', repeat('| process | own memory |\n', 360_000)],
  ['60,000 headings', repeat('# a\n', 240_000)],
  ['200,000 labels', repeat('a: ', 600_000)],
  ['words that are all misspelt', repeat('proccess thraed memmory ', 400_000)],
  ['invisible characters', repeat('\u200B', 500_000)],
  ['letters of another alphabet', repeat('раро ', 200_000)],
]

const seconds = (text: string): number => computedMs(() => judge(readAnswer(text), rubric)) / 1e3

describe(`hard to read${shareSaid(2)}`, () => {
  test.each(share(HARD, 2))('%s: read in under two seconds, and twice as much in about twice the time', { retry: 3 }, (_, text) => {
    const half = seconds(text.slice(0, text.length / 2))
    const whole = seconds(text)
    expect(whole).toBeLessThan(2)
    expect(whole).toBeLessThan(half * 3.2 + 0.15)
  })
})
