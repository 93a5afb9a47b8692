/** Durations: "it took 40 s, now it takes 6 s". Which of two is the shorter one is said in words that a rubric can ask for. */
import { type Token, stemOf } from './words.ts'

const MILLISECONDS: ReadonlyMap<string, number> = new Map(
  Object.entries({
    1: 'ms millisecond milliseconds',
    1e3: 's sec secs second seconds',
    6e4: 'min mins minute minutes',
    36e5: 'h hour hours',
  }).flatMap(([factor, units]) => units.split(' ').map((unit): [string, number] => [unit, Number(factor)])),
)

const LESS: Token = { word: 'lesstime', stem: stemOf('lesstime') }
const MORE: Token = { word: 'moretime', stem: stemOf('moretime') }

/** Every unit begins with one of these letters. */
const MAY_BE_DURATION = /\d[\s-]*[hms]/i

/**
 * Puts `lesstime` behind the shortest of several durations and `moretime` behind the longest: of those in one sentence, and of those that sentences with one
 * each give one after the other. `text` is all that they say.
 */
export const markDurations = (sentences: readonly Token[][], text: string): void => {
  if (!MAY_BE_DURATION.test(text)) return
  const found = sentences.map((tokens) => tokens.flatMap((_, at) => durationAt(tokens, at)))
  for (const durations of found) if (durations.length > 1) markExtremes(durations)
  markExtremes(found.filter(({ length }) => length === 1).flat())
}

interface Duration {
  readonly tokens: Token[]
  readonly time: number
  /** The place behind it. */
  readonly end: number
}

const markExtremes = (durations: readonly Duration[]): void => {
  const shortest = durations.reduce((least, { time }) => Math.min(least, time), Number.POSITIVE_INFINITY)
  const longest = durations.reduce((most, { time }) => Math.max(most, time), 0)
  if (shortest === longest) return
  for (const { tokens, time, end } of durations.toReversed())
    if (time === shortest || time === longest) tokens.splice(end, 0, time === shortest ? LESS : MORE)
}

const durationAt = (tokens: Token[], at: number): Duration[] => {
  const { word } = tokens[at]!
  const [, glued = '', unit = ''] = /^(\d{1,9})(ms|s|sec|min|h)$/.exec(word) ?? []
  const factor = MILLISECONDS.get(unit || word)
  const amount = unit === '' ? amountBefore(tokens, at) : Number(glued)
  return factor === undefined || Number.isNaN(amount) ? [] : [{ tokens, time: amount * factor, end: at + 1 }]
}

/** The number before a unit: "8 s", "8.5 s", "8,5 s". */
const amountBefore = (tokens: readonly Token[], at: number): number => {
  const [whole, mark, last] = [tokens[at - 3]?.word ?? '', tokens[at - 2]?.word ?? '', tokens[at - 1]?.word ?? '']
  if (!/^\d{1,9}$/.test(last)) return Number.NaN
  return (mark === '.' || mark === ',') && /^\d{1,9}$/.test(whole) ? Number(`${whole}.${last}`) : Number(last)
}
