/** Operators, folded where both sides are known: enough to tell main's branch from the child's. */
import type { ts } from 'ts-morph'
import { compiler } from './compiler.ts'
import { constant, constantOf, mostOf, refer, truthOf, unknown } from './values.ts'
import type { Value } from './things.ts'

type Plain = string | number | boolean | null | undefined

const fold = (operator: ts.SyntaxKind, a: Plain, b: Plain): Plain => {
  switch (operator) {
    case compiler.SyntaxKind.EqualsEqualsEqualsToken:
      return a === b
    case compiler.SyntaxKind.ExclamationEqualsEqualsToken:
      return a !== b
    case compiler.SyntaxKind.EqualsEqualsToken:
      return looselyEqual(a, b)
    case compiler.SyntaxKind.ExclamationEqualsToken:
      return !looselyEqual(a, b)
    case compiler.SyntaxKind.PlusToken:
      return typeof a === 'string' || typeof b === 'string' ? `${a}${b}` : Number(a) + Number(b)
    default:
      return foldNumbers(operator, Number(a), Number(b))
  }
}

// oxlint-disable-next-line eqeqeq -- it stands for the learner's own ==
const looselyEqual = (a: Plain, b: Plain): boolean => a == b

const foldNumbers = (operator: ts.SyntaxKind, a: number, b: number): Plain => {
  switch (operator) {
    case compiler.SyntaxKind.LessThanToken:
      return a < b
    case compiler.SyntaxKind.LessThanEqualsToken:
      return a <= b
    case compiler.SyntaxKind.GreaterThanToken:
      return a > b
    case compiler.SyntaxKind.GreaterThanEqualsToken:
      return a >= b
    case compiler.SyntaxKind.MinusToken:
      return a - b
    case compiler.SyntaxKind.AsteriskToken:
      return a * b
    default:
      return undefined
  }
}

/** Longer texts are not put together from their parts. */
const longestText = 1000

/** `left operator right`, for operators that evaluate both sides. */
export const operate = (operator: ts.SyntaxKind, left: Value, right: Value): Value => {
  const [a, b] = [constantOf(left), constantOf(right)]
  if (a !== null && b !== null) {
    const result = fold(operator, a.value, b.value)
    return result === undefined || String(result).length > longestText ? unknown : constant(result)
  }
  const carried = [...left, ...right].find(({ thing }) => thing.kind === 'varying' || thing.kind === 'message')
  if (carried !== undefined) return [carried]
  return compareToNothing(operator, left, right) ?? comparable(operator, left, right)
}

/** Something that is surely there is not `undefined`. */
const compareToNothing = (operator: ts.SyntaxKind, left: Value, right: Value): Value | null => {
  const other = isMissing(left) ? right : isMissing(right) ? left : null
  if (other === null || truthOf(other) !== true) return null
  if (operator === compiler.SyntaxKind.EqualsEqualsEqualsToken || operator === compiler.SyntaxKind.EqualsEqualsToken) return constant(false)
  return operator === compiler.SyntaxKind.ExclamationEqualsEqualsToken || operator === compiler.SyntaxKind.ExclamationEqualsToken
    ? constant(true)
    : null
}

/** Arithmetic on a length keeps an upper bound. */
const comparable = (operator: ts.SyntaxKind, left: Value, right: Value): Value => {
  const [a, b] = [mostOf(left), mostOf(right)]
  if (a === null || b === null) return unknown
  if (operator === compiler.SyntaxKind.PlusToken) return refer({ kind: 'count', most: a + b })
  return operator === compiler.SyntaxKind.MinusToken && constantOf(right) !== null ? refer({ kind: 'count', most: a - b }) : unknown
}

/** `!value`, `-value`, `+value`. */
export const operateOn = (operator: ts.SyntaxKind, value: Value): Value => {
  const found = constantOf(value)
  if (operator === compiler.SyntaxKind.ExclamationToken) {
    const truth = truthOf(value)
    return truth === null ? unknown : constant(!truth)
  }
  if (found === null) return unknown
  if (operator === compiler.SyntaxKind.PlusToken) return constant(Number(found.value))
  return operator === compiler.SyntaxKind.MinusToken ? constant(-Number(found.value)) : unknown
}

/** `typeof value`. */
export const typeOf = (value: Value): Value => {
  const found = constantOf(value)
  if (found !== null) return constant(typeof found.value)
  const kinds = new Set(
    value.map(({ thing }) => (thing.kind === 'closure' || thing.kind === 'class' || thing.kind === 'settle' ? 'function' : null)),
  )
  const [only] = kinds
  return kinds.size === 1 && only ? constant(only) : unknown
}

/** Whether two values are the same in a `switch`; `null` when that cannot be told. */
export const sameValue = (a: Value, b: Value): boolean | null => {
  const [left, right] = [constantOf(a), constantOf(b)]
  return left === null || right === null ? null : left.value === right.value
}

/** `undefined` or `null`, for certain. */
export const isMissing = (value: Value): boolean => {
  const found = constantOf(value)
  return found !== null && (found.value === undefined || found.value === null)
}
