import type { Hints } from '../../core/types.ts'

/** For pools that are none. */
export const aboutPool = {
  pool: {
    ts: [
      'Five tasks, four workers. How many processes does your program have at its busiest moment, and which line decides that?',
      'Node’s page “Child process”: `fork()` starts a worker, `subprocess.send()` gives it a task, the event “message” brings its answer. A worker that has answered is still there. What could you send it next?',
      'First start all of them, and keep them: `const workers = Array.from({ length: 4 }, () => fork(…))`. Then an async function that serves one worker: take the next task off a queue that all of them share, send it, await the answer, and so on until the queue is empty. `inputs.entries()` is such a queue. What does `Promise.all` over the four functions wait for?',
    ],
    py: [
      'Five tasks, four workers. How many processes does your program have at its busiest moment, and which line decides that?',
      'The page `multiprocessing` of Python’s documentation has a part on process pools. What is the first argument of `Pool`, and which of its methods takes a function and a list?',
      '`with Pool(processes=4) as pool:` starts the workers, and one call of `pool.map(…)` inside it gives them all the tasks. Nothing else starts a process. Which function, and which list, do you give to `map`?',
    ],
  },
  'pool-of-one': {
    ts: [
      'Your one worker does five tasks, one after another. What do you gain by that over a loop in main?',
      'There are as many workers as calls of `fork()` (Node’s page “Child process”). Where do you call it, and how often is that place passed before the first task is given out?',
      '`Array.from({ length: 4 }, () => fork(…))` calls it four times, and gives you a list of four workers. Where your program said `worker`, it now has to say which of them: what decides who gets the next task?',
    ],
    py: [
      'Your one worker does five tasks, one after another. What do you gain by that over a loop in main?',
      'The page `multiprocessing` of Python’s documentation says of `Pool` what its argument `processes` means, and how many there are without it. What does yours say?',
      'The number that the question asks for goes into the parentheses: `Pool(processes=…)`. If you build the workers of `Process` yourself, the starts go into a loop of that many rounds, in front of the first task. How will the tasks be shared then?',
    ],
  },
  'never-together': {
    ts: [
      'Your second worker starts when the first has ended. What holds its start up?',
      'Starting takes no time: `fork()` returns at once (Node’s page “Child process”). It is the `await` between two starts that takes its time. MDN’s page “Promise.all()” shows how to wait for several things at once.',
      'Two steps instead of one loop. First start all and keep them: `const workers = […].map(() => fork(…))`, with no `await` in it. Then wait for all: `await Promise.all(workers.map(…))`. What does each of the four promises stand for?',
    ],
    py: [
      'Your second worker starts when the first has ended. What holds its start up?',
      'Starting takes no time: `start()` returns at once. It is `join()` that waits (the page `multiprocessing` of Python’s documentation, “The Process class”). Do both stand in the same loop?',
      'Two loops instead of one: `for worker in workers: worker.start()`, and when all of them run, a second loop with `join()`. Or let a pool do it: `with Pool(processes=4) as pool:`. Which of the two fits this question better?',
    ],
  },
  'process-per-task': {
    ts: [
      'Each of your workers does one task and ends. How would a worker come by a second one?',
      'A forked process stays for as long as its channel to main is open (Node’s page “Child process”), and “message” comes as often as main sends something (page “Process”). So what has to be moved out of the loop over the tasks?',
      "Call `fork()` four times in front of the loop, not once in every round. In the worker, `process.on('message', (input) => …)` answers every task, and not only the first: no `process.exit()` there. The fifth number goes to whoever has answered first. How does main know who that is?",
    ],
    py: [
      'Each of your workers does one task and ends. How would a worker come by a second one?',
      'The page `multiprocessing` of Python’s documentation, on process pools: a `Pool` starts its workers once and gives them tasks until there are none. What would take the place of your loop of `Process(…)`?',
      'In place of a `Process` for every number: `with Pool(processes=4) as pool:` once, and inside it one `pool.map(…)` over all the numbers. (`maxtasksperchild=1` would make a new process for each task: leave it out.) What must your function do with the square, for `map` to get it?',
    ],
  },
} satisfies Readonly<Record<string, Hints>>
