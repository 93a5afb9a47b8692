/** The shapes of the picture for a page, and what they mean. */
import type { Lane } from './lanes.ts'
import type { SegmentKind } from './life.ts'

/** What the line of a lane says, for the legend and for the mouse. */
export const meanings: Readonly<Record<SegmentKind, string>> = {
  runs: 'runs',
  waits: 'is quiet until a child ended',
  begins: 'is being started by a helper',
  unreaped: 'has ended and is not reaped yet',
}

type Shape = (x: number, y: number, title?: string) => string

/** An arrow's head; one that may point either way points down with 1, up with -1. */
type Head = (x: number, y: number, way: number) => string

/** The marks upon a lane. They differ in form, so that they need no colour. */
export const shapes: Readonly<
  Record<'write' | 'complain' | 'reaped' | 'ended' | 'running', Shape> & { spawned: (x: number, y: number) => string; reaper: Head }
> = {
  write: (x, y, title = '') => `<circle class="write" cx="${x}" cy="${y}" r="5.5">${title}</circle>`,
  complain: (x, y, title = '') => `<path class="write" d="M${x} ${y - 7}l7 7l-7 7l-7 -7z">${title}</path>`,
  reaped: (x, y, title = '') => `<line class="end" x1="${x}" y1="${y - 10}" x2="${x}" y2="${y + 10}">${title}</line>`,
  ended: (x, y, title = '') => `<rect class="open" x="${x - 5}" y="${y - 5}" width="10" height="10">${title}</rect>`,
  running: (x, y, title = '') => `<path class="running" d="M${x} ${y - 8}l11 8l-11 8z">${title}</path>`,
  spawned: (x, y) => `<path class="arrow" d="M${x - 4} ${y - 6}h8l-4 6z"/>`,
  reaper: (x, y, way) => `<path class="back" d="M${x - 4} ${y - 5 * way}l4 ${5 * way}l4 ${-5 * way}"/>`,
}

interface Entry {
  readonly text: string
  readonly shape: Shape
}

const line =
  (kind: SegmentKind): Shape =>
  (x, y) =>
    `<line class="${kind}" x1="${x - 12}" y1="${y}" x2="${x + 12}" y2="${y}"/>`

/** An arrow that lies in a row of the legend. */
const arrow =
  (kind: 'spawn' | 'reap', head: Head, way: number): Shape =>
  (x, y) =>
    `<line class="${kind}" x1="${x}" y1="${y - 9 * way}" x2="${x}" y2="${y + 8 * way}"/>${head(x, y + 9 * way, way)}`

const every: readonly (Entry & { readonly isUsed: (lane: Lane) => boolean })[] = [
  ...(['runs', 'waits', 'begins', 'unreaped'] as const).map((kind) => ({
    text: meanings[kind],
    shape: line(kind),
    isUsed: ({ segments }: Lane) => segments.some((segment) => segment.kind === kind),
  })),
  { text: 'starts', shape: arrow('spawn', shapes.spawned, 1), isUsed: ({ parent }) => parent !== null },
  { text: 'writes', shape: shapes.write, isUsed: ({ process }) => process.wrote.some(({ stream }) => stream === 'stdout') },
  { text: 'writes to stderr', shape: shapes.complain, isUsed: ({ process }) => process.wrote.some(({ stream }) => stream === 'stderr') },
  { text: 'ended', shape: shapes.reaped, isUsed: ({ process }) => process.endedMs !== null },
  { text: 'is reaped by', shape: arrow('reap', shapes.reaper, -1), isUsed: ({ reaper }) => reaper !== null },
  {
    text: 'ended, not reaped at once',
    shape: shapes.ended,
    isUsed: ({ process, segments }) =>
      process.role !== 'main' &&
      process.endedMs !== null &&
      (process.reapedMs === null || segments.some(({ kind }) => kind === 'unreaped')),
  },
  { text: 'had not ended', shape: shapes.running, isUsed: ({ process }) => process.endedMs === null },
]

const rowHeight = 28

/** Explains what the picture shows, and only that, in as many rows as it takes. */
export const drawLegend = (
  lanes: readonly Lane[],
  { left, right, top }: { readonly left: number; readonly right: number; readonly top: number },
) => {
  let x = left
  let y = top + rowHeight
  const drawn = every
    .filter(({ isUsed }) => lanes.some(isUsed))
    .map(({ text, shape }) => {
      const width = 32 + text.length * 8 + 20
      if (x + width > right) {
        x = left
        y += rowHeight
      }
      const entry = `${shape(x + 12, y)}<text class="faint" x="${x + 32}" y="${y + 4}">${text}</text>`
      x += width
      return entry
    })
  return { shapes: drawn, height: y + rowHeight - top }
}
