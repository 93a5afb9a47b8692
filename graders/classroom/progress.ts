/** How far a run has come: a bar on a terminal, plain lines elsewhere. */
import type { GenericFormatter } from 'cli-progress'
import { cut, widthOf } from '../report/layout.ts'
import { visible } from '../report/visible.ts'

/** Shows how far a run has come. */
export interface Progress {
  /** One more is done; `words` is its verdict. `again` is for one that had been counted before. */
  readonly step: (words: string, again: boolean) => void
  readonly stop: () => void
}

/** A bar or lines on `terminal`, which may be a plain one, for `total` submissions of which `done` have a result already. */
export const showProgress = async (terminal: NodeJS.WriteStream, done: number, total: number): Promise<Progress> =>
  terminal.isTTY && process.env['TERM'] !== 'dumb' ? bar(terminal, done, total) : lines(terminal, done, total)

const bar = async (stream: NodeJS.WriteStream, done: number, total: number): Promise<Progress> => {
  const { SingleBar, Presets, Format } = (await import('cli-progress')).default
  const format: GenericFormatter = (options, { progress, value, total }, payload) =>
    lineOf({ ...(payload as Said), done: ` ${Format.BarFormat(progress, options)} ${value}/${total}` }, stream.columns)
  const bar = new SingleBar(
    { stream, format, hideCursor: true, clearOnComplete: true, stopOnComplete: false, barsize: barSizeIn(stream.columns) },
    Presets.shades_classic,
  )
  const rate = rateOf(done, total)
  bar.start(total, done, { ...rate.words(0), last: '' })
  return {
    step: (words, again) => bar.increment(again ? 0 : 1, { ...rate.words(again ? 0 : 1), last: visible(words) }),
    stop: () => bar.stop(),
  }
}

interface Said {
  readonly done: string
  readonly speed: string
  readonly left: string
  readonly last: string
}

/** Fewer columns say too little of whose verdict it is. */
const nameWidth = 20

/** One line of the terminal: where it is narrow, the speed goes before the name of the last learner does. */
const lineOf = ({ done, speed, left, last }: Said, columns: number): string => {
  const heads = [
    [done, speed, left],
    [done, left],
  ].map((parts) => parts.filter((part) => part !== '').join('  '))
  const head = heads.find((each) => widthOf(each) + 2 + nameWidth <= columns) ?? heads.at(-1)!
  const room = columns - widthOf(head) - 2
  return last === '' || room < 2 ? head : `${head}  ${cut(last, room)}`
}

/** What stands behind it says more than the bar. */
const barSizeIn = (columns: number): number => Math.min(24, Math.max(4, Math.floor(columns / 5)))

const lines = (stream: NodeJS.WriteStream, done: number, total: number): Progress => {
  const rate = rateOf(done, total)
  let count = done
  return {
    step: (words, again) => {
      const { speed, left } = rate.words(again ? 0 : 1)
      stream.write(`[${(count += again ? 0 : 1)}/${total}] ${visible(words)}${again ? ' (second try)' : ''}  (${speed}, ${left})\n`)
    },
    stop: () => undefined,
  }
}

/** By what this run has done itself: what it found done says nothing about its speed. */
const rateOf = (done: number, total: number) => {
  const start = performance.now()
  let own = 0
  return {
    words: (more: number) => {
      own += more
      const elapsed = performance.now() - start
      if (own === 0) return { speed: '', left: '' }
      return {
        speed: `${((own / elapsed) * 60_000).toFixed(1)} a minute`,
        left: `${timeWords((elapsed / own) * (total - done - own))} left`,
      }
    },
  }
}

/** As exact as a guess can be. */
const timeWords = (ms: number): string => {
  const minutes = Math.round(ms / 60_000)
  if (minutes < 2) return `${Math.round(ms / 1000)} s`
  return minutes < 90 ? `${minutes} min` : `${Math.round(minutes / 6) / 10} h`
}
