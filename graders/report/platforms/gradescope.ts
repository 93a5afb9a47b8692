/** Gradescope: `results.json`, as its autograder harness reads it. */
import type { Report, Result } from '../../core/types.ts'
import { renderExplained } from '../terminal.ts'
import { jsonLine, schemaId } from '../json.ts'
import { visible } from '../visible.ts'
import { firstOpen } from '../words.ts'

/** One test a question; what the learner reads there is what the terminal shows. */
export const renderGradescope = (report: Report): string =>
  jsonLine({
    score: report.score,
    output: `${report.score} of ${report.max} points.`,
    output_format: 'text',
    visibility: 'visible',
    stdout_visibility: 'hidden',
    tests: report.results.map(testOf),
    extra_data: { schema: schemaId, sha256: report.submission.sha256, passed: report.passed },
  })

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

/** What a learner sees whose work could not be read: the reason, and no points. */
export const renderGradescopeRefusal = (reason: string): string =>
  jsonLine({ score: 0, output: visible(reason), output_format: 'text', visibility: 'visible', tests: [] })
