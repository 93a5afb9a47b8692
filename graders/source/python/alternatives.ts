/** What one of several branches made, of which only the last is followed: whoever waits for that one would wait for the others as well. */
import type { Node } from './tree.ts'
import type { Pool, Runner, Waited } from './running.ts'
import type { Value } from './values.ts'

type Made = Pool | Runner

const isMade = (value: Value | undefined): value is Made => value?.is === 'pool' || value?.is === 'runner'

/** Notes that what follows sees `after`, where it would see `before` had the run gone the other way. */
export const standsFor = (before: Value | undefined, after: Value): void => {
  if (!isMade(before) || !isMade(after) || before === after) return
  const own = before.within.find((branch) => !after.within.includes(branch))
  if (own && !leadsTo(after, before)) before.instead ??= { made: after, statement: own.statement }
}

const leadsTo = (from: Made, to: Made): boolean => from === to || (from.instead !== undefined && leadsTo(from.instead.made, to))

/** The same of a name that is bound anew: only where the other branch of one statement does that, and not what comes after it. */
export const replaces = (before: Value | undefined, after: Value): void => {
  if (!isMade(before) || !isMade(after)) return
  const isOtherBranch = before.within.some((one) =>
    after.within.some((other) => one.statement === other.statement && one.index !== other.index),
  )
  if (isOtherBranch) standsFor(before, after)
}

/** What would have waited for it, had the run gone its way: nothing that stands in the branch of the other. */
export const waitedInstead = ({ instead }: Made, waitFor: (made: Made) => Waited | null): Waited | null => {
  const wait = instead ? waitFor(instead.made) : null
  return wait && !isInside(wait.node, instead!.statement) ? wait : null
}

const isInside = (node: Node, outer: Node): boolean => node.source === outer.source && outer.from <= node.from && node.to <= outer.to
