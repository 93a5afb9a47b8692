/** Durations: "it took 40 s, now it takes 6 s". Which of two is the shorter one is said in words that a rubric can ask for. */
import { type Token, stemOf } from './words.ts'

const MILLISECONDS: ReadonlyMap<string, number> = new Map(
  Object.entries({
    1: 'ms millisecond milliseconds',
    1e3: 's sec secs second seconds',
    6e4: 'min mins minute minutes',
    36e5: 'h hour hours',
    864e5: 'day days',
  }).flatMap(([factor, units]) => units.split(' ').map((unit): [string, number] => [unit, Number(factor)])),
)

const LESS: Token = { word: 'lesstime', stem: stemOf('lesstime') }
const MORE: Token = { word: 'moretime', stem: stemOf('moretime') }

/** Numbers as words. "Half an hour" is half of one, and "a quarter of an hour" a quarter. */
const NUMBERS: ReadonlyMap<string, number> = new Map(
  Object.entries({
    0.25: 'quarter',
    0.5: 'half',
    1: 'a an one',
    ...Object.fromEntries(
      'two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'
        .split(' ')
        .map((word, index) => [index + 2, word]),
    ),
    ...Object.fromEntries('twenty thirty forty fifty sixty seventy eighty ninety'.split(' ').map((word, index) => [index * 10 + 20, word])),
    100: 'hundred',
  }).flatMap(([number, words]) => words.split(' ').map((word): [string, number] => [word, Number(number)])),
)

/** Either a digit stands before a unit, or the unit is written out. */
const FIGURE = /\d[\s-]*[dhms]/i
const UNITS = ['second', 'minute', 'hour', ' day']
const mayHaveDurations = (text: string): boolean => FIGURE.test(text) || UNITS.some((unit) => text.includes(unit))

/** The words of sentences. */
type Words = readonly (readonly Token[])[]

/**
 * With `lesstime` behind the shortest of several durations and `moretime` behind the longest: of those in one sentence, and of those that sentences with one
 * each give one after the other. `text` is all that they say.
 */
export const withDurations = (sentences: Words, text: string): Words => {
  if (!mayHaveDurations(text)) return sentences
  const found = sentences.map((tokens) => tokens.flatMap((_, at) => durationAt(tokens, at)))
  const lone = extremesOf(found.filter(({ length }) => length === 1).flat())
  return sentences.map((tokens, index) => {
    const durations = found[index]!
    return durations.length === 0 ? tokens : marked(tokens, durations, durations.length === 1 ? lone : extremesOf(durations))
  })
}

interface Duration {
  readonly time: number
  /** The place of its unit. */
  readonly at: number
}

interface Extremes {
  readonly shortest: number
  readonly longest: number
}

const extremesOf = (durations: readonly Duration[]): Extremes => ({
  shortest: durations.reduce((least, { time }) => Math.min(least, time), Number.POSITIVE_INFINITY),
  longest: durations.reduce((most, { time }) => Math.max(most, time), 0),
})

const marked = (tokens: readonly Token[], durations: readonly Duration[], { shortest, longest }: Extremes): readonly Token[] => {
  if (shortest === longest) return tokens
  const marks = new Map(durations.map(({ time, at }) => [at, time === shortest ? [LESS] : time === longest ? [MORE] : []]))
  return tokens.flatMap((token, at) => [token, ...(marks.get(at) ?? [])])
}

const durationAt = (tokens: readonly Token[], at: number): Duration[] => {
  const { word } = tokens[at]!
  const [, glued = '', unit = ''] = /^(\d{1,9})(ms|s|sec|min|h)$/.exec(word) ?? []
  const factor = MILLISECONDS.get(unit || word)
  const amount = unit === '' ? amountBefore(tokens, at) : Number(glued)
  return factor === undefined || Number.isNaN(amount) ? [] : [{ time: amount * factor, at }]
}

/** The number before a unit: "8 s", "8.5 s", "8,5 s", "eight seconds", "half an hour". */
const amountBefore = (tokens: readonly Token[], at: number): number => {
  const [whole, mark, last] = [tokens[at - 3]?.word ?? '', tokens[at - 2]?.word ?? '', tokens[at - 1]?.word ?? '']
  if (!/^\d{1,9}$/.test(last)) return amountInWords([whole, mark, last])
  return (mark === '.' || mark === ',') && /^\d{1,9}$/.test(whole) ? Number(`${whole}.${last}`) : Number(last)
}

const amountInWords = ([third = '', second = '', last = '']: readonly string[]): number => {
  const number = NUMBERS.get(last) ?? Number.NaN
  if (number !== 1 || last === 'one') return number
  // "half an hour", "a quarter of an hour"
  const part = second === 'of' ? third : second
  return part === 'half' || part === 'quarter' ? NUMBERS.get(part)! : number
}
