import { describe } from 'vitest'
import { type Pair, testPairs } from './table.ts'

/** What is compared by a denial: "not as heavy as" is lighter. */
const PAIRS: readonly Pair[] = [
  ['q2', '+cost', 'Threads aren’t as heavy as processes.', 'Threads aren’t as popular as processes.'],
  ['q2', '+cost', 'A thread isn’t nearly as expensive to create as a process.', 'A thread isn’t nearly as famous as a process.'],
  ['q2', '+cost', 'Processes are not as cheap as threads.', 'Processes are not as old as threads.'],
  ['q2', '+cost', 'Threads don’t take up as much memory as processes.', 'Threads don’t take up as much of a lesson as processes.'],
  [
    'q2',
    '+cost',
    'To start a thread does not take as long as to start a process.',
    'Do not wait for a thread as long as you need no result of it.',
  ],
  ['q2', '+cost', 'Threads are less costly.', 'Threads are less known.'],
  ['q2', '+cost', 'Threads are not so heavy.', 'Threads are not so heavy that anybody minds: both weigh the same.'],
  // the wrong way round
  ['q2', '!swapped-cost', 'Processes are not as heavy as threads.', 'Threads are not as heavy as processes.'],
  ['q2', '!swapped-cost', 'Threads are not as light as processes are.', 'Processes are not as light as threads are.'],
]

describe('what is less so', () => {
  testPairs(PAIRS)
})
