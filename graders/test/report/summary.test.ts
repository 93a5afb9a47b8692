import { stripVTControlCharacters } from 'node:util'
import { createColors } from 'picocolors'
import { describe, expect, test } from 'vitest'
import type { Result } from '../../core/types.ts'
import { renderSummary } from '../../report/summary.ts'
import { renderExplained } from '../../report/terminal.ts'
import { widthOf } from '../../report/layout.ts'
import { check, exercise, report, result } from './builder.ts'

const passed = check('api', 'uses real processes', 8, { status: 'passed', seen: 'fork(), line 9' })
const failed = check('joined', 'waits for all four', 2, { status: 'failed', expected: 'a wait', seen: 'none', hint: 'Wait.' })

const q1 = result({ exercise: exercise('q1', 'Multiprocessing, and what for', 'written'), status: 'passed', score: 7.5, mark: 2 })
const q2 = result({ exercise: exercise('q2', 'Processes against threads', 'written'), status: 'missing', language: null })
const q3 = result({ exercise: exercise('q3', 'A process of your own'), status: 'unfinished', entry: 'exercises/q3.ts' })
const q5 = result({ exercise: exercise('q5', 'A pool of workers'), status: 'errored', language: 'py' })
const q6 = result({ exercise: exercise('q6', 'Four processes, four numbers'), checks: [passed, failed] })

const show = (...parameters: Parameters<typeof renderSummary>) => `\n${renderSummary(...parameters)}`

describe('a report summed up', () => {
  test('every status', () =>
    expect(show(report([q1, q2, q3, q5, q6]))).toMatchInlineSnapshot(`
      "
       ✔ q1  Multiprocessing, and what for  written     7.5/10
       · q2  Processes against threads                    0/10  no answer yet
       ○ q3  A process of your own          TypeScript    0/10  not begun yet
       ! q5  A pool of workers              Python        –/10
             a fault of the grader, not yours
       ✘ q6  Four processes, four numbers   TypeScript    8/10  ✘ waits for all four

       total  15.5/50, 1 of 5 questions passed. Something here could not be judged, so
              this is no total yet. It is not a zero; a person has to look at it.
       next   \`npm run check q6\` explains what is open in q6.
      "
    `))

  test('what is not begun is where to go when nothing failed', () =>
    expect(show(report([q1, q3]))).toMatchInlineSnapshot(`
    "
     ✔ q1  Multiprocessing, and what for  written     7.5/10
     ○ q3  A process of your own          TypeScript    0/10  not begun yet

     total  7.5/20, 1 of 2 questions passed
     next   Write your answer to q3 in exercises/q3.ts, then check again.
    "
  `))

  test('where an answer could not be read, nobody is told to write it', () =>
    expect(renderSummary(report([q1, { ...q2, unread: '"q2.md" may not be read.' }, q3]))).toContain(
      'next   `npm run check q2` says why q2 could not be read.',
    ))

  test('what nobody could read bears neither a cross nor a zero, and is not called open', () => {
    const foreign: Result = { ...q6, unread: 'It may not be read.' }
    const text = renderSummary(report([q1, foreign]))
    expect(text).toMatch(/ ! q6 .* –\/10 {2}could not be read/)
    expect(text.replace(/\s+/g, ' ')).toContain('could not be read, so this is no total yet. It is not a zero; a person has to look at it.')
    expect(text).toContain('`npm run check q6` says why q6 could not be read.')
    expect(renderExplained([foreign])).toMatch(/ q6 .* –\/10 {2}!\n/)
    expect(renderExplained([{ ...foreign, status: 'missing', language: null }])).toMatch(/ q6 .* {2}could not be read {3}–\/10 {2}!\n/)
  })

  test('what is only lacking here needs nobody to look at it', () => {
    const text = renderSummary(report([q1, { ...q5, lacks: 'Python 3 was not found.' }])).replace(/\s+/g, ' ')
    expect(text).toContain('could not be judged, so this is no total yet. It is not a zero. next')
  })

  test('a fault of the kit is to be told', () =>
    expect(show(report([q1, q5]), { command: 'npm run check -- ../042' })).toMatchInlineSnapshot(`
      "
       ✔ q1  Multiprocessing, and what for  written  7.5/10
       ! q5  A pool of workers              Python     –/10
             a fault of the grader, not yours

       total  7.5/20, 1 of 2 questions passed. Something here could not be judged, so
              this is no total yet. It is not a zero; a person has to look at it.
       next   \`npm run check -- ../042 q5\` shows what went wrong in the kit, and whom
              to tell.
      "
    `))

  test('everything passed', () =>
    expect(show(report([q1]))).toMatchInlineSnapshot(`
    "
     ✔ q1  Multiprocessing, and what for  written  7.5/10

     total  7.5/10, 1 of 1 question passed
     next   Everything passed. Well done!
    "
  `))

  test('a narrow screen', () =>
    expect(show(report([q1, q3, q6]), { columns: 50 })).toMatchInlineSnapshot(`
    "
     ✔ q1  Multiprocessing, and     written     7.5/10
           what for
     ○ q3  A process of your own    TypeScript    0/10
           not begun yet
     ✘ q6  Four processes, four     TypeScript    8/10
           numbers
           ✘ waits for all four

     total  15.5/30, 1 of 3 questions passed
     next   \`npm run check q6\` explains what is open
            in q6.
    "
  `))

  test.each([40, 60, 80, 160])('no line is longer than %d columns', (columns) => {
    const lines = renderSummary(report([q1, q2, q3, q5, q6]), { columns }).split('\n')
    expect(lines.filter((line) => widthOf(line) > columns)).toEqual([])
  })

  test('colours are added, never relied on', () => {
    const coloured = renderSummary(report([q1, q6]), { palette: createColors(true) })
    expect(stripVTControlCharacters(coloured)).toBe(renderSummary(report([q1, q6])))
  })
})
