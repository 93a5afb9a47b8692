/**
 * Where a walk through a program stands, and what changes that while a part of the program is walked through: every change lasts as long as its `body`.
 */
import type { ts } from 'ts-morph'
import { nested } from '../waits/counters.ts'
import type { Count } from '../waits/counters.ts'
import { Notes } from './notes.ts'
import type { Path, Repeat } from '../values/things.ts'
import type { Activation, Cause } from '../waits/waiting.ts'
import { newActivation, nowhere, timesOf } from '../values/values.ts'

type State = Pick<Walk, 'path' | 'uncertain' | 'counts' | 'causes' | 'activation' | 'polling' | 'callStack' | 'isAlone'>

/** The state of a walk, and the notes that it takes. */
export class Walk extends Notes {
  path: Path = nowhere
  causes: readonly Cause[] = []
  /** How many conditions that nobody can decide lead here. */
  uncertain = 0
  /** The counts that must have been reached here. */
  counts: readonly Count[] = []
  activation: Activation = newActivation(null)
  /** The condition of a loop, or of a callback that is called again and again, is being evaluated. */
  polling = false
  /** The functions under way; in a callback those from which it was handed over: `end.then(next)` in `next` goes on with `next`. */
  callStack: readonly ts.Node[] = []
  /** In a round of a loop that is walked through by itself. */
  isAlone = false
  readonly #apart: ReadonlySet<ts.Node>

  /** `apart` are the loops whose first and last rounds are walked through by themselves. */
  constructor(program: ts.Node, apart: ReadonlySet<ts.Node>) {
    super(program)
    this.#apart = apart
  }

  /** Main surely comes here, and by itself: no open condition and no callback lies between. */
  get isCertain(): boolean {
    return this.uncertain === 0 && this.causes.length === 0
  }

  /** How often what happens now happens in all, where the source tells. */
  get times(): number | null {
    return new Set(this.callStack).size < this.callStack.length ? null : timesOf([...this.path])
  }

  /** Walks through something that may run many times. */
  repeat<T>(repeat: Repeat, body: (repeat: Repeat) => T): T {
    return this.with({ path: new Set([...this.path, repeat]) }, () => body(repeat))
  }

  /**
   * Walks through a loop; through its first round and its last alone, too, where each leaves something to the next. What the last one finds there (`over`)
   * stands for what every one does: as it goes on with the round before it, so did that with its own.
   */
  rounds({ times, inOrder, node }: Repeat, body: (repeat: Repeat, over: Path) => void): void {
    const isWhole = this.isAlone || !this.#apart.has(node)
    const between = { times: isWhole || times === null ? times : Math.max(0, times - 2), inOrder, node }
    if (!isWhole) this.with({ isAlone: true }, () => body({ times: 1, inOrder, node }, nowhere))
    this.repeat(between, (repeat) => body(repeat, nowhere))
    if (!isWhole && times !== 1) this.with({ isAlone: true }, () => body({ times: 1, inOrder, node }, new Set([between])))
  }

  /** Walks through something that may not run at all. */
  maybe<T>(body: () => T): T {
    return this.with({ uncertain: this.uncertain + 1 }, body)
  }

  /** Walks through what comes only when some counts have been reached. */
  counting<T>(counts: readonly Count[], body: () => T): T {
    return counts.length === 0 ? body() : this.with({ counts: nested(this.counts, counts) }, body)
  }

  poll<T>(body: () => T): T {
    return this.with({ polling: true }, body)
  }

  /** Walks through the body of a function. */
  within<T>(func: ts.Node, body: () => T): T {
    return this.with({ callStack: [...this.callStack, func] }, body)
  }

  /** Walks through the body of an async function. */
  activate<T>(activation: Activation, body: () => T): T {
    return this.with({ activation }, body)
  }

  /** Walks through `body` in another state, and comes back to this one. */
  protected with<T>(state: Partial<State>, body: () => T): T {
    const before = this.state
    Object.assign(this, state)
    try {
      return body()
    } finally {
      Object.assign(this, before)
    }
  }

  /** Where it stands, to come back to. */
  protected get state(): State {
    const { path, uncertain, counts, causes, activation, polling, callStack, isAlone } = this
    return { path, uncertain, counts, causes, activation, polling, callStack, isAlone }
  }
}
