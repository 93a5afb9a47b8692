/** What is seen of a program on the way through it. */
import type { Dropped, MeansKind, Place } from '../facts.ts'
import type { Printed, Tried } from './past-waits.ts'
import type { Pool, Runner } from './running.ts'
import type { Node } from './tree.ts'

/** A process that was started, and where. */
export interface Start {
  readonly node: Node
  readonly runner: Runner
  /** False inside a loop of unknown length. */
  readonly exact: boolean
}

/** What was seen on the way. */
export interface Records {
  readonly starts: Start[]
  readonly pools: { readonly pool: Pool; readonly exact: boolean }[]
  readonly means: Map<Node, { readonly kind: MeansKind; readonly name: string }>
  /** Pauses of main, each with the question between whose repetitions it stands, if there is one. */
  readonly sleeps: Map<Node, Node | null>
  readonly readsInput: Set<Node>
  readonly shared: Set<Node>
  readonly unordered: Set<Node>
  /** Results that are asked for when the workers have been ended. */
  readonly askedTooLate: Set<Node>
  readonly ranByMain: Set<Node>
  readonly uncalled: Set<Node>
  /** Questions asked again and again that have another answer before the last process has ended. */
  readonly early: Set<Node>
  readonly unstarted: Set<Node>
  /** Waits that main never comes to, each with the statement that it does not get past. */
  readonly unreached: Map<Node, Node>
  /** Waits for something of which the text does not show what it is, and whether a process can be waited for so, or only a pool. */
  readonly strangeWaits: Map<Node, 'process' | 'pool'>
  /** Iterators and coroutines that would start processes or wait for them, and that nobody takes anything out of, or awaits. */
  readonly dropped: Map<Node, Omit<Dropped, keyof Place>>
  readonly unguarded: Set<Node>
  /** Every place that prints, as far as its code has been read. */
  readonly printed: Map<Node, Printed>
  /** Every `try` that has a handler and was come through. */
  readonly tries: Map<Node, Tried>
  /** What main surely prints, as far as it can be known without a run: `?` stands for the rest. */
  readonly prints: { readonly node: Node; readonly says: string }[]
}

export const newRecords = (): Records => ({
  starts: [],
  pools: [],
  means: new Map(),
  sleeps: new Map(),
  readsInput: new Set(),
  shared: new Set(),
  unordered: new Set(),
  askedTooLate: new Set(),
  ranByMain: new Set(),
  uncalled: new Set(),
  early: new Set(),
  unstarted: new Set(),
  unreached: new Map(),
  strangeWaits: new Map(),
  dropped: new Map(),
  unguarded: new Set(),
  printed: new Map(),
  tries: new Map(),
  prints: [],
})
