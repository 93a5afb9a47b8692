import type { Hints } from '../../core/types.ts'

/** For programs that make no process, or not by the module that the question is about. */
export const aboutApi = {
  'no-process': {
    ts: [
      'You start a program, and the system makes a process for it. Whom can a running program ask for one more?',
      'Node’s page “Child process” lists the calls that make a process: `spawn()`, `exec()`, `fork()` and some more. Which of them is made for running another file of JavaScript or TypeScript, and could run the very file that calls it?',
      "Begin with `import { fork } from 'node:child_process'`. The call `fork(import.meta.filename, ['child'])` runs this same file a second time, in a new process, and there `process.argv[2]` is \"child\". Both run the same lines, so an `if` has to tell them apart: what does the child do, and what does the other one do?",
    ],
    py: [
      'You start a program, and the system makes a process for it. Whom can a running program ask for one more?',
      'On the page `multiprocessing` of Python’s documentation, look for the heading “The Process class”. What does a `Process` want to be given, and which of its methods makes it begin?',
      'Write what the child shall do as a function at the top of the file, say `def greet():`. Under `if __name__ == "__main__":` make the process: `child = Process(target=greet)`, with no parentheses after `greet`. It does not run yet: which method starts it?',
    ],
  },
  'no-pool': {
    ts: [
      'A pool is made of workers, and each worker is a process. Which line of your program brings a worker into being?',
      'Node has no ready-made pool of processes. It is built of `fork()`, on the page “Child process” of Node’s documentation. Read there about `subprocess.send()` and the event “message”, too: that is how a worker gets its work.',
      "One file, two roles. In a worker, `process.argv[2]` is \"worker\", and it listens: `process.on('message', …)`. In main it is undefined, and main calls `fork(import.meta.filename, ['worker'])` as often as there shall be workers. What does a worker do with a number that comes in?",
    ],
    py: [
      'A pool is made of workers, and each worker is a process. Which line of your program brings the workers into being?',
      'The page `multiprocessing` of Python’s documentation opens with an example of the class `Pool`. It is a few lines long. What does each of them do?',
      'At the top of the file, a function that gets one number and returns its square. Under `if __name__ == "__main__":` the line `with Pool(processes=4) as pool:`, and inside it one call of `pool.map(…)`. Which two things does `map` want, and what does it return?',
    ],
  },
  unreadable: {
    ts: [
      'The message names a line and a column. Does anything begin in that line, or in the one above it, that never ends: a bracket, a quote, a block?',
      'A missing `}` or `)` is often noticed only where the next thing begins, so look one line higher than the message says. Your editor underlines the place in red. MDN has a page for each such message: search there for “SyntaxError” and the first words of it.',
      'Halve it. Put `//` in front of every line of the lower half and check again. Is the message gone? Then the mistake is among those lines: take the marks away from half of them, and so on. After five rounds a single line is left. Count its brackets and its quotes, in pairs.',
    ],
    py: [
      'The message names a line and a column. Does anything begin in that line, or in the one above it, that never ends: a bracket, a quote, a block?',
      'Python’s tutorial has a page “Errors and Exceptions”; its first part shows how to read a SyntaxError. The arrow marks the place where Python gave up, and that is often just behind the mistake. Is a `:` missing, or a `)`, or is a line indented unlike its neighbours?',
      'Halve it. Put `#` in front of every line of the lower half and check again. Is the message gone? Then the mistake is among those lines: take the marks away from half of them, and so on. The usual suspects are a missing `:` after `def`, `for` or `if`, quotes that do not match, and tabs beside spaces.',
    ],
  },
  threads: {
    ts: [
      'Let both sides print `process.pid`. Do you see two numbers, or the same one twice?',
      'Node’s page “Worker threads” says where a worker lives: inside the process that made it. The page “Child process” is the one to read here. Which of its calls runs a file in a process with a pid of its own?',
      "Put `fork(import.meta.filename, ['child'])` of node:child_process in the place of `new Worker(…)`. What `isMainThread` told you, `process.argv[2]` tells you now. For messages, `parentPort.postMessage()` becomes `process.send()`. Which event tells main that the child has ended?",
    ],
    py: [
      'Let both sides print `os.getpid()`. Do you see two numbers, or the same one twice?',
      'The page `multiprocessing` of Python’s documentation says in its first sentences how it relates to `threading`: it is called the same way, and starts something else. Which class stands in the place of `Thread`? And what does the page say of `multiprocessing.dummy` and of `ThreadPool`?',
      'Change the import first: `from multiprocessing import Process` (or `Pool`). Nearly all else may stay: `target=`, `args=`, `start()`, `join()`. New is the line `if __name__ == "__main__":` around the part that starts it. Why does a process need that where a thread did not?',
    ],
  },
  'other-means': {
    ts: [
      'What do you hand to the call that starts your process: code that you wrote, or the name of some other program?',
      'Node’s own ways to make processes stand on the pages “Child process” and “Cluster”. What does `fork()` want to be given, and what does the process that it makes run?',
      "Make the process by `fork(import.meta.filename, ['child'])` of node:child_process: it runs this same file again. Then `if (process.argv[2] === 'child')` tells the child that it is one. What belongs into that branch?",
    ],
    py: [
      'What do you hand to the call that starts your process: a function of your own, or the name of some other program? And would it work on a computer with Windows?',
      'The page `multiprocessing` of Python’s documentation, under “The Process class”: `target` and `args`. They do in one line, and on every system, what `os.fork()` and `os.wait()` do in ten.',
      'Put what the child does into a function, `def work():`. Then `child = Process(target=work)`, `child.start()`, and when you need it to be done, `child.join()`. All three stand under `if __name__ == "__main__":`. What is left of the old way that you can take out?',
    ],
  },
} satisfies Readonly<Record<string, Hints>>
