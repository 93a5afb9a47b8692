/** Numbers in what people and processes write, and who was alive when. */
import { expect, test } from 'vitest'
import { lastEnd, mostAlive } from '../../facts/evidence.ts'
import { numbersSent } from '../../facts/messages.ts'
import { containsRun, numbersIn, numbersShown, ownNumbersIn } from '../../facts/numbers.ts'
import type { TracedProcess } from '../../core/process.ts'

test.each<[string, number[]]>([
  ['[1, 4, 9.5, -16]', [1, 4, 9.5, -16]],
  ['x1 v2.0.1 3rd 1e5', []],
  ['squares: 1,4;9 and 16.', [1, 4, 9, 16]],
])('the numbers of “%s”', (text, numbers) => {
  expect(numbersIn(text)).toEqual(numbers)
})

test.each<[string, number[]]>([
  ['Process-2 prints 7', [7]],
  ['ForkPoolWorker-3:1 says 4 at 12:30:05.250', [4]],
  ['2026-11-22 pid=4711 number 3', [3]],
  ['4711 is my pid, 2 my number', [2]],
])('the number of its own in “%s”', (line, numbers) => {
  expect(ownNumbersIn(line, new Set([4711]))).toEqual(numbers)
})

test('results stand next to each other and in order, in a line, over lines, at their ends, or behind their inputs', () => {
  expect(containsRun([0, 1, 4, 9], [1, 4, 9])).toBe(true)
  expect([containsRun([1, 9, 4], [1, 4]), containsRun([1, 0, 4], [1, 4])]).toEqual([false, false])
  expect(numbersShown(['1 squared: 1', '2 squared: 4']).slice(0, 4)).toEqual([
    [1, 1],
    [2, 4],
    [1, 1, 2, 4],
    [1, 4],
  ])
  expect(numbersShown(['{1: 1, 2: 4, 3: 9}'])).toContainEqual([1, 4, 9])
  expect(numbersShown(['1*1=1, 2*2=4, 3*3=9'])).toContainEqual([1, 4, 9])
})

/** As the serialisations of Python and of V8 write them. */
test.each<[string, readonly number[], number]>([
  ['one byte', [0x4b, 25], 25],
  ['two bytes', [0x4d, 0x10, 0x27], 10_000],
  ['four bytes', [0x4a, 0xff, 0xff, 0xff, 0xff], -1],
  ['a double of Python’s', [0x47, 0x40, 0x30, 0, 0, 0, 0, 0, 0], 16],
  ['a number of NumPy’s', [0x43, 8, 25, 0, 0, 0, 0, 0, 0, 0], 25],
  ['a double of NumPy’s', [0x43, 8, 0, 0, 0, 0, 0, 0, 0x30, 0x40], 16],
  ['the second number of an array', [0x43, 8, 9, 0, 0, 0, 16, 0, 0, 0], 16],
  ['a double of V8’s', [0x4e, 0, 0, 0, 0, 0, 0, 0x30, 0x40], 16],
  ['a varint of V8’s', [0x49, 0xd8, 0x04, 0x7f], 300],
  ['a varint below zero', [0x49, 0x03], -2],
])('%s in what was sent', (_, bytes, number) => {
  expect([...numbersSent(Buffer.from(bytes).toString('latin1'))]).toContain(number)
})

test('a message that breaks off tells no more than it holds', () => {
  for (const code of ['K', 'M\u0001', 'J\u0001\u0001\u0001', 'G\u0040', 'C\u0004\u0001', 'N\u0040', 'I'])
    expect([...numbersSent(code)]).toEqual([])
  expect([...numbersSent('{"r":25}\n')]).toEqual([25])
})

const lived = (startedMs: number, endedMs: number | null) => ({ startedMs, endedMs }) as TracedProcess

test('who ends when another starts was not alive with it, and who never ended was with all', () => {
  expect(mostAlive([lived(0, 5), lived(5, 9), lived(9, 12)])).toBe(1)
  expect(mostAlive([lived(0, null), lived(5, 9), lived(8, 12)])).toBe(3)
  expect(mostAlive([])).toBe(0)
  expect([lastEnd([lived(0, 5), lived(1, 3)]), lastEnd([lived(0, null)]), lastEnd([])]).toEqual([5, Number.POSITIVE_INFINITY, 0])
})
