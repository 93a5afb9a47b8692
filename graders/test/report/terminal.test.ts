import { stripVTControlCharacters } from 'node:util'
import { createColors } from 'picocolors'
import { describe, expect, test } from 'vitest'
import type { Result } from '../../core/types.ts'
import { widthOf } from '../../report/layout.ts'
import { renderExplained } from '../../report/terminal.ts'
import { check, execution, exercise, fourWorkers, main, result, said, worker } from './builder.ts'

const show = (result: Result, columns = 80) => `\n${renderExplained([result], { columns })}`

const program = result({
  exercise: exercise('q6', 'Four processes, four numbers'),
  entry: 'q6.ts',
  run: fourWorkers(true),
  advice: ['`count` is declared in line 4 and never read. It does no harm, but whoever reads the program will wonder.'],
  checks: [
    check('api', 'uses real processes', 1, { status: 'passed', seen: 'fork() of node:child_process, line 9' }),
    check('spawned', 'starts four processes', 3, { status: 'passed', seen: '4 workers, up to 4 alive at once' }),
    check('output', 'each prints its own number', 3, { status: 'passed', seen: '1, 2, 3, 4: each by its own process' }),
    check('joined', 'waits for all four', 2, {
      status: 'failed',
      expected: 'main goes on when all four workers have ended',
      seen: 'main printed "all done" 36 ms before w4 ended',
      hint: 'What tells a parent that its child has ended? Wait for that, four times.',
      evidence: [{ line: 17, quote: "  console.log('all done')" }],
    }),
    check('exit', 'ends cleanly', 1, { status: 'passed', seen: '5 processes, all with code 0' }),
  ],
})

const written = result({
  exercise: exercise('q1', 'Multiprocessing, and what for', 'written'),
  entry: 'q1.md',
  status: 'passed',
  mark: 2,
  advice: ['2 more points are open.'],
  misconceptions: [
    {
      id: 'shared-memory',
      line: 7,
      quote: 'All processes share one memory.',
      message: 'Each process has its own memory: what one changes, the others do not see.',
    },
  ],
  checks: [
    check('parallel-processes', 'Several processes at the same time', 3, {
      status: 'passed',
      seen: 'you say so in line 3',
      evidence: [{ line: 3, quote: 'Multiprocessing runs several processes in parallel, so that a long computation is finished sooner.' }],
    }),
    check('cores', 'Several cores at work', 1.5, {
      status: 'unclear',
      why: 'the chips of line 4 may be cores or computers',
      evidence: [{ line: 4, quote: 'it uses all the chips' }],
    }),
    check('gil', 'Past the lock', 1, {
      status: 'failed',
      expected: 'an answer to: Why wait?',
      seen: 'found no sentence that answers it',
      hint: 'Why wait?',
    }),
  ],
})

