/** The standard library's tools for functions and collections. */
import { isExact } from '../arguments.ts'
import { BUILTINS } from './builtins.ts'
import { dictMethod, listMethod } from '../containers.ts'
import { ITERTOOLS } from './itertools.ts'
import { binary } from '../operators.ts'
import { innerScope, moduleScope } from '../scope.ts'
import { newStack } from './stacks.ts'
import type { Value } from '../values.ts'
import { NONE, NO_ARGS, argsOf, library, list, numberOf, unknown } from '../values.ts'
import type { LibraryFunction } from '../walk.ts'
import { itemsOf } from '../walk.ts'

const emptyQueue: LibraryFunction = (walk, args) => list(args.positional[0] ? itemsOf(walk, args.positional[0]) : [])

const partial: LibraryFunction = (_walk, { positional: [callee = NONE, ...rest], keywords }) => ({
  is: 'partial',
  callee,
  args: { ...NO_ARGS, positional: rest, keywords },
})

/** What makes a function out of names: the name of the library stands for what is made, too. */
const later =
  (name: string): LibraryFunction =>
  (walk, args, site) =>
    partial(walk, { ...args, positional: [library(name), ...args.positional] }, site)

/** What `methodcaller('join')` makes, called with an object. */
const callByName: LibraryFunction = (walk, { positional, keywords, nodes }, site) => {
  const [name, self] = [positional[0], positional.at(-1) ?? NONE]
  const args = { positional: positional.slice(1, -1), keywords, nodes }
  return name?.is === 'constant' ? walk.callMethod(self, String(name.value), args, site) : unknown()
}

/** What `attrgetter('exitcode')` makes, called with an object. */
const getByName: LibraryFunction = (walk, { positional: [name, self = NONE] }, site) =>
  name?.is === 'constant' ? walk.attribute(self, String(name.value), site) : unknown()

const reduce: LibraryFunction = (walk, { positional: [callee = NONE, iterable = NONE, ...initial] }, site) => {
  const [first = unknown(), ...rest] = [...initial, ...itemsOf(walk, iterable)]
  return rest.reduce((before, item) => walk.call(callee, argsOf(before, item), site), first)
}

const sample: LibraryFunction = (walk, { positional: [iterable = NONE, size], keywords }) =>
  list(itemsOf(walk, iterable).slice(0, numberOf(size ?? keywords.get('k')) ?? undefined), isExact(iterable))

/** `copy.copy`: another container with the same things in it. */
const copy: LibraryFunction = (walk, { positional: [value = NONE] }) => {
  if (value.is === 'list') return listMethod(walk, value, 'copy', NO_ARGS)
  return value.is === 'dict' ? dictMethod(walk, value, 'copy', NO_ARGS) : value
}

const add: LibraryFunction = (_walk, { positional: [left = NONE, right = NONE] }) => binary('+', left, right)

/** A method of a list that the library has as a function. */
const ofList =
  (name: string): LibraryFunction =>
  (walk, { positional: [self = NONE, ...rest] }) =>
    self.is === 'list' ? listMethod(walk, self, name, argsOf(...rest)) : unknown()

/** `namedtuple('Job', 'process number')`: a class whose fields are given in their order. */
const namedTuple: LibraryFunction = (walk, { positional: [, fields = NONE] }) => {
  const scope = innerScope('class', moduleScope('collections'))
  const names = fields.is === 'constant' ? String(fields.value).split(/[\s,]+/) : itemsOf(walk, fields).flatMap(textsOf)
  for (const name of names) scope.variables.set(name, unknown())
  return { is: 'class', bases: [library('collections.namedtuple')], scope }
}

const textsOf = (value: Value): string[] => (value.is === 'constant' ? [String(value.value)] : [])

/** `SimpleNamespace(children=[])` */
const namespace: LibraryFunction = (_walk, { keywords }) => ({
  is: 'instance',
  class: { is: 'class', bases: [], scope: innerScope('class', moduleScope('types')) },
  attributes: new Map(keywords),
})

/** `closing(pool)`: gives what it is made of, and closes that when the block is left. It has no `__enter__` and no `__exit__` of its own that would be called. */
const closing: LibraryFunction = (walk, args, site) => {
  const stack = newStack()
  const [thing = NONE] = args.positional
  stack.tasks.push(() => void walk.callMethod(thing, 'close', NO_ARGS, site))
  return { ...stack, gives: thing }
}

const defaultDict: LibraryFunction = (_walk, { positional: [factory] }) => ({
  is: 'dict',
  entries: new Map(),
  ...(factory ? { factory } : {}),
})

/** By their full names; those that end in `()` are what a call of the tool gives. */
export const TOOLS: Readonly<Record<string, LibraryFunction>> = {
  ...ITERTOOLS,
  'functools.partial': partial,
  'functools.reduce': reduce,
  'operator.methodcaller': later('operator.methodcaller()'),
  'operator.methodcaller()': callByName,
  'operator.attrgetter': later('operator.attrgetter()'),
  'operator.attrgetter()': getByName,
  'collections.deque': emptyQueue,
  'collections.OrderedDict': BUILTINS['builtins.dict']!,
  'collections.defaultdict': defaultDict,
  'collections.namedtuple': namedTuple,
  'types.SimpleNamespace': namespace,
  'contextlib.closing': closing,
  'contextlib.aclosing': closing,
  'contextlib.nullcontext': (_walk, { positional: [gives = NONE] }) => ({ ...newStack(), gives }),
  'operator.add': add,
  'operator.concat': add,
  'random.sample': sample,
  'copy.copy': copy,
  'heapq.heappush': ofList('append'),
  'heapq.heappop': ofList('popleft'),
}
