/**
 * The picture of a run's processes as data: which lanes, and what happened on each and when. The terminal and the SVG draw the same lanes.
 */
import { type Execution, type ProcessTrace, type TracedProcess, isClean } from '../../core/process.ts'
import type { Family, Segment } from './life.ts'
import { familyOf, lifeOf } from './life.ts'

/** One process in the picture. Times are milliseconds since the run began. */
export interface Lane {
  /** `main`, `w1`, `w2` … for workers, `h1` … for helpers, in the order of their start. */
  readonly name: string
  readonly process: TracedProcess
  /** The lane that this one was started from; `null` for main and for a process whose parent is not drawn. */
  readonly parent: string | null
  /** When the parent's lane started it, or the helper between the two. */
  readonly spawnedMs: number
  /** Who collected its exit, where that is a process of this run. */
  readonly reaper: string | null
  readonly segments: readonly Segment[]
  /** The first line that it wrote, as it was written; `null` when it wrote nothing. */
  readonly words: string | null
}

/** The whole picture. `endMs` is its right edge. */
export interface Timeline {
  readonly lanes: readonly Lane[]
  /** Helpers that are not drawn. */
  readonly folded: readonly TracedProcess[]
  /** Processes for which there was no room. */
  readonly leftOut: readonly { readonly name: string; readonly process: TracedProcess }[]
  readonly endMs: number
  /** True when the kit ended the run. */
  readonly stopped: boolean
}

/** Lays out a run: at most `maxLanes` lanes, main's first. */
export const timelineOf = ({ trace, durationMs, stopped }: Execution, maxLanes = 24): Timeline => {
  const family = familyOf(trace)
  const names = namesOf(trace)
  const [drawn, folded] = partition(trace.processes, (process) => process.role !== 'helper' || matters(process, family))
  const shown = mostTelling(drawn, maxLanes)
  const endMs = endOf(trace, stopped === null ? 0 : durationMs)
  return {
    lanes: drawn.filter((process) => shown.has(process)).map((process) => laneOf(process, { family, names, shown, endMs })),
    folded,
    leftOut: drawn.filter((process) => !shown.has(process)).map((process) => ({ name: names.get(process)!, process })),
    endMs,
    stopped: stopped !== null,
  }
}

/** Main, then what did not end well, then the others in the order of their start: as many as there is room for. */
const mostTelling = (processes: readonly TracedProcess[], most: number): ReadonlySet<TracedProcess> =>
  new Set(processes.toSorted((one, other) => rank(one) - rank(other)).slice(0, most))

const rank = ({ role, exit }: TracedProcess): number => {
  if (role === 'main') return 0
  return isClean(exit) ? 2 : 1
}

/** What everybody calls each process of a run: `main`, `w1`, `w2`, `h1`. */
export const namesOf = ({ processes }: ProcessTrace): ReadonlyMap<TracedProcess, string> => {
  const counts = { w: 0, h: 0 }
  return new Map(
    processes.map((process) => {
      const letter = process.role === 'helper' ? 'h' : 'w'
      return [process, process.role === 'main' ? 'main' : `${letter}${(counts[letter] += 1)}`]
    }),
  )
}

/** A helper is drawn when the picture would be wrong without it: several workers come from it, or it was left running. */
const matters = (helper: TracedProcess, { childrenOf }: Family): boolean =>
  helper.endedMs === null || childrenOf(helper).filter(({ role }) => role === 'worker').length > 1

interface Scene {
  readonly family: Family
  readonly names: ReadonlyMap<TracedProcess, string>
  readonly shown: ReadonlySet<TracedProcess>
  readonly endMs: number
}

const laneOf = (process: TracedProcess, scene: Scene): Lane => {
  const { parent, spawnedMs } = originOf(process, scene)
  return {
    name: scene.names.get(process)!,
    process,
    parent: parent === undefined ? null : scene.names.get(parent)!,
    spawnedMs,
    reaper: reaperOf(process, scene),
    segments: [
      ...(spawnedMs < process.startedMs ? [{ kind: 'begins' as const, fromMs: spawnedMs, toMs: process.startedMs }] : []),
      ...lifeOf(process, scene.family, scene.endMs),
    ],
    words: firstWords(process),
  }
}

const reaperOf = ({ reapedBy }: TracedProcess, { family, names }: Scene): string | null => {
  const reaper = reapedBy === null ? undefined : family.byPid(reapedBy)
  return reaper === undefined ? null : names.get(reaper)!
}

/** The process that started this one, past any helpers that are not drawn, and when it did so. */
const originOf = (process: TracedProcess, { family, shown }: Scene) => {
  let spawnedMs = process.startedMs
  let parent = family.parentOf(process)
  for (const seen = new Set<TracedProcess>(); parent?.role === 'helper' && !shown.has(parent) && !seen.has(parent);) {
    seen.add(parent)
    spawnedMs = Math.min(spawnedMs, parent.startedMs)
    parent = family.parentOf(parent)
  }
  return parent !== undefined && shown.has(parent) && parent !== process
    ? { parent, spawnedMs }
    : { parent: undefined, spawnedMs: process.startedMs }
}

const firstWords = ({ wrote }: TracedProcess): string | null => {
  const text = (stream: 'stdout' | 'stderr') => {
    const pieces: string[] = []
    for (const write of wrote) {
      if (write.stream === stream) pieces.push(write.text)
      if (pieces.length > 20 || pieces.at(-1)?.includes('\n') === true) break
    }
    return pieces.join('')
  }
  const line = (text('stdout').trim() || text('stderr').trim()).split('\n', 1)[0]!.trim()
  return line === '' ? null : line
}

const endOf = ({ processes }: ProcessTrace, atLeast: number): number =>
  processes.reduce(
    (latest, { startedMs, endedMs, wrote }) => Math.max(latest, startedMs, endedMs ?? 0, wrote.at(-1)?.atMs ?? 0),
    Math.max(atLeast, 1),
  )

const partition = <Each>(all: readonly Each[], test: (each: Each) => boolean): [Each[], Each[]] => [
  all.filter(test),
  all.filter((each) => !test(each)),
]

/** Round times for an axis, from 0, at most `most` of them besides. */
export const ticksOf = (endMs: number, most: number): readonly number[] => {
  const rough = endMs / Math.max(1, most)
  const power = 10 ** Math.floor(Math.log10(rough))
  const step = [1, 2, 5, 10].map((each) => each * power).find((each) => each >= rough)!
  return Array.from({ length: Math.floor(endMs / step + 1e-9) + 1 }, (_, index) => Math.round(index * step * 1e6) / 1e6)
}
