/**
 * What a process did with its life: it ran, it waited, and once ended it stayed until somebody reaped it.
 *
 * One thing here is inferred: **waiting**. No record shows a runtime's patience, since Node and Python reap their children on their own. A
 * process counts as waiting from its last action (start, spawn, write, message, reap) before a child's end until that end, provided that it
 * reaped the child and neither wrote nor started anything in between. Messages may stand in between: Node writes to a pipe of its own when it
 * hears of a child's end. The reader is told that the process was *quiet*, since one that computes in silence, or sleeps, looks the same.
 * Whether the program means to wait is the source's to say.
 */
import { groupBy } from '../../core/group-by.ts'
import type { ProcessTrace, TracedProcess } from '../../core/process.ts'

/**
 * - `runs`: alive.
 * - `waits`: alive, and not seen to do anything until a child had ended.
 * - `begins`: the time that a helper (a shell) which is not drawn took to start this process.
 * - `unreaped`: ended, and nobody has collected its exit yet.
 */
export type SegmentKind = 'runs' | 'waits' | 'begins' | 'unreaped'

/** A piece of a process's life, in milliseconds since the run began. */
export interface Segment {
  readonly kind: SegmentKind
  readonly fromMs: number
  readonly toMs: number
}

/** Who started whom. */
export interface Family {
  readonly byPid: (pid: number) => TracedProcess | undefined
  readonly parentOf: (process: TracedProcess) => TracedProcess | undefined
  readonly childrenOf: (process: TracedProcess) => readonly TracedProcess[]
}

/** Tells who started whom in a run. */
export const familyOf = ({ processes }: ProcessTrace): Family => {
  const byPid = new Map(processes.map((process) => [process.pid, process]))
  const children = groupBy(processes, ({ parent }) => parent)
  return {
    byPid: (pid) => byPid.get(pid),
    parentOf: ({ parent }) => (parent === null ? undefined : byPid.get(parent)),
    childrenOf: ({ pid }) => children.get(pid) ?? [],
  }
}

/** The segments of a process's life, in order. `endMs` is when the run was over. */
export const lifeOf = (process: TracedProcess, family: Family, endMs: number): Segment[] =>
  [...aliveOf(process, family, endMs), ...unreapedOf(process, family, endMs)].filter(
    ({ kind, fromMs, toMs }) => toMs > fromMs || kind === 'runs',
  )

/** From start to end, the waits cut out of the running. */
const aliveOf = (process: TracedProcess, family: Family, endMs: number): Segment[] => {
  const until = process.endedMs ?? endMs
  const segments: Segment[] = []
  let fromMs = process.startedMs
  for (const wait of waitsOf(process, family)) {
    const [start, end] = [Math.max(wait.fromMs, fromMs), Math.min(wait.toMs, until)]
    if (end <= start) continue
    if (start > fromMs) segments.push({ kind: 'runs', fromMs, toMs: start })
    segments.push({ kind: 'waits', fromMs: start, toMs: end })
    fromMs = end
  }
  if (fromMs < until || segments.length === 0) segments.push({ kind: 'runs', fromMs, toMs: until })
  return segments
}

const waitsOf = (process: TracedProcess, { childrenOf }: Family): Segment[] => {
  const children = childrenOf(process)
  const reaped = children.filter((child) => child.reapedBy === process.pid && child.reapedMs !== null && child.endedMs !== null)
  const acts = inOrder([...children.map(({ startedMs }) => startedMs), ...process.wrote.map(({ atMs }) => atMs)])
  const all = inOrder([process.startedMs, ...acts, ...reaped.map(({ reapedMs }) => reapedMs!), ...process.sent.map(({ atMs }) => atMs)])
  return reaped
    .filter(({ endedMs, reapedMs }) => !acts.some((atMs) => atMs > endedMs! && atMs < reapedMs!))
    .map(({ startedMs, endedMs }) => ({ startedMs, fromMs: all.findLast((atMs) => atMs < endedMs!) ?? endedMs!, toMs: endedMs! }))
    .filter(({ startedMs, fromMs }) => startedMs <= fromMs)
    .map(({ fromMs, toMs }) => ({ kind: 'waits' as const, fromMs, toMs }))
    .toSorted((one, other) => one.toMs - other.toMs)
}

const inOrder = (times: readonly number[]): number[] => times.toSorted((one, other) => one - other)

/** A process that has ended stays until its parent reaps it or ends itself. Main's parent is the kit: it does not count. */
const unreapedOf = (process: TracedProcess, family: Family, endMs: number): Segment[] => {
  const parent = family.parentOf(process)
  if (process.endedMs === null || parent === undefined) return []
  const until = process.reapedMs ?? parent.endedMs ?? endMs
  return [{ kind: 'unreaped', fromMs: process.endedMs, toMs: until }]
}
