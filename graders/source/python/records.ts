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

/** What was seen on the way. What bears the name of one of the `SourceFacts` is explained there. */
export class Records {
  readonly starts: Start[] = []
  readonly pools: { readonly pool: Pool; readonly exact: boolean }[] = []
  readonly means = new Map<Node, { readonly kind: MeansKind; readonly name: string }>()
  /** Pauses of main, each with the question between whose repetitions it stands, if there is one. */
  readonly sleeps = new Map<Node, Node | null>()
  readonly readsInput = new Set<Node>()
  readonly shared = new Set<Node>()
  readonly unordered = new Set<Node>()
  /** Results that are asked for when the workers have been ended. */
  readonly askedTooLate = new Set<Node>()
  readonly ranByMain = new Set<Node>()
  readonly uncalled = new Set<Node>()
  /** Questions asked again and again that have another answer before the last process has ended. */
  readonly early = new Set<Node>()
  readonly unstarted = new Set<Node>()
  /** Waits that main never comes to, each with the statement that it does not get past. */
  readonly unreached = new Map<Node, Node>()
  /** Waits for something of which the text does not show what it is, and whether a process can be waited for so, or only a pool. */
  readonly strangeWaits = new Map<Node, 'process' | 'pool'>()
  /** Iterators and coroutines that would start processes or wait for them, and that nobody takes anything out of, or awaits. */
  readonly dropped = new Map<Node, Omit<Dropped, keyof Place>>()
  readonly unguarded = new Set<Node>()
  /** Every place that prints, as far as its code has been read. */
  readonly printed = new Map<Node, Printed>()
  /** Every `try` that has a handler and was come through. */
  readonly tries = new Map<Node, Tried>()
  /** What main surely prints, as far as it can be known without a run: `?` stands for the rest. */
  readonly prints: { readonly node: Node; readonly says: string }[] = []
  /** The texts that were carried out by `exec` or `eval`. */
  readonly executed: Node[] = []
}
