/** Making, joining and asking values. */
import type { Box, Part, Path, Ref, Repeat, Thing, Value } from './things.ts'
import type { Activation, Promised } from '../waits/waiting.ts'

/** Nothing is known of it. */
export const unknown: Value = []
/** No repeat is under way. */
export const nowhere: Path = new Set()

/** A value that is surely this thing: all that its place made while the repeats in `needs` are under way, or a part of it. */
export const refer = (thing: Thing, needs: Path = nowhere, part: Part = 'all'): Value => [{ thing, needs, part }]
/** A value that stands in the text, or is computed from what stands there. */
export const constant = (value: Extract<Thing, { kind: 'constant' }>['value']): Value => refer({ kind: 'constant', value })
/** Something of the language's or of Node's own, by its full name. */
export const builtin = (name: string): Value => refer({ kind: 'builtin', name })

/** A new object, list, Map or Set, made while the repeats in `birth` were under way. */
export const newBox = (birth: Path, more: Partial<Omit<Box, 'kind' | 'birth'>> = {}): Box => ({
  kind: 'box',
  fields: new Map(),
  items: unknown,
  birth,
  klass: null,
  most: null,
  closed: false,
  paired: false,
  sorted: false,
  ...more,
})

/** More possibilities than this are not kept apart. */
const mostAlternatives = 256

/** Either of two values. */
export const either = (a: Value, b: Value): Value => {
  if (a.length === 0) return b
  const added = b.filter(
    (ref) => !a.some((other) => other.thing === ref.thing && other.part === ref.part && sameSet(other.needs, ref.needs)),
  )
  return added.length === 0 || a.length >= mostAlternatives ? a : [...a, ...added]
}

/** Whether every repeat of `a` is one of `b`. */
export const isWithin = (a: Path, b: Path): boolean => [...a].every((repeat) => b.has(repeat))
const sameSet = (a: Path, b: Path): boolean => a.size === b.size && isWithin(a, b)

/** The repeats of `a` that are none of `b`. */
export const without = (a: Path, b: Path): Path => (a.size === 0 || b.size === 0 ? a : new Set([...a].filter((repeat) => !b.has(repeat))))
/** The repeats of both. */
export const together = (a: Path, b: Path): Path => (a.size === 0 ? b : b.size === 0 ? a : new Set([...a, ...b]))

/** How often something happens within several repeats; `null` where the source does not tell of one of them. */
export const timesOf = (repeats: readonly Repeat[]): number | null =>
  repeats.reduce<number | null>((product, { times }) => (product === null || times === null ? null : product * times), 1)

/** A part of a part. */
export const partOf = (whole: Part, part: Part): Part => (whole === 'all' ? part : part === 'all' ? whole : 'some')

/** How much of a reference is meant by whoever uses it while `path` is under way. */
export const partAt = (ref: Pick<Ref, 'needs' | 'part'>, path: Path): Part => (isWithin(ref.needs, path) ? ref.part : 'some')

/** Reads a value out of a container: what holds of the reference to the container holds of what is inside. */
export const through = (container: Ref, value: Value): Value =>
  container.needs.size === 0 && container.part === 'all'
    ? value
    : value.map((ref) => ({ thing: ref.thing, needs: together(ref.needs, container.needs), part: partOf(container.part, ref.part) }))

/** A value as it looks once the repeats in `path` no longer matter: from inside of what was made in them, or from a list that collects every round. */
export const settled = (value: Value, path: Path): Value => value.map((ref) => ({ ...ref, needs: without(ref.needs, path) }))

/** A part of each thing that a value may be. */
export const parted = (value: Value, part: Part): Value => value.map((ref) => ({ ...ref, part: partOf(ref.part, part) }))
/** The same value, made within one more repeat. */
export const within = (value: Value, repeat: Repeat): Value =>
  value.map((ref) => ({ ...ref, needs: together(ref.needs, new Set([repeat])) }))

/** The only thing that a value can be; `null` when nothing is known of it, or when it may be one of several. */
export const onlyOf = (value: Value): Ref | null => (value.length === 1 ? value[0]! : null)

/** The only constant that a value can be; `null` when it may be anything else. */
export const constantOf = (value: Value): Extract<Thing, { kind: 'constant' }> | null => {
  const thing = onlyOf(value)?.thing
  return thing?.kind === 'constant' ? thing : null
}

/** True for what surely is `undefined`, for which a default stands in. */
export const isUndefined = (value: Value): boolean => {
  const found = constantOf(value)
  return found !== null && found.value === undefined
}

/** The text that a value surely is; `null` when it may be anything else. */
export const textOf = (value: Value): string | null => {
  const found = constantOf(value)?.value
  return typeof found === 'string' ? found : null
}

/** A symbol that the language knows, by its name: `Symbol.asyncDispose`. */
export const symbolOf = (value: Value): string | null => {
  const thing = onlyOf(value)?.thing
  return thing?.kind === 'builtin' && thing.name.startsWith('Symbol.') ? thing.name : null
}

/** The greatest number that a value can be. */
export const mostOf = (value: Value): number | null => {
  const thing = onlyOf(value)?.thing
  if (thing?.kind === 'count') return thing.most
  return thing?.kind === 'constant' && typeof thing.value === 'number' ? thing.value : null
}

/** Whether a value is true in a condition; `null` when that cannot be told. */
export const truthOf = (value: Value): boolean | null => {
  const truths = new Set(value.map(({ thing }) => truthOfThing(thing)))
  return truths.size === 1 ? [...truths][0]! : null
}

/** Of these nobody can tell whether they are true. */
const untold: ReadonlySet<Thing['kind']> = new Set(['count', 'varying', 'message', 'builtin', 'pid'])

const truthOfThing = (thing: Thing): boolean | null => {
  if (thing.kind === 'constant') return Boolean(thing.value)
  return untold.has(thing.kind) ? null : true
}

/** A run that begins: of an async function that gives `promise`, or, with `null`, of the program or a callback. */
export const newActivation = (promise: Promised | null): Activation => ({
  promise,
  pending: [],
  printed: 0,
  called: [],
  awaited: false,
})
