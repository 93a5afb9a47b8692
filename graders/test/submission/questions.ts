import type { Exercise } from '../../core/types.ts'

const written = (id: string, question: string): Exercise => ({ id, kind: 'written', title: id, question, hints: [] })
const program = (id: string, question: string): Exercise => ({ id, kind: 'program', title: id, question, hints: [] })

/** The six questions, as the reader of submissions needs them. */
export const exercises: readonly Exercise[] = [
  written('q1', 'What is multiprocessing? Why is it useful?'),
  written('q2', 'What are the differences between multiprocessing and multithreading?'),
  program('q3', 'Write a program that creates a process.'),
  written('q4', 'What is a multiprocessing pool? Why is it used?'),
  program('q5', 'Create a pool of worker processes.'),
  program('q6', 'Write a program that creates 4 processes, each of which prints a different number.'),
]
