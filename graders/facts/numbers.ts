/** Finding numbers in what people and processes wrote. */

const number = /(?<![\w.])-?\d+(?:\.\d+)?(?![\w]|\.\d)/g

/**
 * A process's name, a time of day or a date: numbers stand in them, but nobody printed them as "the number". A long row of digits or of spaces is gone
 * through once, not anew from each of them.
 */
const notTheNumber = /\b\w*(?:Process|Worker)-\d+(?::\d+)*|(?<!\d)\d+:\d+(?::\d+)?(?:[.,]\d+)?|\d{4}-\d\d-\d\d|\bpid\s*(?:[=:]\s*)?\d+/gi

/** The numbers of a text, in order. */
export const numbersIn = (text: string): number[] => [...text.matchAll(number)].map(([found]) => Number(found))

/** The numbers of a line that may be the process's own number: its names, times and the given process ids are left out. */
export const ownNumbersIn = (line: string, pids: ReadonlySet<number>): number[] =>
  numbersIn(line.replace(notTheNumber, ' ')).filter((value) => !pids.has(value))

/** Where `wanted` stands, in order and next to each other, in `values`. */
export const containsRun = (values: readonly number[], wanted: readonly number[]): boolean =>
  values.some((_, start) => wanted.every((value, index) => values[start + index] === value))

/** Ways to read printed lines: all numbers in a row, the last number of each line, and the last of each pair or three: `{1: 1, 2: 4}`, `1*1=1, 2*2=4`. */
export const numbersShown = (lines: readonly string[]): number[][] => {
  const each = lines.map(numbersIn)
  return [
    ...each,
    each.flat(),
    each.flatMap((values) => values.slice(-1)),
    ...each.flatMap((values) => [lastOfEach(2, values), lastOfEach(3, values)]),
  ]
}

const lastOfEach = (many: number, values: readonly number[]): number[] => values.filter((_, index) => index % many === many - 1)
