/** Where the line that is at fault is known, it is named, and the next step is about it. */
import { describe, expect, test } from 'vitest'
import type { Answer } from '../../core/types.ts'
import { graderOf } from '../grading.ts'
import { type Mistake, here, testMistakes, twoRoles } from './mistakes.ts'

const leaving = twoRoles(
  "const child = fork(import.meta.filename, ['child'])\nchild.on('exit', () => console.log('over'))\nprocess.exit()",
  "setTimeout(() => console.log('child'), 100)",
)
const square = 'def square(n):\n    return n * n\n'

const mistakes: readonly Mistake[] = [
  {
    what: 'whoever listens and then ends main is told which line ends it',
    question: 'q3',
    language: 'ts',
    text: leaving,
    check: 'joined',
    seen: 'line 7 ends main at once, whatever it still listens for; main ended',
    next: 'What becomes of the listeners of a process that has ended?',
  },
  {
    what: 'and is not asked where the line of main belongs, which stands where it does',
    question: 'q3',
    language: 'ts',
    text: leaving,
    check: 'output',
    seen: 'main printed no line of its own, and line 7 ends it at once',
    next: 'Which lines was main still to come to',
  },
  {
    what: 'a fault of Node is no reason for silence, and no check says more about it',
    question: 'q3',
    language: 'ts',
    text: twoRoles(
      "const child = fork(import.meta.filename, ['child'])\nchild.on('message', (text) => console.log(text))\nchild.on('exit', () => console.log('over'))\nchild.send('go')",
      "process.on('message', () => { process.send!('hello'); process.disconnect() })",
    ),
    check: 'output',
    seen: '"hello" was printed by main',
    next: 'Which process runs the line that prints?',
  },
  {
    what: 'a worker that was started before the function was made does not know it',
    question: 'q5',
    language: 'py',
    text: `from multiprocessing import Pool\npool = Pool(4)\n${square}task = pool.apply_async(square, (1,))\npool.close()\npool.join()\nprint(task.get())\n`,
    check: 'exit',
    seen: "attribute 'square'",
    next: 'Had it been made by then',
  },
  ...['lambda n: n * n', 'inner'].map((task): Mistake => ({
    what: `what has no name at the outermost level cannot be handed over: ${task}`,
    question: 'q5',
    language: 'py',
    text: `from multiprocessing import Pool\ndef main():\n    def inner(n):\n        return n * n\n    with Pool(4) as pool:\n        print(pool.map(${task}, [1, 2, 3, 4, 5]))\nif __name__ == "__main__":\n    main()\n`,
    check: 'exit',
    seen: 'main ended with code 1',
    next: 'By which name could a worker find this one in your file?',
  })),
]

describe.concurrent('what is at fault is named', () => {
  testMistakes(mistakes)
})

const python = here([{ ...mistakes[0]!, language: 'py' }]).length > 0
const report = (question: string, language: 'ts' | 'py', text: string) => {
  const entry = `${question}.${language}`
  const answer: Answer = { exercise: question, language, entry, files: [{ path: entry, text }] }
  return graderOf(question).grade(answer, { timeoutMs: 20_000 })
}

describe.runIf(python).concurrent('a line that comes before the wait', () => {
  const child = 'from multiprocessing import Process\nfrom time import sleep\ndef child():\n    sleep(0.2)\n    print("child")\n'

  test('is told, since it may claim that the waiting is over', async () => {
    const text = `${child}if __name__ == "__main__":\n    p = Process(target=child)\n    p.start()\n    print("it has ended")\n    p.join()\n`
    const { advice } = await report('q3', 'py', text)
    expect(advice).toContainEqual(
      expect.stringMatching(/^Main printed "it has ended" \d+ ms before worker 1 ended, and nothing after that. A line/),
    )
  })

  test('is not asked for where nothing of the kind that is asked for is started', async () => {
    const { advice } = await report('q3', 'py', 'import os\nif os.fork() == 0:\n    os._exit(0)\nos.wait()\n')
    expect(advice).not.toContainEqual(expect.stringContaining('A line printed by main after the wait'))
  })
})

test('a program that runs can be read: where the kit cannot, nothing counts as failed', async () => {
  const deep = `const deep = (0 as any)${'?.a'.repeat(5000)}\nvoid deep\n`
  const right = twoRoles(
    "const child = fork(import.meta.filename, ['child'])\nchild.on('exit', () => console.log('over'))",
    "console.log('child')",
  )
  const { checks } = await report('q3', 'ts', deep + right)
  expect(checks.filter(({ verdict }) => verdict.status === 'failed')).toEqual([])
})
