/** How the totals of a class are distributed: a picture, and the same in words. */
import { counted } from '../../core/english.ts'
import { spreadWords } from '../class-marks.ts'
import { points } from '../words.ts'
import type { Markup } from './markup.ts'
import { markup } from './markup.ts'

const mostBins = 12
const size = { width: 960, height: 220, left: 8, right: 8, top: 26, bottom: 30 } as const
const gap = 6

interface Bin {
  readonly from: number
  readonly to: number
  readonly count: number
}

/** Bins of equal width; the last one includes the most points that there are. */
export const binsOf = (totals: readonly number[], max: number): Bin[] => {
  const step = [1, 2, 5, 10, 20, 50, 100].find((each) => max / each <= mostBins) ?? max / mostBins
  const count = Math.max(1, Math.ceil(max / step))
  return Array.from({ length: count }, (_, index) => {
    const [from, to] = [index * step, Math.min(max, (index + 1) * step)]
    const isLast = index === count - 1
    return { from, to, count: totals.filter((total) => total >= from && (total < to || isLast)).length }
  })
}

/** `totals` are the points of those who have some, at least one; `max` the most that there are. */
export const renderHistogram = (totals: readonly number[], max: number): Markup => {
  const bins = binsOf(totals, max)
  const most = Math.max(1, ...bins.map(({ count }) => count))
  const width = (size.width - size.left - size.right) / bins.length
  const floor = size.height - size.bottom
  return markup`<figure class="histogram">
<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-labelledby="totals-title totals-desc" viewBox="0 0 ${size.width} ${size.height}">
<title id="totals-title">How the totals are distributed</title>
<desc id="totals-desc">${bins.filter(({ count }) => count > 0).map((bin) => `${wordsOf(bin, max)}. `)}</desc>
${bins.map((bin, index) => {
  const height = (bin.count / most) * (floor - size.top)
  const left = size.left + index * width
  return markup`<g><title>${wordsOf(bin, max)}</title><rect class="ground" x="${round(left)}" y="${size.top}" width="${round(width)}" height="${floor - size.top}"/><rect class="bar" x="${round(left + gap / 2)}" y="${round(floor - height)}" width="${round(width - gap)}" height="${round(height)}" rx="2"/>${bin.count > 0 && markup`<text class="count" x="${round(left + width / 2)}" y="${round(floor - height - 7)}">${bin.count}</text>`}<text class="tick" x="${round(left)}" y="${size.height - 9}">${points(bin.from)}</text></g>
`
})}<line class="floor" x1="${size.left}" y1="${floor}" x2="${size.width - size.right}" y2="${floor}"/><text class="tick last" x="${size.width - size.right}" y="${size.height - 9}">${points(max)}</text>
</svg>
<figcaption>Points of ${counted(totals.length, 'learner')}: ${spreadWords({ totals, max })}.</figcaption>
</figure>
`
}

const wordsOf = ({ from, to, count }: Bin, max: number): string =>
  `${points(from)} ${to === max ? 'to' : 'to less than'} ${points(to)} ${to === 1 ? 'point' : 'points'}: ${counted(count, 'learner')}`

const round = (value: number): number => Math.round(value * 10) / 10
