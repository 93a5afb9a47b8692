/** Reports made by hand, for the tests of what is shown. */
import type { Execution, TracedProcess, Write } from '../../core/process.ts'
import type { CheckResult, Exercise, Report, Result, Verdict } from '../../core/types.ts'

export const said = (atMs: number, text: string, stream: Write['stream'] = 'stdout'): Write => ({ atMs, stream, text })

let nextPid = 0

/** A process that main (pid 100) started, reaped as it ended. Say what differs. */
export const worker = (startedMs: number, endedMs: number | null, more: Partial<TracedProcess> = {}): TracedProcess => ({
  pid: 1000 + (nextPid += 1),
  parent: 100,
  role: 'worker',
  command: 'node q6.js child',
  startedMs,
  endedMs,
  exit: endedMs === null ? null : { code: 0 },
  reapedBy: endedMs === null ? null : 100,
  reapedMs: endedMs,
  wrote: [],
  sent: [],
  ...more,
})

export const main = (endedMs: number | null, more: Partial<TracedProcess> = {}): TracedProcess =>
  worker(0, endedMs, { pid: 100, parent: null, role: 'main', command: 'node q6.js', reapedBy: null, reapedMs: null, ...more })

export const execution = (processes: readonly TracedProcess[], more: Partial<Execution> = {}): Execution => ({
  witness: 'kernel',
  sandboxed: false,
  durationMs: Math.max(...processes.map(({ endedMs }) => endedMs ?? 0)),
  exit: processes[0]?.exit ?? null,
  stopped: null,
  stdout: printed(processes, 'stdout'),
  stderr: printed(processes, 'stderr'),
  truncated: false,
  trace: { processes },
  ...more,
})

const printed = (processes: readonly TracedProcess[], stream: Write['stream']): string =>
  processes
    .flatMap(({ wrote }) => wrote)
    .filter((write) => write.stream === stream)
    .sort((one, other) => one.atMs - other.atMs)
    .map(({ text }) => text)
    .join('')

/** The run of the sketch: four workers, and main that speaks too early where `early` is set. */
export const fourWorkers = (early = false): Execution => {
  const workers = [0, 1, 2, 3].map((index) =>
    worker(32 + index * 12, 170 + index * 12 + (index === 3 ? 60 : 0), {
      wrote: [said(148 + index * 12 + (index === 3 ? 60 : 0), `${index + 1}\n`)],
    }),
  )
  return execution([main(early ? 290 : 284, { wrote: [said(early ? 230 : 276, 'all done\n')] }), ...workers])
}

export const exercise = (id: string, title: string, kind: Exercise['kind'] = 'program'): Exercise => ({
  id,
  kind,
  title,
  question: `${title}?`,
  hints: [],
})

export const check = (id: string, title: string, max: number, verdict: Verdict): CheckResult => ({
  id,
  title,
  points: verdict.status === 'passed' || verdict.status === 'unclear' ? max : 0,
  max,
  verdict,
})

export const result = (more: Partial<Result> & Pick<Result, 'exercise'>): Result => {
  const checks = more.checks ?? []
  const sum = (each: (check: CheckResult) => number) => checks.reduce((total, one) => total + each(one), 0)
  return {
    language: more.exercise.kind === 'written' ? 'md' : 'ts',
    status: checks.every(({ verdict }) => verdict.status === 'passed') ? 'passed' : 'failed',
    score: sum(({ points }) => points),
    max: sum(({ max }) => max) || 10,
    checks: [],
    advice: [],
    ...more,
  }
}

export const report = (results: readonly Result[]): Report => ({
  submission: { name: '042', source: 'folder', sha256: 'ab'.repeat(32) },
  results,
  score: results.reduce((sum, { score }) => sum + score, 0),
  max: results.reduce((sum, { max }) => sum + max, 0),
  passed: results.every(({ status }) => status === 'passed'),
})
