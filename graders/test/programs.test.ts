import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { Grader, Result } from '../core/types.ts'
import { expected, languageOf, options } from './fixtures/expected.ts'
import { answerAt, explained, fixtures, graderOf, notPassed } from './grading.ts'
import { share, shareSaid } from './thorough.ts'

/** The checks that failed and of which nobody could be helped on. */
const withoutHints = async ({ help }: Grader, { checks, language }: Result): Promise<readonly string[]> => {
  const known = await help()
  return checks.flatMap(({ id, verdict }) => {
    const steps = known.find(({ check }) => check === id)?.steps(language!, verdict.status === 'failed' ? verdict.topic : undefined) ?? []
    return verdict.status === 'failed' && steps.length < 3 ? [id] : []
  })
}

/** One question, one language, and the same checks that fail. */
const kindOf = ([path, failing]: readonly [string, object]): string =>
  `${path.split('/')[0]} ${languageOf(path)} ${JSON.stringify(failing)}`

const cases = share(
  Object.entries(expected).map(([path, failing]) => [path, failing] as const),
  2,
  kindOf,
)

describe.concurrent(
  `each wrong program fails the checks that it is wrong in, and each right one none${shareSaid(2, 'of each kind')}`,
  () => {
    test.each(cases)('%s', async (path, failing) => {
      const id = path.slice(0, path.indexOf('/'))
      const grader = graderOf(id)
      const result = await grader.grade(answerAt(join(fixtures, path), id), { timeoutMs: 30_000, ...options[path], witness: 'kernel' })
      expect({ failing: notPassed(result), because: explained(result) }).toEqual({ failing, because: explained(result) })
      expect(await withoutHints(grader, result)).toEqual([])
    })
  },
)
