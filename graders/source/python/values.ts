/** What a Python expression may stand for when a program is read, not run. */
import type { Wait } from '../facts.ts'
import type { Node } from './tree.ts'

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
}

/** An answer to "is it still running?". */
export interface Poll {
  readonly of: readonly (Runner | Task)[]
  /** True means: still running. */
  readonly alive: boolean
  /** The answer changes only when every one has ended (otherwise: when the first has). */
  readonly every: boolean
}

export interface Constant {
  readonly is: 'constant'
  readonly value: Primitive
  /** It is what some branch left, and nobody can tell whether that is taken. */
  readonly isDoubtful?: true
}

/** A list, tuple, set, range, deque or queue. `exact` is false where its length was only supposed. */
export interface List {
  readonly is: 'list'
  items: Value[]
  exact: boolean
  readonly poll?: Poll
}

export interface Dict {
  readonly is: 'dict'
  /** By the primitive for a constant key, by the value itself for any other. */
  readonly entries: Map<unknown, { key: Value; value: Value }>
  /** What makes a value for a key that is asked for and not there. */
  readonly factory?: Value
  /** Of `globals()`: whose names these are. What is put under one of them is bound to it. */
  readonly namesOf?: Scope
}

/** An iterator: nothing happens until somebody pulls. */
export interface Lazy {
  readonly is: 'lazy'
  readonly pull: () => Value | undefined
  /** False where, so far as can be seen, the number of items was only supposed. */
  readonly isExact: () => boolean
  /** Of a generator: does what is to be done when nobody will pull any more. */
  readonly close?: () => void
}

export interface Func {
  readonly is: 'function'
  readonly params: Node | undefined
  /** A `Body`, or the expression of a lambda. */
  readonly body: Node
  readonly scope: Scope
  readonly generator: boolean
  owner?: Class
  /** `property`, `staticmethod`, `classmethod` */
  kind?: string
}

export interface Class {
  readonly is: 'class'
  readonly bases: readonly Value[]
  readonly scope: Scope
}

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

/** A `Process`, or a `Thread`, which can be handled alike but is no process. */
export interface Runner {
  readonly is: 'runner'
  readonly kind: 'process' | 'thread'
  readonly class: Class | null
  readonly attributes: Map<string, Value>
  target: Value | null
  args: Args
  /** Where it was made a daemon. */
  daemon: Node | null
  /** Whose code started it: only that code's process can wait for it. */
  startedBy: 'main' | 'worker' | null
  /** The branches in which it was made, and when it is started those in which that happens. */
  within: readonly Branch[]
  instead?: Instead
  waited: Waited | null
  timesWaited: number
  /** Of a thread that has been started: it is waited for. */
  release: () => void
}

/** A pool or an executor of processes or threads. */
export interface Pool {
  readonly is: 'pool'
  readonly kind: 'pool' | 'executor' | 'threads'
  readonly made: Node
  readonly size: number | null
  /** Each worker does one task. */
  readonly renewed?: true
  readonly tasks: Task[]
  /** The branches in which it was made. */
  readonly within: readonly Branch[]
  instead?: Instead
  closed: boolean
  waited: Waited | null
}

/** What is followed in place of something that another branch of a statement made. */
interface Instead {
  readonly made: Pool | Runner
  readonly statement: Node
}

/** What a field of a data class is declared to hold. */
export interface Field {
  readonly is: 'field'
  /** Whether it may be given when one is made. */
  readonly isAsked: boolean
  readonly make: () => Value
}

/** A `contextlib.ExitStack`: what is to be done when it is left, the last thing first. */
export interface Stack {
  readonly is: 'stack'
  tasks: (() => void)[]
}

/** Something asked of a pool: an `AsyncResult`, a `Future`, or what a call to `map` stands for. */
export interface Task {
  readonly is: 'task'
  readonly asked: Node
  fetched: Waited | null
  /** Of a task that runs beside main: it is awaited. */
  readonly release?: () => void
  /** Set when it came out of `as_completed`. */
  unordered?: Node
  /** The workers were ended before anybody waited for it. */
  isCutOff?: boolean
}

/** One way on after a condition that only a run can decide. */
export interface Branch {
  readonly statement: Node
  /** Its place among the branches of the statement. */
  readonly index: number
  /** How many branches there are where one of them is surely taken, else `null`. */
  readonly of: number | null
  /** What the condition asks whether it is still running, and whether this way is taken when it is. */
  readonly poll: Poll | undefined
}

/** Of a wait that only some branches of a statement hold: those that do. */
interface Perhaps {
  readonly statement: Node
  readonly taken: ReadonlySet<number>
  /** The condition holds only when there is nothing to wait for any more. */
  readonly whenEnded: boolean
}

/** One wait that took place. */
export interface Waited {
  readonly node: Node
  readonly for: Wait['for']
  readonly how: string
  /** It gives up after a time. */
  readonly limited?: boolean
  /** After how long, where that is written out and it is waited for but once. */
  readonly limitMs?: number | undefined
  /** It holds back a thread or a task beside main, which nobody waits for. */
  readonly beside?: true
  /** It stands under a condition that need not hold. */
  readonly perhaps?: Perhaps | undefined
}

export type Value =
  | Unknown
  | Constant
  | List
  | Dict
  | Lazy
  | Func
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

export const NONE: Constant = { is: 'constant', value: null }
export const NO_ARGS: Args = { positional: [], keywords: new Map(), nodes: new Map() }

/** A fresh unknown: two unknowns are never the same key. */
export const unknown = (about: Omit<Unknown, 'is'> = {}): Unknown => ({ is: 'unknown', ...about })
export const constant = (value: Primitive): Constant => ({ is: 'constant', value })
export const list = (items: readonly Value[], exact = true): List => ({ is: 'list', items: [...items], exact })
export const library = (name: string): Library => ({ is: 'library', name })
export const lazy = (pull: Lazy['pull'], exact: boolean): Lazy => ({ is: 'lazy', pull, isExact: () => exact })
export const argsOf = (...positional: Value[]): Args => ({ ...NO_ARGS, positional })
export const keyOf = (value: Value): unknown => (value.is === 'constant' ? value.value : value)
export const numberOf = (value: Value | undefined): number | null =>
  value?.is === 'constant' && typeof value.value === 'number' ? value.value : null

/** An argument by its keyword or its position. */
export const argument = (args: Args, name: string, index: number): Value | undefined => args.keywords.get(name) ?? args.positional[index]
