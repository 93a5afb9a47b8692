/** The Report as data that other programs read: `schema.json` describes it. Fields may be added here, never renamed. */
import { sentence } from '../core/errors.ts'
import type { Execution, ProcessExit, Stopped, TracedProcess } from '../core/process.ts'
import type { CheckResult, Report, Result, Verdict } from '../core/types.ts'
import { visible } from './visible.ts'
import { brokenWords, skippedWords } from './words.ts'

/** The version of the format. */
export const schemaId = 'joinery/report/v1'

/** The Report as plain data: times in milliseconds, points as numbers. */
export const toJson = ({ submission, score, max, passed, results }: Report) => ({
  schema: schemaId,
  submission: { name: submission.name, source: submission.source, sha256: submission.sha256 },
  score,
  max,
  passed,
  results: results.map(resultJson),
})

/**
 * The report as text. What JSON leaves as it is, but a terminal would obey or nobody could see, is escaped: the same data, safe to print.
 */
export const renderJson = (report: Report): string => jsonText(toJson(report))

/** Anything as JSON on several lines, safe to print. */
export const jsonText = (value: unknown): string => `${escapeHidden(JSON.stringify(value, null, 2))}\n`

/** Anything as one line of JSON, safe to print. */
export const jsonLine = (value: unknown): string => `${escapeHidden(JSON.stringify(value))}\n`

const escapeHidden = (json: string): string =>
  json.replace(/[^\n\x20-\x7e]/gu, (character) => (visible(character) === character ? character : escapeUnits(character)))

const escapeUnits = (character: string): string =>
  Array.from({ length: character.length }, (_, index) => `\\u${character.charCodeAt(index).toString(16).padStart(4, '0')}`).join('')

const resultJson = (result: Result) => ({
  exercise: result.exercise.id,
  title: result.exercise.title,
  kind: result.exercise.kind,
  language: result.language,
  ...(result.entry === undefined ? {} : { entry: result.entry }),
  ...(result.otherStubs === undefined ? {} : { otherStubs: [...result.otherStubs] }),
  ...(result.origin === undefined ? {} : { origin: { file: result.origin.file, cells: [...result.origin.cells] } }),
  status: result.status,
  ...(result.cause === undefined ? {} : { cause: result.cause }),
  ...(result.lacks === undefined ? {} : { lacks: result.lacks }),
  ...(result.unread === undefined ? {} : { unread: result.unread }),
  score: result.score,
  max: result.max,
  ...(result.passAt === undefined ? {} : { passAt: result.passAt }),
  ...(result.mark === undefined ? {} : { mark: result.mark }),
  ...(result.runs === undefined ? {} : { runs: result.runs }),
  checks: result.checks.map(checkJson),
  ...(result.exercise.kind === 'written' ? { misconceptions: result.misconceptions ?? [] } : {}),
  advice: result.advice,
  ...(result.run === undefined ? {} : { run: runJson(result.run) }),
})

const checkJson = ({ id, title, points, max, verdict, open }: CheckResult) => ({
  id,
  title,
  status: verdict.status,
  points,
  max,
  ...(open === true ? { open } : {}),
  ...wordsOf(verdict),
  evidence: 'evidence' in verdict ? (verdict.evidence ?? []) : [],
})

/** `message` is what was seen, or why nothing could be; whoever wants the parts of it finds them beside it. */
const wordsOf = (verdict: Verdict) => {
  switch (verdict.status) {
    case 'passed':
      return { message: verdict.seen }
    case 'failed':
      return {
        message: `${sentence(`Expected: ${verdict.expected}`)} Seen: ${verdict.seen}`,
        hint: verdict.hint,
        expected: verdict.expected,
        seen: verdict.seen,
      }
    case 'unclear':
      return { message: verdict.why }
    case 'skipped':
      return { message: skippedWords(verdict.after), after: verdict.after }
    default:
      return { message: brokenWords, cause: verdict.cause }
  }
}

const runJson = (run: Execution) => ({
  witness: run.witness,
  sandboxed: run.sandboxed,
  durationMs: ms(run.durationMs),
  exit: endJson(run),
  stopped: run.stopped,
  stdout: run.stdout,
  stderr: run.stderr,
  truncated: run.truncated,
  processes: run.trace.processes.map(processJson),
})

type EndJson = ProcessExit | Readonly<Partial<Record<(typeof stoppedNames)[Stopped['why']], true>>> | null

const stoppedNames = {
  time: 'timedOut',
  output: 'tooMuchOutput',
  processes: 'tooManyProcesses',
  memory: 'tooMuchMemory',
  witness: 'endedItsWitness',
} as const

/** How main ended, or why the kit ended it. */
const endJson = ({ exit, stopped }: Execution): EndJson =>
  exit !== null || stopped === null ? exit : { [stoppedNames[stopped.why]]: true }

/** What processes sent each other by pipes is not part of the report: it is binary, and of use only to whoever judges. */
const processJson = (process: TracedProcess) => ({
  pid: process.pid,
  parent: process.parent,
  role: process.role,
  command: process.command,
  startedMs: ms(process.startedMs),
  endedMs: msOrNull(process.endedMs),
  exit: process.exit,
  reapedBy: process.reapedBy,
  reapedMs: msOrNull(process.reapedMs),
  wrote: process.wrote.map(({ atMs, stream, text }) => ({ atMs: ms(atMs), stream, text })),
})

/** Microseconds are the finest that a witness tells. */
const ms = (value: number): number => Math.round(value * 1000) / 1000

const msOrNull = (value: number | null): number | null => (value === null ? null : ms(value))
