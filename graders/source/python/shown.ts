/** Values as Python prints them. */
import { notePrinted } from './past-waits.ts'
import type { Node } from './tree.ts'
import type { Args, Value } from './values.ts'
import { constant, unknown } from './values.ts'
import type { Walk } from './walk.ts'

/** Longer texts are not put together: in a loop they could grow without end. */
const LONGEST = 10_000

/** A text that was put together, where all of it is known. */
export const textValue = (text: string | null): Value => (text === null || text.length > LONGEST ? unknown({ data: true }) : constant(text))

/** How a known value is printed; `null` where any part of it is unknown. */
export const shown = (value: Value): string | null => {
  if (value.is === 'list') return value.exact ? inBrackets(value.items.map(shownInside)) : null
  if (value.is === 'constant' && value.isDoubtful) return null
  return value.is === 'constant' && value.value !== null && typeof value.value !== 'boolean' ? String(value.value) : null
}

const inBrackets = (items: readonly (string | null)[]): string | null => (items.includes(null) ? null : `[${items.join(', ')}]`)

/** Lists in lists come to nothing that is asked for here, and could be nested without end. */
const shownInside = (value: Value): string | null => (value.is === 'list' ? null : shown(value))

/** A value as it is left by a branch that only a run can decide: what is computed with it goes on, but nobody is sure to print it. */
export const inBranch = ({ state }: Walk, value: Value): Value => {
  if (state.branches.length === 0) return value
  if (value.is === 'list') state.budget -= value.items.length >> 3
  return doubtful(value)
}

/** A value that some branch left of which nobody can tell whether it is taken. */
export const doubtful = (value: Value): Value => {
  if (value.is === 'list') value.items = value.items.map((item) => (item.is === 'list' ? item : doubtful(item)))
  const isData = value.is === 'constant' && value.value !== null && typeof value.value !== 'boolean'
  return isData ? { ...value, isDoubtful: true } : value
}

/** Notes what main prints here, where it is certain that it does. */
export const notePrint = (walk: Walk, { positional }: Args, node: Node): void => {
  const { state, records } = walk
  notePrinted(walk, node)
  if (state.who !== 'main' || state.supposed > 0 || state.raised) return
  records.prints.push({ node, says: positional.map((value) => shown(value) ?? '?').join(' ') })
}
