import { stripVTControlCharacters } from 'node:util'
import { createColors } from 'picocolors'
import { describe, expect, test } from 'vitest'
import type { Result } from '../../core/types.ts'
import { widthOf } from '../../report/layout.ts'
import { indented } from '../../study/lines.ts'
import { tell } from '../../study/plain.ts'
import { draw, furthest } from '../../study/screen.ts'
import type { State } from '../../study/state.ts'
import { execution, main, result, said, worker } from '../report/builder.ts'
import { after, draft, early, exercises, found, fresh, judged, right, shownWith, unbegun, withDraft } from './states.ts'

const plain = createColors(false)
const bright = createColors(true)
const show = (state: State): string => `\n${draw(state, plain).join('\n')}\n`
const small = { rows: 20, columns: 60 }
const hints = { check: 'joined', shown: ['Who knows when a child has ended?', 'Look for once() on the page of node:events.'], count: 4 }

const brief = [
  'What it may print:',
  '',
  '  2',
  '  1',
  '',
  'Each number is printed by a process of its own. The parent prints none of them.',
]

/** Everything that may be on the screen, at every size. */
const states = (size: { rows: number; columns: number }): State[] => {
  const failed = shownWith(early, size)
  const many = result({
    ...early,
    run: execution(
      [
        main(500),
        ...Array.from({ length: 40 }, (_, index) =>
          worker(index * 10, index * 10 + 50, { wrote: [said(index * 10 + 20, `${'wide 漢字 '.repeat(20)}\n`)] }),
        ),
      ],
      { stopped: { why: 'time', limitMs: 10_000 } },
    ),
  })
  const errored: Result = { ...early, status: 'errored', checks: [], cause: 'Error: of the kit\n    at some/long/path/'.repeat(9) }
  return [
    fresh(size),
    after(fresh(size), found()).state,
    after(fresh(size), found(undefined, null, [`"q6.py" is ${'no text '.repeat(40)}`])).state,
    after(fresh(size), found(withDraft('q6', draft('q6.ts')), { id: 'q6', language: 'ts' })).state,
    failed,
    after(failed, {
      kind: 'hinted',
      id: 'q6',
      hints,
      notice: 'Try something first: the next hint is there when you have changed your answer.',
    }).state,
    ...['o', 'l', 'x', 's', 'd', 'r', 'end'].map((key) => after(failed, key).state),
    after(failed, 'd', 'end').state,
    shownWith(right, size),
    shownWith(many, size),
    after(shownWith(many, size), 'o').state,
    shownWith(errored, size),
    after(failed, { kind: 'unreadable', why: 'There is no file or folder "exercises": check the spelling.' }).state,
    after(failed, {
      kind: 'opened',
      compared: {
        solution: { file: 'solutions/q6.ts', text: `// one way\n\n${' '.repeat(90)}deep()\n${'x'.repeat(300)}\n` },
        difference: [{ in: 'mine', text: 'y'.repeat(300) }],
      },
    }).state,
  ]
}

describe('every screen', () => {
  const sizes = [
    [24, 80],
    [20, 60],
    [40, 120],
    [10, 40],
    [5, 20],
    [1, 1],
  ].map(([rows, columns]) => ({ rows: rows!, columns: columns! }))

  test.each(sizes)('fits %o, with and without colours alike', (size) => {
    for (const state of states(size)) {
      const lines = draw(state, bright)
      expect(lines.length).toBeLessThanOrEqual(size.rows)
      expect(lines.filter((line) => widthOf(stripVTControlCharacters(line)) > size.columns)).toEqual([])
      expect(lines.map((line) => stripVTControlCharacters(line).trimEnd())).toEqual(draw(state, plain))
    }
  })

  test('fills the rows, so that the keys stay where they are', () => {
    for (const state of states({ rows: 24, columns: 80 })) expect(draw(state, plain)).toHaveLength(24)
  })

  test('says how much is not on it, and can be scrolled to its last line', () => {
    for (const state of states({ rows: 24, columns: 80 })) {
      const top = furthest({ ...state, scroll: 0 }, plain)
      expect(/↓ \d/.test(draw({ ...state, scroll: 0 }, plain).join('\n'))).toBe(top > 0)
      expect(draw({ ...state, scroll: top }, plain).join('\n')).not.toMatch(/↓ \d/)
    }
  })

  test.each([40, 41, 44, 48, 60])('with six questions in %d columns still says that it goes on', (columns) => {
    for (const one of states({ rows: 16, columns })) {
      const state = { ...one, questions: [...one.questions, ...one.questions] }
      const top = furthest({ ...state, scroll: 0 }, plain)
      const arrowsAt = (scroll: number) =>
        draw({ ...state, scroll }, plain)
          .findLast((line) => line.startsWith('──'))
          ?.replaceAll(/[^↑↓]/g, '')
      expect([arrowsAt(0), arrowsAt(1), arrowsAt(top)]).toEqual(top > 1 ? ['↓', '↑↓', '↑'] : top > 0 ? ['↓', '↑', '↑'] : ['', '', ''])
    }
  })
})

