/** Lists that a loop cuts into pieces: `for (let i = 0; i < list.length; i += 2) … list.slice(i, i + 2)`. */
import type { ts } from 'ts-morph'
import { compiler } from '../syntax/compiler.ts'
import type { Path } from '../values/things.ts'

/** The rounds in which a call of `slice` takes a list piece by piece, until nothing of it is left; `null` where it does not. */
export const roundsOfPieces = (call: ts.Node, path: Path): Path | null => {
  if (!compiler.isCallExpression(call) || !compiler.isPropertyAccessExpression(call.expression)) return null
  const [from, to] = call.arguments.map(textOf)
  const list = textOf(call.expression.expression)
  const round = [...path].find(({ node }) => compiler.isForStatement(node) && goesAlong(node, list, from ?? '', to ?? ''))
  return round === undefined ? null : new Set([round])
}

/** Whether the counter of a loop goes along a list from its first element to its last, and each piece comes as far as the next one begins. */
const goesAlong = ({ initializer, condition, incrementor }: ts.ForStatement, list: string, counter: string, to: string): boolean => {
  if (initializer === undefined || condition === undefined || incrementor === undefined || !/^\w+$/.test(counter)) return false
  const [, name, size] = /^(\w+)\+(\w+)$/.exec(to) ?? []
  const step = textOf(incrementor)
  return (
    name === counter &&
    new RegExp(`^(?:let|var)${counter}=0$`).test(textOf(initializer)) &&
    textOf(condition) === `${counter}<${list}.length` &&
    (step === `${counter}+=${size}` || (step === `${counter}++` && size === '1'))
  )
}

const textOf = (node: ts.Node): string => node.getText().replaceAll(/\s/g, '')
