/** What a Python expression may stand for when a program is read, not run. */
import type { Field } from './data-classes.ts'
import type { Branch, Poll, Pool, Runner, Tally, Task } from './running.ts'
import type { Stack } from './library/stacks.ts'
import type { Node } from './tree.ts'

/** What can be written out as one literal; `None` is `null`. */
export type Primitive = string | number | boolean | null

/** Nothing is known of the value, but perhaps of what it tells. */
export interface Unknown {
  readonly is: 'unknown'
  /** It asks whether something has ended (`is_alive()`, `ready()`). */
  readonly poll?: Poll
  /** Whatever it is, it cannot be called: a number, a text. */
  readonly data?: true
  /** It is a result that came in the order of completion, by this expression. */
  readonly unordered?: Node
  /** It is by this that the system knows a process: it stays the same, whether that runs or has ended. */
  readonly handle?: { readonly of: Runner; readonly is: 'pid' | 'sentinel' }
}

/** A number, a text, a truth value or `None` that is known. */
export interface Constant {
  readonly is: 'constant'
  readonly value: Primitive
  /** It is what some branch left, and nobody can tell whether that is taken. */
  readonly isDoubtful?: true
  /** It counts what has ended. */
  readonly tally?: Tally
}

/** A list, tuple, set, range, deque or queue. `exact` is false where its length was only supposed. */
export interface List {
  readonly is: 'list'
  items: Value[]
  exact: boolean
  readonly poll?: Poll
  /** The conditions under which alone it holds some of its items, of which nobody can tell whether they hold. */
  readonly doubts?: ReadonlyMap<Value, readonly Branch[]>
  /** Its length counts what has ended. */
  tally?: Tally | undefined
}

/** A dictionary: what it holds under the keys that were met. */
export interface Dict {
  readonly is: 'dict'
  /** By the primitive for a constant key, by the value itself for any other. */
  readonly entries: Map<unknown, { key: Value; value: Value }>
  /** What makes a value for a key that is asked for and not there. */
  readonly factory?: Value
  /** Of `globals()`: whose names these are. What is put under one of them is bound to it. */
  readonly namesOf?: Scope
  /** Its size counts what has ended. */
  tally?: Tally | undefined
}

/** An iterator: nothing happens until somebody pulls. */
export interface Lazy {
  readonly is: 'lazy'
  readonly pull: () => Value | undefined
  /** False where, so far as can be seen, the number of items was only supposed. */
  readonly isExact: () => boolean
  /** What it has asked so far of processes, to hand out things only where that holds. */
  readonly poll?: () => Poll | undefined
  /** The conditions, of which nobody can tell whether they hold, under which alone it has handed out the last item. */
  readonly doubts?: () => readonly Branch[]
  /** Of a generator: does what is to be done when nobody will pull any more. */
  readonly close?: () => void
}

/** A function of the program, with the scope that it was defined in. */
export interface Func {
  readonly is: 'function'
  readonly params: Node | undefined
  /** A `Body`, or the expression of a lambda. */
  readonly body: Node
  readonly scope: Scope
  readonly generator: boolean
  readonly isAsync: boolean
  owner?: Class
  /** `property`, `staticmethod`, `classmethod` */
  kind?: string
}

/** What a call of an `async` function gives: nothing of it happens before somebody awaits it. */
export interface Coroutine {
  readonly is: 'coroutine'
  readonly body: Node
  /** What it returns; it is read when this is asked for first. */
  readonly run: () => Value
}

/** A class of the program, or one that it made by `namedtuple` and its like. */
export interface Class {
  readonly is: 'class'
  readonly bases: readonly Value[]
  readonly scope: Scope
}

/** An object of such a class. One whose class extends `Process`, `Thread`, `Pool` or an executor is a `Runner` or a `Pool`. */
export interface Instance {
  readonly is: 'instance'
  readonly class: Class
  readonly attributes: Map<string, Value>
}

/** A user's function together with its `self`. */
export interface Bound {
  readonly is: 'bound'
  readonly self: Value
  readonly function: Func
}

/** A method of a built-in thing: `append` of a list, `join` of a process. */
interface Method {
  readonly is: 'method'
  readonly self: Value
  readonly name: string
}

interface Super {
  readonly is: 'super'
  readonly self: Value
  readonly class: Class
}

interface Partial {
  readonly is: 'partial'
  readonly callee: Value
  readonly args: Args
}

/** Anything of a library that is not part of the answer, by its full name. */
export interface Library {
  readonly is: 'library'
  readonly name: string
}

interface Module {
  readonly is: 'module'
  readonly scope: Scope
}

/** Everything that an expression may stand for; `is` tells which. */
export type Value =
  | Unknown
  | Constant
  | List
  | Dict
  | Lazy
  | Func
  | Coroutine
  | Class
  | Instance
  | Bound
  | Method
  | Super
  | Partial
  | Library
  | Module
  | Runner
  | Pool
  | Task
  | Field
  | Stack

/** The arguments of a call. */
export interface Args {
  readonly positional: readonly Value[]
  readonly keywords: ReadonlyMap<string, Value>
  /** The expression of each argument that was written out, under its keyword or position. */
  readonly nodes: ReadonlyMap<string | number, Node>
}

/** The names of a module, a function call or a class body, and what they stand for. */
export interface Scope {
  readonly kind: 'module' | 'function' | 'class'
  readonly variables: Map<string, Value>
  readonly parent: Scope | null
  /** Names declared `global` or `nonlocal`, with the scope that they belong to. */
  readonly elsewhere: Map<string, Scope>
  /** Modules imported with `*`. */
  readonly stars: string[]
  /** Of a method's scope: what `super()` needs. */
  readonly method?: { readonly self: Value; readonly class: Class } | undefined
}

/** `None`. */
export const NONE: Constant = { is: 'constant', value: null }
/** A call with nothing between its brackets. */
export const NO_ARGS: Args = { positional: [], keywords: new Map(), nodes: new Map() }

/** A fresh unknown: two unknowns are never the same key. */
export const unknown = (about: Omit<Unknown, 'is'> = {}): Unknown => ({ is: 'unknown', ...about })
/** A number, a text, a truth value or `None`. */
export const constant = (value: Primitive): Constant => ({ is: 'constant', value })
/** A list, a tuple or a set; not `exact` where its length is only supposed. */
export const list = (items: readonly Value[], exact = true): List => ({ is: 'list', items: [...items], exact })
/** Something that a library brings, by its full name. */
export const library = (name: string): Library => ({ is: 'library', name })
/** An iterator, from which one element after the other is pulled; not `exact` where its length is only supposed. */
export const lazy = (pull: Lazy['pull'], exact: boolean): Lazy => ({ is: 'lazy', pull, isExact: () => exact })
/** Arguments by position alone. */
export const argsOf = (...positional: Value[]): Args => ({ ...NO_ARGS, positional })
/** By this two keys of a dictionary, or two elements of a set, are one. */
export const keyOf = (value: Value): unknown => (value.is === 'constant' ? value.value : value)
/** The number that a value is known to be; `null` for everything else. */
export const numberOf = (value: Value | undefined): number | null =>
  value?.is === 'constant' && typeof value.value === 'number' ? value.value : null

/** An argument by its keyword or its position. */
export const argument = (args: Args, name: string, index: number): Value | undefined => args.keywords.get(name) ?? args.positional[index]
