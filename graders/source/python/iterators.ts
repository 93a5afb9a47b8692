/** Python's own functions that hand out what others hold, one by one. */
import { isExact } from './arguments.ts'
import { SUPPOSED } from './containers.ts'
import { truthOf } from './polls.ts'
import type { Node } from './tree.ts'
import type { Args, Value } from './values.ts'
import { NONE, argsOf, constant, keyOf, lazy, list, numberOf, unknown } from './values.ts'
import type { Walk } from './walk.ts'
import { itemsOf } from './walk.ts'

export type Builtin = (walk: Walk, args: Args, site: Node) => Value

export const first = ({ positional }: Args): Value => positional[0] ?? unknown()

/** Nothing is called before somebody pulls. */
const map: Builtin = (walk, { positional: [callee = NONE, ...iterables] }, site) => {
  const pulls = iterables.map(walk.pull)
  return lazy(() => {
    const items = pulls.map((pull) => pull())
    return items.every((item) => item !== undefined) && items.length > 0 ? walk.call(callee, argsOf(...items), site) : undefined
  }, iterables.every(isExact))
}

const filter: Builtin = (walk, { positional: [callee = NONE, iterable = NONE] }, site) => {
  const pull = walk.pull(iterable)
  return lazy(() => {
    for (let item = pull(); item; item = pull()) {
      if (truthOf(callee === NONE ? item : walk.call(callee, argsOf(item), site)) !== false) return item
    }
    return undefined
  }, false)
}

/** What is of unknown length is supposed to be as long as the others. */
const zip: Builtin = (walk, { positional }) => {
  const isEndless = positional.map(({ is }) => (is === 'unknown' || is === 'library') && positional.some((each) => each.is === 'list'))
  const pulls = positional.map((each, index) => (isEndless[index] ? () => unknown() : walk.pull(each)))
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

const enumerate: Builtin = (walk, args) => {
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
const iterator: Builtin = (walk, { positional: [of = unknown(), end] }, site) => {
  if (!end) return lazy(walk.pull(of), isExact(of))
  let calls = 0
  return lazy(() => {
    calls += 1
    const value = walk.call(of, argsOf(), site)
    return keyOf(value) === keyOf(end) || (value.is === 'unknown' && calls > SUPPOSED) ? undefined : value
  }, false)
}

const next: Builtin = (walk, args) => (first(args).is === 'lazy' ? walk.pull(first(args))() : undefined) ?? args.positional[1] ?? unknown()

const reversed: Builtin = (walk, args) => list(itemsOf(walk, first(args)).toReversed(), isExact(first(args)))

export const ITERATORS: Readonly<Record<string, Builtin>> = {
  'builtins.map': map,
  'builtins.filter': filter,
  'builtins.zip': zip,
  'builtins.enumerate': enumerate,
  'builtins.iter': iterator,
  'builtins.next': next,
  'builtins.reversed': reversed,
}
