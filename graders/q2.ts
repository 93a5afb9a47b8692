import { defineWritten } from './define-written.ts'

/** Q2: how multiprocessing and multithreading differ. */
export const q2 = defineWritten({
  id: 'q2',
  title: 'Processes and threads',
  question: 'What are the differences between multiprocessing and multithreading?',
  hints: [
    'Take one variable. Who can see it: another process? Another thread?',
    'For every difference, say both sides: how it is with processes, and how it is with threads.',
    'Go through memory, cores, cost, talking to each other, and what happens when one of them crashes.',
  ],
  rubric: new URL('q2.rubric', import.meta.url),
})
