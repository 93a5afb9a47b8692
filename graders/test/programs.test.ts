import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { expected, options } from './fixtures/expected.ts'
import { answerAt, explained, fixtures, graderOf, notPassed } from './grading.ts'

const cases = Object.entries(expected).map(([path, failing]) => [path, failing] as const)

describe.concurrent('each wrong program fails the checks that it is wrong in, and each right one none', () => {
  test.each(cases)('%s', async (path, failing) => {
    const id = path.slice(0, path.indexOf('/'))
    const result = await graderOf(id).grade(answerAt(join(fixtures, path), id), { timeoutMs: 10_000, ...options[path], witness: 'kernel' })
    expect({ failing: notPassed(result), because: explained(result) }).toEqual({ failing, because: explained(result) })
  })
})
