import type { Hints } from '../../core/types.ts'

/** For programs that start no worker, or not as many as they should. */
export const aboutSpawned = {
  'never-started': {
    ts: [
      'Your program knows how to start a process, and yet none came. What would have to happen for that line to run, and does it happen?',
      "Put `console.log('starting')` right in front of the call, and run the program with `npm run try`. Does the word appear? If not, the line is never reached. If it does, read about the event “error” on Node’s page “Child process”.",
      "Main is the one without an argument. In `if (process.argv[2] === 'child') { … } else { … }` the `fork()` belongs into the second pair of braces. If it stands in a function, some line has to call that function. Follow the program from its first line: where does it turn off?",
    ],
    py: [
      'A process is made, and then it is started. Which of your lines does the one, and which does the other?',
      'The page `multiprocessing` of Python’s documentation, under “The Process class”: compare what is said of `run()` and of `start()`. Which of the two makes something happen in another process?',
      'Behind `child = Process(target=…)` a line is needed that starts it: `child.` and one short word, which is not `run`. And the line must be reached. Is the guard spelt `if __name__ == "__main__":`, with two underscores on both sides of both words? If it stands in a function, who calls that function?',
    ],
  },
  'work-in-main': {
    ts: [
      'Look at the line that names your function. Do you hand the function over there, or do you call it there and then?',
      'Node’s page “Child process”: `fork()` takes the path of a file, and not a function. What the new process does is decided by the code of that file. Which of your lines runs in it?',
      "A function that is called in main runs in main, whatever it is called. Start the process by `fork(import.meta.filename, ['child'])`, and call the function in the branch that only the child enters: `if (process.argv[2] === 'child')`. Which call of it in main can go?",
    ],
    py: [
      'Look at the line that names your function. Do you hand the function over there, or do you call it there and hand over what it returned?',
      'The page `multiprocessing` of Python’s documentation, under “The Process class”, says of `target` that it is called by `run()`, and of `start()` that it arranges for `run()` to be called in a separate process. Which of the two do you call? And what do the parentheses behind your function’s name do?',
      'If it says `target=work()`, the parentheses call `work` here and now, in main: leave them out, and what stood between them goes into `args=(…,)`. If it says `child.run()`, that runs it in main as well: which method is the one that makes a new process?',
    ],
  },
  'another-program': {
    ts: [
      'The process that you started runs somebody else’s program. Where is the code that you wrote for the child, and who runs it?',
      'Node’s page “Child process”: `spawn()` and `exec()` run any command, `fork()` runs a file of yours with Node. And the page “ECMAScript modules” tells what `import.meta.filename` is. What do the two make together?',
      "`fork(import.meta.filename, ['child'])` runs the file that you are writing, once more. Let the file begin with `if (process.argv[2] === 'child') {` and write there what the child has to say. What belongs into the `else`?",
    ],
    py: [
      'The process that you started runs somebody else’s program. Where is the code that you wrote for the child, and who runs it?',
      'The page `subprocess` of Python’s documentation is about running other programs. The page `multiprocessing` is about running your own functions: see “The Process class”. What does it take where `subprocess` takes a command?',
      'Write the child’s part as a function, `def greet():`, with a `print()` in it. Then `Process(target=greet)` takes the place of the call that ran a command. Which two methods of it do you call next, and in which order?',
    ],
  },
  'too-few': {
    ts: [
      'One process for each number. Go through your program with a finger: how often do you pass the line that starts one?',
      'A list with one entry for each process lets you see how many there are. MDN’s page “Array.prototype.map()” shows how to make one list of another: here, of numbers a list of what `fork()` returns (Node’s page “Child process”).',
      '`const children = [1, 2, 3, 4].map((each) => …)`: what stands behind the arrow happens once for every entry. Put the start of a process there. Its number goes into the second argument of `fork()`, and arguments of a program are texts: what does `String(each)` do?',
    ],
    py: [
      'One process for each number. Go through your program with a finger: how often do you pass the line that starts one?',
      'Python’s tutorial, page “Data Structures”, shows list comprehensions: one list made of another. Here, of four numbers a list of four `Process` objects. How often is `start()` to be called then?',
      '`children = [Process(target=show, args=(number,)) for number in …]` makes as many as there are numbers behind `in`. That only makes them. A loop over `children` starts each, and one more loop waits for each. How many rounds has your loop now?',
    ],
  },
  'too-many': {
    ts: [
      'Who starts the processes that are too many: main, or one of its children?',
      'Every child runs the same file, from the first line on. How does it notice, before it comes to the line that starts children, that it is a child itself? Node’s page “Process” describes `process.argv`.',
      "Everything that starts a process stands in main’s branch: `if (process.argv[2] === 'child') { … } else { … }`. Then count what is left: a loop of four rounds with two starts in it makes eight. Which of them does the question ask for?",
    ],
    py: [
      'Who starts the processes that are too many: main, or one of its children?',
      'The page `multiprocessing` of Python’s documentation, in its “Programming guidelines”, has a paragraph on the safe importing of the main module. What would a child do that reads your file again from the top?',
      'Everything that starts a process stands under `if __name__ == "__main__":`. Then count the rounds of your loop: `range(4)` has four, `range(1, 5)` has four as well, `range(5)` has five. Is `start()` called anywhere else, perhaps inside the function that the children run?',
    ],
  },
  'silent-pool': {
    ts: [
      'A pool gives the next task to whoever is free. If one worker is quick, how many of the four numbers may be its own?',
      'A process that has one thing to do is made by `fork()` (Node’s page “Child process”): four of them, each with a number of its own, and no pool in between. Who prints then?',
      "Leave the pool out. In main, `fork(import.meta.filename, ['child', String(number)])` once for each of four numbers. In the child’s branch, `process.argv[3]` is the number. What does the child do with it?",
    ],
    py: [
      'A pool gives the next task to whoever is free. If one worker is quick, how many of the four numbers may be its own?',
      'A `Process` has one thing to do, and does it itself: the page `multiprocessing` of Python’s documentation, under “The Process class”. How do you hand a number to it?',
      'Leave the pool out. Write `def show(number):` with a `print` in it, and make four processes of it: `Process(target=show, args=(number,))`, each with another number. Start all four, then wait for all four. Which loop does which?',
    ],
  },
} satisfies Readonly<Record<string, Hints>>
