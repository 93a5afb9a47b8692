/** Questions about several processes whose answer changes as soon as the first of them has ended: `children.some((child) => child.exitCode !== null)`. */
import type { ts } from 'ts-morph'
import { compiler } from './compiler.ts'
import { functionAt } from './declared.ts'
import { bare } from './parse.ts'

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
  const body = functionAt(callback)?.body
  if (body === undefined || !compiler.isBlock(body)) return body ?? null
  const [only, ...others] = body.statements
  return only !== undefined && others.length === 0 && compiler.isReturnStatement(only) ? (only.expression ?? null) : null
}

const stateIn = (node: ts.Expression): State | null => {
  const at = bare(node)
  if (compiler.isPrefixUnaryExpression(at) && at.operator === compiler.SyntaxKind.ExclamationToken) return not(stateIn(at.operand))
  if (compiler.isBinaryExpression(at)) return ofBoth(at) ?? compared(at)
  const text = at.getText()
  if (/\.(?:connected|isConnected\(\))$/.test(text)) return 'alive'
  return text.endsWith('.isDead()') ? 'ended' : null
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
  const [asked, to] = [left, right].map((side) => bare(side).getText())
  const [code, value] = isCode(asked!) ? [asked!, to!] : [to!, asked!]
  if (!isCode(code) || !/^(?:null|undefined|\d+)$/.test(value)) return null
  const isNone = value === 'null' || value === 'undefined'
  if (kind === compiler.SyntaxKind.EqualsEqualsEqualsToken || kind === compiler.SyntaxKind.EqualsEqualsToken)
    return isNone ? 'alive' : 'ended'
  if (kind !== compiler.SyntaxKind.ExclamationEqualsEqualsToken && kind !== compiler.SyntaxKind.ExclamationEqualsToken) return null
  return isNone ? 'ended' : 'alive'
}

const isCode = (text: string): boolean => /\.(?:exitCode|signalCode)$/.test(text)
