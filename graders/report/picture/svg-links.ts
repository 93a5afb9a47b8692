/** The lines between lanes: who started whom, and who reaped whom. */
import type { Lane } from './lanes.ts'
import { tooltip, x, y } from './svg-frame.ts'
import { shapes } from './svg-legend.ts'
import { duration } from '../words.ts'

/** Drawn before the lanes, so that they pass over the lines. */
export const drawLinks = (lanes: readonly Lane[], endMs: number): string[] => {
  const rows = new Map(lanes.map(({ name }, row) => [name, row]))
  const link = (from: string | null, row: number, draw: (parentRow: number) => string): string[] => {
    const parentRow = from === null ? undefined : rows.get(from)
    return parentRow === undefined || parentRow === row ? [] : [draw(parentRow)]
  }
  return lanes.flatMap((lane, row) => [
    ...link(lane.parent, row, (parentRow) => drawSpawn(lane, parentRow, row, endMs)),
    ...(lane.process.reapedMs === null ? [] : link(lane.reaper, row, (parentRow) => drawReap(lane, parentRow, row, endMs))),
  ])
}

/** From the parent's lane down to the child's, with the head of an arrow where the child begins: lanes are in the order of their start. */
const drawSpawn = ({ parent, name, spawnedMs }: Lane, parentRow: number, row: number, endMs: number): string => {
  const at = x(spawnedMs, endMs)
  const title = tooltip(`${parent} started ${name} at ${duration(spawnedMs)}`)
  return `<g>${title}<line class="spawn" x1="${at}" y1="${y(parentRow)}" x2="${at}" y2="${y(row) - 5}"/>${shapes.spawned(at, y(row) - 5)}</g>`
}

/** Back to whoever collected the exit. */
const drawReap = ({ reaper, name, process }: Lane, parentRow: number, row: number, endMs: number): string => {
  const at = x(process.reapedMs!, endMs)
  const away = Math.sign(parentRow - row)
  const title = tooltip(`${reaper} reaped ${name} at ${duration(process.reapedMs!)}`)
  return `<g>${title}<line class="reap" x1="${at}" y1="${y(row)}" x2="${at}" y2="${y(parentRow) - 6 * away}"/>${shapes.reaper(at, y(parentRow) - 5 * away, away)}</g>`
}
