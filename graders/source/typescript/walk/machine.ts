/**
 * Theory of operation. The program is not run: it is walked through once, the way main would take, with values of which only what
 * leads to processes is known. Loops and callbacks are walked through once and noted as repeats; a loop whose first round turns out to be
 * another than the rest (`carried.ts`) makes the walk begin anew, and has that round walked through by itself. A branch whose condition is known to
 * be false in main (`process.argv[2] === 'child'`) is left out; where the condition is open, both branches are taken, and whatever they
 * do is uncertain. Listeners are put off until main awaits or ends, as the event loop does, and remember what caused them. What comes
 * of it all is a list of starts, and a graph of wishes: who waits for what.
 */
import type { ts } from 'ts-morph'
import type { MeansKind } from '../../facts.ts'
import { changedBy } from '../waits/asked-for.ts'
import { adopted, settleAfter } from '../waits/settling.ts'
import { newActivation, partAt, refer, settled, through, unknown } from '../values/values.ts'
import { Walk } from './walk.ts'
import type { Completion, Part, Ref, Scope, Start, Value } from '../values/things.ts'
import type { Cause, Link, Promised, Target, Wish } from '../waits/waiting.ts'

/** What knows each kind of syntax and of value. Handed in, because they need the machine as it needs them. */
export interface Parts {
  readonly evaluate: (machine: Machine, node: ts.Node, scope: Scope) => Value
  readonly call: (machine: Machine, callee: Value, args: readonly Value[], node: ts.Node) => Value
  readonly get: (machine: Machine, object: Value, name: string, node: ts.Node) => Value
  readonly execute: (machine: Machine, node: ts.Node, scope: Scope) => Completion
  /** What a module exports: one of the answer's own files, or one that comes from elsewhere. */
  readonly load: (machine: Machine, specifier: string, from: ts.SourceFile) => Value
  /** Whether the program reads what stands under a name. */
  readonly isAskedFor: (name: ts.Identifier | ts.PrivateIdentifier) => boolean
}

/** Enough for every honest program; what is longer is read no further into its functions. */
const mostSteps = 100_000

/** One walk through a program. */
export class Machine extends Walk {
  readonly #tasks: (() => void)[] = []
  readonly #parts: Parts
  #steps = 0

  /** `apart` are the loops whose first round is walked through by itself. */
  constructor(parts: Parts, program: ts.Node, apart: ReadonlySet<ts.Node> = new Set()) {
    super(program, apart)
    this.#parts = parts
  }

  evaluate(node: ts.Node, scope: Scope): Value {
    this.#step()
    return this.#parts.evaluate(this, node, scope)
  }

  execute(node: ts.Node, scope: Scope): Completion {
    this.#step()
    return this.#parts.execute(this, node, scope)
  }

  load(specifier: string, node: ts.Node): Value {
    return this.#parts.load(this, specifier, node.getSourceFile())
  }

  call(callee: Value, args: readonly Value[], node: ts.Node): Value {
    return this.#parts.call(this, callee, args, node)
  }

  get(object: Value, name: string, node: ts.Node): Value {
    return this.#parts.get(this, object, name, node)
  }

