/** Where things stand in the picture for a page, and how text gets into it. */
import { escapeMarkup } from '../html/markup.ts'
import { visible } from '../visible.ts'

/** Of the picture and of what stands around the lanes, in units of its `viewBox`. */
export const size = { width: 960, left: 60, right: 250, top: 34, lane: 34 } as const

const barWidth = size.width - size.left - size.right

/** How far from the left a moment stands, in the same units. */
export const x = (ms: number, endMs: number): number => round(size.left + Math.min(1, ms / endMs) * barWidth)

/** The middle of a lane. */
export const y = (row: number): number => size.top + row * size.lane + size.lane / 2

const round = (value: number): number => Math.round(value * 10) / 10

/** Text safe between tags and in attributes. What XML forbids has become visible before. */
export const escaped = (text: string): string => escapeMarkup(visible(text))

/** What the mouse is told upon a shape. */
export const tooltip = (text: string): string => `<title>${escaped(text)}</title>`
