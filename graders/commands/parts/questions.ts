import { UsageError } from '../../core/errors.ts'
import type { Grader } from '../../core/types.ts'
import { graders } from '../../index.ts'
import { nearest } from './nearest.ts'

/** What the questions are called, in their order. */
export const ids: readonly string[] = graders.map(({ exercise }) => exercise.id)

/** The question of this name, in capitals or not. */
export const graderCalled = (word: string): Grader | null => graders.find(({ exercise }) => exercise.id === word.toLowerCase()) ?? null

/** The question that somebody most likely meant who wrote this. */
export const missed = (word: string): string | null => nearest(word.toLowerCase(), ids)

/** The question that a learner named. @throws UsageError where there is none of that name. */
export const graderNamed = (word: string): Grader => {
  const grader = graderCalled(word)
  if (grader !== null) return grader
  const near = missed(word.replace(/^.*[/\\]|\.(?:ts|py|md)$/g, ''))
  throw new UsageError(`there is no question "${word}": ${near === null ? `the questions are ${ids.join(', ')}` : `did you mean ${near}?`}`)
}