describe('a question explained', () => {
  test('a program', () =>
    expect(show(program)).toMatchInlineSnapshot(`
      "
       q6  Four processes, four numbers                          TypeScript   8/10  ✘

        ✔ api      uses real processes         fork() of node:child_process, line 9
        ✔ spawned  starts four processes       4 workers, up to 4 alive at once
        ✔ output   each prints its own number  1, 2, 3, 4: each by its own process
        ✘ joined   waits for all four          0 of 2 points
             expected  main goes on when all four workers have ended
             seen      main printed "all done" 36 ms before w4 ended
             where     line 17  “console.log('all done')”
             next      What tells a parent that its child has ended? Wait for that,
                       four times.
        ✔ exit     ends cleanly                5 processes, all with code 0

        › advice  \`count\` is declared in line 4 and never read. It does no harm, but
                  whoever reads the program will wonder.

        run     It ran for 290 ms, exit 0. Seen by the kernel’s record (strace).

             ╷0 ms             ╷100              ╷200
       main  ━━━━━━┳━┳━┳━┳──────────────────────━━━━━━●──────━━━━┥  exit 0  "all done"
       w1          ┗━━━━━━━━━━━━━━━━━━━━●━━┥                        exit 0  "1"
       w2            ┗━━━━━━━━━━━━━━━━━━━━●━━━┥                     exit 0  "2"
       w3              ┗━━━━━━━━━━━━━━━━━━━━●━━━┥                   exit 0  "3"
       w4                ┗━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━●━━━┥      exit 0  "4"
             ━ runs  ─ quiet until a child ended  ● writes  ┥ ended and reaped

        output  What it printed, and which process wrote it:
        w1   │ 1
        w2   │ 2
        w3   │ 3
        main │ all done
        w4   │ 4
      "
    `))

  test('a written answer', () =>
    expect(show(written)).toMatchInlineSnapshot(`
    "
     q1  Multiprocessing, and what for                         written   4.5/5.5  ✔

      mark  2 of 3, adequate: enough to pass, and more could be said

      ✔ parallel-processes  Several processes at the same time: you say so in line 3
           where     line 3  “Multiprocessing runs several processes in parallel, so
                     that a long computation is finished sooner.”
      ? cores               Several cores at work: costs no points
           unclear   This could not be told: the chips of line 4 may be cores or
                     computers
           where     line 4  “it uses all the chips”
      ✘ gil                 Past the lock: 0 of 1 point
           seen      found no sentence that answers it
           next      Why wait?

      ✘ This sentence is not true of what was asked:
           where     line 7  “All processes share one memory.”
           but       Each process has its own memory: what one changes, the others
                     do not see.

      › advice  2 more points are open.
    "
  `))

  test('what was skipped, and a fault of the grader', () => {
    const checks = [
      check('api', 'uses real processes', 1, {
        status: 'errored',
        cause: "TypeError: Cannot read properties of undefined (reading 'pid')\n    at usesProcesses (graders/q6.ts:9:3)",
      }),
      check('spawned', 'starts four processes', 3, { status: 'skipped', after: 'api' }),
    ]
    expect(show(result({ exercise: exercise('q6', 'Four processes'), language: 'py', status: 'errored', checks }))).toMatchInlineSnapshot(`
      "
       q6  Four processes                                             Python   –/4  !

        ! api      uses real processes    0 of 1 point
             fault     This check broke down: this is a fault of the grader, not of
                       your work.
             report    Please tell your teacher or whoever keeps this kit, and send
                       these lines along:
                       TypeError: Cannot read properties of undefined (reading 'pid')
                       at usesProcesses (graders/q6.ts:9:3)
        – spawned  starts four processes  0 of 3 points
             skipped   This is looked at once “api” has passed.
      "
    `)
  })

  test('no mark stands beside a fault of the grader', () => {
    const broken = check('reading', 'reads the answer', 10, { status: 'errored', cause: 'Error: oops' })
    expect(
      renderExplained([result({ exercise: exercise('q2', 'Two', 'written'), status: 'errored', mark: 0, checks: [broken] })]),
    ).not.toContain('no credit')
  })

  test('a stub, nothing at all, and an answer that could not be judged', () => {
    const results = [
      result({ exercise: exercise('q3', 'A process of your own'), status: 'unfinished', entry: 'exercises/q3.ts' }),
      result({ exercise: exercise('q4', 'Pools', 'written'), status: 'missing', language: null }),
      result({ exercise: exercise('q5', 'A pool'), status: 'errored' }),
    ]
    expect(`\n${renderExplained(results)}`).toMatchInlineSnapshot(`
      "
       q3  A process of your own                                 TypeScript   0/10  ○

        Not begun yet: exercises/q3.ts holds no answer so far. Start small: write one
        line below the question.

       q4  Pools                                                  no answer   0/10  ·

        No answer to q4 was found here.

       q5  A pool                                                TypeScript   –/10  !

        This answer could not be judged: this is a fault of the grader, not of your
        work. It is not a zero; a person has to look at it.
      "
    `)
  })

  test('a run that was stopped, as the portable witness saw it', () => {
    const run = execution([main(null, { wrote: [said(20, 'waiting\n')] }), worker(30, null)], {
      witness: 'runtime',
      durationMs: 10_040,
      exit: null,
      stopped: { why: 'time', limitMs: 10_000 },
    })
    expect(show(result({ exercise: exercise('q3', 'A process of your own'), language: 'py', run }))).toMatchInlineSnapshot(`
      "
       q3  A process of your own                                     Python   0/10  ✔

        run     It ran, and was stopped after 10 s: it had not ended by itself. Seen
                by probes inside Node and Python, not by the kernel: \`npm run doctor\`
                says how to get the kernel’s record.

             ╷0 s                     ╷5
       main  ●┳━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━▶  not ended  "waiting"
       w1     ┗━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━▶  not ended
             ━ runs  ● writes  ▶ had not ended
             The kit stopped this run, and ended by force what was still alive.

        output  What it printed, and which process wrote it:
        main │ waiting
      "
    `)
  })

  test('a run whose record grew too long is not said to have written so much: calls alone can do that', () => {
    const run = execution([main(null)], { exit: null, stopped: { why: 'output', limitBytes: 48 * 1024 * 1024 } })
    const shown = show(result({ exercise: exercise('q3', 'A process of your own'), language: 'py', run })).replace(/\s+/g, ' ')
    expect(shown).toContain('was stopped: what it wrote, or the record of its calls, had grown beyond 48 MiB')
  })

  test('a run of which no process was seen', () => {
    const run = execution([], { durationMs: 12, exit: { code: 1 }, stderr: 'SyntaxError\n' })
    expect(show(result({ exercise: exercise('q3', 'A process of your own'), run }))).toMatchInlineSnapshot(`
      "
       q3  A process of your own                                 TypeScript   0/10  ✔

        run     It ran for 12 ms, exit 1. Seen by the kernel’s record (strace).

        No process was seen.

        output  What it printed, and which process wrote it:
        ? stderr │ SyntaxError
      "
    `)
  })

  test('what a learner wrote cannot repaint the screen', () => {
    const evil = '\u001b[2J\u202eq6 10/10\u0007'
    const screen = renderExplained([
      {
        ...program,
        entry: evil,
        status: 'unfinished',
        advice: [evil],
        misconceptions: [{ id: 'x', message: evil, quote: evil, line: 1 }],
        exercise: exercise('q6', evil),
        run: execution([
          main(9, { command: evil, exit: { signal: evil }, wrote: [said(1, evil)] }),
          worker(1, 2, { role: 'helper', command: evil }),
        ]),
        checks: [
          check('a', evil, 1, { status: 'failed', expected: evil, seen: evil, hint: evil, evidence: [{ quote: evil, line: 1 }] }),
          check('b', evil, 1, { status: 'errored', cause: evil }),
          check('c', evil, 1, { status: 'skipped', after: evil }),
          check('d', evil, 1, { status: 'unclear', why: evil }),
          check('e', evil, 1, { status: 'passed', seen: evil }),
        ],
      },
    ])
    expect(screen.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}]/u)
  })
})

