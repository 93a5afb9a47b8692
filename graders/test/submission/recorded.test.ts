import { beforeAll, describe, expect, test } from 'vitest'
import type { Execution } from '../../core/process.ts'
import type { Answer } from '../../core/types.ts'
import { evidenceOf } from '../../facts/evidence.ts'
import { documentAdvice } from '../../facts/recorded.ts'
import { execute } from '../../process/execute.ts'
import { readerOf } from '../../source/read.ts'
import type { SourceFacts } from '../../source/facts.ts'
import { typedFor } from '../../submission/program/typed.ts'

const program = `from multiprocessing import Process

def work():
    print("child counts to", 3)

p = Process(target=work)
p.start()
p.join()
print("sum", 12)
`

const answerWith = (recorded: string, text = program): Answer => {
  const typed = typedFor(text, recorded)
  return {
    exercise: 'q3',
    language: 'py',
    entry: 'q3.py',
    files: [{ path: 'q3.py', text }],
    origin: { file: 'n.ipynb', cells: [1], recorded },
    ...(typed === null ? {} : { typed }),
  }
}

describe('what a notebook recorded, held against one run', () => {
  let execution: Execution
  let source: SourceFacts
  beforeAll(async () => {
    const answer = answerWith('')
    ;[execution, source] = await Promise.all([execute(answer, { timeoutMs: 10_000 }), readerOf(answer).then((read) => read())])
  })
  const adviceOn = (recorded: string, stderr = '') => documentAdvice(evidenceOf(answerWith(recorded), { ...execution, stderr }, source))

  test('agrees with it', () => {
    expect(adviceOn('child counts to 3\nsum 12')).toEqual([])
  })

  test('holds the same lines, printed into one another', () => {
    expect(adviceOn('child countssum to 12\n 3')).toEqual([])
  })

  test('holds what was printed as an error here, be it that of an exception that was caught', () => {
    expect(adviceOn('child counts to 3\nit is late\nsum 12', 'it is late\n')).toEqual([])
    expect(adviceOn('child counts to 3\nsum 12\nValueError: too late', 'ValueError: too late\n')).toEqual([])
  })

  test('says nothing at all, be it that the outputs were cleared', () => {
    expect(adviceOn('')).toEqual([])
  })

  test('lacks the child’s line', () => {
    expect(adviceOn('sum 12')).toMatchInlineSnapshot(`
      [
        "Your notebook recorded no line from the child, and here it printed “child counts to 3”. On Windows and macOS a notebook’s child processes cannot import functions defined in a cell: put the function into a file of its own, say work.py, and import it from there.",
      ]
    `)
  })

  test('shows another number', () => {
    expect(adviceOn('child counts to 3\nsum 10')).toMatchInlineSnapshot(`
      [
        "Your notebook recorded “sum 10”, and here it printed “sum 12”. What counts is the run; the cell may have been changed after it was run.",
      ]
    `)
  })

  test('shows a line that is not printed here', () => {
    expect(adviceOn('child counts to 3\nsum 12\ngoodbye')).toMatchInlineSnapshot(`
      [
        "Your notebook recorded “goodbye”, and here no line says that. What counts is the run; the cell may have been changed after it was run.",
      ]
    `)
  })

  test('shows a long line that is not printed here: its beginning is quoted, and an ellipsis says so', () => {
    expect(adviceOn(`child counts to 3\nsum 12\n${'again and '.repeat(9)}`)).toEqual([
      expect.stringContaining('recorded “again and again and again and again and again and again and…”, and here no line says that'),
    ])
  })

  test('shows an error that does not come here', () => {
    const traceback = 'Traceback (most recent call last)\n  File "x"\n'
    expect(adviceOn(`${traceback}AttributeError: Can't get attribute 'work' on <module '__main__' (built-in)>`)).toMatchInlineSnapshot(`
      [
        "Your notebook recorded an error, “AttributeError: Can't get attribute 'work' on <module '__main__' (built-in)>”, and here the program ran without one. On Windows and macOS a notebook’s child processes cannot import functions defined in a cell: put the function into a file of its own, say work.py, and import it from there.",
      ]
    `)
    expect(adviceOn(`${traceback}AttributeError: module '__main__' has no attribute 'work'`)).toEqual([
      expect.stringContaining('put the function into a file of its own'),
    ])
    expect(adviceOn(`${traceback}NameError: name 'Process' is not defined`)).toMatchInlineSnapshot(`
      [
        "Your notebook recorded an error, “NameError: name 'Process' is not defined”, and here the program ran without one. In a notebook, cells can be run in another order than they stand in.",
      ]
    `)
  })
})

describe('what a notebook’s program is given to read', () => {
  test.each([
    ['n = int(input("How many? "))', 'How many?  3\ndone', { lines: ['3'], recorded: true }],
    ['a = input("a: ")\nb = input("b: ")', 'a: 1\nb: 2', { lines: ['1', '2'], recorded: true }],
    ['n = int(input())', '7\n49', { lines: Array<string>(16).fill('4'), recorded: false }],
    ['print("no input() here")', '', { lines: Array<string>(16).fill('4'), recorded: false }],
    ['# n = input()\nprint(1)', '', null],
    ['print(1)', 'How many? 3', null],
  ])('%s', (code, recorded, typed) => {
    expect(typedFor(code, recorded)).toEqual(typed)
  })

  test('is not told of where the program asks for it by a function of its own', async () => {
    const answer = answerWith('', 'def input(text):\n    return text\nprint(input("9"))\n')
    const [execution, source] = await Promise.all([execute(answer, { timeoutMs: 10_000 }), readerOf(answer).then((read) => read())])
    expect(documentAdvice(evidenceOf(answer, execution, source))).toEqual([])
  })

  test('is typed for the program, and told', async () => {
    const answer = answerWith('Which number?  6', 'print(int(input("Which number? ")) * 7)\n')
    const [execution, source] = await Promise.all([execute(answer, { timeoutMs: 10_000 }), readerOf(answer).then((read) => read())])
    expect(execution.stdout).toBe('Which number? 42\n')
    expect(documentAdvice(evidenceOf(answer, execution, source))).toMatchInlineSnapshot(`
      [
        "The program asks for input (line 1), and nobody types while it is graded. It was given "6", as your notebook recorded it. A program that asks for nothing can be graded without such help.",
      ]
    `)
  })
})
