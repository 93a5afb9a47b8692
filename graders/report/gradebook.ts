/** The marks of a class as a table that spreadsheets open. */
import { type Row, table } from './csv.ts'
import type { Marks } from './marks.ts'

/** Marks to CSV, in pieces: a line for each learner. Ids have a column for each platform that gave some. The marks are gone through twice. */
export const renderGradebook = function* (marks: Iterable<Marks>): Generator<string> {
  const { kinds, questions } = columnsOf(marks)
  yield table([['name', ...kinds.map((kind) => `${kind}_id`), ...questions, 'total', 'max', 'status', 'reason', 'remarks']])
  for (const each of marks) yield table(rowsOf(each, kinds, questions))
}

const columnsOf = (marks: Iterable<Marks>) => {
  const [kinds, questions] = [new Set<string>(), new Set<string>()]
  for (const each of marks) {
    for (const { ids } of each.learners) for (const kind of Object.keys(ids)) kinds.add(kind)
    for (const { id } of each.questions) questions.add(id)
  }
  return { kinds: [...kinds].sort(), questions: [...questions] }
}

const rowsOf = (marks: Marks, kinds: readonly string[], ids: readonly string[]): Row[] => {
  const { learners, questions, total, max, status, reason, remarks } = marks
  return learners.map((learner) => [
    learner.name,
    ...kinds.map((kind) => learner.ids[kind] ?? ''),
    ...ids.map((id) => questions.find((question) => question.id === id)?.score ?? null),
    total,
    max,
    status,
    reason,
    remarks.join(' '),
  ])
}
