import { describe } from 'vitest'
import { type Pair, testPairs } from './table.ts'

const COMMENTS = '# Multiprocessing runs on several cores.\n# Benefits:-\n# 1. '
const LISTS = 'Multiprocessing\n1. uses multiple cores\n2. good for heavy CPU work\nMultithreading\n1. '

/** How learners lay out what they hand in, and how they put it, then a near text that must not count as saying it. */
const PAIRS: readonly Pair[] = [
  // A block of comments is no row of headings
  ['q1', '+speed', `${COMMENTS}saves time\n# 2. many uses`, `${COMMENTS}spends time\n# 2. many uses`],
  // A list that is counted anew: its head is no part of the list before
  ['q2', '+workload', `${LISTS}good for waiting tasks like network requests`, `${LISTS}good for many tasks`],
  // "Like" introduces an example, and what is named behind that is spoken of
  [
    'q2',
    '+workload',
    'For CPU intensive work we use multiprocessing, and for I/O like downloading files multithreading is better.',
    'For I/O like downloading files we use multiprocessing, and for CPU intensive work multithreading is better.',
  ],
  [
    'q2',
    '!swapped-workload',
    'For I/O like downloading files we use multiprocessing, and for CPU intensive work multithreading is better.',
    'For CPU intensive work we use multiprocessing, and for I/O like downloading files multithreading is better.',
  ],
  [
    'q2',
    '!swapped-workload',
    'Processes are used for input/output, for example reading files, and threads for calculations.',
    'Processes are used for calculations, and threads for input/output, for example reading files.',
  ],
  // A label holds behind a semicolon, too
  ['q2', '+synchronisation', 'Locks: process → mostly not needed; thread → needed', 'Locks: process → mostly not known; thread → known'],
  // A measurement is told in several sentences
  [
    'q2',
    '+parallelism',
    'With 4 threads it took 8 seconds, because the GIL lets only one of them run. With 4 processes it took 2.3 seconds.',
    'With 4 threads it took 2.3 seconds, because the GIL lets only one of them run. With 4 processes it took 8 seconds.',
  ],
  [
    'q1',
    '+speed',
    'The loop took 8 seconds. With 4 processes it was ready after 2.3 seconds.',
    'The loop took 2.3 seconds. With 4 processes it was ready after 8 seconds.',
  ],
  // Articles come and go
  ['q1', '+speed', 'We get the answer in nearly half of time.', 'We get nearly half of the answer in time.'],
  // What a normal program does is said of no program with several processes
  [
    'q1',
    '!one-core',
    'With multiprocessing only one core is working and the others are idle.',
    'When we run a normal script only one core is working and the others are idle.',
  ],
  [
    'q1',
    '!one-core',
    'With multiprocessing several processes are executed concurrently by one CPU.',
    'With multiprocessing several processes are executed concurrently by several CPUs, not by one CPU.',
  ],
  ['q1', '+parallel-processes', 'Each process runs on a different core.', 'Each process runs on a core.'],
  ['q1', '+gil', 'The GIL does not limit us any more.', 'The GIL does limit us.'],
  ['q1', '+gil', 'Threads have the GIL but processes are not limited by it.', 'Processes have the GIL but threads are not limited by it.'],
  [
    'q1',
    '+gil',
    'The GIL does not allow the threads to run in parallel, but with multiprocessing we can use all cores.',
    'The GIL does not allow the threads to see each other, but with multiprocessing we can use all cores.',
  ],
  ['q1', '+cpu-bound', 'Threads do not help for CPU tasks; multiprocessing does.', 'Threads help for CPU tasks; multiprocessing does not.'],
  [
    'q1',
    '+own-memory',
    'The processes run on different cores and have separate memory.',
    'The processes run on different cores and share the same memory.',
  ],
  [
    'q2',
    '!definitions-mixed',
    'Multithreading: it is the ability to run several programs at the same time.',
    'Multithreading: it is the ability to run several threads of a program at the same time.',
  ],
  // What a pool is and what it does
  [
    'q4',
    '+workers',
    'The pool uses four processes. Tasks go to them.',
    'Multiprocessing pool is a package. It is used to run many processes at the same time.',
  ],
  ['q4', '+distributes', 'The processes are running one task each.', 'It limits how many processes are running at one time.'],
  ['q4', '+distributes', 'With four workers 4 task will be executed at a time.', 'With four workers one task will be executed at a time.'],
  ['q4', '+distributes', 'When one is completed the next task will go to that worker.', 'When one is completed the worker will go.'],
  ['q4', '+manages', 'It takes away the work of creating and joining processes.', 'It takes away the memory of the processes.'],
  ['q4', '+manages', 'It closes the workers at the end.', 'The workers are close to the end.'],
  [
    'q4',
    '+manages',
    'Instead of writing p1 = Process(target=f) and so on, you create a Pool with the number of processes you want.',
    'You create a Pool and write p1 = Process(target=f) and so on, with the number of processes you want.',
  ],
  [
    'q4',
    '+limit',
    'For 500 files you would not start 500 processes; you would use a pool of 8.',
    'For 500 files you would start 500 processes; you would use a pool.',
  ],
  ['q4', '+limit', 'By default it is the cpu count.', 'It is the count.'],
  [
    'q4',
    '!pool-is-package',
    'Multiprocessing pool is a module in python that has functions like Process, Queue, Pipe, Pool, Lock.',
    'A pool has functions like map, and its workers are processes.',
  ],
  [
    'q4',
    '!pool-is-package',
    'A multiprocessing pool is when the computer has several CPUs and executes several processes.',
    'A multiprocessing pool is when the computer has several CPUs and several workers execute the tasks.',
  ],
]

describe('the habits of those who write', () => {
  testPairs(PAIRS)
})
