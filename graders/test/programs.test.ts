import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { answerAt, explained, fixtures, graderOf, notPassed } from './grading.ts'
import { expected, options } from './fixtures/expected.ts'

const timeoutMs = 10_000

describe.concurrent('each wrong program fails the checks that it is wrong in, each right one none', () => {
  for (const [path, failing] of Object.entries(expected)) {
    test(path, async () => {
      const id = path.slice(0, path.indexOf('/'))
      const result = await graderOf(id).grade(answerAt(join(fixtures, path), id), {
        timeoutMs: options[path]?.timeoutMs ?? timeoutMs,
        witness: 'kernel',
      })
      expect(notPassed(result), explained(result)).toEqual(failing)
    })
  }
})
