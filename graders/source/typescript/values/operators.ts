/** Operators, folded where both sides are known: enough to tell main's branch from the child's. */
import type { ts } from 'ts-morph'
import { compiler } from '../syntax/compiler.ts'
import { constant, constantOf, mostOf, refer, truthOf, unknown } from './values.ts'
import type { Value } from './things.ts'

type Plain = string | number | boolean | null | undefined

// oxlint-disable-next-line eqeqeq -- it stands for the learner's own ==
const looselyEqual = (a: Plain, b: Plain): boolean => a == b

/** What a comparison of two known values gives. */
export const comparisons = new Map<ts.SyntaxKind, (a: Plain, b: Plain) => boolean>([
  [compiler.SyntaxKind.EqualsEqualsEqualsToken, (a, b) => a === b],
  [compiler.SyntaxKind.ExclamationEqualsEqualsToken, (a, b) => a !== b],
  [compiler.SyntaxKind.EqualsEqualsToken, looselyEqual],
  [compiler.SyntaxKind.ExclamationEqualsToken, (a, b) => !looselyEqual(a, b)],
  [compiler.SyntaxKind.LessThanToken, (a, b) => Number(a) < Number(b)],
  [compiler.SyntaxKind.LessThanEqualsToken, (a, b) => Number(a) <= Number(b)],
  [compiler.SyntaxKind.GreaterThanToken, (a, b) => Number(a) > Number(b)],
  [compiler.SyntaxKind.GreaterThanEqualsToken, (a, b) => Number(a) >= Number(b)],
])

/** What the operators that are known give for two known values. */
const folds = new Map<ts.SyntaxKind, (a: Plain, b: Plain) => Plain>([
  ...comparisons,
  [compiler.SyntaxKind.PlusToken, (a, b) => (typeof a === 'string' || typeof b === 'string' ? `${a}${b}` : Number(a) + Number(b))],
  [compiler.SyntaxKind.MinusToken, (a, b) => Number(a) - Number(b)],
  [compiler.SyntaxKind.AsteriskToken, (a, b) => Number(a) * Number(b)],
  [compiler.SyntaxKind.PercentToken, (a, b) => Number(a) % Number(b)],
])

/** Longer texts are not put together from their parts. */
const longestText = 1000

/** `left operator right`, for operators that evaluate both sides. */
export const operate = (operator: ts.SyntaxKind, left: Value, right: Value): Value => {
  const [a, b] = [constantOf(left), constantOf(right)]
  if (a !== null && b !== null) {
    const result = folds.get(operator)?.(a.value, b.value)
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
