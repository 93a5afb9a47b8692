import { describe } from 'vitest'
import { type Pair, testPairs } from './table.ts'

/** What is said without its usual words: by the other half, by a heading, by small words that turn a thought round. And what is denied, doubted or merely named. */
const PAIRS: readonly Pair[] = [
  // How something is avoided is done; what is put in between ends no denial; a word that is asked is what the answer is about
  [
    'q1',
    '+parallel-processes',
    'It avoids the lock by starting several processes that run at once.',
    'It avoids starting several processes that run at once.',
  ],
  [
    'q1',
    '+own-memory',
    'They do not, whatever people believe, share their memory.',
    'They do, whatever people believe, share their memory.',
  ],
  ['q1', '!shared-memory', 'All processes share their memory.', 'All processes do not, as most people say, share their memory.'],
  ['q2', '+workload', 'Take this rule: I/O? Threads. Maths? Processes.', 'Take this rule: I/O? Threads. Spots? Processes.'],
  ['q1', '!made-of-threads', 'It is executing many threads within a process.', 'It is executing many processes.'],
  // In JavaScript threads do compute at once
  ['q2', '!swapped-workload', 'Threads are good for CPU-bound work.', 'In Node.js worker threads are good for CPU-bound work.'],
  ['q2', '!swapped-workload', 'Processes are for I/O-bound work.', 'In JavaScript processes are for I/O-bound servers.'],
  ['q1', '!made-of-threads', 'Each core is given its own thread.', 'Each core is given its own thread or process.'],
  ['q1', '!made-of-threads', 'The work is cut up, and every thread gets a part.', 'A lock gives every thread a moment.'],
  [
    'q2',
    '+memory',
    '| | multiprocessing | multithreading |\n|---|---|---|\n| data | not shared | shared |',
    '| | multiprocessing | multithreading |\n|---|---|---|\n| data | not shared | not shared |',
  ],
  [
    'q2',
    '+memory',
    'A process has everything for itself. Threads have to share all that.',
    'A process has everything for itself. Threads have to look at all that.',
  ],
  ['q4', '+workers', 'A fleet of processes.', 'A fear of processes.'],
  [
    'q4',
    '!process-per-task',
    'With a pool every element of a list is given a new process.',
    'With a pool every element of a list is given a new value.',
  ],
  ['q4', '+manages', 'It saves me from starting and joining each of them.', 'It starts and joins each of them if I let it.'],
  ['q1', '+fault-isolation', 'If A fails, B doesn’t.', 'If A fails, B doesn’t know what to do: it fails too.'],
  ['q2', '+memory', 'It is the threads that share memory, not the processes.', 'It is the threads that share memory, not the names.'],
  [
    'q2',
    '+memory',
    'And processes are slow. And they do not see one another’s variables, which threads do.',
    'And processes are slow. And they do not see it, which threads do.',
  ],
  [
    'q2',
    '+memory',
    'Two threads can both write to the variable `n`. Two processes each have their own `n`.',
    'Two threads can both write to the screen. Two processes each have their own `n`.',
  ],
  [
    'q4',
    '!process-per-task',
    'When one hands it a task, the pool creates a process and ends it.',
    'When one hands it a task, the pool gives it to a process.',
  ],
  ['q4', '+limit', 'If we start 10 000 processes, the machine will hang.', 'If we start 10 processes, the machine will hang.'],
  ['q4', '+reuse', 'You pay for their creation one time.', 'You pay for their creation every time.'],
  [
    'q4',
    '+speed',
    'It took 12 s, and with four workers it is done in three seconds.',
    'It took 3 s, and with four workers it is done in twelve seconds.',
  ],
  // A second label in one line ends the first
  [
    'q2',
    '!swapped-cost',
    'Threads: memory is shared; creation is slow. Processes: memory is not shared; creation is fast.',
    'Threads: memory is shared; creation is fast. Processes: memory is not shared; creation is slow.',
  ],
  // What is said of both at once is no difference
  ['q2', '+cost', 'Threads are lightweight.', 'Both processes and threads are lightweight.'],
  ['q2', '+cost', 'Processes and threads both work, and threads are lightweight.', 'Processes and threads both are lightweight.'],
  // Nobody is accused of what was said of something else
  ['q2', '!swapped-cost', 'Threads are many. They are slow to create.', 'A family has many threads. To set up a flat is expensive.'],
  // A pool, in labels and in small words
  ['q4', '+distributes', 'Task assignment: automatic', 'Task: automatic'],
  ['q4', '+distributes', 'The pool does the assigning.', 'The pool does the homework.'],
  ['q4', '+limit', 'Number of processes: fixed', 'Name of processes: fixed'],
  ['q4', '+limit', '1000 processes would choke the laptop.', '1000 processes would please the laptop.'],
  ['q4', '+manages', 'It starts them, and it ends them, so you don’t have to.', 'You start them, and end them, so you don’t have to ask.'],
  ['q4', '+reuse', 'A pool starts them once.', 'A pool starts them all at once.'],
  [
    'q4',
    '+manages',
    'You don’t have to create each process.',
    'You don’t want to create thousands of processes: each of them takes memory.',
  ],
  ['q4', '+speed', 'It works on various cores.', 'It has as many workers as cores.'],
  ['q4', '+limit', 'One process per task would kill the machine.', 'It makes one process per task and kills it.'],
  // Whose memory it is, where no word says "share"
  [
    'q2',
    '+memory',
    'A thread lives in a process and uses that process’s memory. A process owns its memory.',
    'A thread lives in a process and uses that process’s name. A process owns its memory.',
  ],
  [
    'q2',
    '+memory',
    'All threads use the memory of the process. It is the processes that have their own.',
    'All threads use the memory of the process. It is the processes that have their own name.',
  ],
  [
    'q2',
    '+memory',
    'Two threads can look at the same list. Two processes can’t.',
    'Two threads can look at the same list. Two processes can’t wait.',
  ],
  [
    'q2',
    '+memory',
    'If a thread sets x to 5, every other thread has x = 5 as well. After a process did so, the parent still has the old x.',
    'If a thread has to wait, every other thread has to wait as well. After a process did so, the parent still has the old x.',
  ],
  [
    'q2',
    '+parallelism',
    'Threads in Python give concurrency without parallelism, processes give both.',
    'Threads in Python give concurrency without parallelism, and a book explains both.',
  ],
  [
    'q2',
    '+communication',
    'Take processes. What I do not like is that one has to pickle every object for them.',
    'Take processes. One does not have to pickle any object for them.',
  ],
  [
    'q1',
    '+parallel-processes',
    'I fork eight children, and every one of them gets a core.',
    'I fork eight children, and every one of them gets a name.',
  ],
  [
    'q1',
    '+own-memory',
    'A variable that is set in a child keeps its old value in the parent.',
    'A variable that is set in a child keeps its name in the parent.',
  ],
  ['q1', '+fault-isolation', 'When a tab dies, the browser survives.', 'When a tab dies, the browser waits.'],
  ['q1', '+fault-isolation', 'If process A crashes, B and C go on.', 'If process A crashes, B and C are told.'],
  [
    'q1',
    '!one-core',
    'It runs many processes on one CPU by switching between them.',
    'It runs many processes on many CPUs, and one CPU need not switch.',
  ],
  // What each is for, the wrong way round and the right one
  [
    'q2',
    '!swapped-workload',
    'For heavy calculating one takes threads.',
    'For network stuff one takes threads, for heavy calculating, processes.',
  ],
  ['q2', '!swapped-workload', 'For waiting one takes processes.', 'For calculations I take processes and for network stuff threads.'],
  ['q2', '!swapped-workload', 'For reading files I take processes.', 'For maths I take processes, for reading files, threads.'],
  // The second half leaves out what the first one says
  [
    'q2',
    '+memory',
    'The memory is not shared between processes, but it is between threads.',
    'The memory is not shared between processes, nor is it between threads.',
  ],
  [
    'q2',
    '+memory',
    'Variables are not visible to the other processes, but they are to the other threads.',
    'Variables are not visible to the other processes, but they are to the reader.',
  ],
  [
    'q2',
    '+memory',
    'Processes are slow. They do not see one another’s variables, which threads do.',
    'Processes are slow. They do not see one another’s variables, which you do.',
  ],
  ['q2', '+memory', 'Processes do not share memory. Threads, they do.', 'Processes do not share memory. Threads, they are quick.'],
  ['q2', '+memory', 'A process has memory of its own, a thread hasn’t.', 'A process has memory of its own, a thread has too.'],
  // Durations, in words and in figures
  [
    'q1',
    '+speed',
    'What used up an hour took ten minutes with four processes.',
    'What used up ten minutes took an hour with four processes.',
  ],
  [
    'q1',
    '+speed',
    'It took two minutes before, and now it is ready in half a minute.',
    'It took half a minute before, and now it is ready in two minutes.',
  ],
  [
    'q1',
    '+speed',
    'A film that needs six hours is finished after ninety minutes.',
    'A film that needs ninety minutes is finished after six hours.',
  ],
  ['q1', '+speed', 'Four jobs of 10 s need 10 s and not 40 s.', 'Four jobs of 10 s need 40 s and not 10 s.'],
  ['q1', '+speed', 'It was done in 3 seconds instead of twelve.', 'It was done in 3 seconds in place of my brother.'],
  ['q2', '+memory', 'Processes have separate memories. Threads share one memory.', 'Processes need more memory. Threads share one memory.'],
  // The other half says what is meant
  [
    'q2',
    '+memory',
    'Data: with threads they are visible to everyone, with processes they are not.',
    'Data: with threads they are visible to everyone, with processes they are too.',
  ],
  [
    'q2',
    '+memory',
    'A thread sees what another one has changed. A process does not see what another one has changed.',
    'A thread sees what it has changed. A process does not see what another one has changed.',
  ],
  [
    'q2',
    '+memory',
    'What a process changes remains within it. What a thread changes, all of them notice.',
    'What a process changes remains a riddle. What a thread changes, all of them notice.',
  ],
  [
    'q2',
    '+memory',
    'The variables of a thread belong to everybody, those of a process belong to it alone.',
    'The variables of a thread belong to everybody, those of a process belong to a program.',
  ],
  [
    'q2',
    '+memory',
    'Lodgers (threads) share one kitchen (memory). Households (processes) have a kitchen each.',
    'Lodgers (threads) share one kitchen (memory). Households (processes) have a party each.',
  ],
  [
    'q2',
    '+memory',
    'First: as opposed to threads, which share the memory of the process that made them, processes are walled off.',
    'First: as opposed to processes, which share the memory of the process that made them, threads are walled off.',
  ],
  [
    'q2',
    '!swapped-memory',
    'Threads each have their own memory, processes share it.',
    'Processes each have their own memory, threads share it.',
  ],
  ['q2', '+memory', 'Threads share the memory. Processes do not.', 'Threads share the memory. Processes are … I forgot.'],
  ['q2', '+fault-isolation', 'Processes survive the crash of another one.', 'Processes survive the winter.'],
  // A heading in bold type in the line itself
  ['q2', '+memory', '- **Sharing.** Threads: everything. Processes: nothing.', '- **Caring.** Threads: everything. Processes: nothing.'],
  ['q2', '+workload', '| | MP | MT |\n|---|---|---|\n| for | CPU | I/O |', '| | MP | MT |\n|---|---|---|\n| wants | CPU | I/O |'],
  // Small words that turn a thought round, and their likes that do not
  [
    'q1',
    '+gil',
    'The GIL means that however many threads there are, just one of them computes. Multiprocessing avoids this.',
    'The GIL means little; however, threads are many, just one of them computes. Multiprocessing is fine.',
  ],
  [
    'q1',
    '+gil',
    'In JavaScript there is but one thread. Several processes run at once.',
    'In JavaScript there is no thread. Several processes run at once.',
  ],
  // Denied one after the other
  [
    'q1',
    '+cores',
    'It means several processes, several cores and memory of their own.',
    'It does not mean several processes, not several cores and not one of them.',
  ],
  [
    'q1',
    '+own-memory',
    'None of the processes can write, none of which can look into the memory of another.',
    'All of the processes can write, all of which can look into the memory of another.',
  ],
  // Believed, doubted
  ['q1', '+parallel-processes', 'Several processes run at once.', 'It switches so fast that you think that several processes run at once.'],
  [
    'q1',
    '+parallel-processes',
    'You think of it as a team: several processes run at once.',
    'It makes you think several processes run at once.',
  ],
  ['q1', '+cores', 'It runs on several cores. I am not sure whether that is all.', 'It runs on several cores. I am not sure about that.'],
  [
    'q1',
    '+own-memory',
    'Some say so. Each process has its own memory.',
    'Some say that each process has its own memory. Others say that they share it. I do not know who is right.',
  ],
  // A word that is right as it is
  ['q4', '+workers', 'It is like a shop with several counters (the processes).', 'It is like a shop with several counters (the drinks).'],
  // Of a pool, and of anything
  ['q4', '+workers', 'Workers get their jobs from the pool.', 'Workers are people.'],
  ['q4', '+workers', 'The processes of a pool wait for tasks.', 'For processes in memory a pool is no help.'],
  ['q4', '+distributes', 'What you submit is given to one that is free.', 'You call apply_async and get() hands you the result.'],
  [
    'q4',
    '!process-per-task',
    'Each task that the pool is given gets a brand new process.',
    'Each task that the pool is given gets a process that is free.',
  ],
  ['q4', '+reuse', 'The pool starts its workers in advance.', 'The pool starts its workers.'],
  ['q4', '+limit', 'There are eight workers, no more.', 'There are eight workers, and more.'],
  ['q4', '+limit', 'A process for each of the tasks would run out of memory.', 'A process for each of the tasks would be nice.'],
  ['q4', '+speed', 'It is good for long lists.', 'It works however long the list is.'],
  // One process on one core is no wrong idea
  ['q1', '!one-core', 'All processes use only one core.', 'One interpreter can use only one core.'],
  ['q1', '!shared-memory', 'What one process writes is seen by all other processes.', 'What one process writes is seen by nobody.'],
  ['q1', '+fault-isolation', 'If one crashes, you lose that one and nothing else.', 'If one crashes, you lose nothing of worth, says he.'],
  ['q1', '+speed', 'The latency goes down.', 'The lights go down.'],
  // The next thing is said of the next name
  [
    'q2',
    '+memory',
    'No common variables with processes, common variables with threads.',
    'No common variables with threads, common variables with processes.',
  ],
  [
    'q2',
    '+memory',
    'A process owns its memory, a thread borrows that of its process.',
    'A process owns its memory, a thread knows that of its process.',
  ],
  ['q2', '+memory', 'A thread gets the list itself. A process gets a copy.', 'A thread sorts itself out. A process gets a copy.'],
  [
    'q2',
    '+memory',
    'What belongs to a thread is open to all others. What belongs to a process nobody else can touch.',
    'What belongs to a thread is open. What belongs to a process nobody else can touch.',
  ],
  ['q2', '+parallelism', 'Only processes are truly parallel.', 'Processes are truly parallel.'],
  [
    'q2',
    '+workload',
    'If the bottleneck is the processor: processes. If it is the network: threads.',
    'If the bottleneck is the price: processes. If it is the network: threads.',
  ],
  [
    'q2',
    '+synchronisation',
    'Between threads sharing is trivial, but you have to guard it.',
    'Between threads sharing is trivial, and you can do it.',
  ],
  // Words of denial, and idle hands
  ['q4', '+reuse', 'A worker that has nothing to do takes the next task.', 'A worker has nothing and takes no next task.'],
  [
    'q1',
    '+parallel-processes',
    'Several processes run at once.',
    'Several processes could run at once, but in Python they cannot do that because of the lock.',
  ],
  // What is given back is not handed out
  ['q4', '+distributes', 'map gives each worker a part of the list.', 'map gives back a list.'],
  ['q4', '+reuse', 'Starting processes over and over is avoided.', 'Starting processes over and over is needed.'],
  ['q4', '+manages', 'It starts its children and gets rid of them.', 'It starts its children and gets hold of a file.'],
  ['q4', '+limit', '| | pool |\n| --- | --- |\n| processes | a fixed number |', '| | pool |\n| --- | --- |\n| processes | a fixed price |'],
  ['q4', '!pool-is-package', 'It is a Python module for running processes.', 'It is a class of a Python module; a pool has workers.'],
  ['q1', '+cores', 'It occupies all cores.', 'The CPU has cores.'],
  ['q1', '+speed', 'More cores halve the time.', 'More cores have the time.'],
  ['q1', '+own-memory', 'Data is not shared.', 'Data is not enough.'],
  ['q1', '!shared-memory', 'All processes use the same variables with each other.', 'All processes use the same language with each other.'],
  // What is compared with ends where the other name begins, comma or not
  [
    'q2',
    '+memory',
    'Unlike processes threads share their memory. A process has memory of its own.',
    'Unlike threads processes share their memory. A process has memory of its own.',
  ],
  [
    'q2',
    '+memory',
    'A thread lives in memory that is there already. A process has its own memory.',
    'A thread lives in a house. A process has its own memory.',
  ],
  ['q2', '+synchronisation', 'Threads disturb one another unless you lock.', 'Threads disturb nobody unless you wait.'],
  ['q2', '!swapped-memory', 'Processes share their variables with each other.', 'Processes share their variables through a queue.'],
  ['q1', '+parallel-processes', 'It is when several processes run at once.', 'It is not when several processes run at once.'],
  ['q4', '+distributes', 'map takes the function over the inputs.', 'With map you get a list of all the values.'],
  ['q4', '+distributes', 'It gives each of them something to do.', 'It gives each of them something to eat.'],
  ['q4', '+manages', 'You need not create the processes on your own.', 'You may create the processes on your own.'],
  ['q4', '!pool-of-threads', 'The pool consists of threads of one process.', 'The pool consists of processes with one thread.'],
]

describe('what is implied, and what is only near it', () => {
  testPairs(PAIRS)
})