describe('the width of the screen', () => {
  const wide = '日本語のとても長い文章です。'.repeat(6)
  const long = { ...written, exercise: exercise('q1', wide, 'written'), advice: [wide, 'x'.repeat(300), 'https://example.org/'.repeat(9)] }

  test.each([40, 60, 80, 120, 200])('no line is longer than %d columns', (columns) => {
    const lines = renderExplained([program, written, long], { columns }).split('\n')
    expect(lines.filter((line) => widthOf(line) > columns)).toEqual([])
  })

  test('a quotation as long as a page is cut, and says so', () => {
    const checks = [
      check('cores', 'Several cores', 1, { status: 'passed', seen: 'line 1', evidence: [{ quote: 'word '.repeat(50_000), line: 1 }] }),
    ]
    const screen = renderExplained([{ ...written, checks }])
    expect(screen).toContain('…”')
    expect(screen.length).toBeLessThan(2000)
  })

  test('nothing is lost by wrapping', () => {
    const text = renderExplained([long], { columns: 60 })
    expect(text.match(/x/g)!.length).toBeGreaterThanOrEqual(300)
    expect(text.match(/文/g)).toHaveLength(12)
  })
})

test('colours are added, never relied on: without them the same screen is left', () => {
  const coloured = renderExplained([program, written], { palette: createColors(true) })
  expect(coloured).toContain('\u001b[')
  expect(stripVTControlCharacters(coloured)).toBe(renderExplained([program, written]))
})
