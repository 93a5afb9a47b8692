import { describe } from 'vitest'
import { type Row, testRows } from './table.ts'

const Q1: Row[] = [
  // Taken back: in the next sentence, behind a semicolon, behind a "but"
  ['My brother says that several processes run at once. That is not true.', 'nothing'],
  ['Several processes run at once on many cores. He is wrong.', 'nothing'],
  ['One reads that several processes run at once; this is a myth.', 'nothing'],
  ['One reads that processes share all memory; that is wrong, each has its own memory.', '+own-memory'],
  ['Processes could run at once, but they do not.', '-parallel-processes'],
  ['If several processes ran at once, it would be faster, but it is not.', 'nothing'],
  // ... and not taken back
  ['Several processes run at once. That is not a problem.', '+parallel-processes'],
  ['Several processes run at once. That is true.', '+parallel-processes'],
  ['Several processes run at once. It is a common error to forget to wait for them.', '+parallel-processes'],
  ['Each process has its own memory, but they can exchange messages.', '+own-memory'],
  // An opinion that is denied, and how something seems
  ['I do not think that a program gets any quicker by it or that it keeps all of the cores busy.', 'nothing'],
  ['It looks as if several processes ran at once.', '-parallel-processes'],
  ['I do not think so, but several processes run at once.', '+parallel-processes'],
  // Announced, and said
  ['I will describe parallel processes, several cores, isolated memory and the GIL.', 'nothing'],
  ['You have to learn about CPU-bound tasks and fault isolation before you begin.', 'nothing'],
  ['The main topics are parallel processes, multiple cores and speed.', 'nothing'],
  ['I want to explain it by an example: several processes run at once.', '+parallel-processes'],
  ['The key words are: process, parallel, core, own memory, GIL, faster, CPU-bound, isolation, scalable.', 'nothing'],
  // Only said to belong together
  ['Multiprocessing has to do with processes, cores, memory, the GIL, speed, crashes and CPU-bound tasks.', 'nothing'],
  ['Things like parallelism, several cores, separate memory and faster execution are related to multiprocessing.', 'nothing'],
  ['It is about parallel and cores and memory and GIL and speed and crash and scaling.', 'nothing'],
  [
    'It has to do with the cores: several processes run on several cores, at the same time, and so it is faster.',
    '+parallel-processes +cores +speed',
  ],
  ['It is related to threads, but each process has its own memory, several of them run at once, and it is faster.', '+own-memory +speed'],
  // Doubt, and modesty
  ['I am not sure, but I think that several processes run at once.', '+parallel-processes'],
  ['I am not sure whether several processes run at once.', 'nothing'],
  // Key words that a small word or two begins
  ['Multiprocessing is about processes parallelism cores isolation GIL throughput crash scaling.', 'nothing'],
  ['multiprocessing = parallel + cores + memory + speed + isolation', 'nothing'],
  // Things and qualities in one row, behind a verb or a bare name
  ['Multiprocessing uses cores, own memory, faster.', 'nothing'],
  ['multiprocessing: cores, parallel, own memory, no GIL, faster, CPU-bound, isolation, scalable', 'nothing'],
  ['Multiprocessing is parallel, own memory and faster.', 'nothing'],
  ['# Multiprocessing\n\n- cores, own memory, faster, parallel', 'nothing'],
  ['Advantages: faster, separate memory, crash isolation.', '+speed +own-memory +fault-isolation'],
  ['Processes run in parallel, own memory, faster.', '+parallel-processes +own-memory +speed'],
  ['Multiprocessing is faster, utilizes cores, isolates processes.', '+speed +cores +own-memory'],
  ['Multiprocessing gives speed, isolation and scalability.', '+speed +scalability'],
  ['Running CPU-bound work in several processes at once on all cores saves time.', '+parallel-processes +cores +cpu-bound +speed'],
  // Misspelled
  ['It is runing more then one proces at once.', '+parallel-processes'],
  ['The work uses all the coers.', '+cores'],
  ['If one proces crahses it dosnt efect the others.', '+fault-isolation'],
  ['Every process then takes the next part.', '-speed'],
  // Two denials of two words
  ['It neither starts several processes at once, nor do they have their own memory.', 'nothing'],
  ['It never runs two processes at once and does not give them their own memory.', 'nothing'],
  ['No process has to do without its own memory.', '+own-memory'],
  // An analogy, with and without a word of what stands for what
  ['Every baker has his own oven. The bakers are the processes, the ovens are the memory.', '+own-memory'],
  ['Every baker has his own oven. The bakers are the early risers, the ovens are hot.', 'nothing'],
  ['Every baker (process) has his own oven (memory).', '+own-memory'],
  ['No baker has his own oven. Baker = process, oven = memory.', '-own-memory'],
  ['A program is a process. Each program has its own window.', '-own-memory'],
  // Heard from others, and turned round
  ['Many write that all processes share one memory. The opposite is true.', '-parallel-processes'],
  ['The cpu jumps rapidly from one to the other.', '-speed'],
  ['It is often said that processes share all their variables. That is wrong.', '+own-memory'],
  ['It is often said that processes do not share their variables. That is wrong.', '!shared-memory -own-memory'],
  ['Computers used to have one processor, which all processes used.', '-cores'],
  ['He thinks that processes share all their variables. Wrong.', '-cores'],
  // Measured
  ['One process took 12 s, four processes took 3.5 s.', '+speed'],
  ['Four processes took 12 s, the loop took 3.5 s.', '-speed'],
  ['It took 2 min in a loop and 90 s with four processes.', '+speed'],
  // A question with its answer
  ['Do several processes run at once? Yes.', '+parallel-processes'],
  ['A: Do several processes run at once?\nB: Yes, they do.', '+parallel-processes'],
  ['Do several processes run at once? No.', 'nothing'],
  ['Do processes share their memory?\nNo!', '+own-memory'],
  ['Why do several processes run at once? Yes.', 'nothing'],
  ['Do several processes run at once?', 'nothing'],
]

const Q2: Row[] = [
  ['Proceses have seperate memmory while threds inside one proces share memmory.', '+memory'],
  ['My teacher says that processes have separate memory and threads share it. She is wrong.', 'nothing'],
  ['In the processes the communication is more complicated.', '+communication'],
  ['My uncle says that threads are heavier than processes. It is the reverse.', 'nothing'],
  ['multithreading\n- memory shared\n- one process\n\nmultiprocessing\n- memory separate\n- many processes', '+memory'],
  ['multithreading\n- memory\n- cost\n\nmultiprocessing\n- memory\n- cost', 'nothing'],
  ['Threads are lodgers of one house (the process) and share its kitchen (the memory). Every house has its own kitchen.', '+memory'],
  ['Threads are lodgers of one house and share its kitchen. Every house has its own kitchen.', 'nothing'],
  ['MP: each has its own memory. MT: they share memory.', '+memory'],
  ['A thread is made inside a process. They share the memory of that process, whereas two processes have nothing in common.', '+memory'],
  ['Processes share nothing and only send messages.', '+communication'],
  ['To start a process took 45 ms, to start a thread 0.2 ms.', '+cost'],
  ['To start a thread took 45 ms, to start a process 0.2 ms.', '-cost'],
  ['Sending data to a process costs time for pickling.', '-cost'],
]

describe.each([
  ['q1', Q1],
  ['q2', Q2],
] as const)('what is said and what is only mentioned: %s', (question, rows) => {
  testRows(question, rows)
})
