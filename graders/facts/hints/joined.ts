import type { Hints } from '../../core/types.ts'

/** For programs that do not wait for all of their workers. */
export const aboutJoined = {
  'not-waited-for': {
    ts: [
      'Main starts a child and goes on at once. How could it notice that the child has come to its end?',
      'A child tells of its end by the event “exit” (Node’s page “Child process”). `once()` of node:events (page “Events”) makes a promise of an event, and a promise can be awaited.',
      "`await once(child, 'exit')` holds main up until this child has ended. For several children: `await Promise.all(children.map((child) => …))`, with such a promise for each. Make the promises right after the start, since an event that nobody listens to yet is lost. Does all that should come afterwards stand behind the `await`?",
    ],
    py: [
      'Main starts a child and goes on at once. How could it notice that the child has come to its end?',
      'The page `multiprocessing` of Python’s documentation, “The Process class”: look for `join()`. A pool has a `join()` as well; which method has to be called before it?',
      'Keep all processes in a list. One loop calls `start()` on each, and a second one `join()` on each; what stands behind the second loop happens when all have ended. With a pool it is `pool.close()`, then `pool.join()`. Is there a process in your program that nobody joins?',
    ],
  },
  'went-on': {
    ts: [
      'Your program waits for something, and yet main went on while a worker was alive. What exactly has happened when that wait is over?',
      'Compare “message”, “disconnect” and “exit” on Node’s page “Child process”: which of them says that the process is gone? And on MDN’s page “Promise”: what is the difference between `Promise.all()` and `Promise.race()`?',
      'Three traps. `forEach(async …)` starts its functions and waits for none. `Promise.race` waits for the first only. And a promise that nobody awaits holds nobody up. What holds is one `await Promise.all(…)` over the “exit” of every child, in front of main’s last line. Which of the three is it here?',
    ],
    py: [
      'Your program waits for something, and yet main went on while a worker was alive. What exactly has happened when that wait is over?',
      'The page `multiprocessing` of Python’s documentation says what `join(timeout)` does when the time is up, and how one can tell afterwards whether the process has ended. Do you join every process, or the last one only?',
      'Call `join()` with nothing between the parentheses, and for every process: in a loop over the list, and not behind it, where the name stands for the last one alone. Main’s last line comes behind that loop. How is it indented now?',
    ],
  },
  'wait-not-called': {
    ts: [
      'You wrote down the name of a function that waits. Does anything call it, and does anything wait for what it returns?',
      'MDN’s page “Functions” shows the difference between `wait` and `wait()`. And the page “await” says what happens to a promise without it: the program goes on at once.',
      'In the line that the check names, two things are needed: the parentheses that call the function, and `await` in front of it. With both, main stands still there until the child has ended. Which of the two is missing?',
    ],
    py: [
      'What is the difference between `child.join` and `child.join()`: what does Python do with each?',
      'Python’s tutorial, page “More Control Flow Tools”, under “Defining Functions”: the name of a function is a value like any other, and the parentheses are what calls it.',
      'Add the parentheses in the line that the check names. Without them Python looks the method up, finds it, and does nothing with it; no error is raised. Then run `npm run try`: does main’s last line come later now?',
    ],
  },
  'let-go': {
    ts: [
      'You cut the child loose from its parent. Who is told of its end now?',
      'Node’s page “Child process” says what `detached: true` and `unref()` are made for: for programs that shall live on when their starter is gone. Is that what the question asks for?',
      'Leave out `detached: true` and `unref()`, and keep what `fork()` or `spawn()` returns: `const child = …`. Then main can wait for it: `await once(child, …)`. Which event?',
    ],
    py: [
      'With `daemon=True` you say what shall happen to the child when main is done. What is that?',
      'The page `multiprocessing` of Python’s documentation says of `daemon` what becomes of such processes when the program ends. Are they waited for, or stopped in the middle of whatever they do?',
      'Leave `daemon=True` out, and `join()` the process before main ends. A daemon can be joined, too; what must not be is that nobody waits for it. Where in your program does the waiting belong?',
    ],
  },
  sleep: {
    ts: [
      'Today the child is slow and takes twice as long as your pause. What does main do? And on a day when the child is fast?',
      'Do not wait for a time. Wait for the thing itself: the event “exit” (Node’s page “Child process”) and `once()` (page “Events”) make a promise that comes true when the child ends, early or late.',
      'Take the pause out, and put `await once(child, …)` in its place, for each child that you started. Then make the child slow on purpose, with a pause of three seconds of its own: does main still come last?',
    ],
    py: [
      'Today the child is slow and takes twice as long as your pause. What does main do? And on a day when the child is fast?',
      'Do not wait for a time. Wait for the thing itself: the page `multiprocessing` of Python’s documentation has a method of `Process` that returns when the process has ended, early or late.',
      'Take the `sleep(…)` out of main, and put a `join()` in its place, for each process that you started. Then make the child slow on purpose, with a `sleep(3)` of its own: does main still come last?',
    ],
  },
  'wait-only-if': {
    ts: [
      'Go through the lines right after the start, while the child is still at work. Is the condition true at that moment, or false? And which of the two makes main wait?',
      'On Node’s page “Child process”, `subprocess.exitCode` and `subprocess.connected` tell how things stand now; the event “exit” tells when they change. Which of them does your condition ask?',
      'The wait needs no condition: make the promise `once(child, …)` right after the start, and await it in any case. If the child has ended by then, it is simply over sooner. What is left of your `if`?',
    ],
    py: [
      'Go through the lines right after the start, while the child is still at work. Is the condition true at that moment, or false? And which of the two makes main wait?',
      'The page `multiprocessing` of Python’s documentation says what `is_alive()` and `exitcode` tell, and when. And what does `join()` do with a process that has ended already?',
      '`join()` needs no condition: where the process has ended already, it returns at once. Take the `if` away, and let every process be joined in any case. Which lines were under it that should stay?',
    ],
  },
  'wait-never-reached': {
    ts: [
      'Follow main from the start of the child on, line by line. Which line does it come to last?',
      'Node’s page “Process” says what `process.exit()` does, and MDN’s pages “return”, “break” and “throw” what they do. What becomes of the lines behind them?',
      'The wait helps only where main comes by. Put it in front of the line that leads main away, or take that line out: a program ends by itself when nothing is left to do. Which of your lines is to be the last?',
    ],
    py: [
      'Follow main from the start of the child on, line by line. Which line does it come to last?',
      'The page `sys` of Python’s documentation says what `sys.exit()` does, and Python’s tutorial, page “More Control Flow Tools”, what `return`, `break` and `continue` do. What becomes of the lines behind them?',
      'The wait helps only where main comes by. Put it in front of the line that leads main away, or take that line out: a program ends by itself when nothing is left to do. Which of your lines is to be the last?',
    ],
  },
  'led-past': {
    ts: [
      'Your program waits, and yet main did not come by there. Which line in front of the wait may fail, and who catches that?',
      'MDN’s page “try...catch” tells which lines are left out when one of them throws, and what `finally` is for.',
      'The lines behind the one that throws are left out, and so is a wait among them. Put the wait behind the whole `try`, or into its `finally`: there main comes by in any case. Which of the two suits your program?',
    ],
    py: [
      'Your program waits, and yet main did not come by there. Which line in front of the wait may fail, and who catches that?',
      'Python’s tutorial, page “Errors and Exceptions”, tells which lines of a `try` are left out when one of them fails, and under “Defining Clean-up Actions” what `finally` is for.',
      'The lines behind the one that fails are left out, and so is a `join()` among them. Put the `join()` behind the whole `try`, or into its `finally`: there main comes by in any case. Which of the two suits your program?',
    ],
  },
  'waits-for-a-message': {
    ts: [
      'A worker sends its result. And then: is it gone at that moment, or does it still wait for something?',
      'Node’s page “Child process”: a forked process stays for as long as its channel is open. `subprocess.disconnect()` closes the channel, and the event “exit” tells that the process is gone.',
      'When the last result is in, hang up: `for (const worker of workers) worker.disconnect()`. Then wait until each has ended: `await Promise.all(…)` over promises of “exit” that were made right after the start. Why right after the start, and not only now?',
    ],
    py: [
      'A worker hands its result over. And then: is it gone at that moment, or may it still have something to do?',
      'The page `multiprocessing` of Python’s documentation: `Queue.get()` and `Connection.recv()` return as soon as a message is there. Which method returns when the process has ended?',
      'First take all results out of the queue, then `join()` every process, in that order: a process with something left in its queue does not end. How many results are there to take out?',
    ],
  },
} satisfies Readonly<Record<string, Hints>>
