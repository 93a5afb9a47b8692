/** The small tools of core/, each by itself. */
import { expect, test } from 'vitest'
import { distance } from '../../core/distance.ts'
import { listed } from '../../core/english.ts'
import { failed, passed, unclear } from '../../core/findings.ts'
import { isObject } from '../../core/json.ts'
import { specifiersOf } from '../../core/specifiers.ts'

test.each([
  ['', '', 0],
  ['', 'pool', 4],
  ['pool', 'pool', 0],
  ['pol', 'pool', 1],
  ['pools', 'pool', 1],
  ['poll', 'pool', 1],
  ['kitten', 'sitting', 3],
  ['ab', 'ba', 2],
])('from “%s” to “%s” it is %i letters', (one, other, letters) => {
  expect([distance(one, other), distance(other, one)]).toEqual([letters, letters])
})

test('a finding without evidence has none, and no empty list of it', () => {
  const quote = { quote: 'p.join()', line: 3 }
  const findings = [passed('seen'), failed('expected', 'seen', 'hint'), unclear('why')]
  expect(findings.map((finding) => 'evidence' in finding)).toEqual([false, false, false])
  expect(passed('seen', [quote]).evidence).toEqual([quote])
})

test('what stands between braces is an object, and nothing else is', () => {
  expect([{}, { a: 1 }, [], null, undefined, 'text', 1].map(isObject)).toEqual([true, true, false, false, false, false, false])
})

test('what is listed ends with “and”, and beyond so many names says how many more there are', () => {
  expect(listed([])).toBe('')
  expect(listed(['main'])).toBe('main')
  expect(listed(['main', 'worker 1', 'worker 2'])).toBe('main, worker 1 and worker 2')
  expect(listed(['a', 'b', 'c'], 3)).toBe('a, b and c')
  expect(listed(['a', 'b', 'c', 'd'], 3)).toBe('a, b and 2 more')
})

test('what leads out of an answer is none of its files', () => {
  const meant = specifiersOf([{ path: 'lib/a.ts', text: '' }])
  expect(['./lib/a', './lib/../lib/./a.ts', '../lib/a', './lib/../../lib/a'].map((name) => meant(name, 'q3.ts'))).toEqual([
    'lib/a.ts',
    'lib/a.ts',
    null,
    null,
  ])
})
