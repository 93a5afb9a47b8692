import type { Hints } from '../../core/types.ts'

/** For programs that do not come to a good end. */
export const aboutExit = {
  crash: {
    ts: [
      'A message was printed before the end. Which error does it name, and which line of yours?',
      'Read it from the top: the file and the line, then the code with a `^` under it, then the error. Node’s page “Errors” explains what begins with ERR_. Which process said it? `npm run try` shows that.',
      'Print what goes into that line, right in front of it. Three common cases: `process.send` is undefined in a process that was not forked; somebody sends to a child that has already ended; the path given to `fork()` leads nowhere (`import.meta.filename` is always right). Which of them could it be?',
    ],
    py: [
      'A message was printed before the end. Which error does it name, and which line of yours?',
      'Read a traceback from its last line upwards: first what happened, then where. The page “Built-in Exceptions” of Python’s documentation says what each name means. `npm run try` shows which process said it.',
      'Print what goes into that line, right in front of it. Three common cases: `args=(1)` is no tuple, the comma is missing; a lambda, or a function inside another one, cannot be sent to a pool; a name is known in main’s part only. Which of them could it be?',
    ],
  },
  keyboard: {
    ts: [
      'Here your program is run with nobody at the keyboard. What does it do when no answer comes?',
      'Node’s pages “Readline” and “Process” (`process.stdin`) say what is read at the end of the input: nothing. Does the question ask for anything to be typed?',
      "Put a value of your own where you asked for one: `const name = 'Ada'`. Then the lines around `question()` or `process.stdin` can go, and with them whatever kept the program open. Which ones are those?",
    ],
    py: [
      'Here your program is run with nobody at the keyboard. What does it do when no answer comes?',
      'The page “Built-in Functions” of Python’s documentation says of `input()` what it raises at the end of the input. Does the question ask for anything to be typed?',
      'Put a value of your own where you asked for one: `name = "Ada"` in the place of `name = input(…)`. A last `input("Press Enter")`, which is meant to keep a window open, can go altogether. Is there another one in the file?',
    ],
  },
  signal: {
    ts: [
      'Some process was ended from outside, in the middle of its work. Which line of yours sends a signal, and to whom?',
      'Node’s page “Child process” (`subprocess.kill()`) and its page “Process” (`process.kill()`, `process.abort()`) say what each of them ends. Which one does your program call?',
      'Let the process come to its end by itself. A child ends when its code is through; a worker that listens for messages ends when main hangs up, with `worker.disconnect()`. Then wait for its “exit”. Which of the two is your case?',
    ],
    py: [
      'Some process was ended from outside, in the middle of its work. Which line of yours sends a signal, and to whom?',
      'The page `multiprocessing` of Python’s documentation warns of `terminate()` and `kill()`, and the page `os` describes `os.kill()` and `os.abort()`. Which of them does your program call?',
      'Let the process come to its end by itself: its function returns, or it is told that nothing more will come. For a pool that is `close()`, and not `terminate()`; for a worker with a queue, one last entry that means “done”. Then `join()`. Which of them is your case?',
    ],
  },
  'exit-code': {
    ts: [
      'A process leaves a number behind: 0 says that all went well. Which line of yours says something else?',
      'Node’s page “Process” describes `process.exit()` and `process.exitCode`, and lists the exit codes that Node gives by itself. Is yours among them? (13: main still waits for something that can no longer happen.)',
      "Leave `process.exit(…)` out: a process ends by itself, with 0, when there is nothing left to do. With code 13, an `await once(child, 'exit')` was begun when the child had already ended. When would it have to be begun?",
    ],
    py: [
      'A process leaves a number behind: 0 says that all went well. Which line of yours says something else?',
      'The page `sys` of Python’s documentation describes `sys.exit()`, and the page `multiprocessing` what a child’s `exitcode` means. Does your program call `exit`, `quit` or `os._exit` anywhere?',
      'Leave the call out: a process ends by itself, with 0, when its code is through. If it has to stay, `sys.exit()` with nothing between the parentheses means 0, and a text between them means 1. Which one is it?',
    ],
  },
  'left-running': {
    ts: [
      'Main is done, and a worker is not. What is that worker waiting for?',
      'A forked process that listens for messages stays for as long as its channel is open. Node’s page “Child process” has a method by which main closes it: look near `subprocess.send()`.',
      'When the last result is in, main hangs up on each: `for (const worker of workers) worker.disconnect()`. A worker with nothing left to wait for ends by itself, with code 0. What does main wait for, then, before it ends as well?',
    ],
    py: [
      'Main is done, and a worker is not. What is that worker waiting for?',
      'The page `multiprocessing` of Python’s documentation: `Pool.close()` tells the workers that no more tasks will come. Workers of your own have to be told by you; how do they read their tasks?',
      'With a pool: `pool.close()` and then `pool.join()`, or a `with` block that is left at the end. With a queue: put one last entry for each worker, say `None`, and let the worker leave its loop when it gets that. Then `join()`. Which of the two do you have?',
    ],
  },
  'program-left-running': {
    ts: [
      'Main is done, and a program that it started is not. Which line of yours starts that program?',
      'Node’s page “Child process” tells what `detached: true` and `unref()` do: main then ends without its child. Does your answer need that program at all?',
      'If not, take that line out. If so, leave `detached: true`, `unref()` and a shell’s `&` out, and wait for its “exit” as for that of any other child. Which of the two is it?',
    ],
    py: [
      'Main is done, and a program that it started is not. Which line of yours starts that program?',
      'The page `subprocess` of Python’s documentation: `run()` waits for the program’s end, `Popen()` does not, and neither does a shell’s command that ends in `&`. Does your answer need that program at all?',
      'If not, take that line out. If so, call `subprocess.run(…)` in the place of `Popen(…)`, or `wait()` on what `Popen` returned; leave out a `&`. Which of the two is it?',
    ],
  },
  endless: {
    ts: [
      'Which process is still there at the end, and at which line does it stand?',
      'Run `npm run try`, and press Ctrl-C when nothing happens any more: it says who was still alive. Node ends a process when nothing can happen in it any more (page “Process”, event “beforeExit”). What can still happen in yours?',
      'Three common cases. A worker listens for messages for ever: main has to call `disconnect()`. Main awaits an event that has already been: make the promise right after `fork()`. A loop never comes to its end: print something in it. Which of them is it?',
    ],
    py: [
      'Which process is still there at the end, and at which line does it stand?',
      'Run `npm run try`, and press Ctrl-C when nothing happens any more: the tracebacks name the lines. The page `multiprocessing` of Python’s documentation, in its “Programming guidelines”, tells of joining processes that use queues. Do two of yours wait for each other?',
      'Three common cases. A pool’s `join()` without `close()` before it. A `join()` while something is left in a queue: take everything out first. A worker’s `while True:` with no way out: give it a last entry that means “done”. Which of them is it?',
    ],
  },
  'restless-loop': {
    ts: [
      'Your loop asks again and again whether the child has ended. When does Node find the time to take note of it?',
      'Node’s page “The Node.js Event Loop” (under Learn) explains it: while one piece of your program runs, no event is delivered. Which event of the page “Child process” would tell you what the loop asks for?',
      'Take the loop out. One `await once(child, …)` in its place does nothing at all until the event comes, and so lets it come. `once` is from node:events. Which event?',
    ],
    py: [
      'Your loop asks again and again whether the child has ended. What does that cost, and what would wait without asking?',
      'The page `multiprocessing` of Python’s documentation, “The Process class”: beside `is_alive()` stands a method that returns only when the process has ended.',
      'Take the loop out, and call `child.join()` in its place, for every process. How busy is the processor while main waits now?',
    ],
  },
  'too-much-memory': {
    ts: [
      'Something grows without end. Which list, text or buffer of yours never gets smaller?',
      'Node’s page “Process” describes `process.memoryUsage()`: print it at the start of each round, in every process. Whose number grows?',
      'Look at the loop in which it grows: what does each round add, and what ends the loop? A list is let go when no variable holds it any more. Does every worker get a whole copy of something that it needs only a part of?',
    ],
    py: [
      'Something grows without end. Which list, text or buffer of yours never gets smaller?',
      'The page `resource` of Python’s documentation describes `getrusage()`: print its `ru_maxrss` at the start of each round, in every process. Whose number grows?',
      'Look at the loop in which it grows: what does each round add, and what ends the loop? `Pool.map` keeps all results at once; `imap` hands them over one by one. Does every worker get a whole copy of something that it needs only a part of?',
    ],
  },
  'too-much-output': {
    ts: [
      'Which line prints again and again, and what should make it stop?',
      'Run `npm run try`, and press Ctrl-C: the name in front of each line says which process it is. On MDN’s page “Loops and iteration”: what has to change in every round, so that a loop ends?',
      'Put a counter into the loop, and print it instead of the text. Does it count up to where you thought it would? If it is an event that comes again and again, `once()` listens to the first one only. Which of the two is it?',
    ],
    py: [
      'Which line prints again and again, and what should make it stop?',
      'Run `npm run try`, and press Ctrl-C: the name in front of each line says which process it is. Python’s tutorial, page “First Steps Towards Programming”: what has to change in every round, so that `while` ends?',
      'Put a counter into the loop, and print it instead of the text. Does it count up to where you thought it would? If the lines come from ever new processes, the starts stand outside of `if __name__ == "__main__":`. Which of the two is it?',
    ],
  },
  'too-many-processes': {
    ts: [
      'Does a child come past the line that starts children?',
      'Every child runs the file from its first line on. `process.argv` (Node’s page “Process”) is what tells it from main. Is it asked before the first `fork()`?',
      "All starts go into main’s branch: `if (process.argv[2] === 'child') { … } else { … }`, and each `fork()` hands over that word, so that the child knows what it is. Which `fork()` of yours hands nothing over?",
    ],
    py: [
      'Does a child come past the line that starts children?',
      'The page `multiprocessing` of Python’s documentation, in its “Programming guidelines”, tells of the safe importing of the main module: where children are started afresh, each of them reads your file again. What keeps it from starting children?',
      'Everything that starts processes goes under `if __name__ == "__main__":`, indented. Functions stay outside, at the top. And the function that a child runs starts none itself. Which line of yours stands too far to the left?',
    ],
  },
} satisfies Readonly<Record<string, Hints>>
