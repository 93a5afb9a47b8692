/** What a condition lets through of which nobody can tell whether it holds: a wait for such a thing may be none. */
import { askedIn } from './branches.ts'
import type { Branch, Poll } from './running.ts'
import type { Node } from './tree.ts'
import type { List, Value } from './values.ts'
import type { Walk } from './walk.ts'

/** The conditions under which alone an item is there, of an iterator the one that it has handed out last. */
export const doubtsAbout = (iterable: Value, item: Value): readonly Branch[] => {
  if (iterable.is === 'lazy') return iterable.doubts?.() ?? []
  return (iterable.is === 'list' ? iterable.doubts?.get(item) : undefined) ?? []
}

/** The branch of a condition that may hold or not, and what it asks about. */
export const doubtAt = (walk: Walk, statement: Node, poll: Poll | undefined): Branch => ({
  statement,
  index: 0,
  of: null,
  poll: askedIn(walk, poll),
})

/** Takes everything out, and keeps what each item depends on. */
export const doubted = (
  next: () => Value | undefined,
  branches: () => readonly Branch[],
): { readonly held: readonly Value[]; readonly about: Pick<List, 'doubts'> } => {
  const held: Value[] = []
  const doubts = new Map<Value, readonly Branch[]>()
  for (let item = next(); item && held.length < 1000; item = next()) {
    held.push(item)
    if (branches().length > 0) doubts.set(item, branches())
  }
  return { held, about: doubts.size > 0 ? { doubts } : {} }
}
