import { describe, expect, test } from 'vitest'
import type { TracedProcess } from '../../core/process.ts'
import { evidenceOf } from '../../facts/evidence.ts'
import { endsCleanly } from '../../facts/exit.ts'
import { type Means, nothingTold } from '../../source/facts.ts'
import { type Mistake, testMistakes } from './mistakes.ts'
import { execution } from '../report/builder.ts'

const child = 'def child():\n    print("hello")\n\nif __name__ == "__main__":\n    '
const pool = (rest: string) =>
  `from multiprocessing import Pool\n\ndef square(x):\n    ${rest}\n\nif __name__ == "__main__":\n    with Pool(4) as pool:\n        `

/** What learners get wrong first, and words that would send them the wrong way. */
const mistakes: readonly Mistake[] = [
  {
    what: 'a start without parentheses is not looked for elsewhere',
    question: 'q3',
    language: 'py',
    text: `from multiprocessing import Process\n\n${child}p = Process(target=child)\n    p.start\n    p.join\n`,
    check: 'spawned',
    seen: 'line 8 names the start but does not carry it out',
    next: 'naming a method and calling it',
  },
  {
    what: 'a program that failed before its start is not asked whether it comes by the start',
    question: 'q3',
    language: 'py',
    text: `from multiprocessing import Process\n\n${child}p = Process(target=child)\n    p.join()\n    p.start()\n`,
    check: 'spawned',
    seen: 'before that main ended with code 1, saying: AssertionError: can only join a started process',
    next: 'The check “ends cleanly” says more',
  },
  {
    what: 'a misspelt module is not taken for none',
    question: 'q3',
    language: 'py',
    text: 'from multiprocesing import Process\n',
    check: 'api',
    seen: "No module named 'multiprocesing'",
    next: 'Is the name of that module spelt right?',
  },
  {
    what: 'a file of the learner’s own that is not there is not taken for a module to install',
    question: 'q3',
    language: 'ts',
    text: `import { start } from './helper.ts'\nstart()\n`,
    check: 'api',
    seen: 'Cannot find module',
    next: 'If it is a file of yours: does it lie beside this program?',
  },
  {
    what: 'a module that was not imported is not taken for no module at all',
    question: 'q3',
    language: 'py',
    text: `${child}p = multiprocessing.Process(target=child)\n    p.start()\n    p.join()\n`,
    check: 'api',
    seen: "before that main ended with code 1, saying: NameError: name 'multiprocessing' is not defined",
    next: 'Which name in that line',
  },
  {
    what: 'a module that is called like the class in it is not taken for no call at all',
    question: 'q3',
    language: 'py',
    text: `from multiprocessing import process\n\n${child}p = process(target=child)\n    p.start()\n    p.join()\n`,
    check: 'api',
    seen: "before that main ended with code 1, saying: TypeError: 'module' object is not callable",
    next: 'Which name in that line',
  },
  {
    what: 'a message from the library alone is not said to name a line',
    question: 'q3',
    language: 'py',
    text: `from multiprocessing import Process\n\n${child}p = Process(target=child, args=("bob"))\n    p.start()\n    p.join()\n`,
    check: 'exit',
    seen: 'TypeError: child() takes 0 positional arguments but 3 were given',
    next: 'It names no line of yours',
  },
  {
    what: 'a tab among spaces is not called a line too far to the right',
    question: 'q3',
    language: 'py',
    text: 'def child():\n    print(1)\n\tprint(2)\n',
    check: 'api',
    seen: 'Tabs and spaces are mixed',
    next: 'Mend this line first',
  },
  {
    what: 'results that the workers print are told, and that main has none',
    question: 'q5',
    language: 'py',
    text: `${pool('print(x * x)')}pool.map(square, [1, 2, 3, 4, 5])\n`,
    check: 'output',
    seen: 'main printed nothing; the workers printed "',
    next: 'How do all of them get to main',
  },
  {
    what: 'a main that failed is not asked what its workers get',
    question: 'q5',
    language: 'py',
    text: `${pool('return x * x')}print(pool.apply(square, [1, 2]))\n`,
    check: 'output',
    seen: 'main printed nothing; it ended with code 1',
    next: 'The check “ends cleanly” says more',
  },
  {
    what: 'a program that is not there did not run',
    needsKernel: true,
    question: 'q3',
    language: 'ts',
    text: "import { spawn } from 'node:child_process'\nspawn('joinery-no-such-program', ['child'])\n",
    check: 'spawned',
    seen: '1 process could not run the program that was asked for, saying: Error: spawn joinery-no-such-program ENOENT',
    next: 'is there one of that name',
  },
  {
    what: 'what is missing at the end of a line is not only looked for in the next one',
    question: 'q3',
    language: 'ts',
    text: "import { fork } from 'node:child_process'\nconst c = fork('a.ts', ['child']\nc.unref()\n",
    check: 'api',
    seen: 'line 3, column 1: `,` is expected here. Or something is missing at the end of line 2.',
    next: 'Mend this line first',
  },
  {
    what: 'a program in the file of the other language is told so',
    question: 'q3',
    language: 'ts',
    text: 'from multiprocessing import Process\n',
    check: 'api',
    seen: 'This word is not expected here',
    next: 'This reads like Python',
  },
  {
    what: 'and the other way round',
    question: 'q3',
    language: 'py',
    text: "import { fork } from 'node:child_process'\nconst c = fork('a.ts')\n",
    check: 'api',
    seen: 'q3.py, line 2',
    next: 'This reads like TypeScript',
  },
]

