import { existsSync, mkdirSync, readFileSync, readdirSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { openLedger } from '../../classroom/ledger.ts'
import type { Names } from '../../classroom/namesakes.ts'
import { pageNameOf, writePages } from '../../classroom/pages.ts'
import type { ClassRecord } from '../../classroom/record.ts'
import type { Report } from '../../core/types.ts'
import { toJson } from '../../report/json.ts'
import { report } from '../report/builder.ts'
import { everything } from '../report/html/pages.ts'
import { scratch } from '../scratch.ts'
import { hostileNames } from './marked.ts'

const recordOf = (id: string, name = id, of: Report = everything()): ClassRecord => ({
  ...toJson(of),
  class: {
    id,
    key: `key of ${id}`,
    content: '',
    kit: '',
    students: [{ name, ids: {} }],
    from: [`${id}/q1.md`],
    remarks: [],
    sandboxed: false,
  },
})

const names: Names = (students) => students.map(({ name }) => name)

const write = async (out: string, records: readonly ClassRecord[], ids = records.map((record) => record.class.id)): Promise<string[]> => {
  const ledger = await openLedger(join(out, 'results.jsonl'))
  for (const record of records) await ledger.add(record)
  const told = writePages(out, { ledger, ids, names }, { name: 'A class', remarks: [] })
  await ledger.close()
  return told
}

const pages = (out: string): string[] => readdirSync(join(out, 'students')).sort()

describe('the pages of a class', () => {
  test('are one for everybody, and one for all that links to them', async () => {
    const out = scratch()
    expect(
      await write(out, [
        recordOf('anna'),
        recordOf('b', 'Björn Ångström'),
        ...hostileNames.map((name, index) => recordOf(`h${index}`, name)),
      ]),
    ).toEqual([])
    expect(pages(out).length).toBe(2 + hostileNames.length)
    expect(pages(out)).toContain(pageNameOf('anna', 'anna'))
    const index = readFileSync(join(out, 'index.html'), 'utf8')
    for (const page of pages(out)) expect(index).toContain(`<a href="students/${page}">`)
    expect(readFileSync(join(out, 'students', pageNameOf('anna', 'anna')), 'utf8'), 'it is handed back alone').not.toContain('index.html')
  })

  test('go with the records: who is gone has no page, and what others put there stays', async () => {
    const out = scratch({
      'students/notes.html': 'mine',
      'students/anna-000000000000.html': 'mine too',
      'students/old-111111111111.html.part': '<!doc',
    })
    const elsewhere = join(scratch({ 'x.html': '<meta name="generator" content="Joinery">' }), 'x.html')
    symlinkSync(elsewhere, join(out, 'students', 'link-222222222222.html'))
    mkdirSync(join(out, 'students', 'folder-333333333333.html'))
    const mine = ['anna-000000000000.html', 'folder-333333333333.html', 'link-222222222222.html', 'notes.html']
    await write(out, [recordOf('anna'), recordOf('bob')])
    expect(pages(out)).toEqual([...mine, pageNameOf('anna', 'anna'), pageNameOf('bob', 'bob')].sort())
    await write(out, [], ['bob'])
    expect(pages(out)).toEqual([...mine, pageNameOf('bob', 'bob')].sort())
    expect(existsSync(elsewhere)).toBe(true)
  })

  test('are left alone where nothing changed, and made anew where something did', async () => {
    const out = scratch()
    await write(out, [recordOf('anna'), recordOf('bob')])
    const [anna, bob] = ['anna', 'bob'].map((name) => join(out, 'students', pageNameOf(name, name)))
    const before = statSync(anna!).mtimeMs
    writeFileSync(bob!, '<!doctype html> torn')
    await write(out, [recordOf('bob', 'bob', report([]))], ['anna', 'bob'])
    expect(statSync(anna!).mtimeMs).toBe(before)
    expect(readFileSync(bob!, 'utf8')).toMatch(/<\/html>\n$/)
    expect(readFileSync(join(out, 'index.html'), 'utf8')).toContain('<b>2</b> submissions')
  })

  test('never take the place of a page that is somebody else’s', async () => {
    const out = scratch({ 'index.html': '<h1>My course</h1>' })
    expect(await write(out, [recordOf('anna')])).toEqual([expect.stringContaining('was not made by the kit, and was left as it is')])
    expect(readFileSync(join(out, 'index.html'), 'utf8')).toBe('<h1>My course</h1>')
  })

  test('lead to what was found of likeness, where it was looked for', async () => {
    const out = scratch()
    await write(out, [recordOf('anna')])
    expect(readFileSync(join(out, 'index.html'), 'utf8')).not.toContain('likeness.html')
    writeFileSync(join(out, 'likeness.html'), '')
    await write(out, [], ['anna'])
    expect(readFileSync(join(out, 'index.html'), 'utf8')).toContain('<a href="likeness.html">')
  })
})

test.each([
  ['Björn Ångström', 'bjorn-angstrom-'],
  ['../../etc/passwd', 'etc-passwd-'],
  ['فاطمة', 'learner-'],
  ['CON', 'con-'],
  ['', 'learner-'],
  ['x'.repeat(500), `${'x'.repeat(40)}-`],
  ['a'.repeat(39) + ' b', `${'a'.repeat(39)}-`],
])('the page of %j is called %s…', (name, begins) => {
  expect(pageNameOf(name, 'id')).toMatch(new RegExp(`^${begins}[0-9a-f]{12}\\.html$`))
  expect(pageNameOf(name, 'id')).not.toBe(pageNameOf(name, 'other'))
})
