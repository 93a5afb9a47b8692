import { parse } from 'csv-parse/sync'
import { describe, expect, test } from 'vitest'
import { cell, table } from '../../report/csv.ts'
import { renderGradebook } from '../../report/gradebook.ts'
import { marksOf } from '../../report/marks.ts'
import { check, exercise, execution, main, report, result } from '../report/builder.ts'
import { hostileNames, marked, person } from './marked.ts'

const rowsOf = (text: string): string[][] => parse(text)

test('a gradebook has a line for each learner, and a column for each kind of id', () => {
  const group = [person('Ann', { sid: '7', email: 'ann@example.org' }), person('Bob', { sid: '8' })]
  const text = [...renderGradebook([marked(group, 41.5, { reason: 'q1: no answer' }), marked(person('Cid'), null)])].join('')
  expect(text).toBe(
    'name,email_id,sid_id,q1,total,max,status,reason,remarks\r\n' +
      'Ann,ann@example.org,7,41.5,41.5,60,open,q1: no answer,\r\n' +
      'Bob,,8,41.5,41.5,60,open,q1: no answer,\r\n' +
      'Cid,,,,,60,errored,,\r\n',
  )
})

test.each(hostileNames)('no spreadsheet takes %j for a formula, and no terminal obeys it', (name) => {
  const rows = rowsOf([...renderGradebook([marked(person(name, { sid: name }), 1, { reason: name, remarks: [name] })])].join(''))
  expect(rows).toHaveLength(2)
  for (const value of [rows[1]![0]!, rows[1]![1]!, rows[1]![6]!, rows[1]![7]!]) {
    expect(value).not.toMatch(/^\s*[=+\-@\uff1d\t\r]/)
    // oxlint-disable-next-line no-control-regex -- controls are what must not be there
    expect(value).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u202e\u200b]/)
  }
})

test.each(['-', '=', '+', '@', '\uff1d', '\uff0b', '\uff0d', '\uff20', '\t', '\r', ' \t-'])('a cell never begins with %j', (start) => {
  expect(cell(`${start}1`)).toMatch(/^'/)
})

test('what a spreadsheet of another country would take for the end of a cell stands in quotes', () => {
  expect(table([['a;b', "it's", 'a, "b"', 1.5, null]])).toBe('"a;b","it\'s","a, ""b""",1.5,\r\n')
})

test('what is harmless stays as it is', () =>
  expect(['Ann', '3-4', 'a=b', 'Åsa Öberg', '日本'].map(cell)).toEqual(['Ann', '3-4', 'a=b', 'Åsa Öberg', '日本']))

describe('the marks of a report', () => {
  const failedCheck = check('joined', 'the parent waits', 2, { status: 'failed', expected: 'a', seen: 'b after 38 ms', hint: 'c' })
  const q3 = result({ exercise: exercise('q3', 'One'), checks: [failedCheck], run: execution([main(30)]) })
  const q4 = result({ exercise: exercise('q4', 'Pool', 'written'), status: 'missing', language: null })

  const remarks = (runs: string[][]) => marksOf(report([{ ...q3, runs }]), { learners: [], remarks: ['late'] }).remarks

  test('give the reason in one line without times', () => {
    const marks = marksOf(report([q3, q4]), { learners: [person('Ann')] })
    expect(marks).toMatchObject({ status: 'open', total: 0, reason: 'q3: ✘ the parent waits; q4: no answer' })
  })

  test('have no total where the grader is at fault, or nothing could be read', () => {
    const errored = marksOf(
      report([
        { ...q3, status: 'errored', score: 0 },
        { ...q4, status: 'passed', score: 9 },
      ]),
      { learners: [person('Ann')] },
    )
    expect(errored).toMatchObject({ status: 'errored', total: null, reason: 'q3: a fault of the grader' })
    const later = marksOf(report([q4, { ...q3, status: 'errored', score: 0 }]), { learners: [person('Ann')] })
    expect(later.reason).toBe('q3: a fault of the grader; q4: no answer')
    expect(errored.questions.map(({ score }) => score)).toEqual([null, 9])
    expect(marksOf(report([q4]), { learners: [], unreadable: 'it is a picture' })).toMatchObject({
      status: 'unreadable',
      total: null,
      reason: 'it is a picture',
    })
  })

  test('say once what this machine lacks, and take it for no fault of the grader', () => {
    const lacking = { status: 'errored', score: 0, lacks: 'Python 3 was not found' } as const
    const marks = marksOf(report([{ ...q3, ...lacking }, { ...q3, exercise: exercise('q5', 'Pool'), ...lacking }, q4]), { learners: [] })
    expect(marks).toMatchObject({ status: 'errored', total: null, reason: 'q3, q5: Python 3 was not found; q4: no answer' })
  })

  test('tell runs that differed', () => {
    expect(remarks([['joined'], [], ['joined']])).toEqual(['late', 'q3 did not do the same in 3 runs: what most showed counts.'])
    expect(remarks([['joined'], ['joined']])).toEqual(['late'])
  })
})
