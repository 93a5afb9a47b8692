/** Every place in the text of a program that may print, and whether a worker can have anything to do with what it prints. */
import type { ts } from 'ts-morph'
import type { InVain, Printing } from '../../facts.ts'
import { judgeOwn } from '../../flows/flows.ts'
import { compiler } from '../syntax/compiler.ts'
import { isProperty, propertyOf } from '../syntax/names.ts'
import { flowsIn } from './flows.ts'
import { nodesOf } from '../syntax/parse.ts'
import { placeOf } from '../syntax/places.ts'
import { unreachedBy } from './unreached.ts'

/** Longer programs are not looked at: nobody writes them by hand. */
const mostNodes = 20_000
const mostPrintings = 200

/** `others` are the texts of the answer's files that are no part of the program, `left` the statements that main never comes to. */
export const printingsIn = (files: readonly ts.SourceFile[], others: readonly string[], left: ReadonlySet<ts.Node>): Printing[] => {
  const nodes = files.flatMap((file) => [...nodesOf(file)])
  if (nodes.length > mostNodes) return []
  const unreached = unreachedBy(nodes, left)
  const calls = nodes.filter(compiler.isIdentifier).flatMap((node) => (unreached.has(node) ? [] : (printingAt(node) ?? [])))
  if (calls.length > mostPrintings) return []
  const judge = judgeOwn((names) => flowsIn(nodes, [...others, ...names], unreached), inVainAt)
  return calls.map((node) => {
    const printed = compiler.isCallExpression(node) ? node.arguments : null
    return { ...placeOf(node), words: printed?.map(writtenIn).join(' ') ?? '', ...(printed ? judge(printed) : { own: false }) }
  })
}

const inVainAt = (node: ts.Node): InVain => {
  const name = compiler.isPropertyAccessExpression(node)
    ? node.name.text
    : compiler.isIdentifier(node)
      ? (propertyOf(node) ?? node.text)
      : ''
  return { ...placeOf(node), name }
}

const quiet: ReadonlySet<string> = new Set(['error', 'warn', 'trace', 'time', 'timeEnd', 'assert'])

/** The call by which this name prints, or the name itself where nobody can tell what it prints; `null` where it prints nothing. */
const printingAt = (node: ts.Identifier): ts.Node | null => {
  const { parent } = node
  if (node.text === 'console' && !isProperty(node)) {
    if (compiler.isPropertyAccessExpression(parent) && quiet.has(parent.name.text)) return null
    return compiler.isPropertyAccessExpression(parent) ? (callOf(parent) ?? node) : node
  }
  if (node.text === 'writeSync' || node.text === 'pipeline') return compiler.isImportSpecifier(parent) ? null : node
  if (node.text !== 'stdout' || isOfChild(node)) return null
  const access = isProperty(node) ? parent : node
  const write = access.parent
  return compiler.isPropertyAccessExpression(write) && write.name.text === 'write' ? (callOf(write) ?? node) : node
}

const callOf = (callee: ts.Expression): ts.CallExpression | null =>
  compiler.isCallExpression(callee.parent) && callee.parent.expression === callee ? callee.parent : null

/** `child.stdout` is where main reads, and the `stdout` of a result is text. */
const isOfChild = (node: ts.Identifier): boolean => {
  const { parent } = node
  return compiler.isPropertyAccessExpression(parent) && parent.name === node && parent.expression.getText() !== 'process'
}

/** Texts that are surely part of what is printed. */
const writtenIn = (node: ts.Expression): string => {
  if (compiler.isStringLiteralLike(node)) return node.text
  if (compiler.isTemplateExpression(node))
    return [node.head, ...node.templateSpans.map(({ literal }) => literal)].map(({ text }) => text).join(' ')
  if (compiler.isBinaryExpression(node) && node.operatorToken.kind === compiler.SyntaxKind.PlusToken)
    return `${writtenIn(node.left)} ${writtenIn(node.right)}`
  return ''
}
