/**
 * Draws the processes of a run as a picture for a page: the lanes of `lanes.ts`, as an SVG without scripts. It reads without colour, follows
 * the reader's choice of light or dark by CSS variables, tells everything on it in words (`desc`, and a `title` on each shape for the mouse),
 * and is as safe as text: nothing that a stranger wrote gets into it unescaped.
 */
import type { Lane, Timeline } from './lanes.ts'
import type { Segment } from './life.ts'
import { ticksOf } from './lanes.ts'
import { cut } from './layout.ts'
import { remarksOf } from './legend.ts'
import { drawLegend, meanings, shapes } from './svg-legend.ts'
import { describeLane, endWords } from './tell.ts'
import { visible } from './visible.ts'
import { counted, duration } from './words.ts'

export interface SvgOptions {
  /** Begins the ids inside the picture: different for each picture of a page. Letters, digits and hyphens. */
  readonly id: string
  /** True to carry its own style, for a file that stands alone. A page puts `timelineStyle` into its own style instead. */
  readonly standalone?: boolean
}

const size = { width: 960, left: 64, right: 270, top: 34, lane: 30 } as const
const barWidth = size.width - size.left - size.right

/** The style of every picture: two sets of colours, each with enough contrast on its ground. */
export const timelineStyle = `
.timeline { --ink: #1c2733; --faint: #5b6875; --grid: #d5dbe1; --run: #1a6e42; --wait: #5b6875; --mark: #1c2733; --bad: #b3261e; --ground: #ffffff;
  background: var(--ground); font: 13px ui-monospace, 'Cascadia Mono', Menlo, Consolas, monospace }
@media (prefers-color-scheme: dark) {
  .timeline { --ink: #e6ebf0; --faint: #a3b0bc; --grid: #37424d; --run: #5fce97; --wait: #a3b0bc; --mark: #ffffff; --bad: #ff8a80; --ground: #14191f }
}
.timeline text { fill: var(--ink) }
.timeline .faint { fill: var(--faint) }
.timeline .wrong { fill: var(--bad) }
.timeline .grid { stroke: var(--grid) }
.timeline .spawn { fill: none; stroke: var(--run); stroke-width: 2 }
.timeline .runs { stroke: var(--run); stroke-width: 6 }
.timeline .waits { stroke: var(--wait); stroke-width: 2 }
.timeline .begins { stroke: var(--wait); stroke-width: 3; stroke-dasharray: 6 3 }
.timeline .unreaped { stroke: var(--bad); stroke-width: 2; stroke-dasharray: 2 4 }
.timeline .write { fill: var(--mark); stroke: var(--ground); stroke-width: 2 }
.timeline .end { stroke: var(--run); stroke-width: 3 }
.timeline .open { fill: var(--ground); stroke: var(--bad); stroke-width: 2 }
.timeline .running { fill: var(--bad) }
`

/** A whole `svg` element. */
export const renderSvg = (timeline: Timeline, { id, standalone = false }: SvgOptions): string => {
  const { lanes, endMs } = timeline
  const bottom = size.top + lanes.length * size.lane
  const legend = drawLegend(lanes, { left: size.left, right: size.width, top: bottom })
  const height = bottom + legend.height
  const heading = `${counted(lanes.length + timeline.leftOut.length, 'process', 'processes')} in ${duration(endMs)}`
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" class="timeline" role="img" aria-labelledby="${id}-title ${id}-desc" viewBox="0 0 ${size.width} ${height}">`,
    `<title id="${id}-title">${escaped(heading)}</title>`,
    `<desc id="${id}-desc">${escaped([...lanes.map(describeLane), ...remarksOf(timeline)].join(' '))}</desc>`,
    ...(standalone ? [`<style>${timelineStyle}</style>`] : []),
    ...axis(endMs, bottom),
    ...spawns(lanes, endMs),
    ...lanes.map((lane, row) => drawLane(lane, row, endMs)),
    ...legend.shapes,
    '</svg>',
    '',
  ].join('\n')
}

const x = (ms: number, endMs: number): number => round(size.left + Math.min(1, ms / endMs) * barWidth)

const y = (row: number): number => size.top + row * size.lane + size.lane / 2

const round = (value: number): number => Math.round(value * 10) / 10

