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
  variations: [
    'Make one of the differences visible: let a thread and a process each change the same global variable, and print it afterwards.',
    'Take the time that a hundred threads and a hundred processes need to start and to end. How large is the factor on your machine?',
  ],
})
