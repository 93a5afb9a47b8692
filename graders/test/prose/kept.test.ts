import { expect, test } from 'vitest'
import { openRubric } from '../../prose/rubric/open.ts'
import { type RubricData, dataOf, rubricOf } from '../../prose/rubric/compile.ts'

/** What has been compiled need not be kept as it was written as well. */
const compiled = new Set(['says', 'words', 'ideas'])

test.each(['q1', 'q2', 'q4'])('the rubric of %s is the same when it was kept as JSON: a term that may stand anywhere still may', (id) => {
  const rubric = openRubric(new URL(`../../${id}.rubric`, import.meta.url))
  const kept = rubricOf(JSON.parse(JSON.stringify(dataOf(rubric))) as RubricData)
  expect(kept).toStrictEqual({ ...rubric, source: kept.source })
  expect(kept.source).toStrictEqual(JSON.parse(JSON.stringify(rubric.source, (key, value: unknown) => (compiled.has(key) ? [] : value))))
})
