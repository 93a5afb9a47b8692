/** Operators on values that are known. */
import type { Poll, Primitive, Value } from './values.ts'
import { constant, list, negated, numberOf, pollOf, truthOf, unknown } from './values.ts'
import type { Walk } from './walk.ts'

const ARITHMETIC: Readonly<Record<string, (a: number, b: number) => number>> = {
  '+': (a, b) => a + b,
  '-': (a, b) => a - b,
  '*': (a, b) => a * b,
  '/': (a, b) => a / b,
  '//': (a, b) => Math.floor(a / b),
  '%': (a, b) => a - b * Math.floor(a / b),
  '**': (a, b) => a ** b,
}

/** The longest list that is multiplied out. */
const MAX_ITEMS = 1000

export const binary = (operator: string, left: Value, right: Value): Value => {
  if (left.is === 'list' && right.is === 'list' && operator === '+') return list([...left.items, ...right.items], left.exact && right.exact)
  if (left.is === 'list' && operator === '*') return repeated(left.items, left.exact, numberOf(right))
  const [a, b] = [numberOf(left), numberOf(right)]
  const compute = ARITHMETIC[operator]
  if (a !== null && b !== null && compute) {
    const result = compute(a, b)
    return Number.isFinite(result) ? constant(result) : unknown()
  }
  const poll = pollOf(left) ?? pollOf(right)
  return unknown(poll ? { poll } : {})
}

const repeated = (items: readonly Value[], exact: boolean, times: number | null): Value =>
  list(
    Array.from({ length: times ?? 3 }, () => items)
      .flat()
      .slice(0, MAX_ITEMS),
    exact && times !== null,
  )

const ORDER: Readonly<Record<string, (a: NonNullable<Primitive>, b: NonNullable<Primitive>) => boolean>> = {
  '<': (a, b) => a < b,
  '>': (a, b) => a > b,
  '<=': (a, b) => a <= b,
  '>=': (a, b) => a >= b,
}

/** A comparison, or undefined for any other operator. */
export const compare = (walk: Walk, operator: string, left: Value, right: Value): Value | undefined => {
  if (operator === 'in' || operator === 'not in') return membership(operator, left, right)
  const equal = operator === '==' || operator === 'is'
  if (!equal && operator !== '!=' && operator !== 'is not' && !ORDER[operator]) return undefined
  const poll = comparedPoll(operator, left, right)
  if (poll) return unknown({ poll })
  if (left.is === 'constant' && right.is === 'constant') return compared(operator, left.value, right.value)
  const undecided = left.is === 'unknown' || right.is === 'unknown' || ORDER[operator] || walk.state.budget <= 0
  return undecided ? unknown() : constant((left === right) === equal)
}

const compared = (operator: string, a: Primitive, b: Primitive): Value => {
  if (operator === '==' || operator === 'is') return constant(a === b)
  if (operator === '!=' || operator === 'is not') return constant(a !== b)
  return a === null || b === null || typeof a !== typeof b ? unknown() : constant(ORDER[operator]!(a, b))
}

/** `exitcode is None` is true while the process runs; so is `sum(alive) > 0`. */
const comparedPoll = (operator: string, left: Value, right: Value): Poll | undefined => {
  const poll = pollOf(left)
  if (!poll || right.is !== 'constant') return poll ?? pollOf(right)
  const asksForNothing = truthOf(right) === false && (operator === '==' || operator === 'is' || operator === '<=')
  return asksForNothing ? negated(poll) : poll
}

const membership = (operator: string, left: Value, right: Value): Value => {
  if (right.is === 'dict' && left.is === 'constant') return constant(right.entries.has(left.value) === (operator === 'in'))
  if (right.is !== 'list' || left.is === 'unknown') return unknown()
  const isIn = right.items.some((item) => item === left || (item.is === 'constant' && left.is === 'constant' && item.value === left.value))
  const undecided = !isIn && right.items.some(({ is }) => is === 'unknown')
  return undecided ? unknown() : constant(isIn === (operator === 'in'))
}
