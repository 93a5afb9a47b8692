/** Python's own functions, as far as they matter to who waits for whom. */
import { isExact } from './arguments.ts'
import { putInOrder, range } from './containers.ts'
import { setAttribute } from './assignments.ts'
import { binary } from './operators.ts'
import { notePrint, shown, textValue } from './shown.ts'
import type { Node } from './tree.ts'
import type { Args, Value } from './values.ts'
import { mergePolls, pollOf, truthOf } from './polls.ts'
import { NONE, argsOf, constant, keyOf, lazy, list, numberOf, unknown } from './values.ts'
import type { Walk } from './walk.ts'
import { itemsOf } from './walk.ts'

type Builtin = (walk: Walk, args: Args, site: Node) => Value

const first = ({ positional }: Args): Value => positional[0] ?? unknown()

/** `any`, `all` and `sum` of answers to "is it still running?" are such an answer too. */
const combined =
  (trueWhen: 'some' | 'every'): Builtin =>
  (walk, args) => {
    const items = takeUntil(walk, first(args), trueWhen)
    const poll = mergePolls(items, trueWhen)
    if (poll) return unknown({ poll })
    const truths = items.map(truthOf)
    if (truths.includes(trueWhen === 'some')) return constant(trueWhen === 'some')
    return truths.includes(undefined) ? unknown() : constant(trueWhen === 'every')
  }

/** `any` stops at the first true item, `all` at the first false one. */
const takeUntil = (walk: Walk, iterable: Value, trueWhen: 'some' | 'every'): Value[] => {
  const pull = walk.pull(iterable)
  const items: Value[] = []
  for (let item = pull(); item; item = pull()) {
    items.push(item)
    if (truthOf(item) === (trueWhen === 'some')) break
  }
  return items
}

const sum: Builtin = (walk, args) => {
  const poll = mergePolls(itemsOf(walk, first(args)), 'some')
  return unknown(poll ? { poll } : { data: true })
}

const power: Builtin = (_walk, { positional: [base = unknown(), exponent = unknown()] }) => binary('**', base, exponent)

const length: Builtin = (_walk, args) => {
  const value = first(args)
  const poll = pollOf(value)
  if (poll) return unknown({ poll })
  if (value.is === 'list' && value.exact) return constant(value.items.length)
  if (value.is === 'constant' && typeof value.value === 'string') return constant(value.value.length)
  return value.is === 'dict' ? constant(value.entries.size) : unknown({ data: true })
}

const toList: Builtin = (walk, args) => {
  if (args.positional.length === 0) return list([])
  const value = first(args)
  const poll = pollOf(value)
  return { ...list(itemsOf(walk, value), isExact(value)), ...(poll ? { poll } : {}) }
}

const sorted: Builtin = (walk, args, site) => {
  const items = toList(walk, args, site)
  if (items.is === 'list') putInOrder(walk, items.items)
  return items
}

const toDict: Builtin = (walk, args) => {
  const made: Value = { is: 'dict', entries: new Map() }
  const value = args.positional[0]
  if (value?.is === 'dict') for (const [key, entry] of value.entries) made.entries.set(key, entry)
  else if (value) {
    for (const item of itemsOf(walk, value)) {
      const [key = item, held = unknown()] = item.is === 'list' ? item.items : []
      putInOrder(walk, [item])
      made.entries.set(keyOf(key), { key, value: held })
    }
  }
  for (const [name, held] of args.keywords) made.entries.set(name, { key: constant(name), value: held })
  return made
}

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

const zip: Builtin = (walk, { positional }) => {
  const pulls = positional.map(walk.pull)
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

const next: Builtin = (walk, args) => (first(args).is === 'lazy' ? walk.pull(first(args))() : undefined) ?? args.positional[1] ?? unknown()

const reversed: Builtin = (walk, args) => list(itemsOf(walk, first(args)).toReversed(), isExact(first(args)))

const getAttribute: Builtin = (walk, { positional: [object = NONE, name, otherwise] }, site) =>
  name?.is === 'constant' ? walk.attribute(object, String(name.value), site) : (otherwise ?? unknown())

const storeAttribute: Builtin = (walk, { positional: [object = NONE, name, value = NONE] }, site) => {
  if (name?.is === 'constant') setAttribute(walk, object, String(name.value), value, site)
  return NONE
}

const toNumber: Builtin = (_walk, args) => {
  const value = args.positional[0]
  const number = value?.is === 'constant' && value.value !== null ? Number(value.value) : Number.NaN
  return Number.isNaN(number) ? unknown({ data: true }) : constant(Math.trunc(number))
}

const toText: Builtin = (_walk, args) => textValue(shown(first(args)))

const print: Builtin = (walk, args, site) => {
  if (!args.keywords.has('file')) notePrint(walk, args, site)
  return NONE
}

const extreme =
  (choose: (...numbers: number[]) => number): Builtin =>
  (walk, { positional }) => {
    const values = positional.length === 1 ? itemsOf(walk, positional[0]!) : positional
    const numbers = values.flatMap((value) => numberOf(value) ?? [])
    return numbers.length > 0 && numbers.length === values.length ? constant(choose(...numbers)) : unknown()
  }

const leave: Builtin = (walk) => {
  walk.state.raised = true
  return NONE
}

const importNamed: Builtin = (walk, { positional: [name] }) => (name?.is === 'constant' ? walk.importModule(String(name.value)) : unknown())

export const BUILTINS: Readonly<Record<string, Builtin>> = {
  'builtins.any': combined('some'),
  'builtins.all': combined('every'),
  'builtins.sum': sum,
  'builtins.pow': power,
  'builtins.len': length,
  'builtins.list': toList,
  'builtins.tuple': toList,
  'builtins.set': toList,
  'builtins.iter': (walk, args) => lazy(walk.pull(first(args)), isExact(first(args)) && args.positional.length === 1),
  'builtins.sorted': sorted,
  'builtins.dict': toDict,
  'builtins.map': map,
  'builtins.filter': filter,
  'builtins.zip': zip,
  'builtins.enumerate': enumerate,
  'builtins.next': next,
  'builtins.reversed': reversed,
  'builtins.range': (_walk, args) => range(args.positional),
  'builtins.getattr': getAttribute,
  'builtins.setattr': storeAttribute,
  'builtins.int': toNumber,
  'builtins.min': extreme(Math.min),
  'builtins.max': extreme(Math.max),
  'builtins.print': print,
  'builtins.str': toText,
  'builtins.float': () => unknown({ data: true }),
  'builtins.input': () => unknown({ data: true }),
  'builtins.exit': leave,
  'builtins.quit': leave,
  'sys.exit': leave,
  'os._exit': leave,
  'os.abort': leave,
  'builtins.__import__': importNamed,
  'importlib.import_module': importNamed,
}
