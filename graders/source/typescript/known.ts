/**
 * What an expression comes to, where the source alone decides it: numbers, texts and lists that are written out or computed of such. Nothing is run.
 * A name is followed only where it has one declaration in its file and nothing can have changed what it holds.
 */
import type { ts } from 'ts-morph'
import { entryOf } from '../../core/entry.ts'
import { compiler } from './compiler.ts'
import { functionAround, functionAt, repeatAround } from './declared.ts'
import type { Declarations } from './declared.ts'
import { changesOf, filled, isNewArray } from './filled.ts'
import { bare } from './parse.ts'
import { isList, longest, roundsIn, whole } from './rounds.ts'
import type { Known, Names } from './rounds.ts'

/** What a reading needs: the names of the files, and how much may still be read. */
export interface Reading {
  readonly declarations: Declarations
  steps: number
  /** The function that is being called. */
  inside: ts.Node | null
}

type Reader<Node extends ts.Node> = (reading: Reading, node: Node, names: Names) => Known | null

const none: Names = new Map()

/** `null` where anything about it is unknown. */
export const knownOf = (reading: Reading, node: ts.Expression, names: Names = none): Known | null => {
  reading.steps--
  if (reading.steps < 0) return null
  const at = bare(node)
  if (compiler.isNumericLiteral(at)) return Number(at.text)
  if (compiler.isStringLiteralLike(at)) return at.text.length > longest ? null : at.text
  if (compiler.isIdentifier(at)) return names.get(at.text) ?? named(reading, at, names)
  if (compiler.isTemplateExpression(at)) return template(reading, at, names)
  if (compiler.isArrayLiteralExpression(at)) return elements(reading, at, names)
  if (compiler.isBinaryExpression(at)) return binary(reading, at, names)
  if (compiler.isElementAccessExpression(at)) return element(reading, at, names)
  if (compiler.isPropertyAccessExpression(at)) return at.name.text === 'length' ? lengthOf(knownOf(reading, at.expression, names)) : null
  if (compiler.isAwaitExpression(at)) return knownOf(reading, at.expression, names)
  return compiler.isCallExpression(at) ? called(reading, at, names) : null
}

/** As it is printed, but for brackets and quotes. */
export const textOfKnown = (known: Known): string => (typeof known === 'object' ? known.map(textOfKnown).join(', ') : String(known))

const template: Reader<ts.TemplateExpression> = (reading, node, names) => {
  if (node.getWidth() > longest) return null
  const { head, templateSpans } = node
  const parts = templateSpans.map(({ expression, literal }) => [knownOf(reading, expression, names), literal.text] as const)
  return parts.some(([value]) => value === null) ? null : head.text + parts.map(([value, text]) => textOfKnown(value!) + text).join('')
}

const elements: Reader<ts.ArrayLiteralExpression> = (reading, node, names) => {
  const all: Known[] = []
  for (const element of node.elements) {
    const value = knownOf(reading, compiler.isSpreadElement(element) ? element.expression : element, names)
    if (value === null || all.length > longest) return null
    if (!compiler.isSpreadElement(element)) all.push(value)
    else if (typeof value === 'object') all.push(...value)
    else return null
  }
  return all
}

const element: Reader<ts.ElementAccessExpression> = (reading, node, names) => {
  const [list, index] = [knownOf(reading, node.expression, names), knownOf(reading, node.argumentExpression, names)]
  return isList(list) && typeof index === 'number' ? (list[index] ?? null) : null
}

const lengthOf = (value: Known | null): number | null => (isList(value) ? value.length : null)

const arithmetic: ReadonlyMap<ts.SyntaxKind, (a: number, b: number) => number> = new Map([
  [compiler.SyntaxKind.PlusToken, (a, b) => a + b],
  [compiler.SyntaxKind.MinusToken, (a, b) => a - b],
  [compiler.SyntaxKind.AsteriskToken, (a, b) => a * b],
  [compiler.SyntaxKind.SlashToken, (a, b) => a / b],
  [compiler.SyntaxKind.AsteriskAsteriskToken, (a, b) => a ** b],
])

const binary: Reader<ts.BinaryExpression> = (reading, { left, operatorToken, right }, names) => {
  const compute = arithmetic.get(operatorToken.kind)
  if (compute === undefined) return null
  const [a, b] = [knownOf(reading, left, names), knownOf(reading, right, names)]
  if (a === null || b === null) return null
  if (typeof a === 'number' && typeof b === 'number') return compute(a, b)
  return operatorToken.kind === compiler.SyntaxKind.PlusToken ? textOfKnown(a) + textOfKnown(b) : null
}

