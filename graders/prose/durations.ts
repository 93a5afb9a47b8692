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

/** The tokens of a text, with `lesstime` behind the shortest of several durations and `moretime` behind the longest. */
export const withDurations = (tokens: Token[], text: string): Token[] => {
  if (!MAY_BE_DURATION.test(text)) return tokens
  const found = tokens.flatMap((_, at) => durationAt(tokens, at))
  if (found.length < 2) return tokens
  const [shortest, longest] = [Math.min(...found.map(({ time }) => time)), Math.max(...found.map(({ time }) => time))]
  if (shortest === longest) return tokens
  for (const { time, end } of found.toReversed())
    if (time === shortest || time === longest) tokens.splice(end, 0, time === shortest ? LESS : MORE)
  return tokens
}

const durationAt = (tokens: readonly Token[], at: number): { time: number; end: number }[] => {
  const { word } = tokens[at]!
  const [, glued = '', unit = ''] = /^(\d{1,9})(ms|s|sec|min|h)$/.exec(word) ?? []
  const factor = MILLISECONDS.get(unit || word)
  const amount = unit === '' ? amountBefore(tokens, at) : Number(glued)
  return factor === undefined || Number.isNaN(amount) ? [] : [{ time: amount * factor, end: at + 1 }]
}

/** The number before a unit: "8 s", "8.5 s", "8,5 s". */
const amountBefore = (tokens: readonly Token[], at: number): number => {
  const [whole, mark, last] = [tokens[at - 3]?.word ?? '', tokens[at - 2]?.word ?? '', tokens[at - 1]?.word ?? '']
  if (!/^\d{1,9}$/.test(last)) return Number.NaN
  return (mark === '.' || mark === ',') && /^\d{1,9}$/.test(whole) ? Number(`${whole}.${last}`) : Number(last)
}
