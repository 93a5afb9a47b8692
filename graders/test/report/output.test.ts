import { describe, expect, test } from 'vitest'
import type { Execution } from '../../core/process.ts'
import { screenOf } from '../../report/layout.ts'
import { outputOf } from '../../report/output.ts'
import { drawOutput } from '../../report/printed.ts'
import { computedMs } from '../computed.ts'
import { execution, main, said, worker } from './builder.ts'

const show = (run: Execution) => `\n${drawOutput(run, screenOf({})).join('\n')}\n`

const lines = (run: Execution) => outputOf(run).map(({ by, text, fate }) => `${by} ${text} ${fate}`)
const hi = (atMs: number) => ({ wrote: [said(atMs, 'hi\n')] })
const echoedAt = (atMs: number) => lines(execution([main(90, hi(atMs)), worker(2, 50, hi(5))], { stdout: 'hi\n' }))

describe('what a program printed', () => {
  test('line by line, with the process that wrote it, pieces joined', () => {
    const run = execution([
      main(90, { wrote: [said(1, 'start\r\n'), said(80, 'all '), said(85, 'done')] }),
      worker(5, 50, { wrote: [said(40, 'hel'), said(42, 'lo\n')] }),
      worker(6, 60, { wrote: [said(41, 'wor'), said(43, 'ld\n'), said(44, 'Traceback\n', 'stderr')] }),
    ])
    expect(show(run)).toMatchInlineSnapshot(`
      "
        output  What it printed, and which process wrote it:
        main      │ start
        w1        │ hello
        w2        │ world
        w2 stderr │ Traceback
        main      │ all done
      "
    `)
  })

  test('main’s own line is nobody’s echo where it came first', () => {
    expect([echoedAt(1), echoedAt(5), echoedAt(9)]).toEqual([['main hi shown', 'w1 hi shown'], ['w1 hi relayed'], ['w1 hi relayed']])
  })

  test('nothing', () =>
    expect(show(execution([main(90)]))).toMatchInlineSnapshot(`
      "
        output  It printed nothing.
      "
    `))

  test('control characters are shown, and a line that is too long is cut and says so', () => {
    const wrote = [said(1, '\u001b[31mred\u001b[0m\ta\rb\n'), said(2, `${'long '.repeat(40)}\n`), said(3, '\n')]
    expect(show(execution([main(90, { wrote })]))).toMatchInlineSnapshot(`
      "
        output  What it printed, and which process wrote it:
        main │ ␛[31mred␛[0m␉a␍b
        main │ long long long long long long long long long long long long long long …
        main │
        A line that ends with … was cut to fit: \`npm run check -- --json\` has the
        whole of it.
      "
    `)
  })

  test('only the first lines, and how many more', () => {
    const wrote = Array.from({ length: 40 }, (_, index) => said(index, `${index}\n`))
    expect(
      show(execution([main(90, { wrote })], { truncated: true }))
        .split('\n')
        .slice(-6)
        .join('\n'),
    ).toMatchInlineSnapshot(`
      "  main │ 22
        main │ 23
        … and 16 more lines: \`npm run check -- --json\` has them.
        This is not everything that was written: the kit keeps only the beginning of
        what a program prints.
      "
    `)
  })
})

const relaying = (stdout: string, wrote: string) =>
  execution([main(90, { wrote: wrote === '' ? [] : [said(60, wrote)] }), worker(5, 50, { wrote: [said(40, 'one\ntwo\n')] })], { stdout })

describe('output that went through a pipe', () => {
  test('and was printed by main is listed once', () => {
    expect(lines(relaying('one\ntwo\n', 'one\ntwo\n'))).toEqual(['w1 one relayed', 'w1 two relayed'])
  })

  test('and by nobody is said to be kept', () => {
    expect(lines(relaying('sum 3\n', 'sum 3\n'))).toEqual(['w1 one kept', 'w1 two kept', 'main sum 3 shown'])
  })

  test('is marked in the margin, where no line can imitate it', () => {
    const run = execution(
      [main(90, { wrote: [said(60, 'one\n')] }), worker(5, 50, { wrote: [said(40, 'one\ntwo\n'), said(41, 'w1 │ oh\n', 'stderr')] })],
      { stdout: 'one\n' },
    )
    expect(show(run)).toMatchInlineSnapshot(`
      "
        output  What it printed, and which process wrote it:
        w1 → main │ one
        w1 → pipe │ two
        w1 stderr │ w1 │ oh
        → main: it went into a pipe, and main printed it.
        → pipe: it went into a pipe, and was never shown.
      "
    `)
  })

  test('is not claimed where main says the same of its own accord', () => {
    expect(lines(relaying('one\ntwo\none\n', 'one\n'))).toEqual(['w1 one shown', 'w1 two shown', 'main one shown'])
  })

  test('is not claimed where the record is not whole', () => {
    const run = { ...relaying('one\n', 'one\ntwo\n'), truncated: true }
    expect(lines(run)).toEqual(['w1 one shown', 'w1 two shown', 'main one shown', 'main two shown'])
  })
})

test('a flood of short lines is read in time', () => {
  const wrote = Array.from({ length: 200_000 }, (_, index) => said(index / 100, 'y\n'))
  const run = execution([main(3000), worker(0, 2000, { wrote })], { stdout: '', truncated: false })
  expect(computedMs(() => expect(drawOutput(run, screenOf({})).length).toBeLessThan(40))).toBeLessThan(5000)
})