const called: Reader<ts.CallExpression> = (reading, node, names) => {
  const callee = bare(node.expression)
  const args = node.arguments
  if (compiler.isIdentifier(callee) && callee.text !== 'String') return applied(reading, callee, known(reading, args, names), none)
  const name = callee.getText()
  if (name === 'Array.from') return made(reading, args, names)
  const compute = entryOf(functions, name)
  if (compute !== undefined) return compute(known(reading, args, names))
  if (!compiler.isPropertyAccessExpression(callee)) return null
  const list = knownOf(reading, callee.expression, names)
  if (!isList(list)) return null
  if (callee.name.text === 'map') return args[0] === undefined ? null : mapped(reading, list, args[0], names)
  if (callee.name.text === 'entries') return list.map((item, index) => [index, item])
  const [separator = ','] = known(reading, args, names)
  return callee.name.text === 'join' && separator !== null ? list.map(textOfKnown).join(textOfKnown(separator)) : null
}

const known = (reading: Reading, nodes: readonly ts.Expression[], names: Names): (Known | null)[] =>
  nodes.map((node) => knownOf(reading, node, names))

const toText = ([value = null]: readonly (Known | null)[]): Known | null => (value === null ? null : textOfKnown(value))

const functions: Readonly<Record<string, (args: readonly (Known | null)[]) => Known | null>> = {
  String: toText,
  'JSON.stringify': toText,
  'Promise.all': ([list = null]) => list,
  'Math.pow': ([base, exponent]) => (typeof base === 'number' && typeof exponent === 'number' ? base ** exponent : null),
}

/** `Array.from({ length: 5 }, callback)` */
const made = (reading: Reading, [from, callback]: readonly ts.Expression[], names: Names): Known | null => {
  const [length] = from !== undefined && compiler.isObjectLiteralExpression(from) ? from.properties : []
  if (callback === undefined || length === undefined || !compiler.isPropertyAssignment(length)) return null
  const count = knownOf(reading, length.initializer, names)
  if (typeof count !== 'number' || !(count >= 0 && count <= longest)) return null
  return mapped(
    reading,
    Array.from({ length: count }, () => null),
    callback,
    names,
  )
}

const mapped = (reading: Reading, list: readonly (Known | null)[], callback: ts.Expression, names: Names): Known | null =>
  whole(list.map((item, index) => applied(reading, callback, [item, index], names)))

/** Calls a function of the program that only returns something, and makes what it returns. One that stands in its place sees the names around it. */
const applied = (reading: Reading, callee: ts.Expression, args: readonly (Known | null)[], around: Names): Known | null => {
  const at = bare(callee)
  const node = compiler.isIdentifier(at) ? reading.declarations.functionOf(at) : functionAt(at)
  const result = node && resultOf(node)
  if (!node || !result) return null
  const names = new Map(compiler.isIdentifier(at) ? none : around)
  for (const [index, { name }] of node.parameters.entries()) {
    const value = args[index] ?? null
    if (!compiler.isIdentifier(name)) return null
    if (value === null) names.delete(name.text)
    else names.set(name.text, value)
  }
  const { inside } = reading
  reading.inside = node
  const known = knownOf(reading, result, names)
  reading.inside = inside
  return known
}

const resultOf = ({ body }: ts.FunctionLikeDeclaration): ts.Expression | null => {
  if (body === undefined || !compiler.isBlock(body)) return body ?? null
  const last = body.statements.at(-1)
  const isStraight = body.statements.slice(0, -1).every(comesToItsEnd)
  return isStraight && last !== undefined && compiler.isReturnStatement(last) ? (last.expression ?? null) : null
}

/** Statements after which the next one comes, and in which a name is given no second value. */
const comesToItsEnd = (node: ts.Statement): boolean => {
  if (compiler.isForOfStatement(node) || compiler.isForStatement(node)) return comesToItsEnd(node.statement)
  if (compiler.isBlock(node)) return node.statements.every(comesToItsEnd)
  return compiler.isVariableStatement(node) || compiler.isExpressionStatement(node)
}

/**
 * A name that holds a list is followed only where nothing can have changed the list, but for one statement that fills it. What a function declares
 * may depend on what it was called with.
 */
const named = (reading: Reading, name: ts.Identifier, around: Names): Known | null => {
  const declared = reading.declarations.of(name)
  if (declared === null || compiler.isFunctionDeclaration(declared) || declared.initializer === undefined) return null
  const names = reading.inside !== null && functionAround(declared) === reading.inside ? around : none
  const value = isNewArray(declared.initializer) ? [] : knownOf(reading, declared.initializer, names)
  if (!isList(value)) return value
  const changes = changesOf(reading.declarations.usesOf(name), declared)
  if (changes.length === 0) return value
  const [use, ...others] = changes
  return others.length === 0 && functionAround(use!) === functionAround(declared)
    ? filled(
        value,
        use!,
        (node) => roundsOf(reading, node, names),
        (node, round) => knownOf(reading, node, round),
      )
    : null
}

/** What the names around a node hold in each round of its loop: one round where there is no loop, `null` where the rounds are not known. */
export const roundsOf = (reading: Reading, node: ts.Node, names: Names = none): readonly Names[] | null => {
  const around = repeatAround(node)
  if (around === null) return [names]
  if (around === 'unknown' || repeatAround(around) !== null) return null
  return roundsIn(around, (bound) => knownOf(reading, bound, names))?.map((round) => new Map([...names, ...round])) ?? null
}
