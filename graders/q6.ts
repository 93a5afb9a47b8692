import { defineProgram } from './define.ts'
import {
  adviseOn,
  callTheWait,
  guardMain,
  listenAtOnce,
  minded,
  ownNumber,
  runTogether,
  sayAfterwards,
  sayItOnce,
  useProcesses,
  waitForTheChild,
} from './facts/advice.ts'
import { usesProcesses } from './facts/api.ts'
import { endsCleanly } from './facts/exit.ts'
import { everyWorkerJoined } from './facts/joined.ts'
import { letTheHandlerReturn, listenForExit } from './facts/node-fault.ts'
import { eachPrintsItsOwnNumber } from './facts/output.ts'
import { workersStarted } from './facts/spawned.ts'

/** Q6: four processes that print a number each. */
export const q6 = defineProgram({
  id: 'q6',
  title: 'Four processes, four numbers',
  question: 'Write a program that creates 4 processes, each of which prints a different number; wait for all of them, then print a line.',
  hints: [
    'All four run the same code. What does each of them have to be told to print a number of its own?',
    'Who prints the numbers: the four, or the one that started them?',
    'Four ends are to be waited for. Does your program wait for the first, the last, or all of them?',
  ],
  checks: {
    api: { points: 1, title: 'uses real processes', verify: usesProcesses() },
    spawned: { points: 3, title: 'starts four processes', after: 'api', verify: workersStarted(4) },
    output: { points: 3, title: 'each prints its own number', after: 'spawned', verify: eachPrintsItsOwnNumber(4) },
    joined: { points: 2, title: 'waits for all four', after: 'spawned', verify: everyWorkerJoined({ thenPrints: true, workers: 4 }) },
    exit: { points: 1, title: 'ends cleanly', verify: endsCleanly() },
  },
  advice: adviseOn(
    guardMain,
    callTheWait,
    ownNumber,
    runTogether,
    useProcesses,
    sayAfterwards,
    sayItOnce,
    listenAtOnce,
    waitForTheChild,
    minded,
    letTheHandlerReturn,
    listenForExit,
  ),
  variations: {
    ts: [
      'Kill one of the four right after the start (`children[2].kill()`), and look at the timeline. Does main still print its line, and should it?',
      'Let each child wait another time before it prints: four, three, two and one seconds. First guess how long the whole takes, then look.',
    ],
    py: [
      'Kill one of the four right after the start (`children[2].kill()`), and look at the timeline. Does main still print its line, and should it?',
      'Let each child sleep another time before it prints: four, three, two and one seconds. First guess how long the whole takes, then look.',
    ],
  },
})
