import { describe, expect, test } from 'vitest'
import { saidBy } from './table.ts'

type Question = 'q1' | 'q2' | 'q4'

/** What a sentence says, then a near one that must not count as saying it. */
const PAIRS: readonly (readonly [Question, string, string, string])[] = [
  // Several at once
  ['q1', '+parallel-processes', 'Several of them are going on at once.', 'Several of them are going on, one after the other.'],
  ['q1', '+parallel-processes', 'Two processes carry on in tandem.', 'Two processes carry on in turn.'],
  ['q1', '+parallel-processes', 'Several processes run at once.', 'It only appears that several processes run at once.'],
  ['q1', '+parallel-processes', 'A process is split, and its parts run at once.', 'A process is split, and those threads run at once.'],
  ['q1', '+parallel-processes', 'Several processes run at once.', 'Switching gives the illusion of several processes running at once.'],
  // Cores
  ['q1', '+cores', 'More than one processor is at work.', 'Only one processor is at work for all processes.'],
  ['q1', '+cores', 'Many processes on several cores.', 'Many processes are put on one CPU.'],
  // Memory
  [
    'q1',
    '+own-memory',
    'The processes are kept apart from each other by the system.',
    'The process keeps apart the odd and the even numbers.',
  ],
  ['q1', '+own-memory', 'A child gets a copy of everything.', 'The students get a certificate of everything.'],
  ['q1', '+own-memory', 'What one does has no effect on the others.', 'What one does has an effect on the others.'],
  ['q1', '+own-memory', 'They know nothing of one another.', 'They know all of one another.'],
  // The lock
  ['q1', '+gil', 'Processes need not wait for the GIL.', 'Processes need to wait for the GIL.'],
  ['q1', '+gil', 'With several processes the GIL does not get in the way.', 'With several threads the GIL does get in the way.'],
  ['q1', '+gil', 'There is a GIL per process.', 'There is a GIL in Python.'],
  // Speed
  ['q1', '+speed', 'The work is done much earlier.', 'As was said earlier, work is done.'],
  ['q1', '+speed', 'No core is idle.', 'The other cores are idle.'],
  ['q1', '+speed', 'The throughput goes up.', 'The throughput goes down.'],
  ['q1', '+speed', 'It makes fast programs.', 'The CPU makes very fast switches.'],
  ['q1', '+speed', 'You need not wait as long.', 'You have to wait as long as before.'],
  ['q1', '+speed', '- Saves time', '- Time'],
  // Heavy work
  ['q1', '+cpu-bound', 'It is for tough calculations.', 'It is for tough customers.'],
  ['q1', '+cpu-bound', 'It is made for maths heavy programs.', 'It is made for text heavy programs.'],
  ['q1', '+cpu-bound', 'It suits programs that calculate a lot.', 'It suits programs that wait a lot.'],
  ['q1', '+cpu-bound', 'Programs that burn CPU gain most.', 'Programs that burn DVDs gain most.'],
  // Failure
  ['q1', '+fault-isolation', 'A bug that kills one leaves the rest as they were.', 'A bug that kills one kills the rest.'],
  ['q1', '+fault-isolation', 'A failure does not spread.', 'A failure does spread.'],
  ['q1', '+fault-isolation', 'If one gives up, the others carry on.', 'If one waits for the disk, the others carry on.'],
  ['q1', '+fault-isolation', 'A crash stays where it happened.', 'A crash happened.'],
  // Growth
  [
    'q1',
    '+scalability',
    'With more cores the same program handles larger inputs.',
    'A computer with two or more processors runs more programs.',
  ],
  ['q1', '!shared-memory', 'All processes have a common memory.', 'All processes have a common parent.'],
  ['q1', '!one-core', 'All of these run on a single processor.', 'A Python program normally uses one core.'],
  // The second half leaves out its verb
  ['q2', '+memory', 'Processes do not share memory but threads do.', 'Processes do not share memory and threads do not.'],
  ['q2', '+memory', 'Threads share memory. Processes do not.', 'Threads share memory. Processes do too.'],
  [
    'q2',
    '+parallelism',
    'Python threads are kept from running in parallel by the GIL, processes are not.',
    'Processes run in parallel, and so do threads.',
  ],
  ['q2', '!swapped-memory', 'Processes do share memory, threads do not.', 'Processes do not share memory, threads do.'],
  // The former and the latter need no naming: the question names both
  ['q2', '+memory', 'The former have their own memory, the latter share it.', 'The former have their own memory, the latter too.'],
  // Memory
  [
    'q2',
    '+memory',
    'A process is given its own copy. Threads see the same objects.',
    'A process is given its own name. Threads see the same objects.',
  ],
  [
    'q2',
    '+memory',
    'Processes share nothing. A thread uses the memory of its process.',
    'Processes share nothing. A thread uses the name of its process.',
  ],
  [
    'q2',
    '+memory',
    'A new process means new memory. Threads have the memory in common.',
    'A new process means news. Threads have the memory in common.',
  ],
  // Turns
  ['q2', '+parallelism', 'Processes compute at once. Of the threads only one runs.', 'Processes compute at once. The threads run too.'],
  [
    'q2',
    '+parallelism',
    'Eight processes keep eight cores busy, threads are held by the GIL.',
    'Eight processes keep one memory, threads are held by the GIL.',
  ],
  // What for
  [
    'q2',
    '+workload',
    'For calculations I take processes. For downloads I take threads.',
    'For downloads I take processes. For calculations I take threads.',
  ],
  [
    'q2',
    '+workload',
    'When the job is CPU bound, prefer processes; when it waits, prefer threads.',
    'When the job is CPU bound, prefer threads; when it waits, prefer processes.',
  ],
  [
    'q2',
    '+workload',
    'Processes are for heavy maths. Threads are good for sockets and files.',
    'Processes do heavy maths. Threads share sockets and files.',
  ],
  // Cost
  ['q2', '+cost', 'A thread is there in no time.', 'There is no time for a thread.'],
  ['q2', '+cost', 'Forking a process is demanding.', 'Forking a road is demanding.'],
  ['q2', '+cost', 'Threads cost next to nothing.', 'Threads do nothing.'],
  ['q2', '+cost', 'Processes are expensive.', 'Processes do expensive things.'],
  // Failure
  ['q2', '+fault-isolation', 'If a thread segfaults, the program is gone.', 'If a thread segfaults, the day is gone.'],
  ['q2', '+fault-isolation', 'A crashing process leaves its siblings intact.', 'A crashing process takes its siblings along.'],
  [
    'q2',
    '+fault-isolation',
    'If a process crashes, nothing happens to the others.',
    'If a process crashes, something happens to the others.',
  ],
  // Locks
  [
    'q2',
    '+synchronisation',
    'Threads are simple but they need locks, in a process there is little to see.',
    'Threads have to hand around the interpreter lock.',
  ],
  ['q2', '+synchronisation', 'Threads overwrite the values of each other.', 'Threads never overwrite the values of each other.'],
  ['q2', '!definitions-mixed', 'There is no difference between the two.', 'There is no difference in speed between the two.'],
  // A table with one bar in a row
  [
    'q2',
    '+memory',
    'Threads | Processes\n--- | ---\nshared memory | own memory',
    'Threads | Processes\n--- | ---\nown memory | shared memory',
  ],
  // What is in a pool
  ['q4', '+workers', 'The pool has got a handful of processes.', 'The pool can be used for an enormous number of processes.'],
  ['q4', '+workers', 'The pool has several processes.', 'The pool allows you to run several processes.'],
  // What it does
  ['q4', '+distributes', 'The work is done in parallel.', 'The work is done.'],
  ['q4', '+distributes', 'The jobs are fed to them.', 'The fish are fed by them.'],
  ['q4', '+distributes', 'It gives a task to each of them.', 'You have to give a task to each of them yourself.'],
  [
    'q4',
    '+distributes',
    'It applies the function to many values by calling the code on all of them.',
    'It is a function with many arguments against it.',
  ],
  ['q4', '+manages', 'It deals with starting and stopping.', 'You deal with starting and stopping.'],
  ['q4', '+manages', 'It spares us the trouble of starting processes.', 'It makes us the trouble of starting processes.'],
  ['q4', '+manages', 'It manages the processes.', 'It is used for managing a pool.'],
  ['q4', '+reuse', 'They are created only once.', 'They are created for each task at once.'],
  ['q4', '+reuse', 'They are used over and over.', 'They are used.'],
  ['q4', '+reuse', 'Starting a process takes long.', 'Starting a car takes long.'],
  ['q4', '+results', 'The outcome is delivered to the caller.', 'The parcel is delivered to the caller.'],
  ['q4', '+limit', 'There are never more than four alive.', 'There are more than four alive.'],
  ['q4', '+limit', 'It has as many processes as there are cores.', 'It has as many processes as there are tasks.'],
  ['q4', '+speed', 'The total time becomes shorter.', 'The total time becomes longer.'],
  ['q4', '!pool-is-package', 'A pool is a package that supports spawning.', 'A pool of workers is in the package.'],

  // Whatever the verb: nothing reaches the others
  ['q1', '+fault-isolation', 'A death in one does not trouble its peers.', 'A death in one does trouble its peers.'],
  [
    'q1',
    '+fault-isolation',
    'When one runs out of memory, the others do not care.',
    'When one runs out of memory, the others do not live on.',
  ],
  ['q1', '+own-memory', 'None is aware of the data of another.', 'Each is aware of the data of another.'],
  ['q1', '+gil', 'No GIL trouble for processes.', 'Multiprocessing does not bypass the GIL.'],
  ['q1', '+speed', 'The output comes out early.', 'The output comes out.'],
  ['q1', '+speed', 'It takes lesser time.', 'It takes time.'],
  ['q1', '+cpu-bound', 'Say one has to resize many images.', 'Say one has to show many images.'],
  ['q1', '+cpu-bound', 'No waiting => real gain for CPU-bound code.', 'No real gain for CPU-bound code.'],
  ['q1', '+parallel-processes', 'The jobs are done simultaneously.', 'The jobs are done sequentially.'],
  [
    'q1',
    '!made-of-threads',
    'In multiprocessing the threads are executed on several CPUs.',
    'In multiprocessing the threads of each process are executed in it.',
  ],
  [
    'q2',
    '+memory',
    'Of processes nothing is shared. The data of a thread can be reached by all threads.',
    'Of processes nothing is known. The data of a thread can be reached by all threads.',
  ],
  [
    'q2',
    '+memory',
    'A process cannot touch the variables of another, a thread can touch those of all.',
    'A process can touch the variables of another, a thread can touch those of all.',
  ],
  ['q2', '+memory', 'Compared with a process, a thread needs no new address space.', 'A thread needs no new name compared with a process.'],
  ['q2', '+parallelism', 'Processes are parallel, threads are only concurrent.', 'Processes are parallel, threads are lazy.'],
  ['q2', '+fault-isolation', 'A crash in a thread is fatal for its siblings.', 'A crash in a thread is fatal for my mood.'],
  ['q2', '+fault-isolation', 'The death of a process does not hurt the others.', 'The death of a process does hurt the others.'],
  ['q2', '!swapped-workload', 'Use threads for CPU-bound tasks.', 'Threads are useless for CPU-bound tasks.'],
  [
    'q2',
    '!swapped-memory',
    'Processes share data, but threads have separate memory.',
    'Processes share nothing, but threads have separate stacks.',
  ],
  ['q4', '+workers', 'The members of the team are processes.', 'The members of the team are people.'],
  ['q4', '+workers', 'A pool starts 8 processes.', 'A pool starts 8 times.'],
  ['q4', '+distributes', 'The items are dealt out to the workers.', 'The cards are dealt out.'],
  ['q4', '+manages', 'It looks after the workers.', 'The workers look after it.'],
  ['q4', '+manages', 'It frees us from starting each process.', 'It keeps us from starting at all.'],
  ['q4', '+reuse', 'Each of them picks the next picture.', 'Each of them picks a picture.'],
  ['q4', '+reuse', 'Start-up is not free.', 'Admission is not free.'],
  ['q4', '+limit', 'At any time, four processes exist at most.', 'At any time, four processes exist.'],
  ['q4', '+api', 'With map() we give it a function.', 'Please give it full marks for map().'],

  // What is named right behind is what is meant
  [
    'q2',
    '+memory',
    'Memory is shared in multithreading and not shared in multiprocessing.',
    'Memory is shared in multithreading and not lost in multiprocessing.',
  ],
  [
    'q2',
    '!swapped-memory',
    'Memory is shared in multiprocessing and not shared in multithreading.',
    'Memory is shared in multithreading and not shared in multiprocessing.',
  ],
  ['q2', '!swapped-memory', 'Threads do not share variables.', 'Threads do not share their stacks, but variables.'],
  ['q2', '+memory', 'Processes are isolated. Threads are not.', 'Processes are isolated. Threads are too.'],
  [
    'q2',
    '+memory',
    "With processes sharing has to be set up explicitly. Threads see one another's data.",
    "Processes end explicitly. Threads see one another's data.",
  ],
  [
    'q2',
    '+parallelism',
    'Just one thread runs, whereas each process has a GIL of its own.',
    'Just one thread runs, whereas each process has a name of its own.',
  ],
  ['q2', '+cost', 'Creating a process takes long.', 'A process runs long.'],
  ['q2', '+cost', 'Threads need hardly any memory.', 'Threads share memory.'],
  ['q2', '+synchronisation', 'With threads the result can be wrong.', 'With threads the answer is a good one.'],
  [
    'q2',
    '!swapped-cost',
    'A thread takes more time to create than a process.',
    'A thread takes less memory and no more time than a process.',
  ],
  ['q2', '!swapped-workload', 'When a job is CPU-bound, choose threads.', 'When a job is CPU-bound, do not choose threads.'],
  [
    'q2',
    '!definitions-mixed',
    'Multithreading uses multiple processes, multiprocessing uses multiple threads.',
    'Multithreading uses multiple threads, multiprocessing uses multiple processes.',
  ],
  ['q1', '+parallel-processes', 'More than one process is running at any given time.', 'One process is running at any given time.'],
  [
    'q1',
    '+parallel-processes',
    'Subprocesses in place of threads are spread over all CPUs.',
    'Threads in place of subprocesses are spread over all CPUs.',
  ],
  ['q1', '+own-memory', "They cannot mess with one another's variables.", "They can mess with one another's variables."],
  ['q1', '+speed', 'Twice the cores, half the time.', 'Half of us had time.'],
  ['q1', '+fault-isolation', 'Should one be killed, its colleagues carry on.', 'Should one be killed, its colleagues cry.'],
  ['q1', '!shared-memory', 'The memory is shared by all processes.', 'The memory is not shared by the processes.'],
  ['q1', '!shared-memory', 'A change in one process is visible to all others.', 'A change in one process is not visible to the others.'],
  ['q1', '!one-core', 'A single CPU executes all the processes.', 'A single CPU executes one process, and each core another.'],
  ['q4', '+workers', 'It is a cache of processes.', 'It is a pool of data that all processes use.'],
  ['q4', '+manages', 'It spawns and terminates them on its own.', 'It spawns and terminates.'],
  ['q4', '+manages', 'The joining is done for you.', 'The joining is done by you.'],
  ['q4', '+results', 'You have a list of results.', 'You have a list of students.'],
  ['q4', '+api', 'One calls start() and then pool.map().', 'You do not have to care about start() and join().'],
  ['q4', '!process-per-task', 'For each input a new process is created.', 'Without a pool, a new process would be created for each input.'],

  // A clause that names its subject last; a name in parentheses; a verb left out after "there is"
  ['q2', '+workload', 'For files take threads, for CPU-heavy work processes.', 'For files take processes, for CPU-heavy work threads.'],
  ['q2', '!swapped-workload', 'Threads are better at CPU-bound work.', 'For I/O threads are better, for CPU-bound work processes.'],
  [
    'q2',
    '+workload',
    'CPU-bound => multiprocessing, I/O-bound => multithreading',
    'CPU-bound => multithreading, I/O-bound => multiprocessing',
  ],
  ['q2', '+memory', 'Memory: separate (processes) versus shared (threads).', 'Memory: separate (threads) versus shared (processes).'],
  [
    'q2',
    '+memory',
    'In processes there is no shared memory, in threads there is.',
    'In processes there is shared memory, in threads there is not.',
  ],
  ['q2', '+memory', 'Unlike processes, threads run in a shared memory space.', 'Like processes, threads run in a memory space.'],
  ['q2', '+parallelism', 'The GIL affects threads but not processes, which run in parallel.', 'The GIL affects processes but not threads.'],
  [
    'q2',
    '+parallelism',
    'Two threads never compute at the same moment. Two processes do.',
    'Two threads never compute at the same moment. Two processes never do.',
  ],
  ['q2', '+fault-isolation', 'The crash of a process is harmless for the others.', 'The crash of a process is a harm for the others.'],
  ['q2', '+synchronisation', 'Processes need fewer locks.', 'Processes need fewer names.'],
  ['q1', '+parallel-processes', 'The processes run in parallel.', 'A process can have several threads which run in parallel.'],
  [
    'q1',
    '+gil',
    'The GIL does not allow threads to run in parallel, therefore we use multiprocessing.',
    'The GIL is old, therefore we use multiprocessing.',
  ],
  ['q1', '+gil', 'It is a way around the GIL.', 'There is a way to the GIL.'],
  [
    'q1',
    '+own-memory',
    'What is changed in the child stays as it was in the parent.',
    'What is changed in the child is changed in the parent.',
  ],
  ['q1', '+cpu-bound', 'Jobs that keep the CPU busy profit.', 'Several jobs keep all the people busy.'],
  ['q1', '+cpu-bound', 'It helps where the speed is limited by the CPU.', 'It helps where the speed is limited by the law.'],
  ['q1', '+fault-isolation', 'If one is killed, the others continue.', 'If one is finished, the others continue.'],
  ['q1', '+scalability', 'It can be extended to several machines.', 'It has a number of processes.'],
  ['q4', '+distributes', 'Each worker gets a part of the data.', 'Each worker gets a name.'],
  ['q4', '+manages', 'We need not call join on every process.', 'We need not call the police.'],
  ['q4', '+reuse', 'The cost of process creation is paid once.', 'The cost of a ticket is paid once.'],
  ['q4', '+limit', 'Resource usage is kept under control.', 'Resource usage is high.'],

  // "True" is no verdict on a sentence in "true parallelism"
  [
    'q2',
    '+parallelism',
    'Multithreading does not give true parallelism, multiprocessing does.',
    'Multithreading does give true parallelism, multiprocessing does not.',
  ],
  ['q1', '+gil', 'Threads are bound by the GIL and cannot run in parallel. Processes can.', 'Threads are bound by the GIL. Processes are.'],
  ['q2', '+memory', 'Isolated (processes) versus shared (threads) memory.', 'Isolated (threads) versus shared (processes) memory.'],
  [
    'q2',
    '+memory',
    'Threads live in the same memory space, processes have different ones.',
    'Threads live in the same memory space, processes have different names.',
  ],
  [
    'q2',
    '+memory',
    'A thread is a light process. It shares the data with its peers. Processes are isolated.',
    'A process has threads. It shares the work with its peers. Threads are isolated.',
  ],
  ['q1', '+parallel-processes', 'They need not wait for one another.', 'They have to wait for one another.'],
  ['q1', '+speed', 'It reduces the run time, since all run at the same time.', 'It runs all at the same time.'],
  ['q1', '+fault-isolation', 'If one falls ill, the others remain.', 'If one is idle, the others remain.'],
  ['q4', '+workers', 'It has some helpers (processes).', 'It has some helpers (friends).'],
  ['q4', '+distributes', 'The pool decides who does what.', 'The pool does what it does.'],
  ['q4', '+manages', 'It wraps the creation and the teardown.', 'It wraps the presents.'],
  ['q4', '+limit', 'It prevents the exhaustion of the machine.', 'It leads to the exhaustion of the machine.'],
  ['q4', '!pool-of-threads', 'It is a bunch of threads.', 'It is not a bunch of threads.'],
  ['q4', '!process-per-task', 'A pool spawns one process per task.', 'Instead of spawning one process per task, a pool keeps some.'],

  [
    'q1',
    '+parallel-processes',
    'Threads are of no use, so one takes a number of processes side by side.',
    'Processes are of no use, so one takes a number of threads side by side.',
  ],
  ['q1', '+cores', 'One takes processes, one per core.', 'One takes processes, one per task.'],
  ['q1', '+speed', 'It is ten times as fast.', 'It is ten times as big.'],
  [
    'q2',
    '+cost',
    'Process creation takes more time, thread creation takes less time.',
    'Process creation, time, thread creation, memory, overhead, GIL, locks',
  ],
  ['q2', '+memory', 'Threads: one heap. Processes: n heaps.', 'Threads: one heap. Processes: n names.'],
  ['q2', '+parallelism', 'Threads: one GIL. Processes: n GILs.', 'Threads: one GIL. Processes: n names.'],
  [
    'q2',
    '+memory',
    'In a process the memory is protected. In threads the memory is the same.',
    'In a process the memory is large. In threads the memory is the same.',
  ],
  [
    'q2',
    '+communication',
    'Threads share variables and can access each result.',
    'Threads share memory, so access has to be guarded by a lock.',
  ],
  ['q4', '+workers', 'Four child processes (the pool) compute.', 'Four children play in the pool.'],
  ['q4', '+distributes', 'The iterations are farmed out to all cores.', 'The iterations are counted.'],
  ['q4', '+manages', 'It takes the bookkeeping off your hands.', 'It takes the tasks.'],

  [
    'q1',
    '+parallel-processes',
    'The many threads of one process aside, many processes run simultaneously.',
    'Many threads of one process run simultaneously.',
  ],
  [
    'q2',
    '!swapped-memory',
    'In multiprocessing memory is shared, in multithreading each thread has separate memory.',
    'In multithreading memory is shared, in multiprocessing each process has separate memory.',
  ],

  ['q1', '!made-of-threads', 'Multiprocessing can run several threads.', 'Each process can run several threads on its own core.'],
  ['q1', '!shared-memory', 'All the processes work on the same memory.', 'All the threads work on the same memory, the processes do not.'],
  ['q2', '!swapped-memory', 'Threads do not share memory.', 'Threads do not share memory with other processes.'],
  [
    'q2',
    '!swapped-memory',
    'Threads have their own memory while processes share it.',
    'Processes have their own memory while threads share it.',
  ],
  ['q2', '!swapped-workload', 'Threads are good for CPU-bound tasks.', 'Threads are better for I/O-bound tasks than for CPU-bound tasks.'],
]

describe('what a sentence says, and what a near one does not', () => {
  test.each(PAIRS)('%s %s: %s', (question, what, says, near) => {
    expect(saidBy(question, says)).toContain(what)
    expect(saidBy(question, near)).not.toContain(what)
  })
})
