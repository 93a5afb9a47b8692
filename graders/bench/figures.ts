/** Figures and how they are won: alternating runs, medians, spreads. */

/** One line of the table. */
export interface Figure {
  readonly measure: string
  readonly name: string
  /** The median. */
  readonly value: number
  /** The least and the greatest. */
  readonly spread: readonly [number, number]
  readonly unit: 'ratio' | 'per second' | 's' | 'MiB'
  /** What it should be; nothing where it is told for its own sake. */
  readonly target?: { readonly atMost: number } | { readonly atLeast: number }
  /** What was measured, run by run, in seconds. */
  readonly runs: Readonly<Record<string, readonly number[]>>
}

/** What may be asked of every measure. */
export interface BenchOptions {
  /** How often each side is run. */
  readonly runs: number
  /** The size of what takes long: less than is claimed, as much, or all of it. */
  readonly size: 'quick' | 'usual' | 'full'
  /** Tells what is being done. */
  readonly tell: (what: string) => void
}

const median = (values: readonly number[]): number => {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = sorted.length >> 1
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2
}

const spreadOf = (values: readonly number[]): readonly [number, number] => [Math.min(...values), Math.max(...values)]

/** Runs the sides in turn, A B C A B C …, so that a machine that grows slower slows all of them; a first round of each does not count. */
export const alternate = async <Side extends string, Value>(
  sides: Readonly<Record<Side, () => Promise<Value>>>,
  runs: number,
): Promise<Record<Side, Value[]>> => {
  const entries = Object.entries<() => Promise<Value>>(sides)
  const measured = Object.fromEntries(entries.map(([side]) => [side, [] as Value[]])) as Record<Side, Value[]>
  for (let run = -1; run < runs; run++)
    for (const [side, measure] of entries) {
      const value = await measure()
      if (run >= 0) measured[side as Side].push(value)
    }
  return measured
}

/** A figure of the values themselves. */
export const plain = (about: Omit<Figure, 'value' | 'spread' | 'runs'>, values: readonly number[]): Figure => ({
  ...about,
  value: median(values),
  spread: spreadOf(values),
  runs: { ours: values },
})

/** A figure of the ratios, run by run. */
export const ratio = (about: Pick<Figure, 'measure' | 'name' | 'target'>, ours: readonly number[], theirs: readonly number[]): Figure => {
  const ratios = ours.map((value, index) => value / theirs[index]!)
  return { ...about, value: median(ratios), spread: spreadOf(ratios), unit: 'ratio', runs: { ours, theirs } }
}

/** Whether a figure is what it should be; `null` where nothing was asked. */
export const isMet = ({ value, target }: Figure): boolean | null => {
  if (target === undefined) return null
  return 'atMost' in target ? value <= target.atMost : value >= target.atLeast
}
