import type { Grader } from './core/types.ts'
import { q1 } from './q1.ts'
import { q2 } from './q2.ts'
import { q3 } from './q3.ts'
import { q4 } from './q4.ts'
import { q5 } from './q5.ts'
import { q6 } from './q6.ts'

/** The questions, in the order in which they are asked. */
export const graders: readonly Grader[] = [q1, q2, q3, q4, q5, q6]
