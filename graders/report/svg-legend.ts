/** The shapes of the picture for a page, and what they mean. */
import type { Lane } from './lanes.ts'
import type { SegmentKind } from './life.ts'

export const meanings: Readonly<Record<SegmentKind, string>> = {
  runs: 'runs',
  waits: 'is quiet until a child ended',
  begins: 'is being started by a helper',
  unreaped: 'has ended and is not reaped yet',
}

type Shape = (x: number, y: number, title?: string) => string

/** The marks upon a lane. They differ in form, so that they need no colour. */
export const shapes: Readonly<Record<'write' | 'reaped' | 'ended' | 'running', Shape>> = {
  write: (x, y, title = '') => `<circle class="write" cx="${x}" cy="${y}" r="5">${title}</circle>`,
  reaped: (x, y, title = '') => `<line class="end" x1="${x}" y1="${y - 9}" x2="${x}" y2="${y + 9}">${title}</line>`,
  ended: (x, y, title = '') => `<rect class="open" x="${x - 5}" y="${y - 5}" width="10" height="10">${title}</rect>`,
  running: (x, y, title = '') => `<path class="running" d="M${x} ${y - 7}l10 7l-10 7z">${title}</path>`,
}

interface Entry {
  readonly text: string
  readonly shape: Shape
}

const line =
  (kind: SegmentKind): Shape =>
  (x, y) =>
    `<line class="${kind}" x1="${x - 12}" y1="${y}" x2="${x + 12}" y2="${y}"/>`

const every: readonly (Entry & { readonly isUsed: (lane: Lane) => boolean })[] = [
  ...(['runs', 'waits', 'begins', 'unreaped'] as const).map((kind) => ({
    text: meanings[kind],
    shape: line(kind),
    isUsed: ({ segments }: Lane) => segments.some((segment) => segment.kind === kind),
  })),
  { text: 'writes', shape: shapes.write, isUsed: ({ process }) => process.wrote.length > 0 },
  { text: 'ended and reaped', shape: shapes.reaped, isUsed: ({ process }) => process.endedMs !== null },
  {
    text: 'ended',
    shape: shapes.ended,
    isUsed: ({ process }) => process.role !== 'main' && process.endedMs !== null && process.reapedMs === null,
  },
  { text: 'had not ended', shape: shapes.running, isUsed: ({ process }) => process.endedMs === null },
]

const rowHeight = 24

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
