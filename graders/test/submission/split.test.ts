import { expect, test } from 'vitest'
import { labelOf } from '../../submission/split/labels.ts'
import { split } from '../../submission/split/split.ts'
import { exercises } from './questions.ts'

type Drawn = readonly ['md' | 'code', string]

const kinds = { md: 'markdown', code: 'code' } as const

/** What a document says to each exercise, text and code, by id. */
const found = (drawn: readonly Drawn[]) => {
  const cells = drawn.map(([kind, source], index) => ({ number: index + 1, kind: kinds[kind], source, output: '' }))
  const { answers, ...rest } = split({ language: 'py', cells }, exercises)
  const parts = answers.map(
    ({ exercise, text, code }) => [exercise.id, [text, ...code.map((each) => each.code)].join('\n').trim()] as const,
  )
  return { ...rest, answers: Object.fromEntries(parts.filter(([, text]) => text !== '')) }
}

const one = 'Several programs run at once, each with memory of its own. That is what multiprocessing means, and no core stands idle.'
const two =
  'Threads share the memory of one process, whereas processes keep to themselves. Multithreading is lighter, multiprocessing sturdier.'
const three =
  "import multiprocessing\n\ndef greet():\n    print('a child')\n\nchild = multiprocessing.Process(target=greet)\nchild.start()\nchild.join()"
const four = 'A pool is a handful of workers that wait for tasks. With a pool nobody pays for a new process at every task.'
const five =
  'import multiprocessing\n\ndef cube(n):\n    return n ** 3\n\nwith multiprocessing.Pool(4) as pool:\n    print(pool.map(cube, [1, 2]))'
const six =
  'import multiprocessing\n\ndef tell(n):\n    print(n)\n\nall = [multiprocessing.Process(target=tell, args=(n,)) for n in range(4)]\nfor each in all: each.start()\nfor each in all: each.join()'
const contents: readonly Drawn[] = [
  ['md', one],
  ['md', two],
  ['code', three],
  ['md', four],
  ['code', five],
  ['code', six],
]
const answers = { q1: one, q2: two, q3: three, q4: four, q5: five, q6: six }
const asked = exercises.map(({ question }) => question)

test.each([
  ['Q1. x', 'question', '1'],
  ['**Question-1:** x', 'question', '1'],
  ['Que :- 1', 'question', '1'],
  ['### 📌 Question #1', 'question', '1'],
  ['<h3 style="color:blue">Ques.No.1</h3>', 'question', '1'],
  ['$\\textbf{Q1}$ x', 'question', '1'],
  ['Question：1 x', 'question', '1'],
  ['Q {1} x', 'question', '1'],
  ['Q-IV', 'question', '4'],
  ['Problem Statement 2: x', 'question', '2'],
  ['Assignment Question 2', 'question', '2'],
  ['3rd question', 'question', '3'],
  ['Third question: x', 'question', '3'],
  ['3.Q What is x', 'question', '3'],
  ['Question five', 'question', '5'],
  ['Ans1:-', 'answer', '1'],
  ['Answer to Q1', 'answer', '1'],
  ['Answer of question 1 :', 'answer', '1'],
  ['Q2 Answer:', 'answer', '2'],
  ['1️⃣ x', 'bare', '1'],
  ['2> x', 'bare', '2'],
  ['III. x', 'bare', '3'],
  ['Part 3', 'bare', '3'],
])('%j is a label', (line, kind, number) => {
  expect(labelOf(line)).toMatchObject({ kind, numbers: [number] })
})

test.each([
  'queue 1',
  'q[1] = 2',
  'q1 = Queue()',
  'A pool has 4 workers.',
  'I. and so on',
  'quite 2 of them',
  'answer = 1',
  'Queue 2: a FIFO',
])('%j is no label', (line) => {
  expect(labelOf(line)?.kind ?? 'bare').toBe('bare')
})

const titles = [
  'Multiprocessing and its benefits',
  'Multi threading vs multi processing',
  'Creating a process',
  'Multiprocessing pool',
  'Pool of workers',
  'Four processes, four numbers',
]

const headedBy = (heading: (number: number) => string): Drawn[] =>
  contents.flatMap((cell, index): Drawn[] => [['md', heading(index + 1)], cell])

test.each<[string, Drawn[]]>([
  ['numbers alone in a cell', headedBy((n) => `### ${n}.`)],
  ['a label with the question below it', headedBy((n) => `## Question ${n}\n\n${asked[n - 1]}`)],
  ['a question with the label of its answer below it', headedBy((n) => `${asked[n - 1]}\n\nAns-${n}`)],
  ['letters before the questions', headedBy((n) => `${' abcdef'[n]}) ${asked[n - 1]}`)],
  ['questions cut down to titles', headedBy((n) => `Q${n}. ${titles[n - 1]}`)],
  ['rules and tags beside the labels', headedBy((n) => `---\n<h3 align="center">Q${n}</h3>\n<hr>`)],
])('%s', (_, cells) => {
  expect(found(cells).answers).toEqual(answers)
})

