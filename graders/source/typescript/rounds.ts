/** Loops whose rounds the source decides. */
import type { ts } from 'ts-morph'
import { compiler } from './compiler.ts'

export type Known = number | string | readonly Known[]
/** What the parameters of a function, or the variable of a loop, hold at the moment. */
export type Names = ReadonlyMap<string, Known>

type Evaluate = (node: ts.Expression) => Known | null

export const isList = (value: Known | null): value is readonly Known[] => typeof value === 'object' && value !== null

const most = 1000

/** What the variable of a loop holds in each round; `null` where that cannot be told. */
export const roundsIn = (loop: ts.ForOfStatement | ts.ForStatement, evaluate: Evaluate): readonly Names[] | null => {
  const [variable] =
    loop.initializer !== undefined && compiler.isVariableDeclarationList(loop.initializer) ? loop.initializer.declarations : []
  if (variable === undefined || !compiler.isIdentifier(variable.name)) return null
  const { text } = variable.name
  const values = compiler.isForOfStatement(loop) ? evaluate(loop.expression) : counted(loop, variable, evaluate)
  return isList(values) ? values.map((value) => new Map([[text, value]])) : null
}

/** `for (let i = 0; i < 5; i++)` */
const counted = ({ condition, incrementor }: ts.ForStatement, { name, initializer }: ts.VariableDeclaration, evaluate: Evaluate) => {
  if (initializer === undefined || condition === undefined || !compiler.isBinaryExpression(condition)) return null
  const [first, bound] = [evaluate(initializer), evaluate(condition.right)]
  const last = limits.get(condition.operatorToken.kind)
  if (typeof first !== 'number' || typeof bound !== 'number' || last === undefined) return null
  const isCounting = condition.left.getText() === name.getText() && incrementor !== undefined && countsUp(incrementor, name.getText())
  const count = Math.ceil(bound + last - first)
  return isCounting && count >= 0 && count <= most ? Array.from({ length: count }, (_, index) => first + index) : null
}

/** How many more rounds there are than from the first number up to the bound. */
const limits: ReadonlyMap<ts.SyntaxKind, number> = new Map([
  [compiler.SyntaxKind.LessThanToken, 0],
  [compiler.SyntaxKind.LessThanEqualsToken, 1],
])

const countsUp = (node: ts.Expression, name: string): boolean =>
  [`${name}++`, `++${name}`, `${name}+=1`].includes(node.getText().replaceAll(/\s/g, ''))
