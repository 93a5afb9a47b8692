/** Draws the processes of a run in a terminal: a lane each, time from left to right. See `lanes.ts` for what a lane says. */
import type { Cell, Stroke } from './grid.ts'
import { gridOf } from './grid.ts'
import type { Lane, Timeline } from './lanes.ts'
import { ticksOf } from './lanes.ts'
import type { Palette, Screen } from '../layout.ts'
import { cut, hanging, padEnd, widestOf } from '../layout.ts'
import { legendOf, remarksOf } from './legend.ts'
import { endWords } from './tell.ts'
import { visible } from '../visible.ts'

/** The lines of the picture, none longer than the screen: axis, lanes, legend (unless there is no room for it), and what a picture cannot say. */
export const drawTimeline = (timeline: Timeline, { columns, palette }: Screen, legend = true): string[] => {
  const frame = frameOf(timeline.lanes, columns)
  const rows = gridOf(timeline, frame.bar)
  const margin = ' '.repeat(frame.name + 3)
  const lanes = timeline.lanes.map((lane, row) =>
    ` ${palette.bold(padEnd(lane.name, frame.name))}  ${painted(rows[row]!, palette)}  ${notes(lane, frame, palette)}`.trimEnd(),
  )
  const texts = [...(legend ? [legendOf(rows.flat().map(({ glyph }) => glyph))] : []), ...remarksOf(timeline)]
  return [
    palette.dim(`${margin}${axis(timeline.endMs, frame.bar)}`.trimEnd()),
    ...lanes,
    ...texts.flatMap((text) => hanging(margin, text, columns, palette.dim)),
  ]
}

/** The widths of the parts of a line. */
interface Frame {
  readonly name: number
  readonly bar: number
  readonly exit: number
  readonly words: number
}

const frameOf = (lanes: readonly Lane[], columns: number): Frame => {
  const name = widestOf(lanes.map(({ name }) => name))
  const exit = widestOf(lanes.map(endWords))
  const words = Math.min(widestOf(lanes.map(quoted)), Math.floor(columns / 5))
  const notes = 2 + exit + (words > 0 ? words + 2 : 0)
  return { name, exit, words, bar: columns - (name + 3) - notes }
}

/** How the process ended, and the first words that it wrote. */
const notes = (lane: Lane, { exit, words }: Frame, palette: Palette): string => {
  const text = padEnd(endWords(lane), exit)
  return `${endWords(lane) === 'exit 0' ? palette.dim(text) : palette.red(text)}  ${cut(quoted(lane), words)}`
}

/** No more of a long line than could ever be shown. */
const quoted = ({ words }: Lane): string => (words === null ? '' : `"${visible(words.slice(0, 500))}"`)

/** Neighbours of one colour are painted at once. */
const painted = (cells: readonly Cell[], palette: Palette): string => {
  const paint: Record<Stroke, (text: string) => string> = { run: palette.green, wait: palette.dim, mark: palette.bold, bad: palette.red }
  let line = ''
  let run = ''
  cells.forEach(({ glyph, stroke }, index) => {
    run += glyph
    if (cells[index + 1]?.stroke === stroke) return
    line += paint[stroke](run)
    run = ''
  })
  return line
}

/** Round times, each behind a tick in its own column. */
const axis = (endMs: number, width: number): string => {
  const seconds = endMs >= 9950
  let line = ''
  for (const ms of ticksOf(endMs, Math.floor(width / 10))) {
    const label = `╷${seconds ? ms / 1000 : ms}${ms > 0 ? '' : seconds ? ' s' : ' ms'}`
    const column = Math.round((ms / endMs) * (width - 1))
    const fits = column + label.length <= width && (column === 0 || column > line.length)
    if (fits) line = line.padEnd(column) + label
  }
  return line
}
