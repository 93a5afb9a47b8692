import { expect, test } from 'vitest'
import { changesOf } from '../../classroom/changes.ts'
import type { ClassRecord } from '../../classroom/record.ts'
import { toJson } from '../../report/json.ts'
import { check, exercise, report, result } from '../report/builder.ts'

/** A record in which two checks, the second not always there, earned these points. */
const record = (api: number, exit: number | null, kit = 'k'): ClassRecord => {
  const checks = [
    { ...check('api', 'uses real processes', 5, { status: 'unclear', why: '' }), points: api },
    ...(exit === null ? [] : [{ ...check('exit', 'ends cleanly', 5, { status: 'passed', seen: '' }), points: exit }]),
  ]
  const about = { content: 'c', kit } as ClassRecord['class']
  return {
    ...toJson(report([result({ exercise: exercise('q3', 'One'), status: 'failed', score: api + (exit ?? 0), max: 10, checks })])),
    class: about,
  }
}

const why = (before: ClassRecord, after: ClassRecord) => changesOf(before, after, 'Jane').map((each) => each.why)

test('a check that is worth something else is told with its points, one that came in with its status', () => {
  expect(why(record(5, 5), record(5, 5))).toEqual([])
  expect(why(record(5, 5), record(0, 5))).toEqual(['graded with other options; api earned 5, earns 0'])
  expect(why(record(5, null), record(5, 5, 'l'))).toEqual(['graded by another version of the kit; exit is new (passed)'])
})
