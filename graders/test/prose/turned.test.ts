import { describe } from 'vitest'
import { type Pair, type Row, testPairs, testRows } from './table.ts'

/** What is said of the one by what is said of the other, and what somebody only used to think. */
const PAIRS: readonly Pair[] = [
  // "Unlike …" denies of the other what it says of the one, and affirms what it denies
  ['q2', '+parallelism', 'Unlike processes, threads cannot run in parallel.', 'Like processes, threads cannot run in parallel.'],
  [
    'q2',
    '+memory',
    'In contrast to threads, each process gets its own memory.',
    'In contrast to programs, each process gets its own memory.',
  ],
  [
    'q2',
    '+parallelism',
    'Processes work at once. Unlike threads, they are not held by the GIL.',
    'Processes work at once. They are not held by the GIL.',
  ],
  // Sides in the order of what is set against what
  ['q2', '+memory', 'Threads vs processes\nMemory: shared vs separate', 'Processes vs threads\nMemory: shared vs separate'],
  ['q2', '+cost', '## Processes versus threads\n- Overhead: high vs low', '## Threads versus processes\n- Overhead: high vs low'],
  // A yes of the one, and a no of the other
  ['q2', '+memory', 'Do they share memory? Threads yes, processes no.', 'Do they share memory? Threads no, processes yes.'],
  ['q2', '+memory', 'Do they share memory? Threads: yes. Processes: no.', 'Do they share memory? Threads: no. Processes: yes.'],
  // The first and the second of the question itself
  [
    'q2',
    '+memory',
    'The first one gives each task its own memory. The second one lets all tasks use the same memory.',
    'The first one lets all tasks use the same memory. The second one gives each task its own memory.',
  ],
  [
    'q2',
    '!swapped-memory',
    'The latter cannot see each other’s data, so they send messages. The former can, so they just read the variable.',
    'The former cannot see each other’s data, so they send messages. The latter can, so they just read the variable.',
  ],
  // What stands behind a comma and a "which" is no subject of what stands before it
  [
    'q2',
    '+parallelism',
    'Threads are cheap. On the other hand they are held back by the GIL, which processes are not.',
    'Processes are cheap. On the other hand they are held back by the GIL, which threads are not.',
  ],
  // A noun for all that was said
  [
    'q2',
    '+parallelism',
    'Threads cannot run at the same time in Python. Processes do not have this problem.',
    'Threads cannot run at the same time in Python. Processes do not have this name.',
  ],
  [
    'q2',
    '+parallelism',
    'Threads run one at a time, because there is a lock. Processes are not affected by this.',
    'Threads run one at a time, because there is a lock. Processes are not affected by heat.',
  ],
  // Who only says that something is not so speaks of the sentence before
  [
    'q4',
    '!process-per-task',
    'A pool opens a process for every task. It does.',
    'People often believe that a pool opens a process for every task. It does not.',
  ],
  // Who points at somebody has spoken of them before
  [
    'q1',
    '+parallel-processes',
    'Four people peel the potatoes together. The people are processes.',
    'Four people peel the potatoes together. The people are hungry.',
  ],
  // What something is said to be is not what is spoken of
  [
    'q2',
    '+memory',
    'Threads are not just small processes. They share the heap of one program. Processes have a heap each.',
    'Processes are not just big threads. They share the heap of one program. Threads have a heap each.',
  ],
  // The verb is that of the clause, and not that of the sentence
  [
    'q1',
    '!shared-memory',
    'It means that the processes share one memory, as threads do.',
    'Multiprocessing does not mean that the processes share one memory, as threads do.',
  ],
  // A denial ends where something else is stressed
  [
    'q1',
    '+parallel-processes',
    'Processes do not block one another and really do compute simultaneously.',
    'Processes do not block one another and do not compute simultaneously.',
  ],
  // What was wrong stands before the colon
  [
    'q1',
    '+cores',
    'Many call it a kind of thread. That is wrong: it runs many processes on several cores.',
    'Many call it a kind of thread. It is wrong that it runs many processes on several cores.',
  ],
  // What holds of none of the others
  [
    'q2',
    '+memory',
    'Threads change the same variables. For processes that does not work, they use pipes.',
    'Threads change the same variables. For processes that works, they use pipes.',
  ],
  [
    'q2',
    '+memory',
    'Threads share one heap. None of this is true of processes.',
    'Threads share one heap. All of this is true of processes.',
  ],
  [
    'q2',
    '+parallelism',
    'Threads cannot run in parallel. That is not the case for processes.',
    'Threads can run in parallel. That is not the case for processes.',
  ],
  // Picked out, and behind an interjection
  [
    'q2',
    '+memory',
    'Threads do not have their own memory. No! It is the processes that do.',
    'Threads do not have their own memory. No! It is the programs that do.',
  ],
  ['q2', '+memory', 'Memory is not shared by processes but by threads.', 'Memory is not shared by processes but by pipes.'],
  [
    'q2',
    '+memory',
    'It is not the threads which have separate address spaces but the processes. Threads share one.',
    'It is not the threads which have separate address spaces but the programs. Threads share one.',
  ],
  ['q2', '!swapped-memory', 'It is the threads which have their own memory.', 'It is not the threads which have their own memory.'],
  [
    'q2',
    '+parallelism',
    'Processes are executed in parallel on several cores, threads of Python are not.',
    'Processes are executed in parallel on several cores, threads of Python are.',
  ],
  // Whoever answers a question with a name says what holds where the answer is yes
  [
    'q2',
    '+workload',
    'Is it waiting most of the time (network, disk)? Threads. Is it calculating most of the time? Processes, since these use the cores.',
    'Is it waiting most of the time (network, disk)? No. Is it calculating most of the time? Yes.',
  ],
  // An analogy that leaves its verb out the second time, or says what is meant
  [
    'q1',
    '+own-memory',
    'Cooks each have their own fridge. The cooks stand for processes and the fridges for their memory.',
    'Cooks each have their own fridge. The cooks stand for processes and the fridges for dinner.',
  ],
  [
    'q2',
    '+memory',
    'Processes have a fridge of their own, threads share the fridge. By fridge I mean the memory.',
    'Processes have a fridge of their own, threads share the fridge. By fridge I mean the door.',
  ],
  // The first and the second of two, and of differences
  [
    'q2',
    '+workload',
    'Processes run on many cores. Threads take turns. The first is for calculations, the second for downloads.',
    'Processes run on many cores. Threads take turns. First, for calculations you wait, second, for downloads.',
  ],
  [
    'q2',
    '!swapped-memory',
    'Processes are old. Threads are new. The first has shared memory.',
    'There are two differences between processes and threads. The first is shared memory.',
  ],
  // "Even" behind a "not" ends no denial
  [
    'q2',
    '+memory',
    'Threads share memory, processes do not even share variables.',
    'Threads share memory, processes even share variables.',
  ],
  // A case that is put without an "if"
  ['q1', '+fault-isolation', 'Say one of them crashes: the rest survive.', 'Say that one of them crashes the rest.'],
  ['q1', '!one-core', 'Multiprocessing runs on only one core.', 'Suppose multiprocessing runs on only one core: nothing is gained.'],
  // Used to think
  ['q2', '!swapped-memory', 'I learned that threads have their own memory.', 'I used to think that threads have their own memory.'],
  ['q1', '+own-memory', 'I know that each process has its own memory.', 'At first I thought that each process has its own memory.'],
]

describe('said of the one, and by it of the other', () => {
  testPairs(PAIRS)
})

const TOLD: readonly Row[] = [
  ['So the memory (the kitchen) is shared by threads and not by processes.', '+memory'],
  ['Contrary to threads, processes share no variables.', '+memory'],
  ['Unlike threads, processes share nothing, and have no common variables.', '-cost'],
  ['Unlike threads, processes can share memory only through a queue.', '-memory'],
  ['I used to think that processes share one memory. That is wrong.', '-memory'],
  ['A new thread moves into your flat, and you share the fridge. By fridge I mean memory, a flat is a process.', '-cost'],
  ['I used to think that threads have their own memory, but that is wrong.', '-memory'],
]

describe('nobody is told of a wrong idea for it', () => {
  testRows('q2', TOLD)
})
