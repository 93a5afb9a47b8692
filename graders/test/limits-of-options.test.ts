import { expect, test } from 'vitest'
import { count, days, jobs, seconds } from '../offers/values.ts'

test.each([
  ['seconds', seconds, ['0.5', '3600'], ['0', '3600.5', '-1', 'soon']],
  ['jobs', jobs, ['1', '256'], ['0', '257', '1.5', 'x']],
  ['count', count, ['1', '10000000'], ['0', '10000001']],
  ['days', days, ['0', '36500'], ['-1', '36501']],
])('%s: what is within the limits is taken, and nothing else', (_, read, taken, refused) => {
  expect(taken.map(read)).toEqual(taken.map(Number))
  for (const text of refused) expect(() => read(text)).toThrow(/^Give a (?:number of seconds|whole number from \d+ to \d+)/)
})
