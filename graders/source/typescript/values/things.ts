/**
 * What the reader knows of the values of a program that it does not run: a value is a list of what it may be, and an empty list is
 * a value of which nothing is known. Only what leads to processes is told apart; everything else stays unknown.
 */
import type { ts } from 'ts-morph'
import type { MeansKind } from '../../facts.ts'
import type { Promised } from '../waits/waiting.ts'

/** A piece of the program that may run many times: the body of a loop, the callback of `map`. */
export interface Repeat {
  /** How many times, where the source tells. */
  readonly times: number | null
  /** A loop runs its rounds one after another, awaits included; `map(async …)` lets them overlap. */
  readonly inOrder: boolean
  readonly node: ts.Node
}

/** The repeats that are under way at some moment. */
export type Path = ReadonlySet<Repeat>

/** How much of what a place made a reference stands for: all of it, some of it, the one at an index, those from an index on, or those at several. */
export type Part = 'all' | 'some' | number | `from ${number}` | `at ${string}`

/** A possible value. It stands for everything that its place made while the repeats in `needs` are under way, and for one of many afterwards. */
export interface Ref {
  readonly thing: Thing
  readonly needs: Path
  readonly part: Part
}

/** Everything that an expression may stand for. Empty where nothing is known. */
export type Value = readonly Ref[]

/** The names that a block or a function declares, and what they hold. */
export interface Scope {
  readonly variables: Map<string, Value>
  readonly parent: Scope | null
  readonly frame: Frame
  /** Repeats of which every round is meant here: what the scopes around hold of one round, they hold of all. */
  readonly over: Path
}

/** One call of a function, or one module. */
export interface Frame {
  /** The value of `this`. */
  readonly self: Value
  /** The class whose method this is, for `super`. */
  readonly home: Klass | null
  readonly module: Module
  returned: Value
  /** What a generator gave so far. */
  readonly yielded: Box | null
}

/** One file of the program, as main imports it. */
export interface Module {
  /** Names that are given another value somewhere: what they hold cannot be known from their declaration. */
  readonly reassigned: ReadonlySet<string>
  readonly exports: Box
}

/** A function of the program, as it is written. */
export type FunctionNode = ts.FunctionLikeDeclaration

/** What a reference may point to, by its kind. */
export type Thing =
  | { readonly kind: 'constant'; readonly value: string | number | boolean | null | undefined }
  /** A number of which only the greatest value is known, such as a length. */
  | { readonly kind: 'count'; readonly most: number }
  /** Another value in every round of a loop: `i`. */
  | { readonly kind: 'varying' }
  /** What a worker sent, or something taken out of it. */
  | { readonly kind: 'message'; readonly start: Start }
  | { readonly kind: 'builtin'; readonly name: string }
  | {
      readonly kind: 'closure'
      readonly node: FunctionNode
      readonly scope: Scope
      readonly self: Value | null
      readonly home: Klass | null
      /** The repeats in which it was made: one function for every round. */
      readonly birth: Path
    }
  | Klass
  | Box
  | Start
  | { readonly kind: 'stream'; readonly start: Start }
  /** The number of a process, by which it can be asked whether it is still there. */
  | { readonly kind: 'pid'; readonly start: Start }
  | Promised
  | { readonly kind: 'settle'; readonly promise: Promised; readonly rejects: boolean }
  | { readonly kind: 'method'; readonly of: Ref; readonly name: string }
  | { readonly kind: 'promisified'; readonly of: Ref }

/** A function of the program, with all that it sees. */
export type Closure = Extract<Thing, { kind: 'closure' }>

/** A class of the program. */
export interface Klass {
  readonly kind: 'class'
  readonly node: ts.ClassLikeDeclaration
  readonly scope: Scope
  readonly base: Value
  readonly statics: Box
  /** The names of its members, computed ones among them. */
  readonly names: ReadonlyMap<ts.ClassElement, string>
}

/** An object, array, Map or Set: what it holds under known keys, and what it collects under any other. */
export interface Box {
  readonly kind: 'box'
  readonly fields: Map<string, Value>
  items: Value
  readonly birth: Path
  readonly klass: Klass | null
  /** Its length, at most; `null` when that is not known. */
  most: number | null
  /** It holds what it holds and nothing else: the arguments and the environment of main. */
  readonly closed: boolean
  /** A Map: a walk over it gives pairs of key and value. */
  readonly paired: boolean
  sorted: boolean
  /** Of a piece cut out of a list: how much of everything the list held. */
  readonly cutFrom?: Part
}

/** What one place starts, in one context: a process for every round of the repeats in `birth`. Threads are followed alike and left out at the end. */
export interface Start {
  readonly kind: 'start'
  readonly node: ts.Node
  readonly means: MeansKind
  /** Started by `cluster`, whose own events speak for all of its workers. */
  readonly clustered: boolean
  readonly birth: Path
  readonly count: number | null
  /** What the program itself has put on it: `child.ended = new Promise(…)`. */
  readonly fields: Map<string, Value>
  letGo: ts.Node | null
}

/** How a statement ends, where that is certain. */
export type Completion = 'normal' | 'break' | 'continue' | 'return'
