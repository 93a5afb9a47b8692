/** A race that is run again and again, until nobody is left in it, waits for everybody. */
import type { ts } from 'ts-morph'
import { compiler } from '../syntax/compiler.ts'
import { bare } from '../syntax/parse.ts'

/** `while (open.size > 0) { … await Promise.race(open) … }` */
export const isUntilNoneIsLeft = (race: ts.Node): boolean => {
  const [runners] = compiler.isCallExpression(race) ? race.arguments : []
  const name = runners === undefined ? null : nameIn(runners)
  const condition = conditionAround(race)
  return name !== null && condition !== null && asksForAny(condition, name)
}

/** The variable that the runners stand in: `open`, `open.values()`, `[...open]`, `[...open.values()]`. */
const nameIn = (node: ts.Expression): string | null => {
  const at = bare(node)
  if (compiler.isIdentifier(at)) return at.text
  if (compiler.isCallExpression(at) && compiler.isPropertyAccessExpression(at.expression)) return nameIn(at.expression.expression)
  const [only] = compiler.isArrayLiteralExpression(at) && at.elements.length === 1 ? at.elements : []
  return only !== undefined && compiler.isSpreadElement(only) ? nameIn(only.expression) : null
}

/** The condition of the loop around a node, within the same function. */
const conditionAround = (node: ts.Node): ts.Expression | null => {
  for (let at = node.parent; at !== undefined && !compiler.isFunctionLike(at); at = at.parent) {
    if (compiler.isWhileStatement(at) || compiler.isDoStatement(at)) return at.expression
    if (compiler.isIterationStatement(at, false)) return null
  }
  return null
}

/** `open.size`, `open.length > 0`, `open.size !== 0`, `open.length >= 1`: true as long as anybody is left. */
const asksForAny = (condition: ts.Expression, name: string): boolean => {
  const [subject, comparison, bound, ...more] = condition
    .getText()
    .replaceAll(/\s/g, '')
    .split(/(!==?|>=?)/)
  const isSubject = subject === `${name}.size` || subject === `${name}.length`
  return isSubject && more.length === 0 && (comparison === undefined || bound === (comparison === '>=' ? '1' : '0'))
}
