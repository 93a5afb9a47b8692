import type { Hints } from '../../core/types.ts'

/** For programs whose workers do not show what they did themselves. */
export const aboutOutput = {
  'silent-workers': {
    ts: [
      'Write “main” or “child” beside every line of your program. Which process runs the line that prints?',
      'Print `process.pid` beside your text (Node’s page “Process”). Is it main’s number or the child’s? `npm run try` shows it, too: it puts the process in front of every line.',
      "What the child says belongs into the branch that only the child enters: `if (process.argv[2] === 'child') { … } else { … }`. If main prints what the child has sent, it is main that prints. Which `console.log` has to move, and where to?",
    ],
    py: [
      'Write “main” or “child” beside every line of your program. Which process runs the line that prints?',
      'Print `os.getpid()` beside your text (the page `os` of Python’s documentation). Is it main’s number or the child’s? `npm run try` shows it, too: it puts the process in front of every line.',
      'A child runs the function that it was given as `target`, and what that function calls, and nothing else. What the function returns is lost; what it prints is seen. So the `print(…)` belongs into the function. Which one has to move?',
    ],
  },
  'some-silent': {
    ts: [
      'Some of your processes say nothing. What is different for them: which condition do they not meet, which line do they never reach?',
      'Run `npm run try`: it shows who writes what. Then let every child print its `process.argv` (Node’s page “Process”). Did each of them get what it needs?',
      "Often a child is ended before its line is out: `process.exit()` does not wait for that, and `kill()` even less. Let it come to its end by itself. Or its branch asks for one certain value, `=== '1'`, that only one of them has. What would be true for all of them?",
    ],
    py: [
      'Some of your processes say nothing. What is different for them: which condition do they not meet, which line do they never reach?',
      'Run `npm run try`: it shows who writes what. Then let the function print its arguments and `os.getpid()` (the page `os`) as the very first thing. Does each of them get there?',
      'Often the `print` stands under an `if` that is true for one of them only, or a child is ended by `terminate()` or `os._exit()` before its line is out. Let each come to its end by itself. Which of them needs a line of its own?',
    ],
  },
  'own-number': {
    ts: [
      'All of them run the same code. What would each have to know that the others do not?',
      'No variable is shared: a counter that main counts up stays in main’s memory. But `fork()` takes a list of arguments (Node’s page “Child process”), and the child finds them in `process.argv` (page “Process”).',
      'In main: `fork(import.meta.filename, [\'child\', String(number)])`, with another `number` in every round. In the child, `process.argv[2]` is then "child". Where is the number, and which line prints it?',
    ],
    py: [
      'All of them run the same code. What would each have to know that the others do not?',
      'No variable is shared: a global counter is copied, and every process counts its own. But `Process` takes `args` beside `target` (the page `multiprocessing` of Python’s documentation, “The Process class”).',
      'Let the function have a parameter: `def show(number):`. It is handed over as `args=(number,)`; `args` is a tuple, so the comma belongs there. The loop gives another `number` to each. What is left for the function to do?',
    ],
  },
  'no-line-of-main': {
    ts: [
      'Somebody watches the screen. By what would they notice that the waiting is over?',
      'One more `console.log()` (Node’s page “Console”), in main’s branch. It has to come when all children have ended. Which line of yours waits for that?',
      'Find the `await` that waits for the end of the children. The line of main’s own goes right behind it, in the same branch, in words of your own. If it then comes out too early, what does that `await` really wait for?',
    ],
    py: [
      'Somebody watches the screen. By what would they notice that the waiting is over?',
      'One more `print()` (the page “Built-in Functions”), in main’s part. It has to come when all children have ended. Which line of yours waits for that?',
      'Find the `join()` that comes last. The line of main’s own goes behind it, outside of the loop, under the same guard, in words of your own. How far is it indented?',
    ],
  },
  'never-shown': {
    ts: [
      'The child printed into a pipe. Who holds the other end of it, and what does that one do with what comes out?',
      'Node’s page “Child process” describes the option `stdio`: with “pipe” the child’s output goes to its parent, with “inherit” to the same screen. Which of the two does `spawn()` use when you say nothing, and which does `fork()`?',
      "The short way: `{ stdio: 'inherit' }` as the last argument of `spawn()`, or `fork()` without `silent: true`. Then the child speaks for itself. The long way: main listens to `child.stdout` and passes on what comes. Which event would it listen to?",
    ],
    py: [
      'The child printed, and nobody saw it. Where did its words go instead of to the screen?',
      'A `Process` writes to the same screen as main, unless something turns its output aside: `stdout=PIPE` (the page `subprocess`), `redirect_stdout` (the page `contextlib`), or a new value of `sys.stdout`. What does so in your program?',
      'Take out whatever turns the output aside. If there is nothing of the kind, the child may have ended before its words were out, by `os._exit()` or `terminate()`: then `print(…, flush=True)` sends them at once. Which of the two is it here?',
    ],
  },
  results: {
    ts: [
      'Follow the number 3: from main to a worker, and its square back from there to the screen. Where does the trail end?',
      "There and back are two messages. Main has `subprocess.send()` and the event “message” (Node’s page “Child process”), the worker has `process.on('message', …)` and `process.send()` (page “Process”). And `once()` of node:events waits for the next event.",
      "In the worker: `process.on('message', (input) => process.send?.(…))`. In main, for each task: `worker.send(input)`, then `const [result] = await once(worker, 'message')`, and the result goes into a list. When all five are in, print that list once. What does the worker have to send in place of the dots?",
    ],
    py: [
      'Follow the number 3: from main to a worker, and its square back from there to the screen. Where does the trail end?',
      'The page `multiprocessing` of Python’s documentation says what `Pool.map()` returns, and when. And a function hands something back by `return`; what it only prints, nobody can collect.',
      'Your function has to `return` the square. Then `squares = pool.map(…)` is a list of everything that was returned, and main prints that list. If you have used `apply_async` or `map_async`, what you hold is not the result yet: which method of it fetches the result?',
    ],
  },
  'results-out-of-order': {
    ts: [
      'The second worker may answer before the first. Where does its answer land in your list: at the next free place, or at the place of its input?',
      '`push()` puts a result where there is room; `results[index] = …` puts it where it belongs. MDN’s page “Array.prototype.entries()” shows how to get each input together with its index. Who has to remember the index until the answer comes?',
      'Let the task be a pair: `for (const [index, input] of tasks)`. Send the input, await this worker’s answer, and store it under `index`. Or send both, and let the worker send the index back along with the square. Sorting at the end would look right here. For which function other than squaring would it be wrong?',
    ],
    py: [
      'The second worker may answer before the first. Where does its answer land in your list: at the next free place, or at the place of its input?',
      'Some methods give results as they get ready: `imap_unordered()` (the page `multiprocessing`), `as_completed()` (the page `concurrent.futures`). Each has a sister that keeps the order of the inputs. What is her name?',
      'With a pool, `pool.map(…)` returns everything in the order of the inputs, and `pool.imap(…)` does so one by one. With an executor it is `executor.map(…)`; or keep the futures in a list, in order, and ask each for its `.result()`. Which line of yours has to change?',
    ],
  },
  'results-not-from-workers': {
    ts: [
      'Suppose that the workers made a mistake and sent back 1, 8, 27. Would your program print that? If it would not, who makes the numbers that it prints?',
      'What main prints has to be what came in with “message” (Node’s page “Child process”), and nothing else. Main needs no multiplication, and the five results stand nowhere in the file. Where in your program does the answer of a worker arrive?',
      'Begin with an empty list, `const results: number[] = []`. Only what a worker has sent goes into it: `results[index] = answer`, right behind the line that awaited the answer. When the last one is in, print the list. Which line of yours makes numbers in another way, and can go?',
    ],
    py: [
      'Suppose that the workers made a mistake and returned 1, 8, 27. Would your program print that? If it would not, who makes the numbers that it prints?',
      'What main prints has to be what the pool returned (the page `multiprocessing` of Python’s documentation, `Pool.map()`), and nothing else. Main needs no multiplication, and the five results stand nowhere in the file.',
      'One variable takes what the workers made: `squares = pool.map(…)`. It is that variable that is printed, when the call has returned. Which line of yours makes the numbers in another way, and can go?',
    ],
  },
} satisfies Readonly<Record<string, Hints>>