test('a label in one cell, its question in the next', () => {
  const cells = contents.flatMap((cell, index): Drawn[] => [['md', `Question ${index + 1}`], ['md', asked[index]!], cell])
  expect(found(cells).answers).toEqual(answers)
})

const preface: readonly Drawn[] = [
  ['md', '# Assignment of 15 February\n\n**Name:** A. Learner'],
  [
    'md',
    'In this notebook I work through what was asked about multiprocessing in the last lesson, as well as I can, and I have tried every program myself.',
  ],
  ['md', '1. Solve everything in a notebook.\n2. Upload it to GitHub.\n3. Submit the link before the deadline.'],
]

test('a title, an introduction and thanks answer nothing', () => {
  const { answers: all, unplaced } = found([...preface, ...headedBy((n) => `Q${n}`), ['md', '# Thank you!']])
  expect(all).toEqual(answers)
  expect(unplaced.map(({ cell }) => cell)).toEqual([1, 2, 3, 16])
})

test('a wrong number above the first sentence of a long question does not lead to the question of that number', () => {
  const long = exercises.map((each) =>
    each.id === 'q3'
      ? { ...each, question: `${each.question} The child prints a line of its own; the parent waits for it, then prints a line.` }
      : each,
  )
  const cells = [`Question 1: ${asked[0]}`, one, 'Question 2: Write a program that creates a process', three].map((source, index) => ({
    number: index + 1,
    kind: index === 3 ? ('code' as const) : ('markdown' as const),
    source,
    output: '',
  }))
  const { answers: given, doubts } = split({ language: 'py', cells }, long)
  expect(given.map(({ exercise }) => exercise.id)).toEqual(['q1', 'q3'])
  expect(doubts).toMatchObject([{ about: 'label', exercise: { id: 'q3' } }])
})

test('labels that are all different are believed in any order', () => {
  const cells = headedBy((n) => `Ans ${n}`)
  const order = [5, 0, 3, 1, 4, 2]
  expect(found(order.flatMap((at) => cells.slice(2 * at, 2 * at + 2))).answers).toEqual(answers)
  const verbatim = headedBy((n) => asked[n - 1]!)
  expect(found(order.flatMap((at) => verbatim.slice(2 * at, 2 * at + 2))).answers).toEqual(answers)
})

test('only the written questions have headings', () => {
  const cells = headedBy((n) => `Q${n}. ${asked[n - 1]}`).filter((_, at) => ![4, 8, 10].includes(at))
  expect(found(cells).answers).toEqual(answers)
})

test('without any label', () => {
  const { answers: all, guessed } = found([['md', '# My work'], ...contents, ['md', 'Thanks']])
  expect(all).toEqual(answers)
  expect(guessed).toBe(true)
})

test('without any label "Why is it useful?" goes on with an answer, and begins none', () => {
  const whole = `${one}\n\n#### Why is it useful?\nBecause four cores do four things.`
  const first: Drawn = ['md', whole]
  expect(found([first, ...contents.slice(1)]).answers).toEqual({ ...answers, q1: whole })
})

test('without any label an example stays with what it illustrates', () => {
  const cells: Drawn[] = [...contents]
  const threads = "import threading\n\ndef work():\n    print('hi')\n\nthreading.Thread(target=work).start()"
  const sample =
    'import multiprocessing\n\ndef half(n):\n    return n / 2\n\nwith multiprocessing.Pool(2) as pool:\n    print(pool.map(half, [4]))'
  cells.splice(
    4,
    0,
    ['code', sample],
    ['md', 'To create a pool of worker processes we give their number to Pool, and then hand out the work.'],
  )
  cells.splice(2, 0, ['code', threads])
  const { answers: all } = found(cells)
  expect(all).toMatchObject({ q3: three, q6: six })
  expect(all['q2']).toContain('threading.Thread')
  expect(all['q4']).toContain('n / 2')
  expect(all['q5']).toContain('n ** 3')
})

test('without any label imports and titles belong to what follows them', () => {
  const cells: Drawn[] = [...contents]
  cells.splice(5, 0, ['code', 'import os'])
  cells.splice(1, 0, ['md', 'Differences:'])
  expect(found(cells).answers).toMatchObject({ q1: one, q2: `Differences:\n\n${two}`, q5: five, q6: `import os\n${six}` })
})

test('without any label programs alone answer no written question', () => {
  expect(
    found([
      ['code', three],
      ['code', five],
      ['code', six],
    ]).answers,
  ).toEqual({ q3: three, q5: five, q6: six })
})
