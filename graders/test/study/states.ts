/** States of the loop made by hand, and ways through it. */
import type { Result } from '../../core/types.ts'
import { begin, step } from '../../study/loop.ts'
import type { Draft, Effect, Event, State } from '../../study/state.ts'
import { check, exercise, fourWorkers, result } from '../report/builder.ts'

const asked = {
  ...exercise('q6', 'Four processes, four numbers'),
  question: 'Write a program that creates 4 processes, each of which prints a different number; wait for all of them, then print a line.',
}

export const exercises = [exercise('q1', 'Multiprocessing, and what for', 'written'), exercise('q3', 'One process'), asked]

export const draft = (file: string, begun = true, brief: readonly string[] = []): Draft => ({
  language: file.endsWith('.md') ? 'md' : file.endsWith('.py') ? 'py' : 'ts',
  file: `exercises/${file}`,
  begun,
  brief,
})

const passed = (seen: string) => ({ status: 'passed', seen }) as const

/** Main speaks too early: one check fails. */
export const early: Result = result({
  exercise: asked,
  entry: 'exercises/q6.ts',
  run: fourWorkers(true),
  checks: [
    check('api', 'uses real processes', 1, {
      ...passed('fork() of node:child_process, line 9'),
      evidence: [{ line: 9, quote: "fork('q6.ts')" }],
    }),
    check('spawned', 'starts four processes', 3, passed('4 workers, up to 4 alive at once')),
    check('output', 'each prints its own number', 3, passed('1, 2, 3, 4: each by its own process')),
    check('joined', 'waits for all four', 2, {
      status: 'failed',
      expected: 'main goes on when all four workers have ended',
      seen: 'main printed "all done" 36 ms before w4 ended',
      hint: 'What tells a parent that its child has ended? Wait for that, four times.',
      evidence: [{ line: 17, quote: "const children = ['1', '2', '3', '4'].map((each) =>\n  fork(import.meta.filename, [each]))" }],
    }),
    check('exit', 'ends cleanly', 1, passed('5 processes, all with code 0')),
  ],
})

export const right: Result = result({
  ...early,
  status: 'passed',
  score: 10,
  run: fourWorkers(),
  checks: early.checks.map((each) =>
    each.id === 'joined' ? check('joined', each.title, 2, passed("awaits the 'exit' event of all four")) : each,
  ),
})

export const unbegun = (id: string): Result =>
  result({ exercise: exercises.find((each) => each.id === id)!, language: null, status: 'unfinished', checks: [] })

/** The folder as it is at the beginning. */
export const stubs = new Map([
  ['q1', [draft('q1.md', false)]],
  ['q3', [draft('q3.ts', false), draft('q3.py', false)]],
  ['q6', [draft('q6.ts', false), draft('q6.py', false)]],
])

export const withDraft = (id: string, ...drafts: readonly Draft[]): ReadonlyMap<string, readonly Draft[]> =>
  new Map([...stubs, [id, drafts]])

/** A loop that has not seen the folder yet; `passed` have passed before. */
export const fresh = (size = { rows: 24, columns: 80 }, passed: readonly string[] = []): State =>
  begin({
    exercises: exercises.map((exercise) => ({ exercise, max: 10 })),
    standings: new Map(passed.map((id) => [id, { attempts: 1, firstPassed: '2026-11-22T08:00:00.000Z', best: 10 }])),
    size,
  })

/** What a row of events makes of a state, and all that was asked for on the way. */
export const after = (
  state: State,
  ...events: readonly (Event | string)[]
): { readonly state: State; readonly effects: readonly Effect[] } => {
  const effects: Effect[] = []
  let now = state
  for (const event of events) {
    const next = step(now, typeof event === 'string' ? { kind: 'key', key: event } : event)
    now = next.state
    effects.push(...next.effects)
  }
  return { state: now, effects }
}

/** The folder was looked at; `saved` says what has just been written. */
export const found = (
  drafts = stubs as ReadonlyMap<string, readonly Draft[]>,
  saved: Extract<Event, { kind: 'found' }>['saved'] = null,
  remarks: readonly string[] = [],
): Event => ({
  kind: 'found',
  drafts,
  saved,
  remarks,
})

export const judged = (result: Result, run = 1, attempts = run): Event => ({
  kind: 'judged',
  run,
  result,
  afterwards: result.status === 'passed' ? { good: 'All four workers were alive at once.', next: 'What if one of them is killed?' } : null,
  standing: { attempts, firstPassed: result.status === 'passed' ? '2026-11-22T09:00:00.000Z' : null, best: result.score },
})

/** q6 in TypeScript, saved for the first time and judged. */
export const shownWith = (result: Result, size?: { rows: number; columns: number }): State =>
  after(fresh(size), found(), found(withDraft('q6', draft('q6.ts'), draft('q6.py', false)), { id: 'q6', language: 'ts' }), judged(result))
    .state
