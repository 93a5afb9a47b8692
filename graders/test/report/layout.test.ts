import { expect, test } from 'vitest'
import { hanging } from '../../report/layout.ts'

test('behind a head that takes the whole screen a text is still broken between words', () => {
  expect(hanging(' '.repeat(38), 'one two three', 40).map((line) => line.trim())).toEqual(['one two', 'three'])
})
