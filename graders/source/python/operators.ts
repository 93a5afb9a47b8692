/** Operators on values that are known. */
import { SUPPOSED, hasKey } from './containers.ts'
import { textValue } from './shown.ts'
import { tallyOf, turningBetween } from './tallies.ts'
import type { Poll } from './running.ts'
import type { Constant, List, Primitive, Value } from './values.ts'
import { handleOf, mergePolls, negated, pollOf, truthOf } from './polls.ts'
import { NONE, constant, list, numberOf, unknown } from './values.ts'

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

/** What an operator with two sides gives; unknown where a side is. */
export const binary = (operator: string, left: Value, right: Value): Value => {
  if (left.is === 'list' && right.is === 'list' && operator === '+')
    return list([...left.items, ...right.items].slice(0, MAX_ITEMS), left.exact && right.exact)
  if (left.is === 'dict' && right.is === 'dict' && operator === '|')
    return { is: 'dict', entries: new Map([...left.entries, ...right.entries]) }
  if (left.is === 'list' && operator === '*') return repeated(left.items, left.exact, numberOf(right))
  const [a, b] = [numberOf(left), numberOf(right)]
  const compute = ARITHMETIC[operator]
  if (a !== null && b !== null && compute) {
    const result = compute(a, b)
    return Number.isFinite(result) ? constant(result) : unknown()
  }
  if (operator === '+' && isText(left) && isText(right)) return textValue(`${left.value}${right.value}`)
  const poll = pollOf(left) ?? pollOf(right)
  return unknown(poll ? { poll } : { data: true })
}

const isText = (value: Value): value is Constant => value.is === 'constant' && typeof value.value === 'string'

/** `[0] * 10**9` is written quickly: no more is made than is kept. */
const repeated = (items: readonly Value[], exact: boolean, times: number | null): Value =>
  list(
    Array.from({ length: Math.min(times ?? SUPPOSED, MAX_ITEMS) }, () => items)
      .flat()
      .slice(0, MAX_ITEMS),
    exact && times !== null && items.length * times <= MAX_ITEMS,
  )

const ORDER: Readonly<Record<string, (a: NonNullable<Primitive>, b: NonNullable<Primitive>) => boolean>> = {
  '<': (a, b) => a < b,
  '>': (a, b) => a > b,
  '<=': (a, b) => a <= b,
  '>=': (a, b) => a >= b,
}

/** Things that are equal to themselves alone. */
const IDENTITIES: ReadonlySet<string> = new Set(['runner', 'pool', 'task', 'function', 'class', 'instance', 'dict', 'lazy'])

/** A comparison, or undefined for any other operator. */
export const compare = (operator: string, left: Value, right: Value): Value | undefined => {
  if (operator === 'in' || operator === 'not in') return membership(operator, left, right)
  const equal = operator === '==' || operator === 'is'
  if (!equal && operator !== '!=' && operator !== 'is not' && !ORDER[operator]) return undefined
  if (handleOf(left) && right.is === 'constant') return besideHandle(operator, right.value)
  const isCount = tallyOf(left) !== undefined || tallyOf(right) !== undefined
  const poll = isCount ? countedPoll(operator, left, right) : comparedPoll(operator, left, right)
  if (poll) return unknown({ poll })
  if (left.is === 'constant' && right.is === 'constant') return compared(operator, left.value, right.value)
  if (left.is === 'list' && right.is === 'list') return toldBeside(operator, left, right) ?? sameLists(left, right, equal)
  const isKnown = !ORDER[operator] && [left, right].every((value) => IDENTITIES.has(value.is) || value === NONE)
  return isKnown ? constant((left === right) === equal) : unknown()
}

/** `p.pid is not None`, `p.pid > 0`: a process id is a number above zero. */
const besideHandle = (operator: string, other: Primitive): Value =>
  other === null || (typeof other === 'number' && other <= 0) ? compared(operator, 1, other) : unknown()

/** `os.waitpid(p.pid, os.WNOHANG) == (0, 0)` is true while the process runs. */
const toldBeside = (operator: string, { items: [told] }: List, { items: [first] }: List): Value | undefined => {
  const poll = told?.is === 'unknown' && told.poll?.zero && first ? comparedPoll(operator, told, first) : undefined
  return poll && unknown({ poll })
}

