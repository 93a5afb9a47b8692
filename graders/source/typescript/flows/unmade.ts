/** Properties that are taken out of what came from elsewhere, though nothing in the program ever makes one of that name: there is nothing in them. */
import { wordSet } from '../../../core/word-set.ts'
import type { ts } from 'ts-morph'
import { namesMade, wordsIn } from '../../flows/made.ts'
import { compiler } from '../syntax/compiler.ts'
import { bare, isAssignment } from '../syntax/parse.ts'

/** Names of the language's and of Node's own objects. */
const builtIn = wordSet(
  'address args argv body buffer byteLength cause channel code columns connected constructor content data description detail done elapsed env error errors ' +
    'exitCode file filename flags fulfilled groups headers height hostname href id index indices info input isDead kind killed lastIndex length line lines ' +
    'message method name offset origin output params path pathname pid port ports positionals process promise prototype raw ' +
    'reason reject reply request resolve response rows searchParams serialized signal signalCode size source spawnargs spawnfile stack state status stderr stdin stdio stdout target text time ' +
    'timeStamp title type url userInfo value values version width worker workers',
)

/**
 * Tells of a name whether nobody ever puts anything under it. `others` are the texts of the answer's files that are no part of the program: a worker in
 * another language may make names, too. Where no worker is seen that sends something, nobody can tell what is in it.
 */
export const unmadeIn = (nodes: readonly ts.Node[], others: readonly string[]): ((name: string) => boolean) => {
  if (!nodes.some(isSending)) return () => false
  const isMade = namesMade(() => ({ names: nodes.flatMap(madeBy), texts: [...nodes.flatMap(textIn), ...others].flatMap(wordsIn) }))
  return (name) => !builtIn.has(name) && !isMade(name)
}

/** `m.squared` of a value, be it one that was awaited or parsed; neither `m.squared()` nor what belongs to a module. */
export const isTakenOut = (node: ts.Node, isVariable: (name: ts.Identifier) => boolean): node is ts.PropertyAccessExpression => {
  if (!compiler.isPropertyAccessExpression(node) || !compiler.isIdentifier(node.name)) return false
  if (compiler.isCallExpression(node.parent) && node.parent.expression === node) return false
  let at = bare(node.expression)
  while (compiler.isPropertyAccessExpression(at) || compiler.isElementAccessExpression(at)) at = bare(at.expression)
  if (compiler.isIdentifier(at)) return isVariable(at)
  return compiler.isAwaitExpression(at) || (compiler.isCallExpression(at) && at.expression.getText() === 'JSON.parse')
}

const isSending = (node: ts.Node): boolean =>
  compiler.isPropertyAccessExpression(node) &&
  (node.name.text === 'stringify' || (node.name.text === 'send' && bare(node.expression).getText() === 'process'))

const textIn = (node: ts.Node): string[] =>
  compiler.isStringLiteralLike(node) || compiler.isTemplateHead(node) || compiler.isTemplateMiddleOrTemplateTail(node) ? [node.text] : []

/** The names that a node gives to properties. */
const madeBy = (node: ts.Node): string[] => {
  if (isAssignment(node)) return assignedIn(node.left)
  if (compiler.isPropertyAssignment(node) || compiler.isShorthandPropertyAssignment(node)) return wordsIn(node.name.getText())
  if (compiler.isClassElement(node) || compiler.isEnumMember(node) || compiler.isObjectLiteralElement(node))
    return node.name === undefined ? [] : wordsIn(node.name.getText())
  if (compiler.isParameter(node)) return node.modifiers === undefined ? [] : wordsIn(node.name.getText())
  return isExported(node) ? wordsIn(node.name?.getText() ?? '') : []
}

const assignedIn = (target: ts.Expression): string[] => {
  const at = bare(target)
  return compiler.isPropertyAccessExpression(at) ? [at.name.text] : []
}

/** What a file exports is a property of the module for whoever imports all of it. */
const isExported = (node: ts.Node): node is ts.NamedDeclaration =>
  compiler.isExportSpecifier(node) ||
  ((compiler.isVariableDeclaration(node) || compiler.isFunctionDeclaration(node) || compiler.isClassDeclaration(node)) &&
    (compiler.getCombinedModifierFlags(node) & compiler.ModifierFlags.Export) !== 0)
