/** From text to syntax tree, and what is plain to see there. */
import type { ts } from 'ts-morph'
import { compiler } from './compiler.ts'
import type { AnswerFile } from '../../../core/types.ts'

/** By its ending: JavaScript and TypeScript, JSX among them. */
export const isProgram = (path: string): boolean => /\.[mc]?[jt]sx?$/.test(path)

/** The syntax tree of a file. What cannot be parsed stands in it as faults (see `faults.ts`). */
export const parse = ({ path, text }: AnswerFile): ts.SourceFile =>
  compiler.createSourceFile(path, text.replace(/^\uFEFF/, ''), compiler.ScriptTarget.ESNext, true, kindOf(path))

const kindOf = (path: string): ts.ScriptKind => {
  if (path.endsWith('.json')) return compiler.ScriptKind.JSON
  if (/\.[mc]?tsx?$/.test(path)) return path.endsWith('x') ? compiler.ScriptKind.TSX : compiler.ScriptKind.TS
  return path.endsWith('x') ? compiler.ScriptKind.JSX : compiler.ScriptKind.JS
}

/** Visits every node, parents first, without recursion. */
export function* nodesOf(source: ts.Node): Generator<ts.Node> {
  const waiting: ts.Node[] = [source]
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    yield node
    compiler.forEachChild(node, (child) => void waiting.push(child))
  }
}

/** True for a declaration with a modifier, such as `static` or `export`. */
export const hasModifier = (node: ts.Node, modifier: ts.ModifierSyntaxKind): boolean =>
  compiler.canHaveModifiers(node) && (compiler.getModifiers(node)?.some(({ kind }) => kind === modifier) ?? false)

/** `a = b`, `a += b`, `a ??= b` and the like. */
export const isAssignment = (node: ts.Node): node is ts.AssignmentExpression<ts.AssignmentOperatorToken> =>
  compiler.isBinaryExpression(node) &&
  node.operatorToken.kind >= compiler.SyntaxKind.FirstAssignment &&
  node.operatorToken.kind <= compiler.SyntaxKind.LastAssignment

/** The names that are given another value than in their declaration: variables at all, properties more than once. */
export const reassignedIn = (source: ts.SourceFile): ReadonlySet<string> => {
  const names = new Set<string>()
  const once = new Set<string>()
  for (const node of nodesOf(source)) {
    if (compiler.isPropertyDeclaration(node) && node.initializer !== undefined) once.add(node.name.getText(source))
    const target = targetOf(node)
    if (target === null) continue
    const name = compiler.isIdentifier(target.to)
      ? target.to.text
      : compiler.isPropertyAccessExpression(target.to)
        ? target.to.name.text
        : null
    if (name === null) continue
    if (compiler.isIdentifier(target.to) || target.changes || once.has(name)) names.add(name)
    once.add(name)
  }
  return names
}

/** An expression without the brackets and type annotations around it. */
export const bare = (node: ts.Expression): ts.Expression => {
  let at = node
  while (
    compiler.isParenthesizedExpression(at) ||
    compiler.isAsExpression(at) ||
    compiler.isNonNullExpression(at) ||
    compiler.isSatisfiesExpression(at)
  )
    at = at.expression
  return at
}

const targetOf = (node: ts.Node): { readonly to: ts.Node; readonly changes: boolean } | null => {
  if (isAssignment(node)) return { to: bare(node.left), changes: node.operatorToken.kind !== compiler.SyntaxKind.EqualsToken }
  if (!compiler.isPrefixUnaryExpression(node) && !compiler.isPostfixUnaryExpression(node)) return null
  const counts = node.operator === compiler.SyntaxKind.PlusPlusToken || node.operator === compiler.SyntaxKind.MinusMinusToken
  return counts ? { to: bare(node.operand), changes: true } : null
}
