import { expect, test } from 'vitest'
import { openRubric } from '../../prose/open-rubric.ts'
import { type RubricData, dataOf, rubricOf } from '../../prose/compile.ts'

test.each(['q1', 'q2', 'q4'])('the rubric of %s is the same when it was kept as JSON: a term that may stand anywhere still may', (id) => {
  const rubric = openRubric(new URL(`../../${id}.rubric`, import.meta.url))
  expect(rubricOf(JSON.parse(JSON.stringify(dataOf(rubric))) as RubricData)).toStrictEqual(rubric)
})
