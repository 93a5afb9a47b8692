import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { ProcessEvent } from '../../process/events.ts'
import { parseStrace, straceReader } from '../../process/strace.ts'
import { traceOf } from '../../process/trace.ts'
import { fixtures } from '../grading.ts'

/** Logs of tiny programs as strace 6.1 wrote them, run by the kit's own options. */
const recorded = (name: string): string => readFileSync(join(fixtures, '..', 'recordings', `${name}.log`), 'latin1')

/** Each process in a line, in the order of their starts: its parent and whoever reaped it by their places, not their ids. */
const told = (log: string): string[] => {
  const { processes } = traceOf(parseStrace(log))
  const place = (pid: number | null) => processes.findIndex((each) => each.pid === pid)
  return processes.map(({ parent, role, command, exit, reapedBy, wrote }) => {
    const end = exit === null ? 'no end seen' : 'code' in exit ? `code ${exit.code}` : exit.signal
    const family = parent === null ? '' : ` of ${place(parent)}`
    const reaped = reapedBy === null ? '' : `, reaped by ${place(reapedBy)}`
    const lines = wrote.map(({ stream, text }) => ` ${stream === 'stdout' ? '' : '2:'}${JSON.stringify(text)}`).join('')
    return `${role}${family}: ${command.slice(0, 60)}: ${end}${reaped}${lines}`
  })
}

describe('a recording becomes processes:', () => {
  test('a child killed by a signal, a thread, bytes that are no text, and lines in several pieces', () => {
    expect(told(recorded('killed'))).toMatchInlineSnapshot(`
      [
        "main: /usr/bin/python3 killed.py: code 0 "tab\\tquote\\"back\\\\slash\\u0000�é end = 1) = 3\\n" "half of a line\\n" "café\\n" "two parts\\n"",
        "worker of 0: /usr/bin/python3 killed.py: SIGKILL, reaped by 0",
      ]
    `)
  })

  test('shells that make a child by vfork and become another program, each seen before the call that made it returned', () => {
    expect(recorded('shell')).toMatch(/vfork\( <unfinished \.\.\.>\n(\d+) .*\n.*vfork resumed>\) = \1\n/)
    expect(told(recorded('shell'))).toMatchInlineSnapshot(`
      [
        "main: /usr/bin/python3 shell.py: code 0",
        "helper of 0: /bin/sh -c /bin/sh -c "exec /usr/bin/env true; :": code 0, reaped by 0",
        "helper of 1: /usr/bin/true: code 0, reaped by 1",
        "helper of 0: /bin/true: code 0, reaped by 0",
      ]
    `)
  })

  test('a manager’s server, which is a helper, beside a worker', () => {
    expect(told(recorded('manager'))).toMatchInlineSnapshot(`
      [
        "main: /usr/bin/python3 manager.py: code 0 "{'x': 'é'}\\n"",
        "helper of 0: /usr/bin/python3 manager.py: code 0, reaped by 0",
        "worker of 0: /usr/bin/python3 manager.py: code 0, reaped by 0",
      ]
    `)
  })

  test('a child of a thread, which is a child of the thread’s process', () => {
    expect(told(recorded('thread'))).toMatchInlineSnapshot(`
      [
        "main: /usr/bin/python3 thread.py: code 0",
        "helper of 0: /bin/true: code 0, reaped by 0",
      ]
    `)
  })

  test('a write that the kernel took only in part counts for that part', () => {
    const [main] = traceOf(parseStrace(recorded('partial'))).processes
    expect(main!.sent.map(({ bytes }) => bytes)).toEqual(['ab'.repeat(2048)])
  })
})

const names = ['thread', 'killed', 'shell', 'manager', 'partial', 'node', 'pool', 'forkserver', 'killed-shell']

/** A small generator of numbers below a limit, the same for the same seed (Numerical Recipes' constants). */
const numbersFrom = (seed: number) => {
  let state = seed >>> 0
  return (limit: number): number => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return Math.floor((state / 2 ** 32) * limit)
  }
}

const inPieces = (log: string, seed: number): ProcessEvent[] => {
  const next = numbersFrom(seed)
  const reader = straceReader()
  const events: ProcessEvent[] = []
  for (let at = 0; at < log.length;) {
    const length = 1 + next(seed % 2 === 0 ? 30 : 3000)
    events.push(...reader.push(log.slice(at, at + length)))
    at += length
  }
  return [...events, ...reader.end()]
}

test.each(names)('%s: read as it grows, in pieces of any size, it tells the same', (name) => {
  const whole = parseStrace(recorded(name))
  expect(whole.length).toBeGreaterThan(3)
  for (let seed = 1; seed <= 40; seed++) expect(inPieces(recorded(name), seed)).toEqual(whole)
})

/** Shuffles the lines of different tasks against each other, each task's own lines kept in order: another schedule of the same run. */
const rescheduled = (log: string, seed: number): string => {
  const next = numbersFrom(seed)
  const [first, ...lines] = log.trimEnd().split('\n')
  for (let round = 0; round < lines.length * 4; round++) {
    const at = next(lines.length - 1)
    const [one, other] = [lines[at]!, lines[at + 1]!]
    if (taskOf(one) !== taskOf(other)) lines.splice(at, 2, other, one)
  }
  return [first, ...lines, ''].join('\n')
}

const taskOf = (line: string): string => line.slice(0, line.indexOf(' '))

test.each(names)('%s: the order in which lines of different tasks stand changes nothing', (name) => {
  const whole = told(recorded(name))
  for (let seed = 1; seed <= 20; seed++) expect(told(rescheduled(recorded(name), seed))).toEqual(whole)
})

test.each(names)('%s: wherever it was torn, it is read as far as it goes', (name) => {
  const log = recorded(name)
  const end = log.lastIndexOf('\n', log.length - 2) + 1
  for (let at = end; at < log.length; at++) expect(() => parseStrace(log.slice(0, at))).not.toThrow()
})

describe('a log that is not strace’s', () => {
  const [first, second] = recorded('killed').split('\n')

  test.each([
    ['a word', 'hello'],
    ['a line without a time', '123 execve("/bin/true") = 0'],
    ['half of the line before', second!.slice(20)],
  ])('%s gives an error with the number of the line', (_, junk) => {
    expect(() => parseStrace(`${first}\n${second}\n${junk}\n${second}\n`)).toThrow(/^line 3 of the kernel’s record is not understood: /)
  })

  test('the number is that of the whole log, however it was read', () => {
    const reader = straceReader()
    reader.push(`${first}\n${second!.slice(0, 9)}`)
    reader.push(`${second!.slice(9)}\nju`)
    expect(() => reader.push('nk\n')).toThrow(/^line 3 of /)
  })

  test('what strace says of itself, and a last line that is cut off in the middle of a call, are no events', () => {
    const events = parseStrace(`strace: Process 1 attached\n${first}\n`)
    expect(parseStrace(`${first}\n${second!.slice(0, 40)}`)).toEqual(events)
  })

  test('a last line that lacks no more than its line end is an event', () => {
    const end = '10 1.2 +++ exited with 3 +++'
    expect(parseStrace(end)).toEqual(parseStrace(`${end}\n`))
    expect(parseStrace(end)).toContainEqual(expect.objectContaining({ kind: 'exit', exit: { code: 3 } }))
  })
})
