import { describe } from 'vitest'
import { type Pair, testPairs } from './table.ts'

/** What learners say in words of their own, then a near sentence that must not count as saying it. */
const PAIRS: readonly Pair[] = [
  // What is named behind what is said of it
  ['q2', '+memory', 'Memory: separate for processes, shared for threads', 'Memory: shared for processes, separate for threads'],
  ['q2', '!swapped-memory', 'Memory: shared for processes, separate for threads', 'Memory: separate for processes, shared for threads'],
  ['q2', '+memory', 'Memory is separate for processes but shared for threads.', 'Memory is shared for processes but separate for threads.'],
  ['q2', '+cost', 'Overhead: high for processes, low for threads', 'Overhead: low for processes, high for threads'],
  ['q2', '!swapped-cost', 'Overhead: low for processes, high for threads', 'Overhead: high for processes, low for threads'],
  ['q2', '+cost', 'Memory consumption: process high, thread low', 'Memory consumption: thread high, process low'],
  ['q2', '+communication', 'Communication: threads are fast, processes slow', 'Communication: threads are slow, processes fast'],
  // Who is given something is no place where something happens
  [
    'q2',
    '+memory',
    'The operating system gives separate memory to each process but not to threads.',
    'The operating system gives separate memory to each thread but not to processes.',
  ],
  // Each line has its own label, whatever mark stands behind it
  [
    'q2',
    '+memory',
    'process -> heavy weight, own memory\nthread -> light weight, memory of parent process',
    'process -> heavy weight, own memory\nthread -> light weight, name of parent process',
  ],
  // The half that leaves its verb out
  [
    'q2',
    '+memory',
    'Memory is shared between threads but not between processes.',
    'Memory is shared between processes but not between threads.',
  ],
  [
    'q2',
    '+memory',
    'Sharing of memory happens in threads and not in processes.',
    'Sharing of memory happens in processes and not in threads.',
  ],
  ['q2', '+memory', 'Memory isolation exists between processes but not between threads.', 'Memory isolation exists between processes.'],
  [
    'q2',
    '+parallelism',
    'Threads never run Python code at the very same time because of the lock, and two processes do because each has an interpreter.',
    'Threads never run Python code at the very same time because of the lock, and two processes do not.',
  ],
  // Which of two is spoken of
  [
    'q2',
    '+memory',
    'In case of process, memory is not shared, in case of thread it is shared.',
    'In case of thread, memory is not shared.',
  ],
  [
    'q2',
    '+cost',
    'A thread is quick to create and a process is slow to create.',
    'A thread is slow to create and a process is quick to create.',
  ],
  ['q2', '+communication', 'Inter-process data exchange is mediated by pipes.', 'To process data it reads pipes.'],
  [
    'q2',
    '+memory',
    'Process between process data not share, thread between thread data share.',
    'Process between process data share, thread between thread data not share.',
  ],
  [
    'q2',
    '+memory',
    'A process has its own memory. Threads share it with each other.',
    'A process has its own memory. Threads do not share it.',
  ],
  [
    'q2',
    '+memory',
    'All threads have access to the same memory. This is not the case for processes.',
    'All threads have access to the same memory. This is the case for processes.',
  ],
  [
    'q2',
    '+memory',
    'There is no shared memory between processes. Between threads there is.',
    'There is shared memory between processes. Between threads there is none.',
  ],
  [
    'q2',
    '+memory',
    'Memory is not shared among processes. It is shared among threads.',
    'Memory is shared among processes. It is not shared among threads.',
  ],
  ['q2', '+memory', 'Threads share code and data. Processes do not share these.', 'Threads share code and data. Processes share these.'],
  ['q2', '+parallelism', 'Threads wait for the GIL. Processes do not have to.', 'Threads wait for the GIL. Processes have to, too.'],
  ['q2', '+parallelism', 'Threads suffer from the GIL, processes do not.', 'Threads suffer from the GIL, processes do, too.'],
  [
    'q2',
    '+memory',
    'The memory of a process cannot be read by other processes; the memory of threads is the same.',
    'The memory of a process cannot be read by other processes; the name of threads is the same.',
  ],
  [
    'q2',
    '+workload',
    'For maths we use processes and for network we use threads.',
    'For maths we use threads and for network we use processes.',
  ],
  // "Neither … nor" denies twice, and each half once
  ['q4', '+results', 'It distributes the tasks and collects results.', 'It neither distributes the tasks nor collects results.'],
  ['q1', '+cores', 'It is fast and it uses more cores.', 'It is neither faster nor does it use more cores.'],
  // What is compared with ends before the next clause
  [
    'q2',
    '+synchronisation',
    'Threads are lighter than processes and processes do not need locks.',
    'Processes are not heavier than threads and threads do not need locks.',
  ],
  // Two words behind a colon are no label
  ['q2', '+cost', 'Multithreading: less overhead', 'Multithreading: less overtime'],
  // Written as it sounds
  ['q1', '+parallel-processes', 'It runs multiple proces simultenously.', 'It runs multiple proces similarly.'],
  // A list under a line that ends with a dash
  [
    'q2',
    '+parallelism',
    'Multi processing -\n1. many processes\n2. real parallel\n\nMulti threading -\n1. many threads\n2. not real parallel because of GIL',
    'Multi processing -\n1. many processes\n2. not real parallel\n\nMulti threading -\n1. many threads\n2. real parallel',
  ],
  // How it looks is not how it is
  ['q1', '+parallel-processes', 'The processes are parallel.', 'The processes seem parallel.'],
  ['q1', '+parallel-processes', 'Here is what they do: they run at the same time.', 'It looks like they run at the same time.'],
  [
    'q1',
    '!one-core',
    'The one CPU core jumps between the processes so quickly that they seem parallel.',
    'On a machine with one core they take turns.',
  ],
  ['q1', '!one-core', 'The processes take turns on a single core.', 'If there is a single core, the processes take turns.'],
  ['q1', '!one-core', 'All processes share one CPU and get time slices.', 'All processes share the CPUs, each has one.'],
  ['q1', '+cores', 'Not only one core is working but all of them.', 'Only one core is working.'],
  // An opinion with a question mark is no question
  ['q1', '+parallel-processes', 'So I think several processes run at once?', 'Do several processes run at once?'],
  // Several at once
  [
    'q1',
    '+parallel-processes',
    'We get additional processes which work in the meantime.',
    'We get additional processes which work afterwards.',
  ],
  // Memory
  ['q1', '+own-memory', 'Memory of one process is not accessible from another.', 'Memory of one process is accessible from another.'],
  ['q1', '+own-memory', 'Every one of them has an interpreter to itself.', 'Every one of them has an interest to itself.'],
  ['q1', '+own-memory', 'Each process possesses its proper memory space.', 'Each process has a proper memory leak.'],
  ['q1', '+own-memory', 'What a process stores is invisible for the rest.', 'What a process stores is visible for the rest.'],
  ['q1', '!shared-memory', 'The memory is common for all processes.', 'The memory is not common for all processes.'],
  [
    'q2',
    '+memory',
    'Every process has its own memory. All threads use the memory jointly.',
    'Every process has its own memory. All threads use the keyboard jointly.',
  ],
  [
    'q2',
    '+memory',
    'Processes cannot look into one another, but all the threads look at the same objects.',
    'Processes cannot look into one another, but all the threads look at the same clock.',
  ],
  [
    'q2',
    '+memory',
    'Threads operate on a common heap, processes are segregated from one another.',
    'Threads operate on a common heap, processes too.',
  ],
  [
    'q2',
    '+memory',
    'Threads see everything, processes see only their own stuff.',
    'Threads see nothing, processes see only their own stuff.',
  ],
  [
    'q2',
    '+memory',
    'When a thread modifies a list, other threads see it. When a process modifies a list, nobody else sees it.',
    'When a thread modifies a list, nobody else sees it. When a process modifies a list, other processes see it.',
  ],
  [
    'q2',
    '+memory',
    'Threads work with common variables; each process works with a copy.',
    'Threads work with common variables; each process works too.',
  ],
  [
    'q2',
    '!swapped-memory',
    'Every thread owns a memory area of its own.',
    'Every thread owns a stack of its own, and they share the memory.',
  ],
  [
    'q2',
    '!swapped-memory',
    'Processes have shared memory but threads have separate memory.',
    'Threads have shared memory but processes have separate memory.',
  ],
  // How much at the same moment
  [
    'q2',
    '+parallelism',
    'Because of the GIL only one thread runs at a time, but processes do not have this problem.',
    'Because of the GIL only one thread runs at a time.',
  ],
  [
    'q2',
    '+parallelism',
    'Multiprocessing achieves true parallelism. Multithreading gives only concurrency.',
    'Multiprocessing gives only concurrency. Multithreading achieves true parallelism.',
  ],
  ['q2', '+parallelism', 'Threads share one GIL, every process has its own one.', 'Threads share one room, every process has its own one.'],
  [
    'q2',
    '+parallelism',
    'The GIL affects threads. It does not affect processes.',
    'A crash affects threads. It does not affect other processes.',
  ],
  [
    'q2',
    '+parallelism',
    'Multithreading: real parallelism is not possible. Multiprocessing: real parallelism is possible.',
    'Multithreading: real parallelism is possible. Multiprocessing: real parallelism is possible.',
  ],
  [
    'q2',
    '+parallelism',
    'CPython lets just a single thread at a time execute bytecode, so several processes are needed for several cores.',
    'CPython lets several threads execute bytecode, so several processes are not needed.',
  ],
  ['q1', '+gil', 'The GIL of one process does not block the next.', 'The GIL of one process blocks the next.'],
  [
    'q1',
    '+gil',
    'The GIL lets only one thread run. To solve this problem we use multiprocessing.',
    'The GIL lets only one thread run. We have this problem.',
  ],
  [
    'q2',
    '+parallelism',
    'Only one thread can hold the GIL at once whereas every process holds its own.',
    'Only one thread can hold the GIL at once.',
  ],
  ['q1', '+gil', 'Without the GIL they compute at once.', 'It is of no use, because processes wait due to the GIL.'],
  // For what kind of work
  [
    'q2',
    '+workload',
    'I take threads if my program waits for websites, and processes if it has to calculate a lot.',
    'I take processes if my program waits for websites, and threads if it has to calculate a lot.',
  ],
  [
    'q2',
    '+workload',
    'Multiprocessing suits work that keeps the processor busy, multithreading suits work that waits for input.',
    'Multithreading suits work that keeps the processor busy.',
  ],
  ['q1', '+cpu-bound', 'It helps when a function hashes a big file.', 'It helps when a function opens a big file.'],
  // Cost
  ['q2', '+cost', 'Process is resource big, thread is resource small.', 'Process is resource small, thread is resource big.'],
  [
    'q2',
    '+cost',
    'A new process needs tens of megabytes, a thread only a few kilobytes.',
    'A new process reads files, a thread does so too.',
  ],
  ['q2', '+cost', 'Threads are light, processes are bulky.', 'Threads are bright, processes are dark.'],
  ['q2', '+cost', 'Threads switch more quickly.', 'With threads the CPU switches between them so quickly that it looks parallel.'],
  ['q2', '+cost', 'Threads do not need much memory.', 'Threads do not need much attention.'],
  [
    'q2',
    '!swapped-cost',
    'Creating a process is faster than creating a thread.',
    'Creating a process is not faster than creating a thread.',
  ],
  // Talking to each other
  [
    'q2',
    '+communication',
    'Threads can talk to one another by a global variable.',
    'Processes can talk to one another by a global variable.',
  ],
  ['q2', '+communication', 'Exchanging data between processes is tough.', 'Exchanging data between processes is done.'],
  ['q2', '+communication', 'Communication: processes - slow, threads - fast', 'Communication: processes - yes, threads - yes'],
  // Crashes
  ['q1', '+fault-isolation', 'The failure of a single process is contained.', 'The failure of a single process is logged.'],
  ['q1', '+fault-isolation', 'An error stays in its process.', 'An error is in its process.'],
  ['q1', '+fault-isolation', 'If one blows up, its siblings do not notice.', 'If one waits, its siblings do not notice.'],
  [
    'q1',
    '+fault-isolation',
    'A crash is not felt by the others.',
    'It fails for such tasks, because processes do not see each other’s memory.',
  ],
  // A denial of the whole is no "not" within it
  ['q2', '+fault-isolation', 'When one process dies the rest is fine.', 'It is a myth that when one process dies the rest is fine.'],
  ['q1', '+fault-isolation', 'If a process dies, the others live on.', 'It is not true that if a process dies, the others live on.'],
  ['q4', '+manages', 'It takes care of starting the workers.', 'I do not think that it takes care of starting the workers.'],
  ['q2', '+fault-isolation', 'process one dead other no problem', 'process one dead other dead too'],
  // Two write at once
  ['q2', '+synchronisation', 'Two threads may write at once and spoil it.', 'Two threads may write at once.'],
  ['q2', '+synchronisation', 'Threads have the problem of synchronization.', 'Threads do not have the problem of synchronization.'],
  ['q2', '+synchronisation', 'Race conditions occur in multithreading.', 'Race conditions never occur in multithreading.'],
  // One's definition for the other
  [
    'q2',
    '!definitions-mixed',
    'Multithreading is when several processes run at once.',
    'Both are done at exactly the same time, in processes or in threads.',
  ],
  ['q2', '!swapped-memory', 'A common address space is used by all processes.', 'A common address space is used by all threads.'],
  // What one gains
  ['q1', '+speed', 'The whole is ready in only 10 seconds.', 'It is asked for in only 10 countries.'],
  ['q1', '+speed', 'Instead of 20 minutes I wait 5.', 'Instead of an apple I take a pear.'],
  ['q1', '+speed', 'The total goes from 40 s to 10 s.', 'The number goes from 40 to 10.'],
  ['q1', '+speed', 'We get the most out of the hardware.', 'We get the hardware out of the box.'],
  ['q1', '+speed', 'We can do more in the same time.', 'We can do more than one thing at the same time.'],
  ['q1', '+speed', 'It makes good use of all the cores.', 'It makes no use of all the cores.'],
  ['q4', '+speed', 'It is of use for increasing performence.', 'It is of use for measuring performence.'],
  // What a pool is made of
  ['q4', '+workers', 'The pool isn’t a single process, it’s several.', 'The pool isn’t a single thread, it’s several.'],
  ['q4', '+workers', 'It is a container of processes.', 'It is a container of threads.'],
  ['q4', '+workers', 'Agents are processes, calls are function calls.', 'Agents are people, calls are function calls.'],
  ['q4', '+workers', 'Several interpreters pull callables off one queue.', 'Several threads pull callables off one queue.'],
  ['q4', '!pool-of-threads', 'The workers of the pool are threads.', 'The workers of the pool are not threads.'],
  ['q4', '!pool-of-threads', 'A pool has some threads which do the tasks.', 'A pool has some processes which do the tasks.'],
  // What it does with the work
  ['q4', '+distributes', 'The workload is balanced between the processes.', 'The diet is balanced.'],
  ['q4', '+distributes', 'The processes take from the queue.', 'The processes take long.'],
  [
    'q4',
    '!process-per-task',
    'Whenever a new task comes the pool creates a new process.',
    'Whenever a new task comes the pool creates an entry.',
  ],
  ['q4', '!process-per-task', 'The pool forks a fresh process for it.', 'The pool never forks a fresh process for it.'],
  // What it takes off one's hands
  ['q4', '+manages', 'The programmer needs not take care of each process.', 'The programmer has to take care of each process.'],
  [
    'q4',
    '+manages',
    'Creating, scheduling and terminating them is its business.',
    'Creating, scheduling and terminating them is your business.',
  ],
  [
    'q4',
    '+manages',
    'It starts them, feeds them and shuts them down at the end.',
    'You start them, feed them and shut them down at the end.',
  ],
  ['q4', '+manages', 'It is less code than with Process.', 'It is more code than with Process.'],
  ['q4', '+manages', 'It is easier than creating processes one by one.', 'It is harder than creating processes one by one.'],
  ['q4', '+manages', 'There is no need to start and join processes.', 'There is no need to create and destroy a process every time.'],
  ['q4', '+manages', 'It manages all processes.', 'The programmer must manage all processes.'],
  ['q4', '+workers', 'In the pool there are several processes.', 'In the pool there are several swimmers.'],
  // After a task
  ['q4', '+reuse', 'When it is done it waits for the following job.', 'When it is done it exits.'],
  ['q4', '+reuse', 'The processes are not killed after a task.', 'The processes are killed after a task.'],
  ['q4', '+reuse', 'The start-up cost of a process is paid once.', 'The start-up cost of a process is paid every time.'],
  ['q4', '+reuse', 'It hands the next input to whoever has finished.', 'It hands the next input to a new process.'],
  ['q4', '+reuse', 'Each of them takes one picture after another.', 'Each of them takes one picture.'],
  ['q4', '!pool-of-threads', 'The pool has threads waiting for tasks.', 'The pool has no threads, it has processes.'],
  ['q4', '+reuse', 'A pool reuses its processes.', 'A thread pool reuses its threads.'],
  // What comes out
  ['q4', '+results', 'You give it jobs and get a list back.', 'You give it jobs and a list.'],
  ['q4', '+results', 'You receive a list with all the squares.', 'The pool receives a list with all the numbers.'],
  ['q4', '+results', 'It gives the answers back.', 'It gives the questions back.'],
  // How many at once
  ['q4', '+limit', 'We make a pool with only 8 processes.', 'We make a pool with 8 processes.'],
  ['q4', '+limit', 'The number stays constant however long the list is.', 'The number grows however long the list is.'],
  ['q4', '+limit', 'If we start 1000 processes the computer will hang.', 'If we start 1000 processes the computer will like it.'],
  ['q4', '+api', 'Its functions are map and apply.', 'A function is applied to many items.'],
  ['q4', '+api', 'One calls pool.map with a function.', 'A pool maps inputs to workers.'],
  // Wrong ideas in other words, and ways to say what was not known
  ['q2', '!swapped-memory', 'There is a private address space for every thread.', 'There is a private address space for every process.'],
  ['q2', '!swapped-workload', 'Threads excel where you crunch numbers.', 'Threads excel where you wait, not where you crunch numbers.'],
  ['q2', '!swapped-workload', 'Choose processes if the program mostly waits.', 'Choose processes if the program never waits.'],
  ['q2', '!swapped-cost', 'Processes are launched instantly.', 'Processes are never launched instantly.'],
  ['q2', '!swapped-cost', 'Creating a thread is expensive.', 'Creating a thread is less expensive than creating a process.'],
  ['q2', '+cost', 'A process needs an eternity to start.', 'A process runs for an eternity.'],
  ['q2', '+synchronisation', 'With threads some writes may get lost.', 'With threads some files may get written.'],
  ['q2', '+synchronisation', 'Threads have to place a lock around the counter.', 'Threads have to place a remark around the counter.'],
  ['q1', '!shared-memory', 'All processes write to one and the same piece of memory.', 'All processes write to one and the same file.'],
  ['q1', '!shared-memory', 'Each process sees what another has written.', 'No process sees what another has written.'],
  ['q1', '!made-of-threads', 'It starts a lot of threads which do the work.', 'It starts a lot of processes instead of many threads.'],
  [
    'q1',
    '!one-core',
    'One core gives a slice of time to this process, then to the next.',
    'Several cores give their time to this process and to the next.',
  ],
  ['q1', '+parallel-processes', 'Each copy has a CPU of its own.', 'Each copy has a name of its own.'],
  ['q1', '+parallel-processes', 'The calculations get spread over many cores.', 'The calculations get spread over many pages.'],
  [
    'q1',
    '+gil',
    'Just one thread can execute Python code. Multiprocessing solves this.',
    'Just one thread can execute Python code. Multiprocessing does not solve this.',
  ],
  ['q1', '+own-memory', 'None of them can read the variables of another.', 'All of them can read the variables of another.'],
  ['q4', '+workers', 'A pool of processes that wait', 'pooling of the processes'],
  ['q4', '!process-per-task', 'A pool opens a fresh process for each element.', 'A pool opens a fresh file for each element.'],
  [
    'q4',
    '!process-per-task',
    'For every argument the pool forks another process.',
    'For every argument the pool does not fork another process.',
  ],
  ['q4', '!pool-is-package', 'A pool is a module of Python.', 'A pool is an object with workers, from a module of Python.'],
  ['q4', '+distributes', 'Each order is handed to whichever cook is idle.', 'The boss is handed to whichever.'],
  ['q4', '+manages', 'It relieves you of starting processes.', 'It relieves you of thinking.'],
  ['q4', '+reuse', 'The workers are kept alive.', 'Threads are kept alive.'],
]

describe('what learners say in words of their own, and what near sentences do not', () => {
  testPairs(PAIRS)
})
