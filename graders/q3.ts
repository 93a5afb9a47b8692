import { defineProgram } from './define.ts'
import { adviseOn, callTheWait, guardMain, minded, sayAfterwards, waitForTheChild } from './facts/advice.ts'
import { usesProcesses } from './facts/api.ts'
import { endsCleanly } from './facts/exit.ts'
import { everyWorkerJoined } from './facts/joined.ts'
import { letTheHandlerReturn, listenForExit } from './facts/node-fault.ts'
import { workerPrints } from './facts/output.ts'
import { someWorkerStarted } from './facts/spawned.ts'

/** Q3: one process, whose parent waits for it. */
export const q3 = defineProgram({
  id: 'q3',
  title: 'One process, and its parent waits',
  question: 'Write a program that creates a process. The child prints a line of its own; the parent waits for it, then prints a line.',
  hints: [
    'A program starts as one process. What must it ask for, and of which module, to become two?',
    'Which of the two runs which line? Mark every line of your program with "parent" or "child".',
    'When may the parent print? Find what tells it that the child has ended.',
  ],
  checks: {
    api: { points: 1, title: 'uses real processes', verify: usesProcesses() },
    spawned: { points: 3, title: 'starts a process', after: 'api', verify: someWorkerStarted() },
    output: { points: 3, title: 'the child prints its own line', after: 'spawned', verify: workerPrints() },
    joined: { points: 2, title: 'the parent waits for it', after: 'spawned', verify: everyWorkerJoined({ thenPrints: true }) },
    exit: { points: 1, title: 'ends cleanly', verify: endsCleanly() },
  },
  advice: adviseOn(guardMain, callTheWait, sayAfterwards, waitForTheChild, minded, letTheHandlerReturn, listenForExit),
  variations: {
    ts: [
      'Let the child throw an error in place of its line, and print the code that “exit” brings. What does main learn of the child’s end? And what with `child.kill()`?',
      'Set a variable in front of the `fork()`, change it in the child, and print it in both. What does each of them see, and why?',
    ],
    py: [
      'Let the child end by `raise SystemExit(3)`, and print `child.exitcode` behind the `join()`. What does main learn of the child’s end? And what with `child.kill()`?',
      'Change a global variable in the child, and print it in both. What does each of them see, and why?',
    ],
  },
})