describe.concurrent('what is said of a first mistake', () => {
  testMistakes(mistakes)
})

const running = (pid: number, parent: number | null): TracedProcess => ({
  pid,
  parent,
  role: parent === null ? 'main' : 'worker',
  command: 'node q3.ts',
  startedMs: pid,
  endedMs: null,
  exit: null,
  reapedBy: null,
  reapedMs: null,
  wrote: [],
  sent: [],
})

const stoppedWith = (...processes: readonly TracedProcess[]) => stoppedIn('', [], ...processes)

const stoppedIn = (text: string, means: readonly Means[], ...processes: readonly TracedProcess[]) => {
  const run = execution(processes, { durationMs: 10_000, stopped: { why: 'time', limitMs: 10_000 } })
  return endsCleanly()(
    evidenceOf({ exercise: 'q3', language: 'ts', entry: 'q3.ts', files: [{ path: 'q3.ts', text }] }, run, {
      ...nothingTold,
      language: 'ts',
      means,
    }),
  )
}

describe('what is said of a program that did not come to its end', () => {
  test('many are counted, and children of children lead on', () => {
    expect(stoppedWith(running(1, null), ...Array.from({ length: 40 }, (_, index) => running(index + 2, index + 1)))).toMatchObject({
      seen: 'main and 40 workers were still running after 10 s; the program was stopped there',
      hint: expect.stringContaining('Does a child run the code that starts children?'),
    })
  })

  test('an exception that others wait for in vain is told', () => {
    const crashed: TracedProcess = {
      ...running(2, 1),
      endedMs: 9,
      exit: { code: 1 },
      wrote: [{ atMs: 8, stream: 'stderr', text: 'q3.ts:3\nTypeError: no\n' }],
    }
    expect(stoppedWith(running(1, null), crashed, running(3, 1))).toMatchObject({
      seen: expect.stringContaining(
        'main and worker 2 were still running after 10 s; the program was stopped there. Before that worker 1 ended',
      ),
      hint: expect.stringContaining('it names the line'),
    })
  })

  test.each([
    ["w.on('online', () => w.send(1))", 'what is sent to it then, before it listens, is lost'],
    ["await once(w, 'online')\nw.send(1)", 'what is sent to it then, before it listens, is lost'],
    ["w.on('message', () => w.send(1))", 'What is each of them waiting for, or which loop of it has no end?'],
    ["w.send(1)\nw.on('message', print)", 'A worker that has just been started (line 1) may still be loading your file', '1\n'],
    ["w.send(1)\nw.on('message', print)", 'What is each of them waiting for', '{"cmd":"NODE_CLUSTER","ack":1}\n'],
    ["w.send(1)\nw.on('message', print)", 'What is each of them waiting for', '1\n', '1\n'],
  ])('what a worker of a cluster was sent too early: %s', (text, hint, bytes = '', answer = '') => {
    const cluster: Means = { kind: 'process', name: 'fork() of node:cluster', file: 'q3.ts', line: 1, text: '' }
    const main = { ...running(1, null), sent: [{ atMs: 3, bytes }] }
    const worker = { ...running(2, 1), sent: [{ atMs: 4, bytes: answer }] }
    expect(stoppedIn(text, [cluster], main, worker)).toMatchObject({ hint: expect.stringContaining(hint) })
    const elsewhere = { ...cluster, name: 'fork() of node:child_process' }
    expect(stoppedIn(text, [elsewhere], main, worker)).toMatchObject({ hint: expect.stringContaining('What is each of them waiting for') })
  })
})
