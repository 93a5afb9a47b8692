/**
 * Reading a program as if it ran: statement by statement, with unknown values where only a run could tell. Nothing is executed.
 * A condition that cannot be decided is taken both ways; a collection of unknown length is supposed to hold three things.
 */
import type { Records } from './records.ts'
import type { Node } from './tree.ts'
import { textOf } from './tree.ts'
import type { Task, Branch, Poll, Runner } from './running.ts'
import type { Args, Scope, Value } from './values.ts'
import { NONE } from './values.ts'

/** How a statement hands on control. */
export interface Completion {
  readonly how: 'next' | 'break' | 'continue' | 'return' | 'raise'
  readonly value: Value
}

/** The statement is done, and the next one follows. */
export const NEXT: Completion = { how: 'next', value: NONE }
/** A statement that hands on control in this way; only a `return` has a value to hand on. */
export const complete = (how: Completion['how'], value: Value = NONE): Completion => ({ how, value })

/** A function that is being read. */
export interface Frame {
  /** What it would have returned, had an undecided branch been taken. */
  perhaps: Value | null
  readonly yields: Value[]
  /** What each undecided branch that returns has asked of processes, and what it returns. */
  readonly answers: { readonly asked: Poll | undefined; readonly value: Value }[]
}

/** Where the reader stands. */
export class State {
  /** How many more expressions and statements may be read: programs that never end are read for a while only. */
  budget = 200_000
  /** How many expressions surround this one. */
  depth = 0
  /** Whose code is read: that of main's first thread, of another thread, of a worker. */
  who: 'main' | 'thread' | 'worker' = 'main'
  /** This place is under the main guard, `if __name__ == '__main__':`. */
  guarded = false
  /** How many loops and branches of unknown outcome surround this place. */
  supposed = 0
  /** How many loops of the same function surround this place: the deeper, the fewer rounds of each are read. */
  loops = 0
  /** The bodies of the functions under way, the innermost last. */
  readonly active: Node[] = []
  readonly frames: Frame[] = []
  /** Whether an undecided `break` was met in the innermost loop. */
  mayBreak = false
  /** The first undecided condition of the innermost loop that may have left it by `break` or `return`. */
  mayStop: Node | null = null
  /** Whether the innermost loop may end by a count or a clock. */
  limited: () => boolean = () => false
  /** An exception, or the end of the program, is on its way outwards. */
  raised = false
  /** How many things have been taken by hand out of iterators of known length: a loop that does so comes to an end. */
  drawn = 0
  /** What the innermost loop asked whether it is still running. */
  polled = new Set<Runner | Task>()
  /** Of whom the innermost loop is left when they have ended, and in which of its rounds that was read first. */
  leftWhenEnded = new Map<Runner | Task, number>()
  /** Which round of the innermost loop it is. */
  round = 0
  /** What workers run, as far as it has been read. */
  readonly workers = new Set<unknown>()
  /** What an unknown iterable is supposed to hold: the same things each time. */
  readonly supposedItems = new WeakMap<Value, Value[]>()
  readonly atExit: (() => void)[] = []
  /** Whether a `while` loop is under way: what it finds still running in one round it may find ended in the next. */
  again = false
  /** The branches of undecided conditions that surround this place. */
  branches: readonly Branch[] = []
  /** The program's handler for the signal that a child has ended. */
  onChildEnd: Value | null = null
  /** In such a handler: the child that has ended, until it has been asked for. */
  ended: Runner | null | undefined = undefined
  /** The condition of the innermost `while` loop, where nobody can tell from the text how long it holds; `process` where it asks a process. */
  asks: Node | 'process' | null = null
  /** A manager's server, too, is a child of main. */
  hasManager = false
  /** What the program has put in the place of methods of `Process` itself, by their names. */
  readonly ofAllProcesses = new Map<string, Value>()
}

/** The reader: what its parts need of each other. */
export interface Walk {
  readonly state: State
  readonly records: Records
  readonly evaluate: (node: Node | undefined, scope: Scope) => Value
  readonly execute: (body: Node | undefined, scope: Scope) => Completion
  readonly call: (callee: Value, args: Args, site: Node) => Value
  /** Calls a method by its name, whoever defines it. */
  readonly callMethod: (self: Value, name: string, args: Args, site: Node) => Value
  readonly attribute: (value: Value, name: string, site: Node) => Value
  readonly assign: (target: Node, value: Value, scope: Scope) => void
  /** A comprehension without brackets of its own: nothing happens until somebody pulls. */
  readonly generator: (nodes: readonly Node[], scope: Scope) => Value
  readonly pull: (value: Value) => () => Value | undefined
  /** A module of the answer, or a name for one of a library; sought from the folder of the entry where no other is given. */
  readonly importModule: (name: string, folder?: string) => Value
}

/** What a name of a library does when it is called; `site` is the call. */
export type LibraryFunction = (walk: Walk, args: Args, site: Node) => Value

/** What an expression of one kind of syntax stands for. */
export type ExpressionReader = (walk: Walk, node: Node, scope: Scope) => Value

/** What a statement of one kind of syntax does; where it says nothing, the next one follows. */
export type StatementReader = (walk: Walk, node: Node, scope: Scope) => Completion | void

/** Reads something with one part of the state changed for as long as it takes. */
export const during = <Key extends keyof State, Result>({ state }: Walk, key: Key, value: State[Key], read: () => Result): Result => {
  const before = state[key]
  state[key] = value
  try {
    return read()
  } finally {
    state[key] = before
  }
}

/** Reads something that may or may not happen, or not as often. */
export const supposing = <Result>(walk: Walk, read: () => Result): Result => during(walk, 'supposed', walk.state.supposed + 1, read)

/** Reads one branch of a condition that only a run can decide. */
export const perhaps = <Result>(walk: Walk, branch: Branch, read: () => Result): Result =>
  supposing(walk, () => during(walk, 'branches', [...walk.state.branches, branch], read))

/** Reads code that a worker process runs: once for each function, however many workers run it. */
export const inWorker = (walk: Walk, code: unknown, read: () => unknown): void => {
  if (walk.state.workers.has(code)) return
  walk.state.workers.add(code)
  during(walk, 'raised', false, () => during(walk, 'who', 'worker', () => supposing(walk, read)))
}

/** Everything that an iterable holds. */
export const itemsOf = (walk: Walk, value: Value): Value[] => {
  const pull = walk.pull(value)
  const items: Value[] = []
  for (let item = pull(); item && items.length < 1000; item = pull()) items.push(item)
  return items
}

/** Notes a place that starts processes, where it is not under the main guard. */
export const noteLaunch = ({ state, records }: Walk, node: Node): void => {
  if (!state.guarded && state.who !== 'worker') records.unguarded.add(node)
}

/** True where a condition asks for the main guard's name. */
export const isGuard = (condition: Node): boolean => /\b__name__\b/.test(textOf(condition))
