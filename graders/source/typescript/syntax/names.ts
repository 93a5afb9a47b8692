/** What names and their declarations look like. */
import type { ts } from 'ts-morph'
import { compiler } from './compiler.ts'
import { bare } from './parse.ts'

/** A name that stands in a program. */
export type Name = ts.Identifier | ts.PrivateIdentifier

/** True for a name, be it a private one: `child`, `#child`. */
export const isName = (node: ts.Node): node is Name => compiler.isIdentifier(node) || compiler.isPrivateIdentifier(node)

/** `length` of `list.length`. */
export const isProperty = (name: Name): boolean => compiler.isPropertyAccessExpression(name.parent) && name.parent.name === name

/** True for what is declared by `const`. */
export const isConst = ({ parent }: ts.VariableDeclaration): boolean => (parent.flags & compiler.NodeFlags.Const) !== 0

/** The names that a declaration binds: one, or several between brackets. */
export const identifiersIn = (name: ts.BindingName): ts.Identifier[] =>
  compiler.isIdentifier(name)
    ? [name]
    : name.elements.flatMap((element) => (compiler.isBindingElement(element) ? identifiersIn(element.name) : []))

/** The property that a name in braces is taken out of. */
export const propertyOf = ({ parent, text }: ts.Identifier): string | null => {
  if (!compiler.isBindingElement(parent) || !compiler.isObjectBindingPattern(parent.parent)) return null
  return parent.propertyName !== undefined && compiler.isIdentifier(parent.propertyName) ? parent.propertyName.text : text
}

/** Where a declared name can be seen. */
export const blockAround = (node: ts.Node): ts.Node => {
  const isHoisted =
    compiler.isVariableDeclaration(node) &&
    compiler.isVariableDeclarationList(node.parent) &&
    (node.parent.flags & compiler.NodeFlags.BlockScoped) === 0
  let at = node.parent
  while (!compiler.isSourceFile(at) && !(isHoisted ? compiler.isFunctionLike(at) : isBlock(at))) at = at.parent
  return at
}

const isBlock = (node: ts.Node): boolean =>
  compiler.isBlock(node) ||
  compiler.isIterationStatement(node, false) ||
  compiler.isCaseBlock(node) ||
  compiler.isModuleBlock(node) ||
  compiler.isCatchClause(node) ||
  compiler.isFunctionLike(node)

/** `require(…)`, `await import(…)`. */
export const isModule = (value: ts.Expression): boolean => {
  const at = bare(value)
  if (compiler.isAwaitExpression(at)) return isModule(at.expression)
  return (
    compiler.isCallExpression(at) && (at.expression.kind === compiler.SyntaxKind.ImportKeyword || at.expression.getText() === 'require')
  )
}
