import { chmodSync, closeSync, existsSync, openSync, readFileSync, readdirSync, readlinkSync, symlinkSync, writeFileSync } from 'node:fs'
import { delimiter, dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { joinery } from '../../command.ts'
import { freshCopy } from '../../fresh-copy.ts'
import { scratch } from '../../scratch.ts'

const answered = () => scratch({ 'q4.md': 'A pool is a group of worker processes that are started once and take many tasks.\n' })

test('check --html writes the page, and says where it is', async () => {
  const folder = answered()
  const file = join(folder, 'report.html')
  const { stdout, stderr, code } = await joinery(['check', folder, 'q4', '--html', file])
  expect([code, stdout]).toEqual([0, expect.stringContaining(' q4  ')])
  expect(stderr).toContain(`joinery: the page is ${file}`)
  const page = readFileSync(file, 'utf8')
  expect(page).toContain('A pool is a group of worker processes')
  expect(page).toMatch(/^<!doctype html>[^]*<\/html>\n$/)
})

test('an older page stays whole until the new one is there, and a link stays a link', async () => {
  const folder = scratch({ 'older.html': 'older', 'q1.md': 'Processes run at the same time.\n' })
  symlinkSync('older.html', join(folder, 'linked.html'))
  const held = openSync(join(folder, 'older.html'), 'r')
  expect((await joinery(['check', join(folder, 'q1.md'), '--html', join(folder, 'linked.html')])).stderr).toContain('the page is')
  expect(readFileSync(held, 'utf8')).toBe('older')
  closeSync(held)
  expect(readlinkSync(join(folder, 'linked.html'))).toBe('older.html')
  expect(readFileSync(join(folder, 'older.html'), 'utf8')).toContain('<!doctype html>')
  expect(readdirSync(folder).toSorted()).toEqual(['linked.html', 'older.html', 'q1.md'])
})

test('a page that cannot be written is told in a line, before anything is judged', async () => {
  const folder = answered()
  const { stderr, stdout, code } = await joinery(['check', folder, 'q4', '--html', join(folder, 'no', 'report.html')])
  expect([code, stderr]).toEqual([2, expect.stringMatching(/^joinery: .*report\.html cannot be written: [^\n]*\n$/)])
  expect(stdout).toBe('')
  const inPlaceOfFolder = await joinery(['check', folder, 'q4', '--html', folder])
  expect([inPlaceOfFolder.code, inPlaceOfFolder.stdout, inPlaceOfFolder.stderr]).toEqual([
    2,
    '',
    expect.stringContaining('a folder has that name'),
  ])
})

test('where the kit may keep no page of its own, one line says so, and it is called no fault of the kit', async () => {
  const copy = freshCopy({ installed: true, compiled: true })
  writeFileSync(join(copy.folder, '.joinery'), '')
  const { stderr, stdout, code } = await joinery(['check', 'q1', '--open'], { project: copy.folder })
  copy.remove()
  expect({ stdout, code }).toEqual({ stdout: '', code: 2 })
  expect(stderr).toMatch(
    /^joinery: .*\.joinery cannot be written: a file has that name\. Name a place for the page, as in --html report\.html\.\n$/,
  )
})

test.skipIf(process.platform !== 'linux')('--open hands the page to the system, or says what to do instead', async () => {
  const folder = answered()
  const opener = join(folder, 'xdg-open')
  const opened = join(folder, 'opened')
  const env = { DISPLAY: ':0', WAYLAND_DISPLAY: '', PATH: [folder, dirname(process.execPath), '/usr/bin', '/bin'].join(delimiter) }
  const check = ['check', folder, 'q4', '--html', join(folder, 'a page.html'), '--open']
  writeFileSync(opener, `#!/bin/sh\nprintf %s "$1" > '${opened}'\n`)
  chmodSync(opener, 0o755)
  expect((await joinery(check, { env })).stderr).toContain(`the page ${join(folder, 'a page.html')} is in your browser.`)
  expect(readFileSync(opened, 'utf8')).toBe(join(folder, 'a page.html'))
  writeFileSync(opener, '#!/bin/sh\nexit 3\n')
  expect((await joinery(check, { env })).stderr).toContain('xdg-open could not open the page: open ')
  expect((await joinery(check, { env: { ...env, DISPLAY: '' } })).stderr).toContain('there is no screen here to open a page on: open ')
  expect(existsSync(join(folder, 'a page.html'))).toBe(true)
})
