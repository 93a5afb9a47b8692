/** Python's own functions that hand out what others hold, one by one. */
import { isExact } from '../arguments.ts'
import { SUPPOSED } from '../containers.ts'
import { doubtAt, doubtsAbout } from '../doubts.ts'
import { mergePolls, negated, truthOf } from '../polls.ts'
import type { Branch, Poll } from '../running.ts'
import type { Args, Value } from '../values.ts'
import { NONE, NO_ARGS, argsOf, constant, keyOf, lazy, list, numberOf, unknown } from '../values.ts'
import type { LibraryFunction, Walk } from '../walk.ts'
import { during, itemsOf } from '../walk.ts'

/** The first argument; unknown where there is none. */
export const first = ({ positional }: Args): Value => positional[0] ?? unknown()

/** Opens several iterables at once: one of which nothing is known is supposed to be as long as the others. */
const pullsOf = (walk: Walk, iterables: readonly Value[]): (() => Value | undefined)[] => {
  const isAnyKnown = iterables.some(({ is }) => is === 'list' || is === 'lazy')
  return iterables.map((each) => (isAnyKnown && (each.is === 'unknown' || each.is === 'library') ? () => unknown() : walk.pull(each)))
}

/** Nothing is called before somebody pulls. */
const map: LibraryFunction = (walk, { positional: [callee = NONE, ...iterables] }, site) => {
  const pulls = pullsOf(walk, iterables)
  return lazy(() => {
    const items = pulls.map((pull) => pull())
    if (items.length === 0 || items.includes(undefined)) return undefined
    const doubts = items.flatMap((item, at) => doubtsAbout(iterables[at]!, item!))
    return during(walk, 'branches', [...walk.state.branches, ...doubts], () => walk.call(callee, argsOf(...(items as Value[])), site))
  }, iterables.every(isExact))
}

/** What a condition lets through, as far as it is known. `stops` at the first thing that it does not. */
export const filtered =
  (wanted: boolean, stops = false): LibraryFunction =>
  (walk, { positional: [callee = NONE, iterable = NONE] }, site) => {
    const pull = walk.pull(iterable)
    const asked: Value[] = []
    let doubts: readonly Branch[] = []
    const next = () => {
      for (let item = pull(); item; item = pull()) {
        const answer = callee === NONE ? item : walk.call(callee, argsOf(item), site)
        asked.push(answer)
        const truth = truthOf(answer)
        doubts = truth === undefined ? [doubtAt(walk, site, askedOf([answer], wanted))] : []
        if (truth !== !wanted) return item
        if (stops) return undefined
      }
      return undefined
    }
    return { ...lazy(next, false), poll: () => askedOf(asked, wanted), doubts: () => doubts }
  }

const askedOf = (answers: readonly Value[], wanted: boolean): Poll | undefined => {
  const poll = mergePolls(answers, 'some')
  return wanted ? poll : negated(poll)
}

const zip: LibraryFunction = (walk, { positional }) => {
  const pulls = pullsOf(walk, positional)
  const rows = lazy(() => {
    const row: Value[] = []
    for (const pull of pulls) {
      const item = pull()
      if (!item) return undefined
      row.push(item)
    }
    return row.length > 0 ? list(row) : undefined
  }, positional.every(isExact))
  return positional.some(({ is }) => is === 'lazy') ? rows : list(itemsOf(walk, rows), isExact(rows))
}

const enumerate: LibraryFunction = (walk, args) => {
  const items = first(args)
  const pull = walk.pull(items)
  let index = numberOf(args.keywords.get('start') ?? args.positional[1]) ?? 0
  const rows = lazy(() => {
    const item = pull()
    index += 1
    return item && list([constant(index - 1), item])
  }, isExact(items))
  return items.is === 'lazy' ? rows : list(itemsOf(walk, rows), isExact(items))
}

/** `iter(make, None)` calls `make` until it gives that. */
const iterator: LibraryFunction = (walk, { positional: [of = unknown(), end] }, site) => {
  if (!end) return lazy(walk.pull(of), isExact(of))
  let calls = 0
  return lazy(() => {
    calls += 1
    const value = walk.call(of, argsOf(), site)
    return keyOf(value) === keyOf(end) || (value.is === 'unknown' && calls > SUPPOSED) ? undefined : value
  }, false)
}

/** At the end of what is known, and with nothing to give in its place, it raises `StopIteration`. */
const next: LibraryFunction = (walk, args, site) => {
  const { state } = walk
  const [from, otherwise] = [first(args), args.positional[1]]
  const isKnown = from.is === 'lazy' && isExact(from)
  const item = from.is === 'lazy' ? from.pull() : from.is === 'instance' ? walk.callMethod(from, '__next__', NO_ARGS, site) : undefined
  if (isKnown && item) state.drawn += 1
  const isAtEnd = state.raised || (isKnown && !item)
  state.raised = isAtEnd && !otherwise
  return (isAtEnd ? otherwise : (item ?? otherwise)) ?? unknown()
}

const reversed: LibraryFunction = (walk, args) => list(itemsOf(walk, first(args)).toReversed(), isExact(first(args)))

/** By their full names. */
export const ITERATORS: Readonly<Record<string, LibraryFunction>> = {
  'builtins.map': map,
  'builtins.filter': filtered(true),
  'builtins.zip': zip,
  'builtins.enumerate': enumerate,
  'builtins.iter': iterator,
  'builtins.next': next,
  'builtins.reversed': reversed,
}
