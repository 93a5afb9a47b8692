import { defineProgram } from './define.ts'
import {
  adviseOn,
  callTheWait,
  closeThePool,
  fourWorkers,
  guardMain,
  listenAtOnce,
  shareTheTasks,
  useThemAgain,
  useMultiprocessingPool,
  waitForTheChild,
} from './facts/advice.ts'
import { usesProcesses } from './facts/api.ts'
import { endsCleanly } from './facts/exit.ts'
import { everyWorkerJoined } from './facts/joined.ts'
import { letTheHandlerReturn, listenForExit } from './facts/node-fault.ts'
import { orderByLuck, resultsInOrder } from './facts/results.ts'
import { poolStarted } from './facts/spawned.ts'

const squares = [1, 4, 9, 16, 25]

/** Q5: a pool of four workers. */
export const q5 = defineProgram({
  id: 'q5',
  title: 'A pool of four workers',
  question:
    'Create a pool of worker processes. Four workers square 1, 2, 3, 4, 5; print the results in the order of the inputs: `[1, 4, 9, 16, 25]`; leave no worker behind.',
  hints: [
    'Five tasks, four workers: what happens to the fifth task?',
    'How does a number reach a worker, and how does its square come back?',
    'The worker of the last task may be ready first. How does its result still end up last?',
    'When there is no task left, who tells the workers that they may go?',
  ],
  checks: {
    api: { points: 1, title: 'uses real processes', verify: usesProcesses('pool') },
    spawned: { points: 3, title: 'starts a pool of workers', after: 'api', verify: poolStarted(4, squares.length) },
    output: { points: 3, title: 'prints what the workers computed, in order', after: 'spawned', verify: resultsInOrder(squares) },
    joined: { points: 2, title: 'leaves no worker behind', after: 'spawned', verify: everyWorkerJoined() },
    exit: { points: 1, title: 'ends cleanly', verify: endsCleanly({ terminated: true }) },
  },
  advice: adviseOn(
    guardMain,
    callTheWait,
    closeThePool,
    fourWorkers,
    shareTheTasks(squares),
    useThemAgain,
    useMultiprocessingPool,
    orderByLuck(squares),
    listenAtOnce,
    waitForTheChild,
    letTheHandlerReturn,
    listenForExit,
  ),
  variations: {
    ts: [
      'Give the workers something slow to do (count to a hundred million), and compare pools of 1, 2, 4 and 8 workers by `performance.now()`. Where does it stop getting faster, and why there?',
      'Kill a worker in the middle: `process.exit(1)` when it gets the 3. What does your pool do, and what should it do?',
    ],
    py: [
      'Give the workers something slow to do (count to ten million), and compare pools of 1, 2, 4 and 8 workers by `time.perf_counter()`. Where does it stop getting faster, and why there?',
      'Kill a worker in the middle: `os._exit(1)` when it gets the 3. What does `Pool.map` do? And what does `map` of a `ProcessPoolExecutor`?',
    ],
  },
})
