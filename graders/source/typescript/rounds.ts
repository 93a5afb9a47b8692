/** Loops whose rounds the source decides. */
import type { ts } from 'ts-morph'
import { compiler } from './compiler.ts'
import type { ForEach, Loop } from './declared.ts'

/** A value that the source alone tells: a number, a text, or a list of such. */
export type Known = number | string | readonly Known[]
/** What the parameters of a function, or the variable of a loop, hold at the moment. */
export type Names = ReadonlyMap<string, Known>

type Evaluate = (node: ts.Expression) => Known | null

/** True for a known list. */
export const isList = (value: Known | null): value is readonly Known[] => typeof value === 'object' && value !== null

/** Longer lists and texts are not followed. */
export const longest = 1000

/** A list, where all that is in it is known. */
export const whole = <Each>(values: readonly (Each | null)[]): readonly Each[] | null => (values.includes(null) ? null : (values as Each[]))

/** What the variables of a loop hold in each round; `null` where that cannot be told. */
export const roundsIn = (loop: Loop, evaluate: Evaluate): readonly Names[] | null => {
  if (compiler.isCallExpression(loop)) return roundsOfForEach(loop, evaluate)
  const [variable] =
    loop.initializer !== undefined && compiler.isVariableDeclarationList(loop.initializer) ? loop.initializer.declarations : []
  if (variable === undefined) return null
  const values = compiler.isForOfStatement(loop) ? evaluate(loop.expression) : counted(loop, variable, evaluate)
  return isList(values) ? whole(values.map((value) => bound(variable.name, value))) : null
}

/** What a callback's item and index are in each round. */
const roundsOfForEach = ({ expression, arguments: [callback] }: ForEach, evaluate: Evaluate): readonly Names[] | null => {
  const values = evaluate(expression.expression)
  if (!isList(values) || callback === undefined || !compiler.isFunctionLike(callback)) return null
  const round = (value: Known, index: number): Names | null => {
    const names = callback.parameters.slice(0, 2).map(({ name }, position) => bound(name, position === 0 ? value : index))
    return whole(names) && new Map(names.flatMap((each) => [...each!]))
  }
  return whole(values.map(round))
}

/** A name, or several in brackets. */
const bound = (name: ts.BindingName, value: Known): Names | null => {
  if (compiler.isIdentifier(name)) return new Map([[name.text, value]])
  if (!compiler.isArrayBindingPattern(name) || !isList(value)) return null
  const names = name.elements.map((element, index) =>
    compiler.isBindingElement(element) && compiler.isIdentifier(element.name) ? ([element.name.text, value[index] ?? null] as const) : null,
  )
  return names.every((each) => each !== null && each[1] !== null) ? new Map(names as [string, Known][]) : null
}

/** `for (let i = 0; i < 5; i++)` */
const counted = ({ condition, incrementor }: ts.ForStatement, { name, initializer }: ts.VariableDeclaration, evaluate: Evaluate) => {
  if (initializer === undefined || condition === undefined || !compiler.isBinaryExpression(condition)) return null
  const [first, bound] = [evaluate(initializer), evaluate(condition.right)]
  const last = limits.get(condition.operatorToken.kind)
  if (typeof first !== 'number' || typeof bound !== 'number' || last === undefined) return null
  const isCounting = condition.left.getText() === name.getText() && incrementor !== undefined && countsUp(incrementor, name.getText())
  const count = Math.ceil(bound + last - first)
  return isCounting && count >= 0 && count <= longest ? Array.from({ length: count }, (_, index) => first + index) : null
}

/** How many more rounds there are than from the first number up to the bound. */
const limits: ReadonlyMap<ts.SyntaxKind, number> = new Map([
  [compiler.SyntaxKind.LessThanToken, 0],
  [compiler.SyntaxKind.LessThanEqualsToken, 1],
])

const countsUp = (node: ts.Expression, name: string): boolean =>
  [`${name}++`, `++${name}`, `${name}+=1`].includes(node.getText().replaceAll(/\s/g, ''))
