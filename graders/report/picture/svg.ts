/**
 * Draws the processes of a run as a picture for a page: the lanes of `lanes.ts`, as an SVG without scripts. It reads without colour, follows
 * the reader's choice of light or dark by CSS variables, tells everything on it in words (`desc`, and a `title` on each shape for the mouse),
 * and is as safe as text: nothing that a stranger wrote gets into it unescaped.
 */
import { counted } from '../../core/english.ts'
import { isClean } from '../../core/process.ts'
import type { Lane, Timeline } from './lanes.ts'
import type { Segment } from './life.ts'
import { ticksOf } from './lanes.ts'
import { cut } from '../layout.ts'
import { remarksOf } from './legend.ts'
import { escaped, size, tooltip, x, y } from './svg-frame.ts'
import { drawLegend, meanings, shapes } from './svg-legend.ts'
import { drawLinks } from './svg-links.ts'
import { describeLane, endWords } from './tell.ts'
import { visible } from '../visible.ts'
import { duration } from '../words.ts'

/** The style of every picture, for the page that it stands on: two sets of colours, each with enough contrast on its ground. */
export const timelineStyle = `
.timeline { --ink: #1c2733; --faint: #55616d; --grid: #e3e6e6; --run: #1a6e42; --wait: #55616d; --mark: #1c2733; --bad: #b3261e; --ground: #ffffff; --band: #f3f4f3;
  display: block; width: 100%; min-width: 44rem; background: var(--ground); font: 13px ui-monospace, 'Cascadia Mono', 'SF Mono', Menlo, Consolas, monospace }
@media screen and (prefers-color-scheme: dark) {
  .timeline { --ink: #e6ebf0; --faint: #a3b0bc; --grid: #2b343d; --run: #5fce97; --wait: #a3b0bc; --mark: #ffffff; --bad: #ff8a80; --ground: #14191f; --band: #1b2229 }
}
.timeline text { fill: var(--ink) }
.timeline .name { font-weight: 600 }
.timeline .faint { fill: var(--faint) }
.timeline .wrong { fill: var(--bad) }
.timeline .band { fill: none; pointer-events: all }
.timeline .band:hover { fill: var(--band) }
.timeline .grid { stroke: var(--grid) }
.timeline .spawn { stroke: var(--run); stroke-width: 1.5 }
.timeline .arrow { fill: var(--run) }
.timeline .reap { stroke: var(--wait); stroke-dasharray: 3 3 }
.timeline .back { fill: none; stroke: var(--wait); stroke-width: 1.5 }
.timeline .runs { stroke: var(--run); stroke-width: 9 }
.timeline .waits { stroke: var(--wait); stroke-width: 2 }
.timeline .begins { stroke: var(--wait); stroke-width: 3; stroke-dasharray: 6 3 }
.timeline .unreaped { stroke: var(--bad); stroke-width: 2; stroke-dasharray: 2 4 }
.timeline .write { fill: var(--mark); stroke: var(--ground); stroke-width: 2 }
.timeline .end { stroke: var(--run); stroke-width: 3 }
.timeline .open { fill: var(--ground); stroke: var(--bad); stroke-width: 2 }
.timeline .running { fill: var(--bad) }
`

/** A whole `svg` element. `id` begins the ids inside it: letters, digits and hyphens, others for each picture of a page. */
export const renderSvg = (timeline: Timeline, id: string): string => {
  const { endMs } = timeline
  const lanes = timeline.lanes.map((lane) => withoutShortGaps(lane, endMs))
  const bottom = size.top + lanes.length * size.lane
  const legend = drawLegend(lanes, { left: size.left, right: size.width, top: bottom })
  const height = bottom + legend.height
  const heading = `${counted(lanes.length + timeline.leftOut.length, 'process', 'processes')} in ${duration(endMs)}`
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" class="timeline" role="img" aria-labelledby="${id}-title ${id}-desc" viewBox="0 0 ${size.width} ${height}">`,
    `<title id="${id}-title">${escaped(heading)}</title>`,
    `<desc id="${id}-desc">${escaped([...lanes.map(describeLane), ...remarksOf(timeline)].join(' '))}</desc>`,
    ...lanes.map(drawBand),
    ...axis(endMs, bottom),
    ...drawLinks(lanes, endMs),
    ...lanes.map((lane, row) => drawLane(lane, row, endMs)),
    ...legend.shapes,
    '</svg>',
    '',
  ].join('\n')
}

