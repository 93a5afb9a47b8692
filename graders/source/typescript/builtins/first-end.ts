/** Questions about several processes whose answer changes as soon as the first of them has ended: `children.some((child) => child.exitCode !== null)`. */
import type { ts } from 'ts-morph'
import { compiler } from '../syntax/compiler.ts'
import { bare } from '../syntax/parse.ts'

/** What an expression is true of. */
type State = 'alive' | 'ended'

const opposite: Readonly<Record<State, State>> = { alive: 'ended', ended: 'alive' }

/** Whether some(), every() or find() is asked for what the first end alone decides, however the program goes on with the answer. */
export const changesWithTheFirst = (node: ts.Node): boolean => {
  if (!compiler.isCallExpression(node) || !compiler.isPropertyAccessExpression(node.expression)) return false
  const [callback] = node.arguments
  const asked = callback === undefined ? null : resultOf(callback)
  const state = asked === null ? null : stateIn(asked)
  return state === (node.expression.name.text === 'every' ? 'alive' : 'ended')
}

/** What a function returns that does nothing else. */
const resultOf = (callback: ts.Expression): ts.Expression | null => {
  const at = bare(callback)
  const body = compiler.isArrowFunction(at) || compiler.isFunctionExpression(at) ? at.body : undefined
  if (body === undefined || !compiler.isBlock(body)) return body ?? null
  const [only, ...others] = body.statements
  return only !== undefined && others.length === 0 && compiler.isReturnStatement(only) ? (only.expression ?? null) : null
}

const stateIn = (node: ts.Expression): State | null => {
  const at = bare(node)
  if (compiler.isPrefixUnaryExpression(at) && at.operator === compiler.SyntaxKind.ExclamationToken) return not(stateIn(at.operand))
  if (compiler.isBinaryExpression(at)) return ofBoth(at) ?? compared(at)
  if (compiler.isCallExpression(at)) return at.arguments.length === 0 ? (toldByMethod.get(memberOf(at.expression)) ?? null) : null
  return memberOf(at) === 'connected' ? 'alive' : null
}

const toldByMethod: ReadonlyMap<string | null, State> = new Map([
  ['isConnected', 'alive'],
  ['isDead', 'ended'],
])

/** `exitCode` of `child.exitCode`. */
const memberOf = (node: ts.Expression): string | null => {
  const at = bare(node)
  return compiler.isPropertyAccessExpression(at) ? at.name.text : null
}

const not = (state: State | null): State | null => (state === null ? null : opposite[state])

/** `c.exitCode === null && c.signalCode === null`: what both sides say. */
const ofBoth = ({ left, operatorToken: { kind }, right }: ts.BinaryExpression): State | null => {
  if (kind !== compiler.SyntaxKind.AmpersandAmpersandToken && kind !== compiler.SyntaxKind.BarBarToken) return null
  const state = stateIn(left)
  return state === stateIn(right) ? state : null
}

/** `c.exitCode === null`, `c.exitCode !== 0`: nothing but a process that has ended has a code. */
const compared = ({ left, operatorToken: { kind }, right }: ts.BinaryExpression): State | null => {
  const [code, value] = isCode(left) ? [left, bare(right)] : [right, bare(left)]
  const isNone = value.kind === compiler.SyntaxKind.NullKeyword || (compiler.isIdentifier(value) && value.text === 'undefined')
  if (!isCode(code) || !(isNone || compiler.isNumericLiteral(value))) return null
  const state = isNone ? 'alive' : 'ended'
  if (kind === compiler.SyntaxKind.EqualsEqualsEqualsToken || kind === compiler.SyntaxKind.EqualsEqualsToken) return state
  const isUnequal = kind === compiler.SyntaxKind.ExclamationEqualsEqualsToken || kind === compiler.SyntaxKind.ExclamationEqualsToken
  return isUnequal ? opposite[state] : null
}

const isCode = (node: ts.Expression): boolean => /^(?:exitCode|signalCode)$/.test(memberOf(node) ?? '')
