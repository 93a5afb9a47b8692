import { describe, expect, test } from 'vitest'
import { type Row, broken } from './table.ts'

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
  // Doubt, and modesty
  ['I am not sure, but I think that several processes run at once.', '+parallel-processes'],
  ['I am not sure whether several processes run at once.', 'nothing'],
  // Key words that a small word or two begins
  ['Multiprocessing is about processes parallelism cores isolation GIL throughput crash scaling.', 'nothing'],
  ['multiprocessing = parallel + cores + memory + speed + isolation', 'nothing'],
  ['Running CPU-bound work in several processes at once on all cores saves time.', '+parallel-processes +cores +cpu-bound +speed'],
  // Misspelled
  ['It is runing more then one proces at once.', '+parallel-processes'],
  ['The work uses all the coers.', '+cores'],
  ['If one proces crahses it dosnt efect the others.', '+fault-isolation'],
  ['Every process then takes the next part.', '-speed'],
]

const Q2: Row[] = [
  ['Proceses have seperate memmory while threds inside one proces share memmory.', '+memory'],
  ['My teacher says that processes have separate memory and threads share it. She is wrong.', 'nothing'],
  ['In the processes the communication is more complicated.', '+communication'],
]

describe.each([
  ['q1', Q1],
  ['q2', Q2],
] as const)('what is said and what is only mentioned: %s', (question, rows) => {
  test.each(rows)('%s → %s', (text, expected) => {
    expect(broken(question, [text, expected])).toEqual([])
  })
})
