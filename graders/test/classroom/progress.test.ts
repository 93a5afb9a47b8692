import { PassThrough } from 'node:stream'
import { stripVTControlCharacters } from 'node:util'
import { afterEach, expect, test, vi } from 'vitest'
import { showProgress } from '../../classroom/progress.ts'
import { widthOf } from '../../report/layout.ts'

afterEach(() => {
  vi.unstubAllEnvs()
  vi.useRealTimers()
})

/** What is written to a terminal of this kind when one of two submissions is done. */
const written = async (kind: string, columns: number, words = 'Ann\u001b[2J: 3/10', again = false): Promise<string> => {
  vi.stubEnv('TERM', kind)
  const terminal = Object.assign(new PassThrough(), { isTTY: true, columns }) as unknown as NodeJS.WriteStream
  const progress = await showProgress(terminal, 0, 2)
  progress.step(words, again)
  progress.stop()
  return String((terminal as unknown as PassThrough).read())
}

test('a terminal that only prints gets plain lines', async () => {
  expect(await written('dumb', 80)).toMatch(/^\[1\/2\] Ann␛\[2J: 3\/10 {2}\([\d.]+ a minute, \d+ s left\)\n$/)
})

test.each([
  [200, 24],
  [40, 8],
  [10, 4],
])('on %i columns the bar leaves room for what it says', async (columns, size) => {
  const text = await written('xterm', columns)
  expect([...text.matchAll(/[█░]+/g)].map(([bar]) => bar.length)).toEqual(expect.arrayContaining([size]))
  expect(stripVTControlCharacters(text)).not.toMatch(new RegExp(`[█░]{${size + 1}}`))
})

test.each([
  [40, / 1\/2 {2}\d+ s left {2}李李李李\S*…$/],
  [60, / 1\/2 {2}\d+ s left {2}李李李李\S*…$/],
  [100, / 1\/2 {2}[\d.]+ a minute {2}\d+ s left {2}李李李李\S*…$/],
])('on %i columns the line ends on the screen, with the name cut before its time', async (columns, expected) => {
  const text = stripVTControlCharacters(await written('xterm', columns, `${'李'.repeat(60)}: 3/10`))
  const line = /.*1\/2.*$/m.exec(text)![0]
  expect(line).toMatch(expected)
  expect(widthOf(line.slice(line.lastIndexOf(' █') === -1 ? 0 : line.lastIndexOf(' █')))).toBeLessThanOrEqual(columns)
})

test('a second try at one that was counted counts for nothing more', async () => {
  expect(stripVTControlCharacters(await written('xterm', 80, 'Ann', true))).not.toMatch(/ 1\/2 /)
  expect(await written('dumb', 80, 'Ann', true)).toMatch(/^\[0\/2\] Ann \(second try\)/)
})

test.each([
  [89_999, '90 s'],
  [90_000, '2 min'],
  [5_369_999, '89 min'],
  [5_370_000, '1.5 h'],
])('what took %i ms the other takes as well, which is said as exactly as a guess can be', async (ms, left) => {
  vi.useFakeTimers({ toFake: ['performance'] })
  vi.stubEnv('TERM', 'dumb')
  const terminal = Object.assign(new PassThrough(), { isTTY: true, columns: 80 }) as unknown as NodeJS.WriteStream
  const progress = await showProgress(terminal, 0, 2)
  vi.advanceTimersByTime(ms)
  progress.step('Ann', false)
  expect(String((terminal as unknown as PassThrough).read())).toContain(`, ${left} left)`)
})
