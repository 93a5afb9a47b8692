import { describe, expect, test } from 'vitest'
import type { Answer } from '../../core/types.ts'
import { graderOf } from '../grading.ts'
import { type Mistake, here, testMistakes, twoRoles } from './mistakes.ts'

const start = 'const child = fork(import.meta.filename, ["child"])'
const four = '[1, 2, 3, 4].map((n) => fork(import.meta.filename, [String(n)]))'
/** Four that answer, and are then waited for somehow. */
const talking = (wait: string) =>
  twoRoles(
    `const children = ${four}\nawait Promise.all(children.map((child) => once(child, 'message')))\n${wait}`,
    "{ process.on('message', () => {}); console.log(process.argv[2]); process.send!(1) }",
  )
const childInPython = 'from multiprocessing import Process\ndef child():\n    print("hello")\n'

/** Nothing that was seen may be told wrongly, and each next step leads to what was wrong. */
const mistakes: readonly Mistake[] = [
  {
    what: 'the output of several is not called that of one',
    question: 'q6',
    language: 'ts',
    text: `import { spawn } from 'node:child_process'\nimport { text } from 'node:stream/consumers'\nif (process.argv[2]) console.log(process.argv[2])\nelse {\nconst all = [1, 2, 3, 4].map((n) => spawn(process.execPath, [import.meta.filename, String(n)]))\nconsole.log(...(await Promise.all(all.map((child) => text(child.stdout)))))\n}\n`,
    check: 'joined',
    seen: 'what awaits the end of the output of every process, line 6, waits for a result, not for the end of the process',
    next: 'What tells that it has ended?',
  },
  {
    what: 'whoever waits for the first end is not told of the messages before it',
    question: 'q6',
    language: 'ts',
    text: talking(
      "const ends = children.map((child) => once(child, 'exit'))\nfor (const child of children) child.kill()\nawait Promise.any(ends)",
    ),
    check: 'joined',
    seen: 'line 9: this promise settles as soon as the first process has ended',
    next: 'What settles only when all of them are there?',
  },
  {
    what: 'nor is whoever waits for one end of four',
    question: 'q6',
    language: 'ts',
    // The others end when main does, and so behind it.
    text: talking("children[0]!.disconnect()\nawait once(children[0]!, 'exit')\nprocess.exit()"),
    check: 'joined',
    seen: 'main ended ',
    next: 'Wait for that, once for every child.',
  },
  {
    what: 'whoever waits until each channel is closed is told what that tells, and not what a message does',
    question: 'q6',
    language: 'ts',
    text: talking(
      "for (const child of children) child.disconnect()\nawait Promise.all(children.map((child) => once(child, 'disconnect')))\nconsole.log('over')",
    ),
    check: 'joined',
    seen: "what awaits the 'disconnect' event of every process, line 8, waits until nothing more can be sent, not for the end of the process",
    next: 'A process may go on when it is disconnected. What tells that it has ended?',
  },
  {
    what: 'whoever waits, and prints nothing afterwards, is asked for that line and not for the wait',
    question: 'q3',
    language: 'ts',
    text: twoRoles(`${start}\nconsole.log('started')\nawait once(child, 'exit')`),
    check: 'joined',
    seen: 'main awaits the \'exit\' event, line 7, but its last line came before that: main printed "started"',
    next: 'What should main say when the waiting is over, and where does that line belong?',
  },
  {
    what: 'so is whoever waits in a function that is the last to be called',
    question: 'q6',
    language: 'ts',
    text: twoRoles(
      `const main = async () => {\nconst children = ${four}\nconsole.log('started')\nawait Promise.all(children.map((child) => once(child, 'exit')))\n}\nmain()`,
      'console.log(process.argv[2])',
    ),
    check: 'joined',
    seen: 'main awaits the \'exit\' event of every process, line 8, but its last line came before that: main printed "started"',
    next: 'What should main say when the waiting is over, and where does that line belong?',
  },
  {
    what: 'a main that an exception ended did not do everything by itself',
    question: 'q3',
    language: 'py',
    text: 'print("child")\nprint(no_line)\n',
    check: 'api',
    seen: "no process was started: before that main ended with code 1, saying: NameError: name 'no_line' is not defined",
    next: 'Which call of that module starts a new process?',
  },
  {
    what: 'a child that starts children while it reads the file is asked for the guard, with more than the name of the exception',
    question: 'q3',
    language: 'py',
    text: `import multiprocessing as mp\n${childInPython}mp.set_start_method("spawn", force=True)\np = mp.Process(target=child)\np.start()\np.join()\n`,
    check: 'exit',
    seen: 'saying: RuntimeError: An attempt has been made to start a new process before the …',
    next: 'What does if __name__ == "__main__": guard against?',
  },
  {
    what: 'a process that stands in a function which nobody calls did not make the ones that os.fork() made',
    question: 'q6',
    language: 'py',
    text: `import os\n${childInPython}def proper():\n    p = Process(target=child)\n    p.start()\n    p.join()\nfor n in range(4):\n    if os.fork() == 0:\n        print(n)\n        os._exit(0)\nfor n in range(4): os.wait()\n`,
    check: 'api',
    seen: 'fork() of os, line 10: it makes processes by other means',
    next: 'start a function of your own in a process of its own?',
  },
  {
    what: 'what an exception is called may be anything',
    question: 'q3',
    language: 'ts',
    text: "export {}\nthrow 'oops'\n",
    check: 'exit',
    seen: 'main ended with code 1, saying: oops',
    next: 'It names no line of yours',
  },
  {
    what: 'an await that cannot come is what kept main from its line',
    question: 'q3',
    language: 'ts',
    text: twoRoles(`${start}\nawait once(child, 'ended')\nconsole.log('done')`),
    check: 'output',
    seen: 'main printed no line of its own; it ended with code 13',
    next: 'The check “ends cleanly” says more',
  },
  {
    what: 'a worker that broke down before main awaited it in vain is told of',
    question: 'q3',
    language: 'ts',
    text: "import { fork } from 'node:child_process'\nimport { once } from 'node:events'\nawait once(fork('exercises/worker.py'), 'message')\n",
    check: 'exit',
    seen: "main ended with code 13. Before that worker 1 ended with code 1, saying: Error: Cannot find module 'exercises/worker.py'",
    next: 'Here a program runs in a folder of its own',
  },
  {
    what: 'who asks for input in Node is told that nobody types',
    question: 'q3',
    language: 'ts',
    text: "import { fork } from 'node:child_process'\nimport { createInterface } from 'node:readline/promises'\nconst lines = createInterface({ input: process.stdin })\nawait lines.question('? ')\nfork('a.ts')\n",
    check: 'exit',
    seen: 'main ended with code 13',
    next: 'Line 3 reads the keyboard, and here nobody types',
  },
  {
    what: 'and so is who ends because of that without a word',
    question: 'q3',
    language: 'ts',
    text: "import { fork } from 'node:child_process'\nimport { createInterface } from 'node:readline'\ncreateInterface({ input: process.stdin }).question('? ', () => fork('a.ts'))\n",
    check: 'spawned',
    seen: 'no process was started: line 3 reads the keyboard',
    next: 'Can the program do without asking?',
  },
  {
    what: 'children that start children do not wait for somebody to tell them anything, and fork() has no callback',
    question: 'q3',
    language: 'ts',
    text: "import { fork } from 'node:child_process'\nconst child = fork(import.meta.filename)\nchild.on('exit', () => console.log('done'))\n",
    check: 'joined',
    seen: "had not ended when the program was stopped; main waits for that: listens for the 'exit' event, line 3",
    next: 'Why the program had to be stopped before the child ended, the check “ends cleanly” says.',
    needsKernel: true,
  },
  {
    what: 'a process that is awaited is no promise',
    question: 'q6',
    language: 'ts',
    text: twoRoles(`for (const n of [1, 2, 3, 4]) await fork(import.meta.filename, [String(n)])\nconsole.log('done')`),
    check: 'joined',
    seen: 'line 5: a process is awaited here as if it were a promise',
    next: 'What does await wait for',
  },
  {
    what: 'nor are several of them',
    question: 'q6',
    language: 'ts',
    text: twoRoles(`const children = ${four}\nawait Promise.all(children)\nconsole.log('done')`),
    check: 'joined',
    seen: 'line 6: a process is awaited here as if it were a promise',
    next: 'What does await wait for',
  },
  {
    what: 'a wait for what is no process is not said to be missing in the source',
    question: 'q3',
    language: 'py',
    text: `${childInPython}p = Process(target=child).start()\np.join()\n`,
    check: 'joined',
    seen: "an exception ended main in line 5, where it was to wait, saying: AttributeError: 'NoneType' object has no attribute 'join'",
    next: 'on what is the wait called in that line',
  },
  {
    what: 'a command for the terminal is known in a program',
    question: 'q5',
    language: 'py',
    text: 'pip install multiprocessing\n',
    check: 'api',
    seen: 'q5.py, line 1',
    next: 'This reads like a command for the terminal',
  },
  {
    what: 'and so is what was copied out of a text',
    question: 'q5',
    language: 'py',
    text: `\`\`\`python\n${childInPython}\`\`\`\n`,
    check: 'api',
    seen: 'q5.py, line 1',
    next: 'marks a program within a text',
  },
  {
    what: 'and what Python writes in front of what one types',
    question: 'q5',
    language: 'py',
    text: '>>> from multiprocessing import Pool\n',
    check: 'api',
    seen: 'q5.py, line 1',
    next: 'Python itself writes such a mark',
  },
  {
    what: 'a file of one that is not there is not looked for in the line that imports it',
    question: 'q3',
    language: 'py',
    text: `from joinery_no_such_helper import greet\n${childInPython}p = Process(target=child)\np.start()\np.join()\n`,
    check: 'exit',
    seen: "No module named 'joinery_no_such_helper'",
    next: 'If it is a file of yours: does it lie beside this program',
  },
  {
    what: 'numbers in words are no numbers of others',
    question: 'q6',
    language: 'py',
    text: 'from multiprocessing import Process\nps = [Process(target=print, args=(n,)) for n in ("one", "two", "three", "four")]\nfor p in ps: p.start()\nfor p in ps: p.join()\n',
    check: 'output',
    seen: 'none of that is a number in digits',
    next: 'What does the question ask each process to print?',
  },
]

