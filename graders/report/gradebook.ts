/** The marks of a class as a table that spreadsheets open. */
import { table } from './csv.ts'
import type { Marks } from './marks.ts'

/** Marks to CSV: a line for each learner. Ids have a column for each platform that gave some. */
export const renderGradebook = (marks: readonly Marks[]): string => {
  const kinds = [...new Set(marks.flatMap(({ learners }) => learners.flatMap(({ ids }) => Object.keys(ids))))].sort()
  const questions = [...new Set(marks.flatMap((each) => each.questions.map(({ id }) => id)))]
  const header = ['name', ...kinds.map((kind) => `${kind}_id`), ...questions, 'total', 'max', 'status', 'reason', 'remarks']
  return table([header, ...marks.flatMap((each) => rowsOf(each, kinds, questions))])
}

const rowsOf = ({ learners, questions, total, max, status, reason, remarks }: Marks, kinds: readonly string[], ids: readonly string[]) =>
  learners.map((learner) => [
    learner.name,
    ...kinds.map((kind) => learner.ids[kind] ?? ''),
    ...ids.map((id) => questions.find((question) => question.id === id)?.score ?? null),
    total,
    max,
    status,
    reason,
    remarks.join(' '),
  ])
