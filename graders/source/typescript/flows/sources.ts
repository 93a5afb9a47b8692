/** What an expression of a TypeScript program is made of, and by which names what it stands for can be reached. */
import type { ts } from 'ts-morph'
import { type Cell, type Func, type Source, anyCallOf, isCell, outside, parametersOf, readOnce } from '../../flows/flows.ts'
import { compiler } from '../syntax/compiler.ts'
import type { FlowNames } from './names.ts'
import { bare } from '../syntax/parse.ts'

/** What the flows of a program are followed by. */
export interface Names {
  readonly table: FlowNames
  /** What was found of each expression: nested ones are asked for again and again. */
  readonly found: Map<ts.Node, Source[]>
}

/** How many there are says nothing of what they are, no more than which of them is meant. */
const counts: ReadonlySet<string> = new Set(['length', 'size'])

/** What an expression is made of: names, calls, and what comes from outside. */
export const sourcesOf = (names: Names, node: ts.Node): Source[] => readOnce(names.found, node, () => readSources(names, node))

const readSources = (names: Names, node: ts.Node): Source[] => {
  const { table } = names
  if (compiler.isTypeNode(node) || compiler.isMetaProperty(node)) return []
  if (compiler.isIdentifier(node)) return table.at(node)
  if (compiler.isYieldExpression(node) || node.kind === compiler.SyntaxKind.ImportKeyword) return [outside]
  if (compiler.isFunctionLike(node)) return [table.functions.get(node)].flatMap((func) => (func === undefined ? [] : anyCallOf(func)))
  if (table.noteNothing(node)) return []
  if (compiler.isPropertyAccessExpression(node))
    return counts.has(node.name.text) ? [] : [table.member(node.name.text), ...sourcesOf(names, node.expression)]
  if (compiler.isCallExpression(node) || compiler.isNewExpression(node)) return sourcesOfCall(names, node)
  if (compiler.isPropertyAssignment(node)) return sourcesOf(names, node.initializer)
  if (compiler.isElementAccessExpression(node)) return sourcesOf(names, node.expression)
  const found: Source[] = []
  compiler.forEachChild(node, (child) => void found.push(...sourcesOf(names, child)))
  return found
}

/** A call, with or without `new`. */
export type AnyCall = ts.CallExpression | ts.NewExpression

const sourcesOfCall = (names: Names, node: AnyCall): Source[] => {
  const called = calledBy(names, node)
  const args = (node.arguments ?? []).flatMap((argument) => {
    const func = functionAt(names, argument)
    if (func === null) return sourcesOf(names, argument)
    const isNamed = compiler.isIdentifier(argument) && compiler.isCallExpression(node)
    return isNamed ? [{ calls: func, args: contextOf(names, node, argument) }] : [anyCallOf(func)]
  })
  const callee = bare(node.expression)
  const isOwnFunction = compiler.isIdentifier(callee) && called.length > 0 && compiler.isCallExpression(node)
  const of = compiler.isPropertyAccessExpression(callee) ? sourcesOf(names, callee.expression) : []
  const given = called.map((calls) => ({ calls, args: [...args, ...of] }))
  return [...given, ...args, ...(isOwnFunction ? [] : sourcesOf(names, callee))]
}

/** The functions of the program that a call may carry out. */
export const calledBy = (names: Names, { expression }: AnyCall): readonly Func[] => {
  const callee = bare(expression)
  if (compiler.isIdentifier(callee)) return names.table.constructorsOf(callee) ?? oneOrNone(names.table.functionOf(callee))
  if (callee.kind === compiler.SyntaxKind.SuperKeyword) return names.table.constructors
  return compiler.isPropertyAccessExpression(callee) ? names.table.methodsOf(callee.name.text) : []
}

const oneOrNone = <Each>(each: Each | null): readonly Each[] => (each === null ? [] : [each])

/** A function that stands where a value is wanted, by itself or by its name. */
export const functionAt = (names: Names, node: ts.Node): Func | null => {
  if (compiler.isIdentifier(node)) return names.table.functionOf(node)
  return compiler.isArrowFunction(node) || compiler.isFunctionExpression(node) ? names.table.functions.get(node)! : null
}

/** What a function may be called with by whoever is handed it in a call. */
export const contextOf = (names: Names, call: AnyCall, handed: ts.Node): Source[] => [
  ...sourcesOf(names, call.expression),
  ...(call.arguments ?? []).flatMap((other) => (other === handed || functionAt(names, other) !== null ? [] : sourcesOf(names, other))),
  ...calledBy(names, call).flatMap(parametersOf),
]

/** The names by which an object may be reached: whoever changes one of them changes what the others hold. */
export const rootsOf = (names: Names, node: ts.Node): Cell[] => {
  const at = compiler.isExpression(node) ? bare(node) : node
  if (compiler.isIdentifier(at)) return names.table.at(at).filter(isCell)
  if (compiler.isPropertyAccessExpression(at)) return [names.table.member(at.name.text), ...rootsOf(names, at.expression)]
  if (compiler.isElementAccessExpression(at) || compiler.isAwaitExpression(at)) return rootsOf(names, at.expression)
  if (compiler.isCallExpression(at)) return rootsOfCall(names, at)
  if (compiler.isConditionalExpression(at)) return [...rootsOf(names, at.whenTrue), ...rootsOf(names, at.whenFalse)]
  if (compiler.isBinaryExpression(at) && choosing.has(at.operatorToken.kind))
    return [...rootsOf(names, at.left), ...rootsOf(names, at.right)]
  if (compiler.isSpreadElement(at)) return rootsOf(names, at.expression)
  if (compiler.isArrayLiteralExpression(at)) return at.elements.flatMap((each) => rootsOf(names, each))
  return compiler.isObjectLiteralExpression(at) ? at.properties.flatMap((each) => held(names, each)) : []
}

/** Operators that give one of their sides as it is. */
const choosing: ReadonlySet<ts.SyntaxKind> = new Set([
  compiler.SyntaxKind.BarBarToken,
  compiler.SyntaxKind.AmpersandAmpersandToken,
  compiler.SyntaxKind.QuestionQuestionToken,
  compiler.SyntaxKind.EqualsToken,
  compiler.SyntaxKind.CommaToken,
])

/** What a method returns may be its object, or be held by it. */
const rootsOfCall = (names: Names, call: ts.CallExpression): Cell[] => {
  const callee = bare(call.expression)
  const given = calledBy(names, call).flatMap(({ gives }) => gives.filter(isCell))
  return [...given, ...rootsOf(names, compiler.isPropertyAccessExpression(callee) ? callee.expression : callee)]
}

const held = (names: Names, property: ts.ObjectLiteralElementLike): Cell[] => {
  if (compiler.isPropertyAssignment(property)) return rootsOf(names, property.initializer)
  return compiler.isShorthandPropertyAssignment(property) ? rootsOf(names, property.name) : []
}
