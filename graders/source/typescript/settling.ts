/** What promises settle after. */
import type { Machine } from './machine.ts'
import type { Link, Promised, Value } from './things.ts'
import { partAt, settled } from './values.ts'

/** What is waited for by waiting for every promise among these values. */
export const linksOf = (value: Value): Link[] =>
  value.flatMap(({ thing, needs, part }) => (thing.kind === 'promise' ? [{ to: thing, needs, part }] : []))

/** Notes that a promise is resolved here, by whatever caused it. */
export const resolve = (machine: Machine, promise: Promised, value: Value): void => {
  const by = machine.causes.at(-1) ?? null
  for (const cause of machine.causes) {
    const conditional = machine.uncertain > cause.uncertain
    for (const { to, needs, part } of cause.links) {
      const path = conditional ? new Set([...cause.path, ...promise.birth]) : promise.birth
      promise.after.push({ to, part: partAt({ needs, part }, path), by, conditional })
    }
  }
  for (const { to, needs, part } of linksOf(value))
    promise.after.push({ to, part: partAt({ needs, part }, promise.birth), by: null, conditional: false })
  promise.value = [...promise.value, ...settled(value, machine.path)]
}
