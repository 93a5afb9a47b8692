/** Names of a file: where they are declared, and what is done with them. */
import { wordSet } from '../../core/word-set.ts'
import type { ts } from 'ts-morph'
import { groupBy } from '../../core/group-by.ts'
import { onceEach } from '../../core/once.ts'
import { compiler } from './compiler.ts'
import { bare, hasModifier, isAssignment, nodesOf, reassignedIn } from './parse.ts'

/** The names of a program's files, each file looked through once. */
export class Declarations {
  readonly #namesIn = onceEach(namesIn)
  readonly #reassignedIn = onceEach(reassignedIn)

  /** Every place where a name stands, its declaration among them; properties of the same name are others. */
  usesOf(name: ts.Identifier): readonly ts.Identifier[] {
    return this.#namesIn(name.getSourceFile()).get(name.text) ?? []
  }

  /** The one declaration of a name in its file; `null` where there are others, or where it is given another value. */
  of(name: ts.Identifier): ts.VariableDeclaration | ts.FunctionDeclaration | null {
    const [only, ...others] = this.usesOf(name).filter(isDeclared)
    if (only === undefined || others.length > 0 || this.#reassignedIn(name.getSourceFile()).has(name.text)) return null
    const { parent } = only
    return compiler.isVariableDeclaration(parent) || compiler.isFunctionDeclaration(parent) ? parent : null
  }

  /** The function that a name stands for. */
  functionOf(name: ts.Identifier): ts.FunctionLikeDeclaration | null {
    const declared = this.of(name)
    if (declared === null || compiler.isFunctionDeclaration(declared)) return declared
    return declared.initializer === undefined ? null : functionAt(declared.initializer)
  }
}

/** The function that an expression writes out; `null` where it is none. */
export const functionAt = (node: ts.Expression): ts.FunctionLikeDeclaration | null => {
  const at = bare(node)
  return compiler.isArrowFunction(at) || compiler.isFunctionExpression(at) ? at : null
}

const namesIn = (source: ts.SourceFile): ReadonlyMap<string, readonly ts.Identifier[]> =>
  groupBy(
    [...nodesOf(source)].filter(compiler.isIdentifier).filter((node) => !isPropertyName(node)),
    ({ text }) => text,
  )

const isPropertyName = (node: ts.Identifier): boolean =>
  (compiler.isPropertyAccessExpression(node.parent) || compiler.isPropertyAssignment(node.parent)) && node.parent.name === node

const isDeclared = (node: ts.Identifier): boolean => 'name' in node.parent && node.parent.name === node

/** Methods of lists that leave them as they are, and do not hand them on. */
const reading = wordSet(
  'length map forEach filter join entries keys values indexOf includes find findIndex some every reduce slice at concat toString flatMap',
)

/** Functions that only look at the lists they are given. */
const looking = /^(?:console\.\w+|JSON\.stringify|Promise\.all|Array\.from|String|structuredClone|assert(?:\.\w+)?|\w+\.send)$/

/** Whether a use of a list neither changes it nor lets anybody else do so. */
export const isHarmless = (use: ts.Identifier): boolean => {
  const { parent } = use
  if (compiler.isPropertyAccessExpression(parent)) return reading.has(parent.name.text)
  if (compiler.isElementAccessExpression(parent)) return parent.expression === use && !isChanged(parent)
  if (compiler.isCallExpression(parent)) return parent.expression !== use && looking.test(parent.expression.getText())
  return (
    compiler.isSpreadElement(parent) || compiler.isTemplateSpan(parent) || (compiler.isForOfStatement(parent) && parent.expression === use)
  )
}

/** An element that stands to the left of `=`, under `++` or `delete`, or whose own methods change it. */
const isChanged = (element: ts.Expression): boolean => {
  const { parent } = element
  if (compiler.isNonNullExpression(parent) || compiler.isParenthesizedExpression(parent) || compiler.isAsExpression(parent))
    return isChanged(parent)
  if (compiler.isBinaryExpression(parent)) return parent.left === element && isAssignment(parent)
  if (compiler.isPropertyAccessExpression(parent)) return !reading.has(parent.name.text)
  return compiler.isPrefixUnaryExpression(parent) || compiler.isPostfixUnaryExpression(parent) || compiler.isDeleteExpression(parent)
}

/** An expression of which nothing is wanted but that it is carried out. */
const isDone = ({ parent }: ts.Expression): boolean =>
  compiler.isExpressionStatement(parent) || (compiler.isArrowFunction(parent) && forEachOf(parent) !== null)

/** `list.push(one thing)`, surely carried out where it stands. */
export const pushOn = (use: ts.Identifier): ts.CallExpression | null => {
  const call = compiler.isPropertyAccessExpression(use.parent) && use.parent.name.text === 'push' ? use.parent.parent : null
  if (call === null || !compiler.isCallExpression(call) || call.arguments.length !== 1) return null
  return isDone(call) ? call : null
}

/** `list[index] = value` */
export interface Store {
  readonly statement: ts.BinaryExpression
  readonly index: ts.Expression
  readonly value: ts.Expression
}

/** An element that is set, surely where it stands. */
export const storeIn = (use: ts.Identifier): Store | null => {
  const element = use.parent
  if (!compiler.isElementAccessExpression(element) || element.expression !== use) return null
  const statement = element.parent
  if (!compiler.isBinaryExpression(statement) || statement.left !== element || !compiler.isExpressionStatement(statement.parent))
    return null
  if (statement.operatorToken.kind !== compiler.SyntaxKind.EqualsToken) return null
  return { statement, index: element.argumentExpression, value: statement.right }
}

/** `list.forEach(callback)`: a loop in other words. */
export type ForEach = ts.CallExpression & { readonly expression: ts.PropertyAccessExpression }

/** A loop whose rounds the source may decide. */
export type Loop = ts.ForOfStatement | ts.ForStatement | ForEach

/** The loop around a node, within the same function; `unknown` for one of which the source does not tell how often it comes by. */
export const repeatAround = (node: ts.Node): Loop | 'unknown' | null => {
  let isSure = true
  for (let at = node.parent; at !== undefined; at = at.parent) {
    const loop = forEachOf(at) ?? loopAt(at)
    if (loop !== null) return isSure ? loop : 'unknown'
    if (compiler.isFunctionLike(at)) return null
    if (compiler.isIfStatement(at) || compiler.isTryStatement(at) || compiler.isSwitchStatement(at)) isSure = false
  }
  return null
}

const loopAt = (node: ts.Node): ts.ForOfStatement | ts.ForStatement | 'unknown' | null => {
  if (compiler.isForStatement(node) || (compiler.isForOfStatement(node) && node.awaitModifier === undefined)) return node
  return compiler.isIterationStatement(node, false) ? 'unknown' : null
}

/** The loop of which a function is the body. */
const forEachOf = (node: ts.Node): ForEach | null => {
  if (!compiler.isArrowFunction(node) && !compiler.isFunctionExpression(node)) return null
  const { parent: call } = node
  return compiler.isCallExpression(call) &&
    call.arguments[0] === node &&
    isForEach(call) &&
    !hasModifier(node, compiler.SyntaxKind.AsyncKeyword)
    ? call
    : null
}

const isForEach = (call: ts.CallExpression): call is ForEach =>
  compiler.isPropertyAccessExpression(call.expression) &&
  call.expression.name.text === 'forEach' &&
  compiler.isExpressionStatement(call.parent)

/** The function in which a node stands; the body of a loop is none of its own. */
export const functionAround = (node: ts.Node): ts.Node | undefined => {
  let at: ts.Node | undefined = node.parent
  while (at !== undefined && (!compiler.isFunctionLike(at) || forEachOf(at) !== null)) at = at.parent
  return at
}
