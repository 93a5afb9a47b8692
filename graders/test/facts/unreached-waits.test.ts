import { describe, expect, test } from 'vitest'
import { type Mistake, here, verdictOn, testMistakes } from './mistakes.ts'

const child = 'from multiprocessing import Process\ndef child():\n    print("hello")\n'
const pool = 'from multiprocessing import Pool\ndef square(x):\n    return x * x\n'

const startsTwice = 'p = Process(target=child)\np.start()\np.start()\np.join()\n'

/** Python takes note of its children's ends on its way out: the record looks as if main had waited. */
const unreached: readonly Mistake[] = [
  {
    what: 'a join below the line that an exception ended main in is not said to have waited',
    question: 'q3',
    language: 'py',
    text: `${child}${startsTwice}`,
    check: 'joined',
    seen: 'an exception ended main in line 6, before it came to the wait of line 7, saying: AssertionError: cannot start a process twice',
    next: 'What ended it?',
  },
  {
    what: 'nor is the join of a pool',
    question: 'q5',
    language: 'py',
    text: `${pool}pool = Pool(4)\npool.close()\nprint(pool.map(square, [1, 2, 3, 4, 5]))\npool.join()\n`,
    check: 'joined',
    seen: 'an exception ended main in line 6, before it came to the wait of line 7',
    next: 'What ended it?',
  },
]

/** An exception of which it is not known that it kept main from a wait. */
const reached: readonly (readonly [string, 'q3' | 'q5', string])[] = [
  ['comes after the wait', 'q3', `${child}p = Process(target=child)\np.start()\np.join()\nprint(nothing)\n`],
  [
    'is caught, and the wait done then',
    'q3',
    `${child}import sys, traceback\np = Process(target=child)\np.start()\ntry:\n    print(nothing)\nexcept NameError:\n    traceback.print_exc()\np.join()\nsys.exit(1)\n`,
  ],
  ['leaves the block of a pool', 'q5', `${pool}with Pool(4) as pool:\n    print(nothing)\n    print(pool.map(square, [1, 2, 3, 4, 5]))\n`],
]

describe.concurrent('a wait that an exception kept main from', () => {
  testMistakes(unreached)

  const python = here([{ ...unreached[0]! }]).length > 0
  test.runIf(python).each(reached)('where the exception %s, the wait counts', async (_, question, text) => {
    expect(await verdictOn({ ...unreached[0]!, question, text })).toMatchObject({ status: 'passed' })
  })
})