/** Text safe between tags and in attributes. What XML forbids has become visible before. */
const escaped = (text: string): string =>
  visible(text).replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;').replaceAll("'", '&#39;')

const axis = (endMs: number, bottom: number): string[] => {
  const seconds = endMs >= 9950
  return ticksOf(endMs, 8).map((ms) => {
    const at = x(ms, endMs)
    const label = seconds ? `${ms / 1000} s` : `${ms} ms`
    return `<line class="grid" x1="${at}" y1="${size.top - 6}" x2="${at}" y2="${bottom}"/><text class="faint" x="${at}" y="${size.top - 12}" text-anchor="middle">${label}</text>`
  })
}

/** From the parent's lane down to the child's, round the corner. Drawn first, so that the lanes pass over them. */
const spawns = (lanes: readonly Lane[], endMs: number): string[] => {
  const rowOf = new Map(lanes.map(({ name }, row) => [name, row]))
  return lanes.flatMap(({ parent, spawnedMs, name }, row) => {
    if (parent === null) return []
    const at = x(spawnedMs, endMs)
    const title = tooltip(`${parent} started ${name} at ${duration(spawnedMs)}`)
    return [`<path class="spawn" d="M${at} ${y(rowOf.get(parent)!)}V${y(row) - 5}q0 5 5 5">${title}</path>`]
  })
}

const tooltip = (text: string): string => `<title>${escaped(text)}</title>`

const drawLane = (lane: Lane, row: number, endMs: number): string => {
  const { exit } = lane.process
  const good = exit !== null && 'code' in exit && exit.code === 0
  const words = lane.words === null ? '' : `  “${cut(visible(lane.words.slice(0, 200)), 18)}”`
  const right = size.width - size.right + 14
  return [
    `<g>`,
    `<text x="8" y="${y(row) + 4}">${escaped(lane.name)}</text>`,
    ...lane.segments.map((segment) => drawSegment(lane, segment, row, endMs)),
    ...writes(lane, row, endMs),
    drawEnd(lane, row, endMs),
    `<text x="${right}" y="${y(row) + 4}"><tspan class="${good ? 'faint' : 'wrong'}">${escaped(endWords(lane))}</tspan>${escaped(words)}</text>`,
    `</g>`,
  ].join('')
}

const drawSegment = ({ name }: Lane, { kind, fromMs, toMs }: Segment, row: number, endMs: number): string =>
  `<line class="${kind}" x1="${x(fromMs, endMs)}" y1="${y(row)}" x2="${x(toMs, endMs)}" y2="${y(row)}">${tooltip(
    `${name} ${meanings[kind]}, ${duration(fromMs)} to ${duration(toMs)}`,
  )}</line>`

/** One dot for all that falls on the same place. */
const writes = ({ name, process }: Lane, row: number, endMs: number): string[] => {
  const places = new Map<number, { atMs: number; texts: string[] }>()
  for (const { atMs, text } of process.wrote) {
    const at = Math.round(x(atMs, endMs))
    const place = places.get(at) ?? { atMs, texts: [] }
    if (place.texts.length < 8) place.texts.push(text)
    places.set(at, place)
  }
  return [...places].map(([at, { atMs, texts }]) => {
    const words = cut(visible(texts.join('').trim().slice(0, 200)), 60)
    return shapes.write(at, y(row), tooltip(`${name} wrote “${words}” at ${duration(atMs)}`))
  })
}

/** A bar where it ended and was reaped; a box where it ended, and a bar where it was reaped later; an arrow where it had not ended. */
const drawEnd = ({ name, process, segments }: Lane, row: number, endMs: number): string => {
  const { endedMs, reapedMs, role } = process
  if (endedMs === null) return shapes.running(x(endMs, endMs), y(row), tooltip(`${name} had not ended`))
  const ended = tooltip(`${name} ended at ${duration(endedMs)}`)
  const late = segments.some(({ kind }) => kind === 'unreaped')
  if (role === 'main' || (reapedMs !== null && !late)) return shapes.reaped(x(endedMs, endMs), y(row), ended)
  const reaped = reapedMs === null ? '' : shapes.reaped(x(reapedMs, endMs), y(row), tooltip(`${name} was reaped at ${duration(reapedMs)}`))
  return reaped + shapes.ended(x(endedMs, endMs), y(row), ended)
}
