/** Whose marks changed, and why: one record against an earlier one of the same learner. */
import type { Change } from '../report/class-summary.ts'
import { table } from '../report/csv.ts'
import type { ReportJson } from '../report/from-json.ts'
import { points } from '../report/words.ts'
import type { ClassRecord } from './record.ts'

type ResultJson = ReportJson['results'][number]

/** Every question whose points or status differ. `name` is the learner's, as a list tells it. */
export const changesOf = (before: ClassRecord, after: ClassRecord, name: string): Change[] => {
  const cause = causeOf(before, after)
  return after.results.flatMap((result) => {
    const old = before.results.find(({ exercise }) => exercise === result.exercise)
    if (old !== undefined && old.score === result.score && old.status === result.status) return []
    const words = old === undefined ? [] : checksThatChanged(old, result)
    return [
      {
        name,
        question: result.exercise,
        before: old === undefined ? 'not there' : shown(old),
        after: shown(result),
        why: [cause, ...words].join('; '),
      },
    ]
  })
}

const shown = ({ score, max, status }: ResultJson): string => `${points(score)} of ${points(max)} (${status})`

const causeOf = (before: ClassRecord, after: ClassRecord): string => {
  if (before.class.content !== after.class.content) return 'other work was handed in'
  return before.class.kit === after.class.kit ? 'graded with other options' : 'graded by another version of the kit'
}

const checksThatChanged = (old: ResultJson, result: ResultJson): string[] =>
  result.checks.flatMap((check) => {
    const earlier = old.checks.find(({ id }) => id === check.id)
    if (earlier === undefined) return [`${check.id} is new (${check.status})`]
    if (earlier.status !== check.status) return [`${check.id} was ${earlier.status}, is ${check.status}`]
    return earlier.points === check.points ? [] : [`${check.id} earned ${points(earlier.points)}, earns ${points(check.points)}`]
  })

/** The changes as a table. */
export const renderChanges = (changes: readonly Change[]): string =>
  table([
    ['name', 'question', 'before', 'after', 'why'],
    ...changes.map((each) => [each.name, each.question, each.before, each.after, each.why]),
  ])
