/** Gradescope: `results.json`, as its autograder harness reads it. */
import { listed } from '../../core/english.ts'
import { sentence } from '../../core/errors.ts'
import type { Report, Result } from '../../core/types.ts'
import { renderExplained } from '../terminal.ts'
import { jsonLine, schemaId } from '../json.ts'
import { visible } from '../visible.ts'
import { firstOpen, unreadWords } from '../words.ts'

/** One test a question; what the learner reads there is what the terminal shows. */
export const renderGradescope = (report: Report): string =>
  jsonLine({
    score: report.score,
    output: [`${report.score} of ${report.max} points.`, ...unjudged(report)].join(' '),
    output_format: 'text',
    visibility: 'visible',
    stdout_visibility: 'hidden',
    tests: report.results.map(testOf),
    extra_data: { schema: schemaId, sha256: report.submission.sha256, passed: report.passed },
  })

/** Gradescope takes no score for "unknown": so a 0 that is none is called so. */
const unjudged = ({ results }: Report): string[] => {
  const ids = results.filter(({ unread }) => unread !== undefined).map(({ exercise }) => exercise.id)
  return ids.length === 0 ? [] : [`${listed(ids)} ${unreadWords}: the 0 there is no judgement. ${whatNow}`]
}

const whatNow = 'Hand it in again in another form, or ask your teacher to look at it.'

const testOf = (result: Result, index: number) => ({
  number: String(index + 1),
  name: visible(`${result.exercise.id}: ${result.exercise.title}`),
  name_format: 'text',
  score: result.score,
  max_score: result.max,
  status: result.status === 'passed' ? 'passed' : 'failed',
  output: renderExplained([result], { columns: 100 }),
  output_format: 'text',
  visibility: 'visible',
  tags: [result.exercise.kind, ...(result.language === null ? [] : [result.language])],
  extra_data: { status: result.status, open: firstOpen(result.checks)?.id ?? null },
})

/** What a learner sees whose work could not be read: the reason, and that the 0, without which Gradescope takes no result, is no judgement. */
export const renderGradescopeRefusal = (reason: string): string =>
  jsonLine({
    score: 0,
    output: `${visible(sentence(reason))}\n\nNothing was judged, and the 0 is no judgement. ${whatNow}`,
    output_format: 'text',
    visibility: 'visible',
    tests: [],
  })
