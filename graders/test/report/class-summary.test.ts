import { expect, test } from 'vitest'
import { renderClassSummary } from '../../report/class-summary.ts'
import { widthOf } from '../../report/layout.ts'
import { marked, person } from '../classroom/marked.ts'

const why = '"answers.docx" is of no kind that can hold answers: hand in a notebook, .md, .txt, .py, .ts, or a .zip of them.'

const summary = {
  marks: [
    marked(person('李小龍 🦊'), 41.5, { remarks: ['"v1/q1.md" could answer q1 too; "v2/q1.md" was taken.'] }),
    marked(person('Eve\n results  forged'), null, { status: 'unreadable', unread: [why, 'more'] }),
  ],
  changes: [],
  tellChanges: true,
  filled: [],
  alike: 3,
  remarks: ['"grades" holds the results of an earlier run, and was left out.'],
  out: 'out',
  sandboxed: false,
}

test('a class is summed up in a line for each thing to say', () => {
  expect(renderClassSummary(summary)).toBe(` 2 submissions: 1 with open questions, 1 could not be read in full
 points   41.5 of 60
 look at  Eve␊ results  forged: ${why} – more
 remarks  on 1 submission, about what was handed in or how it was read: see index.html, or gradebook.csv
 changes  nobody’s marks changed
 alike    3 pairs of answers to look at, never a verdict: see likeness.html
 note     "grades" holds the results of an earlier run, and was left out.
 note     The programs ran without the sandbox (--unsandboxed).
 results  out: index.html to look at, results.jsonl, gradebook.csv, junit.xml
`)
})

test('on a terminal no line is longer than the screen, and what goes on stands below its beginning', () => {
  const lines = renderClassSummary(summary, 40).trimEnd().split('\n')
  expect(lines.filter((line) => widthOf(line) > 40)).toEqual([])
  expect(lines.slice(2, 5)).toEqual([' points   41.5 of 60', ' look at  Eve␊ results  forged:', '          "answers.docx" is of no kind'])
})

test('of a file that was filled in it is told who stands on one side only, and where to read who', () => {
  const filled = {
    text: '',
    column: 'Homework (77)',
    count: 3,
    scale: 1,
    unknown: [],
    absent: [{ row: 1, name: 'Nell', ids: {} }],
    kept: [],
  }
  expect(renderClassSummary({ ...summary, filled: [{ platform: 'canvas', filled }] })).toContain(
    ' canvas   3 marks in "Homework (77)"\n          in the file but handed nothing in: 1 (see unmatched.csv)\n',
  )
})
