import { UsageError } from '../core/errors.ts'
import type { Grader } from '../core/types.ts'
import { graders } from '../index.ts'
import { nearest } from './nearest.ts'

/** The question that a learner named. */
export const questionFor = (word: string): Grader => {
  const id = word.toLowerCase()
  const grader = graders.find(({ exercise }) => exercise.id === id)
  if (grader !== undefined) return grader
  const ids = graders.map(({ exercise }) => exercise.id)
  const near = nearest(id, ids)
  throw new UsageError(`there is no question "${word}": ${near === null ? `the questions are ${ids.join(', ')}` : `did you mean ${near}?`}`)
}