/** Nobody sees less than this between an end and its reaping: it is drawn as one. */
const leastGap = 12

const withoutShortGaps = (lane: Lane, endMs: number): Lane => ({
  ...lane,
  segments: lane.segments.filter(({ kind, fromMs, toMs }) => kind !== 'unreaped' || x(toMs, endMs) - x(fromMs, endMs) >= leastGap),
})

/** Shows which lane the mouse is on, and tells all of it. */
const drawBand = (lane: Lane, row: number): string =>
  `<rect class="band" x="0" y="${y(row) - size.lane / 2}" width="${size.width}" height="${size.lane}" rx="4">${tooltip(describeLane(lane))}</rect>`

const axis = (endMs: number, bottom: number): string[] => {
  const seconds = endMs >= 9950
  return ticksOf(endMs, 8).map((ms) => {
    const at = x(ms, endMs)
    const label = seconds ? `${ms / 1000} s` : `${ms} ms`
    return `<line class="grid" x1="${at}" y1="${size.top - 6}" x2="${at}" y2="${bottom}"/><text class="faint" x="${at}" y="${size.top - 12}" text-anchor="middle">${label}</text>`
  })
}

const drawLane = (lane: Lane, row: number, endMs: number): string => {
  const good = isClean(lane.process.exit)
  const words = lane.words === null ? '' : `  “${cut(visible(lane.words.slice(0, 200)), 18)}”`
  const right = size.width - size.right + 14
  return [
    `<g class="lane">`,
    `<text class="name" x="8" y="${y(row) + 4}">${escaped(lane.name)}</text>`,
    ...lane.segments.map((segment) => drawSegment(lane, segment, row, endMs)),
    drawEnd(lane, row, endMs),
    ...writes(lane, row, endMs),
    `<text x="${right}" y="${y(row) + 4}"><tspan class="${good ? 'faint' : 'wrong'}">${escaped(endWords(lane))}</tspan>${escaped(words)}</text>`,
    `</g>`,
  ].join('')
}

const drawSegment = ({ name }: Lane, { kind, fromMs, toMs }: Segment, row: number, endMs: number): string =>
  `<line class="${kind}" x1="${x(fromMs, endMs)}" y1="${y(row)}" x2="${x(toMs, endMs)}" y2="${y(row)}">${tooltip(
    `${name} ${meanings[kind]}, ${duration(fromMs)} to ${duration(toMs)}`,
  )}</line>`

/** One mark for all that falls on the same place. */
const writes = ({ name, process }: Lane, row: number, endMs: number): string[] => {
  const places = new Map<number, { atMs: number; texts: string[]; stream: 'stdout' | 'stderr' }>()
  for (const { atMs, text, stream } of process.wrote) {
    const at = Math.round(x(atMs, endMs))
    const place = places.get(at) ?? { atMs, texts: [], stream }
    if (place.texts.length < 8) place.texts.push(text)
    if (stream === 'stdout') place.stream = stream
    places.set(at, place)
  }
  return [...places].map(([at, { atMs, texts, stream }]) => {
    const words = cut(visible(texts.join('').trim().slice(0, 200)), 60)
    const [shape, where] = stream === 'stdout' ? [shapes.write, ''] : [shapes.complain, ' to stderr']
    return shape(at, y(row), tooltip(`${name} wrote “${words}”${where} at ${duration(atMs)}`))
  })
}

/** A bar where it ended and was reaped; a box where it ended and was reaped later or never; an arrow where it had not ended. */
const drawEnd = ({ name, process, segments }: Lane, row: number, endMs: number): string => {
  const { endedMs, reapedMs, role } = process
  if (endedMs === null) return shapes.running(x(endMs, endMs), y(row), tooltip(`${name} had not ended`))
  const ended = tooltip(`${name} ended at ${duration(endedMs)}`)
  const isLate = reapedMs === null || segments.some(({ kind }) => kind === 'unreaped')
  const shape = role !== 'main' && isLate ? shapes.ended : shapes.reaped
  return shape(x(endedMs, endMs), y(row), ended)
}