/** Lists of different lengths differ; of others only the empty ones are surely the same. */
const sameLists = (left: List, right: List, equal: boolean): Value => {
  const lengths = [left.items.length, right.items.length]
  const isKnown = left.exact && right.exact && (lengths[0] !== lengths[1] || lengths[0] === 0)
  return isKnown ? constant((lengths[0] === lengths[1]) === equal) : unknown()
}

const compared = (operator: string, a: Primitive, b: Primitive): Value => {
  if (operator === '==' || operator === 'is') return constant(a === b)
  if (operator === '!=' || operator === 'is not') return constant(a !== b)
  return a === null || b === null || typeof a !== typeof b ? unknown() : constant(ORDER[operator]!(a, b))
}

/** `exitcode is None` is true while the process runs; so are `exitcode != 0`, `ended < 4` and `sum(alive) > 0`. */
const comparedPoll = (operator: string, left: Value, right: Value): Poll | undefined => {
  const poll = pollOf(left)
  if (!poll) return pollOf(right)
  const early = earlyPoll(operator, poll, right)
  if (early) return early
  const isNone = right.is === 'list' && right.exact && right.items.length === 0
  if (poll.alive && (isNone ? operator === '==' : operator === '<' && numberOf(right) === 1)) return negated(poll)
  if (right.is !== 'constant') return poll
  if (!poll.alive && !poll.zero && typeof right.value === 'number') return endedPoll(operator, poll, right.value)
  const asksForNothing = truthOf(right) === false && (operator === '==' || operator === 'is' || operator === '<=')
  return asksForNothing ? negated(poll) : poll
}

/** `exitcode != 0` is true while the process runs, and `sum(ended) < 4` while one of four does. */
const endedPoll = (operator: string, poll: Poll, number: number): Poll | undefined => {
  const counted = operator === '<=' || operator === '>' ? number + 1 : number
  const every = poll.of.length > 1 ? counted >= poll.of.length : poll.every
  const asked = { ...poll, every }
  return /^(?:!=|is not|<=?)$/.test(operator) ? negated(asked) : asked
}

/** How many of several that still run each comparison must name to have another answer before the last of them has ended. */
const LEAST: Readonly<Record<string, number>> = { '==': 1, is: 1, '>': 1, '>=': 2, '!=': 1, 'is not': 1, '<': 2, '<=': 1 }

/** `len(left) == 4`, `left == children` and `len(left) > 1` do not ask for all of them. */
const earlyPoll = (operator: string, poll: Poll, right: Value): Poll | undefined => {
  const count = right.is === 'list' && right.exact ? right.items.length : numberOf(right)
  if (!poll.alive || poll.of.length < 2 || poll.amongOthers || count === null || count < (LEAST[operator] ?? Infinity)) return undefined
  return { ...poll, alive: /^(?:==|is|>=?)$/.test(operator), every: false }
}

/** `len(ended) < 4`, `left != []` */
const countedPoll = (operator: string, left: Value, right: Value): Poll | undefined =>
  turningBetween(left, right, (a, b) => truthOf(compared(operator, a, b)) === true)

/** `None in [p.exitcode for p in ps]` is true while one of them runs. */
const pollOfNone = (items: readonly Value[]): Poll | undefined => {
  const running = items.map((item) => comparedPoll('is', item, NONE)).flatMap((poll) => (poll ? unknown({ poll }) : []))
  return running.length === items.length ? mergePolls(running, 'some') : undefined
}

const membership = (operator: string, left: Value, right: Value): Value => {
  const poll = left === NONE && right.is === 'list' ? pollOfNone(right.items) : undefined
  if (poll) return unknown({ poll: operator === 'in' ? poll : negated(poll)! })
  if (right.is === 'dict' && left.is === 'constant') {
    const has = hasKey(right, left)
    return has === undefined ? unknown() : constant(has === (operator === 'in'))
  }
  if (right.is !== 'list' || left.is === 'unknown') return unknown()
  const isIn = right.items.some((item) => item === left || (item.is === 'constant' && left.is === 'constant' && item.value === left.value))
  const undecided = !isIn && right.items.some(({ is }) => is === 'unknown')
  return undecided ? unknown() : constant(isIn === (operator === 'in'))
}
