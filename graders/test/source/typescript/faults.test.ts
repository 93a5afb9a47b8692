import { describe, expect, test } from 'vitest'
import { read } from './programs.ts'

describe('syntax errors', () => {
  test.each<[string, number, string]>([
    ["console.log('x'", 1, '`)` is expected here.'],
    ["if (true) {\n  console.log('x')\n", 3, '`}` is expected here to close the one opened in line 1.'],
    ["console.log('x)\n", 1, 'This text is not closed: its quotation mark is missing at the end of the line.'],
    ['const = 4', 1, 'The name of a variable is expected here.'],
    ['foo()\n}\n', 2, 'This does not belong here: perhaps there is one closing bracket too many before it.'],
    ['const x = ;', 1, 'A value or an expression is expected here.'],
    ['const text = `abc', 1, 'This text is not closed: its backtick is missing.'],
    ['const x = 3px', 1, 'An identifier or keyword cannot immediately follow a numeric literal.'],
    ['cosnt x = 4', 1, "Unknown keyword or identifier. Did you mean 'const'?"],
    ['function f() {\n  await g()\n}', 2, '`await` works only inside of an async function: the function around it lacks the word `async`.'],
  ])('%s', (text, line, message) => {
    const facts = read(text)
    expect(facts.fault).toMatchObject({ file: 'q.ts', line, message })
    expect(facts.launches).toEqual([])
  })
  test('in a worker of its own file', () => {
    expect(read("import { fork } from 'node:child_process'\nfork('./worker.ts')", { 'worker.ts': 'const = 1' }).fault).toMatchObject({
      file: 'worker.ts',
      line: 1,
    })
  })
  test('not in a file that has no part in it', () => {
    expect(read("console.log('x')", { 'other.ts': 'const = 1', 'data.txt': '(' }).fault).toBeNull()
  })
})