describe('a file that cannot be read', () => {
  const wrong = '"q6.py" is a binary file, not text: save the answer as plain text (UTF-8) and hand that in.'
  const seen = found(withDraft('q6', draft('q6.ts', false, brief)), null, [wrong])

  test('is told at the foot until it is mended, and gives way to what a key brings', () => {
    const told = after(fresh(), seen, 'n', 'n').state
    const foot = (state: State) => draw(state, plain).slice(-3, -1).join(' ').replaceAll(/\s+/g, ' ')
    expect(foot(told)).toContain(` ! ${wrong}`)
    expect(foot(after(told, 'o').state)).toContain('Nothing has run yet.')
    expect(foot(after(told, 'o', 'n').state)).toContain('"q6.py" is a binary file')
    expect(draw(after(told, found()).state, plain).join('\n')).not.toContain('binary')
  })

  test('is told once where there is no terminal', () => {
    const [before, now] = [fresh(), after(fresh(), seen).state]
    const screen = { columns: 120, palette: plain }
    expect(tell(before, seen, now, screen)).toContain(` ! ${wrong}`)
    expect(tell(now, seen, after(now, seen).state, screen)).toEqual([])
  })
})

describe('where room is short', () => {
  const checks = early.checks.map((each) => {
    if (each.id === 'output')
      return {
        ...each,
        verdict: { status: 'failed', expected: 'a number', seen: 'nothing', hint: 'The check “ends cleanly” says more.' } as const,
      }
    if (each.id === 'exit')
      return { ...each, verdict: { status: 'failed', expected: 'code 0', seen: 'TypeError: no', hint: 'Read it.' } as const }
    return each
  })

  test('the check that another one points to is the one that is told', () => {
    const screen = draw(shownWith({ ...early, checks }), plain).join('\n')
    expect(screen).toContain('seen      TypeError: no')
    expect(screen).not.toContain('seen      nothing')
  })
})

test('an entry of a list that is longer than the screen goes on under its words', () => {
  expect(indented('  - first say what it is', 20)).toEqual(['   - first say what', '     it is'])
})

