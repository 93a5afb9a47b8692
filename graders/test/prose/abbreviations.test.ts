import { describe } from 'vitest'
import { type Pair, testPairs } from './table.ts'

/** What is written as in a chat, or in signs. */
const PAIRS: readonly Pair[] = [
  [
    'q2',
    '+parallelism',
    'Processes can use all cores, python threads can’t bc of the GIL.',
    'Processes can use all cores, python threads can too bc they are fast.',
  ],
  ['q2', '+parallelism', 'Processes can use all cores, threads can’t b/c of the GIL.', 'Processes can use all cores b/c you ask for it.'],
  [
    'q2',
    '+workload',
    'For calculations I take processes & for the network threads.',
    'For calculations & for the network I take processes.',
  ],
  ['q1', '+own-memory', 'They run w/ their own memory.', 'They run w/ their own name.'],
  ['q2', '+memory', 'mp: procs w/ diff mem; mt: threads w/ the same mem.', 'mp: procs w/ a diff name; mt: threads w/ the same mem.'],
  ['q1', '+parallel-processes', 'It lets u run several processes at once.', 'It lets u run one process.'],
]

describe('abbreviations', () => {
  testPairs(PAIRS)
})
