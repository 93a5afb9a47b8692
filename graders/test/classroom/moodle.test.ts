import { expect, test } from 'vitest'
import { fillMoodle } from '../../report/platforms/moodle.ts'
import { hostileNames, marked, person } from './marked.ts'

const english =
  'Identifier,"Full name","Email address",Status,Grade,"Maximum Grade","Grade can be changed","Last modified (submission)","Last modified (grade)","Feedback comments"'
const german =
  'ID,"Vollständiger Name",Status,Bewertung,Bestwertung,"Bewertung kann geändert werden","Zuletzt geändert (Abgabe)","Zuletzt geändert (Bewertung)","Feedback als Kommentar"'
const unheardOf = 'Kennung,Nimi,Seisund,Hinne,"Ülim hinne","Muuda","Viimati","Viimati 2","Märkus"'

test('only the grades change, to the byte', () => {
  const text = `\ufeff${english}\n"Participant 501","Åsa Öberg",asa@example.org,"Submitted for grading - ",,60.00,Yes,"Monday, 1 June 2026, 9:00 AM",-,\n"Participant 502","Bob Roe",bob@example.org,"No submission",12.00,60.00,Yes,-,-,"<p>old</p>"\n`
  const filled = fillMoodle(text, [marked(person('Åsa Öberg', { moodle: '501' }), 41.5)])
  expect(filled.text).toBe(text.replace(',,60.00,Yes,"Monday', ',41.50,60.00,Yes,"Monday'))
  expect(filled).toMatchObject({ column: 'Grade', count: 1, scale: 1 })
  expect(filled.absent.map(({ name }) => name)).toEqual(['Bob Roe'])
})

const row = (id: number, grade: string) => `Teilnehmer/in${id},"Anna ${id}",x,${grade},"100,00",Ja,-,-,\r\n`

test.each([
  ['German', german, 'Bewertung'],
  ['a language that nobody here knows', unheardOf, 'Hinne'],
])('the header stays in %s', (_, header, column) => {
  const text = `${header}\r\n${row(7, '')}${row(8, '"3,00"')}`
  const filled = fillMoodle(text, [marked(person('', { moodle: '7' }), 30), marked(person('', { moodle: '8' }), 45)])
  expect(filled.text).toBe(`${header}\r\n${row(7, '"50,00"')}${row(8, '"75,00"')}`)
  expect(filled).toMatchObject({ column, count: 2 })
})

test('hostile names in the file change nothing', () => {
  const rows = hostileNames.map((name, index) => `Participant ${index + 1},"${name.replaceAll('"', '""')}",a@b.org,x,,60,Yes,-,-,`)
  const text = [english, ...rows, ''].join('\n')
  const filled = fillMoodle(
    text,
    hostileNames.map((_, index) => marked(person('x', { moodle: String(index + 1) }), 2)),
  )
  expect(filled.count).toBe(hostileNames.length)
  expect(filled.text.replaceAll(',x,2.00,', ',x,,')).toBe(text)
})

test('a column that cannot be told is asked for', () => {
  const text = 'Kennung,Nimi,Hinne\nOsaleja 1,A,\n'
  expect(() => fillMoodle(text, [])).toThrow(/add --moodle-column and one of "Kennung", "Nimi", "Hinne"/)
  expect(fillMoodle(text, [marked(person('', { moodle: '1' }), 3)], 'Hinne').text).toBe('Kennung,Nimi,Hinne\nOsaleja 1,A,3.00\n')
  expect(() => fillMoodle('a,b\nc,d\n', [])).toThrow(/no line that begins with a participant/)
})

test('the number of the only participant is no maximum', () => {
  const text = 'Kennung,Nimi,Seisund,Hinne,"Ülim hinne"\n501,Anna,x,,60.00\n'
  const filled = fillMoodle(text, [marked(person('', { moodle: '501' }), 30)])
  expect(filled.text).toBe(text.replace('x,,', 'x,30.00,'))
})

test('a column of numbers that differ is no maximum', () => {
  const text = 'Kennung,Nimi,Rühm,Hinne,"Ülim hinne"\n501,Anna,3,,60.00\n502,Bob,4,,60.00\n'
  const filled = fillMoodle(text, [marked(person('', { moodle: '501' }), 30)])
  expect(filled.text).toBe(text.replace('3,,', '3,30.00,'))
})