describe('80×24', () => {
  test('sentences that a stub breaks run on to the edge of the screen, and what is indented or begins anew does not', () => {
    const broken = ['Say what it is,', 'and why.', 'Then:', '  - one', '  - two', '', 'You may', 'speak of Node.']
    const seen = show(after(fresh(), found(withDraft('q1', draft('q1.md', false, broken)))).state)
    for (const line of [' Say what it is, and why.', ' Then:', '   - one', '   - two', ' You may speak of Node.'])
      expect(seen.split('\n').map((each) => each.trimEnd())).toContain(line)
  })

  test('not begun', () => {
    const drafts = withDraft('q6', draft('q6.ts', false, brief), draft('q6.py', false, brief))
    expect(show(after(fresh(), found(drafts), 'n', 'n').state)).toMatchInlineSnapshot(`
      "
       q6  Four processes, four numbers

       Write a program that creates 4 processes, each of which prints a different
       number; wait for all of them, then print a line.

       Not begun yet. How to begin:
         1  Open exercises/q6.ts (TypeScript) or exercises/q6.py (Python) in your
            editor, in another window.
         2  Write below the TODO. Start small: a program that prints one line is a
            beginning.
         3  Save. A moment later you see here what became of it.

       What it may print:

         2
         1

       Each number is printed by a process of its own. The parent prints none of them.




      ── ○ q1  ○ q3  ○ [q6] ──────────────────────────────────────────────────────────
       h hint  n next  p prev  r run  o output  l list  s solution  x reset  q quit
      "
    `)
  })

  test('one check fails', () => {
    expect(show(shownWith(early))).toMatchInlineSnapshot(`
      "
       q6  Four processes, four numbers              TypeScript   attempt 1   8/10  ✘

       Write a program that creates 4 processes, each of which prints a different
       number; wait for all of them, then print a line.

        ✔ api, spawned, output, exit
        ✘ joined   waits for all four          0 of 2 points
             expected  main goes on when all four workers have ended
             seen      main printed "all done" 36 ms before w4 ended
             where     line 17  “const children = ['1', '2', '3', '4'].map((each) …”
             next      What tells a parent that its child has ended? Wait for that,
                       four times.

             ╷0 ms             ╷100              ╷200
       main  ━━━━━━┳━┳━┳━┳──────────────────────━━━━━━●──────━━━━┥  exit 0  "all done"
       w1          ┗━━━━━━━━━━━━━━━━━━━━●━━┥                        exit 0  "1"
       w2            ┗━━━━━━━━━━━━━━━━━━━━●━━━┥                     exit 0  "2"
       w3              ┗━━━━━━━━━━━━━━━━━━━━●━━━┥                   exit 0  "3"
       w4                ┗━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━●━━━┥      exit 0  "4"
             ━ runs  ─ quiet until a child ended  ● writes  ┥ ended and reaped


      ── ○ q1  ○ q3  ✘ [q6] ──────────────────────────────── shortened: d shows all ──
       h hint  n next  p prev  r run  o output  l list  s solution  x reset  q quit
      "
    `)
  })

  test('with hints, in full', () => {
    expect(show(after(shownWith(early), { kind: 'hinted', id: 'q6', hints, notice: null }, 'd').state)).toMatchInlineSnapshot(`
      "
       q6  Four processes, four numbers              TypeScript   attempt 1   8/10  ✘

       Write a program that creates 4 processes, each of which prints a different
       number; wait for all of them, then print a line.

        ✔ api      uses real processes         fork() of node:child_process, line 9
             where     line 9  “fork('q6.ts')”
        ✔ spawned  starts four processes       4 workers, up to 4 alive at once
        ✔ output   each prints its own number  1, 2, 3, 4: each by its own process
        ✘ joined   waits for all four          0 of 2 points
             expected  main goes on when all four workers have ended
             seen      main printed "all done" 36 ms before w4 ended
             where     line 17  “const children = ['1', '2', '3', '4'].map((each) =>␊
                       fork(import.meta.filename, [each]))”
             next      What tells a parent that its child has ended? Wait for that,
                       four times.
           ? hint 1 of 4  Who knows when a child has ended?
           ? hint 2 of 4  Look for once() on the page of node:events.
        ✔ exit     ends cleanly                5 processes, all with code 0

        run  It ran for 290 ms, exit 0. Seen by the kernel’s record (strace).

      ── ○ q1  ○ q3  ✘ [q6] ────────────────── ↓ 14 more lines: space   d: in short ──
       h hint  n next  p prev  r run  o output  l list  s solution  x reset  q quit
      "
    `)
  })

  test('passed', () => {
    expect(show(shownWith(right))).toMatchInlineSnapshot(`
      "
       q6  Four processes, four numbers             TypeScript   attempt 1   10/10  ✔

       Write a program that creates 4 processes, each of which prints a different
       number; wait for all of them, then print a line.

        ✔ Passed  10/10. n goes back to q1, which is still open.
          good      All four workers were alive at once.
          try next  What if one of them is killed?

        ✔ api      uses real processes         fork() of node:child_process, line 9
        ✔ spawned  starts four processes       4 workers, up to 4 alive at once
        ✔ output   each prints its own number  1, 2, 3, 4: each by its own process
        ✔ joined   waits for all four          awaits the 'exit' event of all four
        ✔ exit     ends cleanly                5 processes, all with code 0

             ╷0 ms             ╷100               ╷200
       main  ━━━━━━┳━┳━┳━┳────────────────────────────────────━━●┥  exit 0  "all done"
       w1          ┗━━━━━━━━━━━━━━━━━━━━●━━━┥                       exit 0  "1"
       w2            ┗━━━━━━━━━━━━━━━━━━━━●━━━┥                     exit 0  "2"
       w3              ┗━━━━━━━━━━━━━━━━━━━━●━━━━┥                  exit 0  "3"
       w4                ┗━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━●━━━┥     exit 0  "4"
             ━ runs  ─ quiet until a child ended  ● writes  ┥ ended and reaped
      ── ○ q1  ○ q3  ✔ [q6] ──────────────────────────────── shortened: d shows all ──
       h hint  n next  p prev  r run  o output  l list  s solution  x reset  q quit
      "
    `)
  })

  test('all passed', () => {
    const state = after(fresh(undefined, ['q1', 'q3']), found(withDraft('q6', draft('q6.ts'))), judged(right)).state
    expect(draw(state, plain)[5]).toMatchInlineSnapshot(
      `"  ✔ Passed  10/10. Now all 3 questions have passed. Well done! \`npm run submit\`"`,
    )
  })

  test('the list', () => {
    expect(show(after(shownWith(early), 'l', 'up').state)).toMatchInlineSnapshot(`
      "
       q6  Four processes, four numbers              TypeScript   attempt 1   8/10  ✘

         ○ q1  Multiprocessing, and what for  0/10
       ▸ ○ q3  One process                    0/10
         ✘ q6  Four processes, four numbers   8/10    1 attempt

         0 of 3 passed.















      ── ○ q1  ○ q3  ✘ [q6] ──────────────────────────────────────────────────────────
       ↑ ↓ choose  enter or 1 to 3: go there  l back  q quit
      "
    `)
  })

  test('the list says when a question passed for the first time', () => {
    const lines = draw(after(shownWith(right), 'l').state, plain)
    expect(lines.find((line) => line.includes('▸'))).toMatch(
      /q6 {2}Four processes, four numbers {3}10\/10 {3}1 attempt {4}2[123] Nov \d\d:\d\d$/,
    )
  })

  test('what is asked before a reset', () => {
    expect(draw(after(shownWith(early), 'x').state, plain).slice(-3)).toMatchInlineSnapshot(`
      [
        "── ○ q1  ○ q3  ✘ [q6] ──────────────────────────────── shortened: d shows all ──",
        " Put the stub back into exercises/q6.ts? What you wrote is kept beside it.",
        " y yes  n no",
      ]
    `)
  })
})

