/** Python's own functions, as far as they matter to who waits for whom. */
import { isExact } from '../arguments.ts'
import { putInOrder, range } from '../containers.ts'
import { doubted, doubtsAbout } from '../doubts.ts'
import { setAttribute } from '../assignments.ts'
import { binary } from '../operators.ts'
import { isProcessItself } from './processes.ts'
import { notePrint, shown, textValue } from '../shown.ts'
import type { Constant, Dict, List, Value } from '../values.ts'
import { ITERATORS, first } from './iterators.ts'
import { mergePolls, pollOf, truthOf } from '../polls.ts'
import { NONE, argsOf, constant, keyOf, list, numberOf, unknown } from '../values.ts'
import type { LibraryFunction, Walk } from '../walk.ts'
import { itemsOf } from '../walk.ts'

/** `any`, `all` and `sum` of answers to "is it still running?" are such an answer too. */
const combined =
  (trueWhen: 'some' | 'every'): LibraryFunction =>
  (walk, args) => {
    const items = takeUntil(walk, first(args), trueWhen)
    const poll = mergePolls(items, trueWhen) ?? (trueWhen === 'some' ? pollOf(first(args)) : undefined)
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
    if (truthOf(item) === (trueWhen === 'some') && !(iterable.is === 'lazy' && pollOf(iterable))) break
  }
  return items
}

const sum: LibraryFunction = (walk, args) => {
  const items = itemsOf(walk, first(args))
  const start = args.positional[1]
  if (start?.is === 'list') return items.reduce((before, item) => binary('+', before, item), start)
  const poll = mergePolls(items, 'some') ?? pollOf(first(args))
  return unknown(poll ? { poll } : { data: true })
}

const power: LibraryFunction = (_walk, { positional: [base = unknown(), exponent = unknown()] }) => binary('**', base, exponent)

const length: LibraryFunction = (walk, args, site) => {
  const value = first(args)
  if (value.is === 'instance') return walk.callMethod(value, '__len__', argsOf(), site)
  if (value.is === 'list' && value.poll) return unknown({ poll: value.poll })
  if (value.is === 'list' && value.exact) return { ...constant(value.items.length), ...tallied(value) }
  if (value.is === 'constant' && typeof value.value === 'string') return constant(value.value.length)
  return value.is === 'dict' ? { ...constant(value.entries.size), ...tallied(value) } : unknown({ data: true })
}

const tallied = ({ tally }: List | Dict): Pick<Constant, 'tally'> => (tally ? { tally } : {})

const toList: LibraryFunction = (walk, args) => {
  if (args.positional.length === 0) return list([])
  const value = first(args)
  const pull = walk.pull(value)
  let item: Value | undefined
  const next = () => (item = pull())
  const { held, about } = doubted(next, () => (item ? doubtsAbout(value, item) : []))
  const poll = value.is === 'list' ? value.poll : pollOf(value)
  return { ...list(held, isExact(value)), ...about, ...(poll ? { poll } : {}) }
}

const sorted: LibraryFunction = (walk, args, site) => {
  const items = toList(walk, args, site)
  if (items.is === 'list') putInOrder(walk, items.items)
  return items
}

const toDict: LibraryFunction = (walk, args) => {
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

const getAttribute: LibraryFunction = (walk, { positional: [object = NONE, name, otherwise] }, site) =>
  name?.is === 'constant' ? walk.attribute(object, String(name.value), site) : (otherwise ?? unknown())

const storeAttribute: LibraryFunction = (walk, { positional: [object = NONE, name, value = NONE] }, site) => {
  if (name?.is === 'constant') setAttribute(walk, object, String(name.value), value, site)
  return NONE
}

const toNumber: LibraryFunction = (_walk, args) => {
  const value = args.positional[0]
  const number = value?.is === 'constant' && value.value !== null ? Number(value.value) : Number.NaN
  return Number.isNaN(number) ? unknown({ data: true }) : constant(Math.trunc(number))
}

const toText: LibraryFunction = (_walk, args) => textValue(shown(first(args)))

const print: LibraryFunction = (walk, args, site) => {
  if (!args.keywords.has('file')) notePrint(walk, args, site)
  return NONE
}

const extreme =
  (choose: (...numbers: number[]) => number): LibraryFunction =>
  (walk, { positional }) => {
    const values = positional.length === 1 ? itemsOf(walk, positional[0]!) : positional
    const numbers = values.flatMap((value) => numberOf(value) ?? [])
    return numbers.length > 0 && numbers.length === values.length ? constant(choose(...numbers)) : unknown()
  }

const leave: LibraryFunction = (walk) => {
  walk.state.raised = true
  return NONE
}

/** Whether a process is one; of anything else nobody asks. */
const isInstance: LibraryFunction = (_walk, { positional: [value, of] }) =>
  value?.is === 'runner' && value.kind === 'process' && of && (isProcessItself(of) || of === value.class)
    ? constant(true)
    : unknown({ data: true })

const namesWait = (text: Value | undefined): boolean => text?.is === 'constant' && /\.\s*(?:join|wait)\b/.test(String(text.value))

/** A text that could not be read. */
const runUnread =
  (mayWait: (text: Value | undefined) => boolean): LibraryFunction =>
  (walk, { positional: [text] }, site) => {
    if (mayWait(text) && walk.state.who === 'main') walk.records.strangeWaits.set(site, 'process')
    return unknown()
  }

const importNamed: LibraryFunction = (walk, { positional: [name] }) =>
  name?.is === 'constant' ? walk.importModule(String(name.value)) : unknown()

/** By their full names, Python's own functions. */
export const BUILTINS: Readonly<Record<string, LibraryFunction>> = {
  ...ITERATORS,
  'builtins.any': combined('some'),
  'builtins.all': combined('every'),
  'builtins.sum': sum,
  'builtins.pow': power,
  'builtins.len': length,
  'builtins.list': toList,
  'builtins.tuple': toList,
  'builtins.set': toList,
  'builtins.frozenset': toList,
  'builtins.bytes': toList,
  'builtins.bytearray': toList,
  'builtins.sorted': sorted,
  'builtins.dict': toDict,
  'builtins.range': (_walk, args) => range(args.positional),
  'builtins.getattr': getAttribute,
  'builtins.setattr': storeAttribute,
  'builtins.object.__setattr__': storeAttribute,
  'builtins.isinstance': isInstance,
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
  'builtins.exec': runUnread((text) => text?.is !== 'constant' || namesWait(text)),
  // what somebody typed is read by eval() as well
  'builtins.eval': runUnread(namesWait),
  'builtins.compile': (_walk, { positional: [text = unknown()] }) => text,
  'builtins.__import__': importNamed,
  'importlib.import_module': importNamed,
}
