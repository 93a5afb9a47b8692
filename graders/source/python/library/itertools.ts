/** Iterators made of others by `itertools`: each takes no more out of those than is asked of it. */
import { isExact } from '../arguments.ts'
import { filtered, first } from './iterators.ts'
import { binary } from '../operators.ts'
import { truthOf } from '../polls.ts'
import type { Value } from '../values.ts'
import { NONE, argsOf, argument, lazy, list, numberOf, unknown } from '../values.ts'
import type { LibraryFunction, Walk } from '../walk.ts'
import { itemsOf } from '../walk.ts'

type Pull = () => Value | undefined

/** Nothing is called before somebody pulls. */
const starmap: LibraryFunction = (walk, { positional: [callee = NONE, iterable = NONE] }, site) => {
  const pull = walk.pull(iterable)
  return lazy(() => {
    const item = pull()
    return item && walk.call(callee, argsOf(...itemsOf(walk, item)), site)
  }, isExact(iterable))
}

/** One iterable after the other, each opened when its turn comes. */
const chained = (walk: Walk, iterables: Pull, exact: boolean): Value => {
  let current: Pull | undefined
  return lazy(() => {
    for (;;) {
      const item = current?.()
      if (item) return item
      const next = iterables()
      if (!next) return undefined
      current = walk.pull(next)
    }
  }, exact)
}

const chain: LibraryFunction = (walk, { positional }) => chained(walk, walk.pull(list(positional)), positional.every(isExact))

const chainOfIterable: LibraryFunction = (walk, args) => chained(walk, walk.pull(first(args)), isExact(first(args)))

/** From one position to another, as in a slice; where those are unknown, all. */
const islice: LibraryFunction = (walk, { positional: [iterable = NONE, ...bounds] }) => {
  const [from, to, step] = bounds.length > 1 ? bounds : [undefined, bounds[0]]
  const [start, every] = [numberOf(from) ?? 0, Math.max(1, numberOf(step) ?? 1)]
  const stop = numberOf(to) ?? Number.POSITIVE_INFINITY
  const pull = walk.pull(iterable)
  let at = 0
  return lazy(() => {
    for (; at < stop;) {
      const item = pull()
      at += 1
      if (!item || (at > start && (at - 1 - start) % every === 0)) return item
    }
    return undefined
  }, isExact(iterable))
}

/** Each of several iterators has all that the one holds, and the first that asks for a thing has it taken out. */
const tee: LibraryFunction = (walk, args) => {
  const pull = walk.pull(first(args))
  const taken: Value[] = []
  const itemAt = (at: number): Value | undefined => {
    const item = at < taken.length ? taken[at] : pull()
    if (item && at === taken.length) taken.push(item)
    return item
  }
  const copies = Array.from({ length: numberOf(argument(args, 'n', 1)) ?? 2 }, () => {
    let at = 0
    return lazy(() => itemAt(at++), isExact(first(args)))
  })
  return list(copies)
}

/** Goes on until the longest is at its end. */
const zipLongest: LibraryFunction = (walk, { positional, keywords }) => {
  const pulls = positional.map(walk.pull)
  return lazy(() => {
    const row = pulls.map((pull) => pull())
    return row.some((item) => item) ? list(row.map((item) => item ?? keywords.get('fillvalue') ?? NONE)) : undefined
  }, positional.every(isExact))
}

/** `accumulate(iterable, func, initial=…)` */
const accumulate: LibraryFunction = (walk, args, site) => {
  const [iterable, callee] = [argument(args, 'iterable', 0) ?? NONE, argument(args, 'func', 1) ?? NONE]
  const pull = walk.pull(iterable)
  const initial = args.keywords.get('initial')
  const given = initial === undefined || initial === NONE ? [] : [initial]
  let sum: Value | undefined
  return lazy(() => {
    const item = given.pop() ?? pull()
    if (!item) return undefined
    const added = sum && (callee === NONE ? binary('+', sum, item) : walk.call(callee, argsOf(sum, item), site))
    sum = added ?? item
    return sum
  }, isExact(iterable))
}

/** Lets everything through from the first thing on of which the condition does not surely hold. */
const dropwhile: LibraryFunction = (walk, { positional: [callee = NONE, iterable = NONE] }, site) => {
  const pull = walk.pull(iterable)
  let isOpen = false
  return lazy(() => {
    for (let item = pull(); item; item = pull()) {
      isOpen ||= truthOf(walk.call(callee, argsOf(item), site)) !== true
      if (isOpen) return item
    }
    return undefined
  }, false)
}

/** Several at a time. */
const batched: LibraryFunction = (walk, args) => {
  const pull = walk.pull(first(args))
  const size = numberOf(argument(args, 'n', 1)) ?? 1
  return lazy(
    () => {
      const batch: Value[] = []
      for (let item = pull(); item; item = batch.length < size ? pull() : undefined) batch.push(item)
      return batch.length > 0 ? list(batch) : undefined
    },
    isExact(first(args)),
  )
}

const pairwise: LibraryFunction = (walk, args) => {
  const pull = walk.pull(first(args))
  let before: Value | undefined
  return lazy(
    () => {
      const one = before ?? pull()
      before = one && pull()
      return one && before && list([one, before])
    },
    isExact(first(args)),
  )
}

/** So many things are put together. */
const MAX_ROWS = 1000

/** Each with each, the last of them changing fastest. */
const product: LibraryFunction = (walk, { positional }) => {
  const together = (rows: Value[][], items: readonly Value[]) =>
    rows.flatMap((row) => items.map((item) => [...row, item])).slice(0, MAX_ROWS)
  const rows = positional.map((each) => itemsOf(walk, each)).reduce(together, [[]])
  return list(
    rows.map((row) => list(row)),
    positional.every(isExact) && rows.length < MAX_ROWS,
  )
}

/** Takes all that there is before it gives the first. */
const takesAllFirst: LibraryFunction = (walk, { positional }) => {
  for (const iterable of positional) itemsOf(walk, iterable)
  return unknown()
}

/** By their full names. */
export const ITERTOOLS: Readonly<Record<string, LibraryFunction>> = {
  'itertools.starmap': starmap,
  'itertools.chain': chain,
  'itertools.chain.from_iterable': chainOfIterable,
  'itertools.islice': islice,
  'itertools.tee': tee,
  'itertools.zip_longest': zipLongest,
  'itertools.accumulate': accumulate,
  'itertools.takewhile': filtered(true, true),
  'itertools.dropwhile': dropwhile,
  'itertools.filterfalse': filtered(false),
  'itertools.batched': batched,
  'itertools.pairwise': pairwise,
  'itertools.product': product,
  'itertools.permutations': takesAllFirst,
  'itertools.combinations': takesAllFirst,
}
