/** What promises settle after. */
import type { ts } from 'ts-morph'
import type { Machine } from '../walk/machine.ts'
import type { Path, Thing, Value } from '../values/things.ts'
import type { Activation, Edge, Link, Promised } from './waiting.ts'
import { isWithin, partAt, refer, settled } from '../values/values.ts'

/** A promise that nothing has settled yet, and what settles it. */
export const openPromise = (machine: Machine, node: ts.Node): { promise: Promised; value: Value; settle: Value; reject: Value } => {
  const promise = machine.promise(node)
  const by = (rejects: boolean) => refer({ kind: 'settle', promise, rejects })
  return { promise, value: refer(promise, machine.path), settle: by(false), reject: by(true) }
}

/** Whoever waits for an object with a method `then` calls that, and waits until it calls back. */
export const adopted = (machine: Machine, value: Value, node: ts.Node): Value =>
  value.flatMap((ref) => {
    const then = ref.thing.kind === 'box' ? machine.get([ref], 'then', node).filter(({ thing }) => thing.kind === 'closure') : []
    if (then.length === 0) return [ref]
    const { value: promise, settle, reject } = openPromise(machine, node)
    machine.call(then, [settle, reject], node)
    return promise
  })

/** What is waited for by waiting for every promise among these values. */
export const linksOf = (value: Value): Link[] =>
  value.flatMap(({ thing, needs, part }) => (thing.kind === 'promise' ? [{ to: thing, needs, part }] : []))

/** Notes that a promise settles after each of these links, for the part of it that is meant while `path` is under way. */
export const settleAfter = (promise: Promised, links: readonly Link[], path: Path): void => {
  for (const { to, needs, part } of links) promise.after.push({ to, part: partAt({ needs, part }, path), by: null, conditional: false })
}

/** Notes that a promise surely is settled from the start. */
export const settleAtOnce = (machine: Machine, promise: Promised, rejects: boolean): void => {
  if (machine.uncertain > 0) return
  const to = { kind: 'instant', rejects } as const
  promise.after.push({ to, part: 'all', by: to, conditional: false })
}

/** A promise that nobody has to wait for, since it has failed from the start. */
export const isRejectedAtOnce = ({ after }: Promised): boolean =>
  after.length > 0 && after.every(({ to }) => to.kind === 'instant' && to.rejects)

/** Notes that a promise is rejected here: it is settled from the start, or when some time is over. */
export const reject = (machine: Machine, promise: Promised): void => {
  if (promise.madeBy === machine.activation) settleAtOnce(machine, promise, true)
  const by = machine.causes.at(-1)
  if (by?.limit !== undefined && machine.uncertain <= by.uncertain)
    promise.after.push({ to: by.limit, part: 'all', by, conditional: false })
}

/** Notes that a promise is resolved here, by whatever caused it. */
export const resolve = (machine: Machine, promise: Promised, value: Value): void => {
  machine.tell()
  if (promise.madeBy === machine.activation && linksOf(value).length === 0) settleAtOnce(machine, promise, false)
  const by = machine.causes.at(-1) ?? null
  for (const cause of machine.causes) {
    const conditional = machine.uncertain > cause.uncertain
    const counts = machine.counts.slice(cause.counts)
    for (const { to, needs, part } of cause.links) {
      const path = conditional ? new Set([...cause.path, ...promise.birth]) : promise.birth
      promise.after.push({ to, part: partAt({ needs, part }, path), by, conditional, counts })
    }
  }
  promise.after.push(...awaitedBefore(machine, machine.activation, promise))
  settleAfter(promise, linksOf(value), promise.birth)
  promise.value = [...promise.value, ...settled(value, machine.path)]
}

/** `resolve()` in an async function comes after all that it has awaited so far, and after what those who called it had awaited. */
const awaitedBefore = (machine: Machine, { promise: own }: Activation, promise: Promised): Edge[] => {
  if (own === null) return []
  const conditional = machine.uncertain > (machine.causes.at(-1)?.uncertain ?? 0)
  const isForAll = conditional || isWithin(own.birth, promise.birth)
  const counts = machine.counts.slice(machine.causes.at(-1)?.counts ?? 0)
  const edges = own.after.map(({ to, part }): Edge => ({ to, part: isForAll ? part : 'some', by: own, conditional, counts }))
  return own.call === null ? edges : [...edges, ...awaitedBefore(machine, own.call.caller, promise)]
}

/**
 * What a name holds that is given another value in every round. `chain = chain.then(() => end)` makes a promise that settles after the one before: the last
 * of them stands for all.
 */
export const chained = (old: Value, value: Value, path: Path): Value =>
  value.map((ref) => {
    const before = ref.needs.size === 0 ? undefined : old.find(({ thing }) => settlesAfter(ref.thing, thing))
    return before === undefined
      ? ref
      : { ...ref, needs: new Set([...ref.needs].filter((repeat) => !path.has(repeat) || before.needs.has(repeat))) }
  })

const settlesAfter = (thing: Thing, before: Thing): boolean => {
  if (thing.kind !== 'promise' || before.kind !== 'promise') return false
  const seen = new Set<unknown>([thing])
  for (const each of seen) {
    if (each === before) return thing !== before
    for (const { to, by } of (each as Promised).after) if (by === null && to.kind === 'promise') seen.add(to)
  }
  return false
}
