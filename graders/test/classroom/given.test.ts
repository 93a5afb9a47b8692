import { Ajv2020 } from 'ajv/dist/2020.js'
import { expect, test } from 'vitest'
import schema from '../../report/schema.json' with { type: 'json' }
import { classFrom, grade, outFile, records } from './runs.ts'

const sheet = 'text:%PDF-1.7 The task\n'
const begun = { 'q1.md': 'text:Several processes run at the same time.\n', 'task.pdf': sheet }
const names = ['Ann', 'Bob', 'Cid', 'Dee', 'Eve', 'Fay']

test('a task sheet that many have is nobody’s answer, and what one alone has may be one', async () => {
  const root = classFrom({
    ...Object.fromEntries(names.map((name) => [name, begun])),
    Gus: { ...begun, 'mine.pdf': 'text:%PDF-1.7 My answers\n' },
    Hal: { 'task.pdf': sheet },
    Ivo: { 'q1.md': 'q1/in-spanish.md', 'task.pdf': sheet },
  })
  expect(await grade(root, '--unsandboxed')).toMatchObject({ code: 0 })
  const told = Object.fromEntries(
    outFile(root, 'gradebook.csv')
      .split('\n')
      .map((line) => [line.split(',')[0], line]),
  )
  for (const name of names) {
    expect(told[name]).toContain(',open,')
    expect(told[name]).toContain('""task.pdf"" lies in many submissions, the same in each')
  }
  expect(told['Gus']).toMatch(/^Gus,[\d.]+,,,,,,,60,unreadable,"""mine.pdf"" is of no kind/)
  expect(told['Gus']).toContain('""task.pdf"" lies in many submissions')
  expect(told['Gus']).not.toContain('""mine.pdf"" lies in many submissions')
  expect(told['Hal']).toContain(',unreadable,')
  expect(told['Ivo']).toMatch(/^Ivo,,0,0,0,0,0,,60,unreadable,"What is written seems to be in another language/)
  expect(outFile(root, 'index.html')).toContain('6 with open questions, 3 could not be read in full')
  const valid = new Ajv2020({ strict: true, strictTypes: false, strictRequired: false }).compile(schema)
  expect(records(root).filter((record) => !valid(record))).toEqual([])
})

test('what a few have is no task sheet', async () => {
  const root = classFrom(Object.fromEntries(names.slice(1).map((name) => [name, begun])))
  expect(await grade(root, '--unsandboxed')).toMatchObject({ code: 0 })
  expect(outFile(root, 'gradebook.csv').match(/,unreadable,/g)).toHaveLength(5)
})
