/** What a program waits for, and who waits for it: promises and what they settle after, as far as the reader follows them. */
import type { ts } from 'ts-morph'
import type { Count } from './counters.ts'
import type { Part, Path, Start, Value } from '../values/things.ts'

/** The end of what was started, or word from it. */
export interface Happening {
  readonly kind: 'happening'
  readonly start: Start
  readonly for: 'end' | 'results'
  readonly how: string
  /** Main's own end, which comes after that of the process. */
  readonly ofMain?: boolean
  /** Whoever waits for it is released after so long at the latest. */
  readonly limitMs?: number
}

/** A pause for a fixed time. */
export interface Pause {
  readonly kind: 'pause'
  readonly node: ts.Node
  /** Where the source tells. */
  readonly ms?: number | null
}

/** Nothing to wait for: it is settled from the start. */
export interface Instant {
  readonly kind: 'instant'
  readonly rejects: boolean
}

/** Something that can be waited for. */
export type Target = Promised | Happening | Pause | Instant

/** A promise settles after this, for the given part of it. */
export interface Edge {
  readonly to: Target
  readonly part: Part
  /** Set where any of several is enough, as with `resolve` in the listeners of two processes: those of one alternative share it. */
  readonly by: object | null
  /** The call of `resolve` stands behind a condition that the reader cannot decide, such as `++ended === 4`. */
  readonly conditional: boolean
  /** The counts that must have been reached there. */
  readonly counts?: readonly Count[]
}

/** A promise that one place makes: in one round of the repeats in `birth`, one of them. */
export interface Promised {
  readonly kind: 'promise'
  readonly node: ts.Node
  readonly birth: Path
  readonly after: Edge[]
  value: Value
  /** What a walk over its values ends with, as `on(…, { close: ['exit'] })` does. */
  readonly last?: Value
  readonly call: AsyncCall | null
  /** While the function that was handed to `new Promise` is walked through: whoever runs it. */
  madeBy: Activation | null
}

/** A call to an async function. */
export interface AsyncCall {
  readonly caller: Activation
  /** How much the caller had printed by then; of a function that prints as well, by the caller's next await, and `null` until then. */
  printed: number | null
  readonly tail: Wish[]
}

/** A run of an async function, or of the program itself. */
export interface Activation {
  readonly promise: Promised | null
  /** Awaits after which nothing was done yet. */
  pending: Wish[]
  printed: number
  /** What it has called since it awaited something. */
  called: AsyncCall[]
  awaited: boolean
}

/** Somebody waits for something. */
export interface Wish {
  readonly to: Target
  readonly part: Part
  readonly node: ts.Node
  /** `call`: a function that returns when the process has ended. `poll`: a loop that asks again and again. */
  readonly by: 'await' | 'listener' | 'call' | 'poll'
  readonly path: Path
  /** False behind a condition that the reader cannot decide. */
  readonly certain: boolean
  /** An await with nothing behind it, in an async function that nobody awaits. */
  readonly atTheEnd?: boolean
  /** The counts that must have been reached where the program does something then. */
  readonly counts?: readonly Count[]
  /** True for a listener that prints then. What else it does is a wish of its own. */
  readonly tells?: boolean
}

/** Why a callback is called. */
export interface Cause {
  readonly links: readonly Link[]
  /** Where the callback was handed over. */
  readonly node: ts.Node
  readonly path: Path
  readonly uncertain: number
  /** How many counts had to be reached there. */
  readonly counts: number
  /** Of a timer that stops what takes too long: how long that may take. */
  readonly limit?: Pause
}

/** A thing to wait for, as it was referred to. */
export interface Link {
  readonly to: Target
  readonly needs: Path
  readonly part: Part
}

/** A result put behind others when it came, and what it came of. */
export interface Push {
  readonly node: ts.Node
  readonly onto: { readonly sorted: boolean }
  readonly start: Start
  readonly path: Path
}
