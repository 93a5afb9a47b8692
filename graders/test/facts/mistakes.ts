/** Programs with a mistake, and what is to be said of them. */
import { expect, test } from 'vitest'
import type { Answer } from '../../core/types.ts'
import { findPython } from '../../process/python.ts'
import { graderOf } from '../grading.ts'
import { canTrace } from '../tracing.ts'

export interface Mistake {
  readonly what: string
  readonly question: string
  readonly language: 'ts' | 'py'
  readonly text: string
  readonly check: string
  readonly seen: string
  readonly next: string
  /** Only the kernel's record knows of a process that never came to its program. */
  readonly needsKernel?: true
}

const python = await findPython()

/** Those that this machine can try. */
export const here = (mistakes: readonly Mistake[]): Mistake[] =>
  mistakes.filter(({ language, needsKernel }) => (language === 'ts' || python !== null) && (needsKernel !== true || canTrace))

/** Runs the program, and gives what its check says. */
export const verdictOn = async ({ question, language, text, check }: Mistake) => {
  const entry = `${question}.${language}`
  const answer: Answer = { exercise: question, language, entry, files: [{ path: entry, text }] }
  const { checks } = await graderOf(question).grade(answer, { timeoutMs: 20_000 })
  return checks.find(({ id }) => id === check)?.verdict
}

const wanted = ({ seen, next }: Mistake) => ({
  status: 'failed',
  seen: expect.stringContaining(seen),
  hint: expect.stringContaining(next),
})

/** Each of them is told what it says of itself. */
export const testMistakes = (mistakes: readonly Mistake[]): void => {
  test.each(here(mistakes))('$what', async (mistake) => {
    expect(await verdictOn(mistake)).toMatchObject(wanted(mistake))
  })
}

/** A program in TypeScript: the child in one branch, main in the other. */
export const twoRoles = (rest: string, child = "console.log('child')") =>
  `import { fork } from 'node:child_process'\nimport { once } from 'node:events'\nif (process.argv[2]) ${child}\nelse {\n${rest}\n}\n`
