import { describe } from 'vitest'
import { type Pair, testPairs } from './table.ts'

const COMMENTS = '# Multiprocessing runs on several cores.\n# Benefits:-\n# 1. '
const LISTS = 'Multiprocessing\n1. uses multiple cores\n2. good for heavy CPU work\nMultithreading\n1. '

/** How learners lay out what they hand in, and how they put it, then a near text that must not count as saying it. */
const PAIRS: readonly Pair[] = [
  // A block of comments is no row of headings
  ['q1', '+speed', `${COMMENTS}saves time\n# 2. many uses`, `${COMMENTS}spends time\n# 2. many uses`],
  // What stands behind a label may leave out what the label before it said, and a line may end without a mark
  [
    'q2',
    '+memory',
    'Threads: share the same heap and global variables\nProcesses: do not',
    'Threads: share the same ideas and goals\nProcesses: do not',
  ],
  ['q2', '+memory', 'Threads: share the same memory\nProcesses: have their own', 'Threads: share the same memory\nProcesses: have one'],
  ['q1', '+gil', 'The GIL is side stepped by several processes.', 'The GIL is used by several processes.'],
  // Who asks and who answers is told in front
  [
    'q2',
    '+memory',
    'Q. Do processes share memory?\nA. No, each has a separate one.\nQ. Do threads share memory?\nA. Yes.',
    'Q. Do processes share memory?\nA. Yes, all have the same one.\nQ. Do threads share memory?\nA. No.',
  ],
  [
    'q2',
    '!swapped-memory',
    'Q. Do processes share memory?\nA. Yes, they do.\nQ. Do threads share memory?\nA. No.',
    'Q. Do processes share memory?\nA. No, each has a separate one.\nQ. Do threads share memory?\nA. Yes.',
  ],
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
  // Lines in bold type, and a word or two between two lists, are heads
  [
    'q2',
    '+synchronisation',
    '**Multithreading**\nDisadvantage: there is always some danger of waiting, and it is needed\n**Multiprocessing**\nAdvantage: no shared state -> fewer race conditions',
    '**Multiprocessing**\nDisadvantage: there is always some danger of waiting, and it is needed\n**Multithreading**\nAdvantage: no shared state -> no use of race conditions',
  ],
  [
    'q2',
    '+memory',
    '**Multithreading**\nAdvantage: the memory is shared by everybody who is needed for it\n**Multiprocessing**\nAdvantage: no shared state',
    '**Multiprocessing**\nAdvantage: the memory is shared by everybody who is needed for it\n**Multithreading**\nAdvantage: no shared state',
  ],
  [
    'q2',
    '+memory',
    'Multi-threading\n+ threads share data\nMulti-processing\n+ data of each process is protected from the others',
    'Multi-threading\n+ threads share data\nMulti-processing\n+ data of each process is sent to the others',
  ],
  // An arrow says what is for what
  [
    'q2',
    '+workload',
    'I/O bound → multithreading. CPU bound → multiprocessing.',
    'I/O bound → multiprocessing. CPU bound → multithreading.',
  ],
  // What stands for an apostrophe
  ['q2', '+memory', 'Processes don´t share memory, threads share it.', 'Processes do share memory, threads share it.'],
  ['q2', '+memory', 'Processes don t share memory, threads share it.', 'Processes did share memory, threads share it.'],
  ['q2', '!swapped-memory', 'Processes do share memory among them.', 'Processes don‘t share memory among them.'],
  // Two letters for two words
  [
    'q2',
    '+memory',
    'Process: P. Thread: T.\n- P have separate memory, T share memory',
    'Process: P. Thread: T.\n- T have separate memory, P share memory',
  ],
  ['q2', '!swapped-cost', 'Process: P. Thread: T.\n- T is heavy, P is light', 'Process: P. Thread: T.\n- P is heavy, T is light'],
  // A question that is answered by a name
  ['q2', '+cost', 'Which of the two is cheaper? Threads.', 'Which of the two is cheaper? Processes.'],
  ['q2', '!swapped-cost', 'Which one is heavier? A: Threads.', 'Which one is heavier? A: Processes.'],
  // Articles take no place
  ['q4', '+limit', 'It keeps the number of processes constant.', 'It keeps the number of processes in mind.'],
  [
    'q2',
    '!swapped-cost',
    'Multithreading needs more resources and is slow to create.',
    'Multiprocessing needs more resources and is slow to create.',
  ],
  ['q2', '+fault-isolation', 'With processes a failure stays local.', 'With threads a failure stays local.'],
  [
    'q2',
    '+memory',
    'Two threads increment the same counter. Two processes have two counters.',
    'Two threads increment the same counter. Two processes have a lock.',
  ],
  [
    'q1',
    '!one-core',
    'At a time only one process is executed by the CPU.',
    'At a time only one thread of a process is executed because of the GIL.',
  ],
  [
    'q1',
    '!made-of-threads',
    'Multiprocessing is the division of one process into several threads.',
    'Multiprocessing is the division of work.',
  ],
  ['q1', '+fault-isolation', 'Should one of them fail, the main program still works.', 'Should one of them fail, the main program fails.'],
  ['q1', '+speed', 'The script, which took 4 min, took 40 s afterwards.', 'The script, which took 40 s, took 4 min afterwards.'],
  // The language is no process
  [
    'q1',
    '+parallel-processes',
    'It executes several processes in parallel, which makes use of the cores.',
    'Multiprocessing in Python is a way to execute multiple threads in parallel which makes use of the cores.',
  ],
  [
    'q4',
    '+distributes',
    "It's a fixed amount of processes that work off a queue of tasks.",
    "It's a fixed amount of processes that are tasks.",
  ],
  ['q4', '+workers', "It's a fixed amount of processes.", "It's a fixed amount of money."],
  ['q4', '+distributes', 'Calls go to whoever is free.', 'Calls go on.'],
  ['q4', '+distributes', 'Those 8 do all of the tasks.', 'Those 8 do not care.'],
  ['q4', '+reuse', 'Each gets a job, when finished the next one.', 'Each gets a job, when finished a result.'],
  ['q4', '+manages', 'With Process you need a loop for starting and one for joining.', 'With Pool you need a name.'],
  // "The process of" doing something is no process
  [
    'q1',
    '+parallel-processes',
    'Multiprocessing is the process of running multiple processes at the same time.',
    'Multiprocessing is the process of running multiple threads of a program at the same time.',
  ],
  // A line that begins with a name and a dash is a thought of its own
  [
    'q2',
    '+workload',
    'Multithreading - same memory, and it is used for tasks which wait for I/O\nMultiprocessing - different memory, for heavy CPU work',
    'Multiprocessing - different memory, and it is used for tasks which wait for I/O\nMultithreading - same memory, for heavy CPU work',
  ],
  // What begins behind a comma is no subject of what stands before it
  [
    'q1',
    '!made-of-threads',
    'The application is divided into many small threads, and these threads are what run independently.',
    'The application is divided into many small processes, and each process has threads.',
  ],
  [
    'q1',
    '!made-of-threads',
    'Multiprocessing is a method of executing multiple threads in parallel, rather than sequentially.',
    'Multiprocessing is a method of executing multiple processes in parallel, rather than multiple threads.',
  ],
  // A pronoun does not stand for what was ruled out
  [
    'q1',
    '+parallel-processes',
    'It breaks the program into processes and not into threads. They run at the same time.',
    'It breaks the program into processes and not into threads. They run for a long time.',
  ],
  // What becomes of the others stands in front, too
  [
    'q1',
    '+fault-isolation',
    'It keeps the other processes running when one crashes.',
    'It keeps the other processes waiting when one crashes.',
  ],
  [
    'q1',
    '+fault-isolation',
    'It protects the other processes from a crash of one.',
    'It protects the other processes from a lack of time.',
  ],
  ['q1', '+speed', 'Benefits: reduction of the execution time', 'Benefits: length of the execution time'],
  // Entries in bold type with nothing under them are the items of a list
  [
    'q1',
    '+own-memory',
    'Advantages:\n1. **Separate memory for each process**\n2. **Faster execution of programs**',
    'Advantages:\n1. **Memory of processes**\n2. **Execution of programs**',
  ],
  ['q4', '+manages', 'The processes are created and ended automatically.', 'The processes are created and ended by hand.'],
  ['q4', '+manages', 'Advantages: automatic creation of processes', 'Advantages: manual creation of processes'],
  ['q4', '+results', 'Collection of the results', 'Collection of the workers'],
  // Whose time is saved
  ['q4', '+speed', 'It saves time.', 'It saves time of the programmer.'],
]

describe('the habits of those who write', () => {
  testPairs(PAIRS)
})
