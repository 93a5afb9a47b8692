import { describe, expect, test } from 'vitest'
import { specifiersOf } from '../../core/specifiers.ts'
import { ownNumbersIn } from '../../facts/numbers.ts'
import { toModule } from '../../process/transpile.ts'
import { plainPython } from '../../submission/program/magics.ts'
import { typedFor } from '../../submission/program/typed.ts'
import { computedMs } from '../computed.ts'
import { graderOf } from '../grading.ts'

/** As long as an answer may be. A reader whose time grows with the square of the length would need hours. */
const length = 1024 * 1024
const filled = (unit: string): string => unit.repeat(length / unit.length)

/** Whatever is read, and on whatever machine: a minute is far more than any of this takes. */
const soon = 60_000

describe('texts that are made to take long', () => {
  test.each<[string, string]>([
    ['blank lines', filled('\n')],
    ['lines of spaces', filled(' \n')],
    ['stops', `Processes${filled('.')}x`],
    ['question marks', `Processes${filled('?')}x`],
  ])('a written answer of %s', async (_, text) => {
    const answer = { exercise: 'q1', language: 'md' as const, entry: 'q1.md', files: [{ path: 'q1.md', text }] }
    const before = process.cpuUsage()
    expect((await graderOf('q1').grade(answer, { timeoutMs: 1000 })).status).not.toBe('errored')
    expect(process.cpuUsage(before).user / 1000).toBeLessThan(soon)
  })

  test.each<[string, string]>([
    ['spaces behind "pid"', `pid${filled(' ')}x`],
    ['digits', `${filled('1')}x`],
  ])('a printed line of %s', (_, line) => {
    expect(computedMs(() => expect(ownNumbersIn(line, new Set())).toEqual([]))).toBeLessThan(soon)
  })

  test('a program of blank lines', () => {
    const text = filled('\n')
    expect(computedMs(() => expect(typedFor(text, '')).toBe(null))).toBeLessThan(soon)
    expect(computedMs(() => expect(toModule({ path: 'q3.ts', text }).code.trim()).toBe(''))).toBeLessThan(soon)
  })

  test.each<[string, string]>([
    ['shell lines', filled('!\n')],
    ['shell lines behind blank ones', `${filled('\n')}!`],
  ])('a cell of %s', (_, cell) => {
    expect(computedMs(() => expect(plainPython(cell, 1).code.length).toBeGreaterThan(length))).toBeLessThan(soon)
  })

  const many = Array.from({ length: length / 20 }, (_, index) => `@a/${index}`)
  const paths = JSON.stringify({ compilerOptions: { paths: Object.fromEntries(many.map((name) => [`${name}*`, ['x/*']])) } })

  test.each<[string, string, readonly string[]]>([
    ['many names, of which as many are imported', paths, many],
    ['a text that does not end', `"${filled('\\"')}`, ['@a']],
    ['nothing, beside an import that leads up and up', '{}', [filled('../')]],
  ])('settings of %s', (_, text, imported) => {
    const meant = () => {
      const specifiers = specifiersOf([{ path: 'tsconfig.json', text }])
      return imported.map((name) => specifiers(`./${name}`, 'q3.ts') ?? specifiers(name, 'q3.ts'))
    }
    expect(computedMs(() => expect(new Set(meant())).toEqual(new Set([null])))).toBeLessThan(soon)
  })
})
