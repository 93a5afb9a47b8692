import type { Grader } from './core/types.ts'
import { q3 } from './q3.ts'
import { q5 } from './q5.ts'
import { q6 } from './q6.ts'

/** The questions, in the order in which they are asked. */
export const graders: readonly Grader[] = [q3, q5, q6]
