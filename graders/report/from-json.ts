/** A report read back from its JSON, for whoever draws it later: the same words and pictures. What processes sent each other by pipes is not kept. */
import type { Execution, TracedProcess } from '../core/process.ts'
import type { CheckResult, Report, Result, Verdict } from '../core/types.ts'
import type { toJson } from './json.ts'

/** The Report as `schema.json` describes it. */
export type ReportJson = ReturnType<typeof toJson>
type ResultJson = ReportJson['results'][number]
type CheckJson = ResultJson['checks'][number]
type RunJson = NonNullable<ResultJson['run']>

/** The question's own words and hints are not in the JSON: their places are empty. */
export const fromJson = ({ submission, results, score, max, passed }: ReportJson): Report => ({
  submission,
  results: results.map(resultOf),
  score,
  max,
  passed,
})

const resultOf = (json: ResultJson): Result => {
  const { exercise, kind, title, checks, run, ...rest } = json
  return {
    ...rest,
    exercise: { id: exercise, kind, title, question: '', hints: [] },
    checks: checks.map(checkOf),
    ...(run === undefined ? {} : { run: executionOf(run) }),
  }
}

const checkOf = (check: CheckJson): CheckResult => ({
  id: check.id,
  title: check.title,
  points: check.points,
  max: check.max,
  verdict: verdictOf(check),
  ...(check.open === true ? { open: true } : {}),
})

type Words = Pick<CheckJson, 'message'> & { readonly [Name in 'hint' | 'expected' | 'seen' | 'after' | 'cause']?: string }

const verdictOf = (check: CheckJson): Verdict => {
  const { message, hint = '', expected = '', seen = '', after = '', cause = '' }: Words = check
  const evidence = check.evidence.length > 0 ? { evidence: check.evidence } : {}
  switch (check.status) {
    case 'passed':
      return { status: 'passed', seen: message, ...evidence }
    case 'failed':
      return { status: 'failed', expected, seen, hint, ...evidence }
    case 'unclear':
      return { status: 'unclear', why: message, ...evidence }
    case 'skipped':
      return { status: 'skipped', after }
    default:
      return { status: 'errored', cause }
  }
}

const executionOf = ({ exit, processes, ...run }: RunJson): Execution => ({
  ...run,
  exit: exit !== null && ('code' in exit || 'signal' in exit) ? exit : null,
  trace: { processes: processes.map((process): TracedProcess => ({ ...process, sent: [] })) },
})
