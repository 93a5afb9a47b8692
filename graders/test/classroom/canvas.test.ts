import { expect, test } from 'vitest'
import { fillCanvas } from '../../report/platforms/canvas.ts'
import { hostileNames, marked, person } from './marked.ts'

const header = 'Student,ID,SIS User ID,SIS Login ID,Section,Joinery (901),Essay (902),Current Score'
const file = (...lines: string[]) => [header, '    Points Possible,,,,,60.00,10.00,(read only)', ...lines, ''].join('\r\n')

test('only the cells of the assignment change, to the byte', () => {
  const text = `\ufeff${file('"Doe, Jane",11,S11,jane@example.org,"A ""1""",,7.00,50', '"Roe, Bob",12,S12,bob,B,3.00,,', '"Student, Test",99,,,B,,,')}`
  const filled = fillCanvas(text, [marked(person('doejane', { canvas: '11' }), 41.5), marked(person('roebob', { canvas: '12' }), 60)])
  expect(filled.text).toBe(text.replace('"A ""1""",,7.00', '"A ""1""",41.50,7.00').replace('B,3.00', 'B,60.00'))
  expect(filled).toMatchObject({ count: 2, scale: 1, column: 'Joinery (901)', unknown: [], kept: [] })
  expect(filled.absent.map(({ name }) => name)).toEqual(['Student, Test'])
})

test('semicolons, line feeds and decimal commas stay what they are', () => {
  const text = 'Student;ID;Section;A (1)\n"Points Possible";;;60,00\n"Doe, J";11;X;"0,00"\nRoe;12;X;\n'
  const marks = [marked(person('a', { canvas: '11' }), 7.25), marked(person('b', { canvas: '12' }), 8)]
  expect(fillCanvas(text, marks).text).toBe(text.replace('"0,00"', '"7,25"').replace('Roe;12;X;', 'Roe;12;X;8,00'))
})

test('a decimal comma between commas gets quotes', () => {
  const text = 'Student,ID,Section,A (1)\nPoints Possible,,,"60,00"\nRoe,12,X,\n'
  expect(fillCanvas(text, [marked(person('b', { canvas: '12' }), 8)]).text).toBe(text.replace('Roe,12,X,', 'Roe,12,X,"8,00"'))
})

test('the points are those of the assignment', () => {
  const text = file('Roe,12,,,B,,,').replace('60.00', '100.00')
  const filled = fillCanvas(text, [marked(person('b', { canvas: '12' }), 45)])
  expect(filled.text).toBe(text.replace('Roe,12,,,B,,,', 'Roe,12,,,B,75.00,,'))
  expect(filled.scale).toBeCloseTo(100 / 60)
})

test('an assignment that is worth nothing there gets the points of the kit, each to the nearest hundredth', () => {
  const text = file('Roe,12,,,B,,,').replace('60.00', '0.00')
  const filled = fillCanvas(text, [marked(person('b', { canvas: '12' }), 1.005)])
  expect(filled.text).toBe(text.replace('Roe,12,,,B,,,', 'Roe,12,,,B,1.01,,'))
  expect(filled.scale).toBe(1)
})

test('of two learners of one name neither gets the only line of that name', () => {
  const text = file('"Roe, Bob",12,,,A,,,')
  const filled = fillCanvas(text, [marked(person('Bob Roe'), 1), marked(person('Bob Roe'), 2)])
  expect([filled.text, filled.unknown.length, filled.absent.length]).toEqual([text, 2, 1])
})

test('without ids the name decides, but only where it is one learner’s alone', () => {
  const text = file('"Doe, Jane",11,,,A,,,', '"Roe, Bob",12,,,A,,,', '"Roe, Bob",13,,,A,,,', '"Öberg, Åsa",14,,,A,,,')
  const filled = fillCanvas(text, [
    marked(person('Jane Doe'), 1),
    marked(person('Bob Roe'), 2),
    marked(person('Åsa Öberg'), 3),
    marked(person('Nobody'), 4),
  ])
  expect(filled.count).toBe(2)
  expect(filled.unknown.map(({ name }) => name)).toEqual(['Bob Roe', 'Nobody'])
  expect(filled.absent.map(({ ids }) => ids['canvas'])).toEqual(['12', '13'])
})

test('a name never overrules an id that differs', () => {
  const filled = fillCanvas(file('"Doe, Jane",11,,,A,,,'), [marked(person('doejane', { canvas: '77' }), 1)])
  expect([filled.count, filled.unknown.length, filled.absent.length]).toEqual([0, 1, 1])
})

test('a group’s mark goes to all of it, by the ids that there are', () => {
  const text = file('"Doe, Jane",11,S11,jane@example.org,A,,,', '"Roe, Bob",12,S12,x,A,,,')
  const filled = fillCanvas(text, [marked([person('J', { email: 'JANE@example.org' }), person('B', { sid: 'S12' })], 30)])
  expect(filled.text.match(/30\.00/g)).toHaveLength(2)
})

test('nobody gets a mark that is not fair, and what is excused stays so', () => {
  const text = file('A,1,,,X,5.00,,', 'B,2,,,X,,,', 'C,3,,,X,EX,,', 'D,4,,,X,N/A,,')
  const ids = ['1', '2', '3', '4'].map((canvas) => person('x', { canvas }))
  const marks = [marked(ids[0]!, null), marked(ids[1]!, null, { status: 'unreadable' }), marked(ids[2]!, 9), marked(ids[3]!, 9)]
  const filled = fillCanvas(text, marks)
  expect(filled.text).toBe(text)
  expect(filled.kept.map(({ why }) => why)).toEqual([
    'the grader could not judge all of it',
    'not all of the submission could be read',
    'Canvas has it as excused (EX)',
    'Canvas has not assigned it (N/A)',
  ])
})

test('hostile names in the file change nothing', () => {
  const quoted = hostileNames.map((name, index) => `"${name.replaceAll('"', '""')}",${index + 1},,,X,,,`)
  const text = file(...quoted)
  const filled = fillCanvas(
    text,
    hostileNames.map((_, index) => marked(person('x', { canvas: String(index + 1) }), 1)),
  )
  expect(filled.count).toBe(hostileNames.length)
  expect(filled.text.replaceAll(',1.00,,', ',,,')).toBe(text)
})

test.each([
  ['no id', 'Name,Points\na,1\n', undefined, /no column ID/],
  ['no assignment', 'Student,ID,Section,Current Score\na,1,x,\n', undefined, /has no assignment in it/],
  [
    'several',
    'Student,ID,Section,A (1),B (2)\na,1,x,,\n',
    undefined,
    /several assignments: add --canvas-column and one of "A \(1\)", "B \(2\)"/,
  ],
  ['an unknown title', file(), 'Nothing', /there is no column "Nothing"/],
  ['broken quotes', 'Student,ID,Section,A (1)\n"a"b,1,x,\n', undefined, /is no table/],
])('%s has a reason', (_, text, title, expected) => expect(() => fillCanvas(text, [], title)).toThrow(expected))

test('several assignments are told apart by their title', () => {
  const text = 'Student,ID,Section,A (1),B (2)\na,1,x,,\n'
  expect(fillCanvas(text, [marked(person('a', { canvas: '1' }), 5)], 'B (2)').text).toBe('Student,ID,Section,A (1),B (2)\na,1,x,,5.00\n')
})
