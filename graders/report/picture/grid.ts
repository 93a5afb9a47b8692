/** The cells of the picture: a row per lane, a cell per column, drawn as lines first, then the marks upon them. */
import type { Pin, PinKind, Placement } from './columns.ts'
import { place } from './columns.ts'
import type { Lane, Timeline } from './lanes.ts'
import type { SegmentKind } from './life.ts'

/** What a cell is drawn with; a palette gives each a colour. */
export type Stroke = 'run' | 'wait' | 'mark' | 'bad'

/** One character of the picture. */
export interface Cell {
  readonly glyph: string
  readonly stroke: Stroke
}

/** The signs of the picture. The legend explains all of them but those that lead from one lane to another. */
export const glyphs = {
  runs: '━',
  waits: '─',
  begins: '┅',
  unreaped: '┄',
  write: '●',
  collected: '┥',
  ended: '□',
  reaped: '┤',
  running: '▶',
  corner: '┗',
  adopted: '╺',
  thread: '│',
} as const

/** The rows of a picture that is `width` columns wide, in the order of the lanes. */
export const gridOf = (timeline: Timeline, width: number): Cell[][] => {
  const placement = place(pinsOf(timeline, width), timeline.endMs, width)
  const rows = timeline.lanes.map((lane) => lineOf(lane, placement, width, timeline.endMs / width))
  for (const pin of placement.pins) {
    if (pin.kind === 'spawn') drawSpawn(rows, pin.lanes, pin.column)
    else rows[pin.lanes[0]!]![pin.column] = markOf(pin.kind, timeline.lanes[pin.lanes[0]!]!, timeline.endMs / width)
  }
  return rows
}

/** Every moment that gets a mark. */
const pinsOf = ({ lanes, endMs }: Timeline, width: number): Pin[] => {
  const rowOf = new Map(lanes.map(({ name }, row) => [name, row]))
  const stepMs = endMs / width
  return lanes.flatMap((lane, row): Pin[] => {
    const { process, parent, spawnedMs } = lane
    const reaped = process.reapedMs !== null && isLate(lane, stepMs) ? [process.reapedMs] : []
    const spawned = process.role === 'main' ? [] : [{ kind: 'spawn' as const, lanes: [...rowsOf(parent, rowOf), row], atMs: spawnedMs }]
    const at = (kind: Pin['kind']) => (atMs: number) => ({ kind, lanes: [row], atMs })
    const times = process.wrote.map(({ atMs }) => atMs)
    return [
      ...spawned,
      ...distinct(times, stepMs).map(at('write')),
      process.endedMs === null ? at('open')(endMs) : at('end')(process.endedMs),
      ...reaped.map(at('reap')),
    ]
  })
}

const rowsOf = (name: string | null, rowOf: ReadonlyMap<string, number>): number[] => (name === null ? [] : [rowOf.get(name)!])

/** Whether the time between end and reaping is long enough to be seen. */
const isLate = ({ segments }: Lane, stepMs: number): boolean =>
  segments.some(({ kind, fromMs, toMs }) => kind === 'unreaped' && toMs - fromMs >= stepMs)

/** The first of every group of times that would share a column. */
const distinct = (times: readonly number[], stepMs: number): number[] => {
  const byColumn = new Map(times.toReversed().map((atMs) => [Math.floor(atMs / stepMs), atMs]))
  return [...byColumn.values()].toReversed()
}

const blank: Cell = { glyph: ' ', stroke: 'wait' }

const lineOf = (lane: Lane, { columnOf }: Placement, width: number, stepMs: number): Cell[] => {
  const cells = Array.from({ length: width }, () => blank)
  for (const { kind, fromMs, toMs } of lane.segments) {
    if (kind === 'unreaped' && !isLate(lane, stepMs)) continue
    const last = columnOf(toMs)
    for (let column = columnOf(fromMs); column <= last; column += 1) cells[column] = lines[kind]
  }
  return cells
}

const lines: Readonly<Record<SegmentKind, Cell>> = {
  runs: { glyph: glyphs.runs, stroke: 'run' },
  waits: { glyph: glyphs.waits, stroke: 'wait' },
  begins: { glyph: glyphs.begins, stroke: 'wait' },
  unreaped: { glyph: glyphs.unreaped, stroke: 'wait' },
}

/** The corner of the child's lane, the branch on its parent's, and a thin line between the two wherever no other lane runs. */
const drawSpawn = (rows: readonly Cell[][], lanes: readonly number[], column: number): void => {
  const child = lanes.at(-1)!
  const parent = lanes.length > 1 ? lanes[0] : undefined
  rows[child]![column] = { glyph: parent === undefined ? glyphs.adopted : glyphs.corner, stroke: 'run' }
  if (parent === undefined) return
  rows[parent]![column] = branch(rows[parent]!, column)
  for (let row = parent + 1; row < child; row += 1) if (rows[row]![column] === blank) rows[row]![column] = thread
}

const thread: Cell = { glyph: glyphs.thread, stroke: 'wait' }

/** As heavy as the line that it hangs from. */
const branch = (row: readonly Cell[], column: number): Cell => {
  const light = (cell: Cell | undefined) => cell?.glyph === glyphs.waits || cell?.glyph === '┬'
  return light(row[column - 1]) && light(row[column + 1]) ? { glyph: '┬', stroke: 'wait' } : { glyph: '┳', stroke: 'run' }
}

const markOf = (kind: Exclude<PinKind, 'spawn'>, lane: Lane, stepMs: number): Cell => {
  if (kind === 'write') return { glyph: glyphs.write, stroke: 'mark' }
  if (kind === 'open') return { glyph: glyphs.running, stroke: 'bad' }
  if (kind === 'reap') return { glyph: glyphs.reaped, stroke: 'wait' }
  const collected = lane.process.role === 'main' || (lane.process.reapedMs !== null && !isLate(lane, stepMs))
  return collected ? { glyph: glyphs.collected, stroke: 'run' } : { glyph: glyphs.ended, stroke: 'bad' }
}