  /** Only calls can make a walk longer than the program. */
  #step(): void {
    if (this.callStack.length > 0) this.#steps++
  }

  get exhausted(): boolean {
    return this.#steps > mostSteps
  }

  /** Puts a callback off. One that would only cause itself again is not called again. */
  defer(cause: Cause, task: () => void): void {
    if (this.causes.some(({ node }) => node === cause.node)) return this.#respondTo(cause, 'other')
    const state = { ...this.state, causes: [...this.causes, cause], activation: newActivation(null), polling: false }
    this.#tasks.push(() => this.with(state, task))
  }

  causeOf(links: readonly Link[], node: ts.Node): Cause {
    return { links, node, path: this.path, uncertain: this.uncertain, counts: this.counts.length }
  }

  /** Lets the event loop turn until nothing is left to do. */
  drain(): void {
    for (let task = this.#tasks.shift(); task !== undefined; task = this.#tasks.shift()) task()
  }

  /** The program does something that can be noticed: whatever it waited for before, it waited for in earnest. */
  act(deed: 'prints' | 'other' = 'other'): void {
    for (const cause of this.causes) this.#respondTo(cause, deed)
    this.wishes.push(...this.activation.pending.map((wish) => ({ ...wish, counts: this.counts })))
    if (this.counts.length === 0) this.activation.pending = []
    if (deed !== 'prints') return
    this.activation.printed++
    this.tell()
  }

  /** The program changes something, which is a deed where it is asked for. */
  change(node: ts.Node): void {
    const name = changedBy(node)
    if (name === null || this.#parts.isAskedFor(name)) this.act()
  }

  /** Notes of the functions under way that they do something beyond waiting. */
  tell(): void {
    for (const func of this.callStack) this.telling.add(func)
  }

  #respondTo(cause: Cause, deed: 'prints' | 'other'): void {
    for (const link of cause.links) this.#respond(cause, link, deed)
  }

  /** A listener that merely shows each message waits for none of them; one that decides by them does. */
  #respond(cause: Cause, link: Link, deed: 'prints' | 'other'): void {
    const { to, needs, part } = link
    if (to.kind === 'pause' && (deed !== 'prints' || cause.uncertain > 0)) return
    if (to.kind === 'happening' && to.for === 'results' && this.uncertain <= cause.uncertain) return
    this.wishes.push({
      to,
      part: partAt({ needs, part }, cause.path),
      node: cause.node,
      by: 'listener',
      path: cause.path,
      certain: cause.uncertain === 0,
      counts: this.counts.slice(cause.counts),
      tells: deed === 'prints',
    })
  }

  /** `await`: notes who waits for what, and gives the value. */
  await(given: Value, node: ts.Node): Value {
    const value = adopted(this, given, node)
    this.drain()
    for (const ref of value) if (ref.thing.kind === 'promise') this.#awaitOne(ref, ref.thing, node)
    if (value.some(({ thing }) => thing.kind === 'promise')) {
      this.activation.awaited = true
      for (const call of this.activation.called.splice(0)) call.printed = this.activation.printed
    }
    this.mistake(value, node)
    return value.flatMap((ref) => (ref.thing.kind === 'promise' ? through(ref, ref.thing.value) : [ref]))
  }

  /** Notes the processes that somebody takes for promises. */
  mistake(value: Value, node: ts.Node): void {
    for (const { thing } of value) if (thing.kind === 'start') this.mistaken.push({ node, start: thing })
  }

  #awaitOne(ref: Ref, promise: Promised, node: ts.Node): void {
    const part = partAt(ref, this.path)
    const wish: Wish = { to: promise, part, node, by: 'await', path: this.path, certain: this.uncertain === 0 }
    const own = this.activation.promise
    if (this.uncertain > 0 || own === null) this.wishes.push(wish)
    else this.activation.pending.push(wish)
    own?.after.push({ to: promise, part, by: null, conditional: false })
  }

  /** A new promise that settles after `links`. */
  promise(node: ts.Node, links: readonly Link[] = [], value: Value = unknown, call: Promised['call'] = null): Promised {
    const promise: Promised = { kind: 'promise', node, birth: this.path, after: [], value: settled(value, this.path), call, madeBy: null }
    settleAfter(promise, links, this.path)
    this.promises.push(promise)
    return promise
  }

  promiseOf(node: ts.Node, links: readonly Link[], value: Value = unknown): Value {
    return refer(this.promise(node, links, value), this.path)
  }

  /** Notes a wait for something that is at hand, without a promise. */
  wish(to: Target, part: Part, node: ts.Node, by: Wish['by']): void {
    this.wishes.push({ to, part, node, by, path: this.path, certain: this.uncertain === 0 })
  }

  start(node: ts.Node, means: MeansKind, options: { clustered?: boolean; count?: number | null } = {}): Start {
    const count = options.count === undefined ? this.times : options.count
    const clustered = options.clustered ?? false
    const start: Start = { kind: 'start', node, means, clustered, birth: this.path, count, fields: new Map(), letGo: null }
    this.starts.push(start)
    this.tell()
    this.act()
    return start
  }
}