describe('60×20', () => {
  test('one check fails, and a hint', () => {
    expect(show(after(shownWith(early, small), { kind: 'hinted', id: 'q6', hints, notice: null }).state)).toMatchInlineSnapshot(`
      "
       q6  Four processes, four numbers      TypeScript   8/10  ✘

       Write a program that creates 4 processes, each of which
       prints a different number; wait for all of them, then print
       a line.

        ✔ api, spawned, output, exit
        ✘ joined   waits for all four: 0 of 2 points
             expected  main goes on when all four workers have
                       ended
             seen      main printed "all done" 36 ms before w4
                       ended
             next      What tells a parent that its child has
                       ended? Wait for that, four times.
           ? hint 1 of 4  Who knows when a child has ended?
           ? hint 2 of 4  Look for once() on the page of
                          node:events.
      ── ○  ○  ✘ [q6] ─────────────── ↓ 7: space   shortened: d ──
       h hint  n next  p prev  r run  o output  l list  s solution
       x reset  q quit
      "
    `)
  })

  test('not begun', () => {
    expect(show(after(fresh(small), found()).state)).toMatchInlineSnapshot(`
      "
       q1  Multiprocessing, and what for

       Multiprocessing, and what for?

       Not begun yet. How to begin:
         1  Open exercises/q1.md in your editor, in another
            window.
         2  Write below the comment, in your own words. One
            sentence is a beginning.
         3  Save. A moment later you see here what became of it.







      ── ○ [q1]  ○  ○ ────────────────────────────────────────────
       h hint  n next  p prev  r run  o output  l list  s solution
       x reset  q quit
      "
    `)
  })
})

describe('without a terminal', () => {
  const screen = { columns: 80, palette: plain }
  const lines = (before: State, event: Parameters<typeof tell>[1]) => tell(before, event, after(before, event).state, screen)
  const q6 = found(withDraft('q6', draft('q6.ts'), draft('q6.py', false)), { id: 'q6', language: 'ts' })

  test('begins with the question', () => {
    expect(lines(fresh(), found())).toMatchInlineSnapshot(`
      [
        " q1  Multiprocessing, and what for",
        "",
        " Multiprocessing, and what for?",
        "",
        " Not begun yet. How to begin:",
        "   1  Open exercises/q1.md in your editor, in another window.",
        "   2  Write below the comment, in your own words. One sentence is a beginning.",
        "   3  Save. A moment later you see here what became of it.",
        "",
        " Watching exercises/. Ctrl-C ends.",
        "",
      ]
    `)
  })

  test('says what is checked, one verdict for each save, and what is next', () => {
    const start = after(fresh(), found()).state
    expect(lines(start, q6)).toEqual(['Checking exercises/q6.ts …'])
    const running = after(start, q6).state
    expect(lines(running, q6)).toEqual(['The check of q6 was given up.', 'Checking exercises/q6.ts …'])
    const verdict = lines(running, judged(right))
    expect(verdict[1]).toMatch(/^ q6 {2}Four processes, four numbers .* 10\/10 {2}✔$/)
    expect(verdict.slice(-2)).toEqual(['  ✔ Passed. Next is q1, Multiprocessing, and what for: exercises/q1.md.', ''])
    expect(lines(after(running, judged(early)).state, judged(right))).toEqual([])
  })

  test('says once what keeps it from reading, and what is not begun', () => {
    const start = after(fresh(), found()).state
    const trouble = { kind: 'unreadable', why: 'There is no folder.' } as const
    expect(lines(start, trouble)).toEqual(['There is no folder.'])
    expect(lines(after(start, trouble).state, trouble)).toEqual([])
    expect(lines(after(start, q6).state, judged(unbegun('q6'))).join('\n')).toContain('Not begun yet')
    expect(exercises).toHaveLength(3)
  })
})

test('of a notice four lines are shown at most', () => {
  const lines = draw({ ...shownWith(early, small), notice: 'word '.repeat(80) }, plain)
  expect(lines.filter((line) => /^ (?:›| ) (?:word ?)+$/.test(line))).toHaveLength(4)
})