describe.concurrent('what is said of a mistake', () => {
  testMistakes(mistakes)

  test('an empty line is not quoted', async () => {
    const text = "import { fork } from 'node:child_process'\nif (fork) {\n\n"
    const answer: Answer = { exercise: 'q3', language: 'ts', entry: 'q3.ts', files: [{ path: 'q3.ts', text }] }
    const { checks } = await graderOf('q3').grade(answer, { timeoutMs: 20_000 })
    expect(checks[0]?.verdict).toMatchObject({ seen: expect.stringContaining('opened in line 2') })
    expect(checks[0]?.verdict).not.toHaveProperty('evidence')
  })
})

const adviceOn = async (exercise: string, text: string) => {
  const entry = `${exercise}.py`
  return (await graderOf(exercise).grade({ exercise, language: 'py', entry, files: [{ path: entry, text }] }, { timeoutMs: 20_000 })).advice
}

const python = here([{ ...mistakes[0]!, language: 'py' }]).length > 0

describe.runIf(python).concurrent('advice in Python', () => {
  test('a line behind a join that did not take place is not asked for once more', async () => {
    const text = `import time\n${childInPython.replace('print', 'time.sleep(0.5)\n    print')}p = Process(target=child)\np.start()\nif not p.is_alive(): p.join()\nprint("over")\n`
    expect(await adviceOn('q3', text)).not.toContainEqual(expect.stringContaining('A line printed by main after the wait'))
  })

  test('a line after the wait is not missed where nothing was started', async () => {
    expect(
      await adviceOn('q3', `${childInPython}if __name__ == "main":\n    p = Process(target=child)\n    p.start()\n    p.join()\n`),
    ).toEqual([])
  })

  test('a wait that something else makes up for, and that is not carried out, is told', async () => {
    const text =
      'from multiprocessing import Pool\nif __name__ == "__main__":\n    pool = Pool(4)\n    print(pool.map(abs, [1, 2, 3, 4, 5]))\n    pool.join\n'
    expect(await adviceOn('q5', text)).toContainEqual(
      expect.stringContaining('Line 5 names a wait and does not carry it out: “pool.join”.'),
    )
  })
})

const hangsUp = (event: string): Answer => {
  const text = `import { fork } from 'node:child_process'
if (process.argv[2]) process.on('message', (n: number) => process.send!(n * n))
else {
  const results: number[] = []
  let gone = 0
  for (const n of [1, 2, 3, 4]) {
    const child = fork(import.meta.filename, ['child'])
    child.on('message', (square: number) => {
      results[n - 1] = square
      child.disconnect()
    })
    child.on('${event}', () => {
      gone++
      if (gone === 4) console.log(results)
    })
    child.send(n)
  }
}`
  return { exercise: 'q5', language: 'ts', entry: 'q5.ts', files: [{ path: 'q5.ts', text }] }
}

test.each([
  ['close', true],
  ['exit', false],
])('whoever waits for what Node never tells is told that it is Node’s fault: %s', async (event, isToldSo) => {
  const { advice } = await graderOf('q5').grade(hangsUp(event), { timeoutMs: 20_000 })
  expect(advice.some((each) => each.includes("Node never tells 'close' of it (line 12)"))).toBe(isToldSo)
})
