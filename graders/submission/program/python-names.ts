/** Which names a piece of Python binds at its top level, and which it needs from elsewhere. */
import type { SyntaxNode } from '@lezer/common'
import { parseBroken, parsePython } from '../parse-python.ts'

/** A statement at the top level of a cell. */
export interface Statement {
  readonly text: string
  readonly kind: 'import' | 'definition' | 'assignment' | 'other'
  readonly binds: ReadonlySet<string>
  /** Names that it reads and does not bind itself, neither at the top level nor in its functions; an assignment may read what it binds anew. */
  readonly needs: ReadonlySet<string>
}

/** What a cell's statements bind and need. */
export interface Names {
  /** False where the parser had to guess. */
  readonly parses: boolean
  readonly statements: readonly Statement[]
}

/** Reads the top-level statements of a cell. */
export const namesOf = (source: string): Names => {
  const whole = parsePython(source)
  const tree = whole ?? parseBroken(source)
  const statements: Statement[] = []
  for (let node = tree.topNode.firstChild; node !== null; node = node.nextSibling) {
    if (node.name !== 'Comment' && !node.type.isError) statements.push(statementOf(node, source))
  }
  return { parses: whole !== null, statements }
}

const kinds: Readonly<Record<string, Statement['kind']>> = {
  ImportStatement: 'import',
  FunctionDefinition: 'definition',
  ClassDefinition: 'definition',
  DecoratedStatement: 'definition',
  AssignStatement: 'assignment',
  UpdateStatement: 'assignment',
}

const statementOf = (node: SyntaxNode, source: string): Statement => {
  const scope: Scope = { binds: new Set(), reads: [], parent: null, elsewhere: new Set() }
  visit(node, source, scope)
  const text = source.slice(node.from, node.to).trimEnd()
  const isAssignment = kinds[node.name] === 'assignment'
  const needs = new Set(scope.reads.filter((name) => !scope.binds.has(name) || isAssignment))
  if (node.name === 'UpdateStatement') for (const name of scope.binds) needs.add(name)
  const kind = node.name === 'TryStatement' && isTriedImport(text) ? 'import' : (kinds[node.name] ?? 'other')
  return { text, kind, binds: scope.binds, needs }
}

/** An import with another one to fall back on. */
const isTriedImport = (text: string): boolean =>
  text.split('\n').every((line) => /^\s*(?:$|#|try\b|except\b|else:|import\b|from\b|pass$|\w+ = \w+$)/.test(line))

interface Scope {
  readonly binds: Set<string>
  /** Names read here, and by functions within that do not bind them. */
  readonly reads: string[]
  readonly parent: Scope | null
  readonly elsewhere: Set<string>
}

const functions = new Set([
  'FunctionDefinition',
  'LambdaExpression',
  'ArrayComprehensionExpression',
  'ComprehensionExpression',
  'SetComprehensionExpression',
  'DictionaryComprehensionExpression',
])

/** Deeper than this no person nests code. */
const deepest = 200

const visit = (node: SyntaxNode, source: string, scope: Scope, depth = 0): void => {
  if (depth > deepest) return
  const text = () => source.slice(node.from, node.to)
  if (node.name === 'ScopeStatement') {
    for (const child of node.getChildren('VariableName')) scope.elsewhere.add(source.slice(child.from, child.to))
    return
  }
  if (node.name === 'ImportStatement') return bindImport(node, source, scope)
  if (node.name === 'VariableName') {
    if (isTarget(node)) scope.binds.add(text())
    else scope.reads.push(text())
    return
  }
  if (node.name === 'ClassDefinition' || functions.has(node.name)) return visitScope(node, source, scope, depth)
  for (let child = node.firstChild; child !== null; child = child.nextSibling) visit(child, source, scope, depth + 1)
}

/** A function's own names stay its own; what it reads beyond them is read by whoever defines it. */
const visitScope = (node: SyntaxNode, source: string, outer: Scope, depth: number): void => {
  const inner: Scope = { binds: new Set(), reads: [], parent: outer, elsewhere: new Set() }
  for (let child = node.firstChild; child !== null; child = child.nextSibling) {
    const isName =
      child.name === 'VariableName' &&
      (node.name === 'FunctionDefinition' || node.name === 'ClassDefinition') &&
      child.prevSibling?.name !== 'AssignOp'
    if (isName) outer.binds.add(source.slice(child.from, child.to))
    else visit(child, source, inner, depth + 1)
  }
  for (const name of inner.reads) if (!inner.binds.has(name) || inner.elsewhere.has(name)) outer.reads.push(name)
  for (const name of inner.elsewhere) if (inner.binds.has(name) && outer.parent === null) outer.binds.add(name)
}

const bindImport = (node: SyntaxNode, source: string, scope: Scope): void => {
  const words = source
    .slice(node.from, node.to)
    .replace(/#.*/g, '')
    .replace(/[()\\]/g, ' ')
  const from = /^\s*from\s+\S+\s+import\s+([\s\S]*)$/.exec(words)
  const list = from?.[1] ?? words.replace(/^\s*import\s+/, '')
  for (const item of list.split(',')) {
    const alias = /\bas\s+(\w+)/.exec(item)?.[1]
    const name = item.trim().split(/\s+/)[0] ?? ''
    scope.binds.add(alias ?? (from === null ? (name.split('.')[0] ?? '') : name))
  }
}

/** True for a name that is given a value here: left of `=`, after `for`, `as`, `:=`, or a parameter. */
const isTarget = (node: SyntaxNode): boolean => {
  const parent = node.parent
  if (parent === null) return false
  if (parent.name === 'ParamList') return node.prevSibling?.name !== 'AssignOp'
  if (parent.name === 'NamedExpression') return node.nextSibling?.name === 'AssignOp'
  if (parent.name === 'TupleExpression' || parent.name === 'ArrayExpression' || parent.name === 'ParenthesizedExpression')
    return isTarget(parent)
  if (parent.name === 'AssignStatement' || parent.name === 'UpdateStatement') return hasAfter(node, /^(?:AssignOp|UpdateOp|TypeDef)$/)
  if (parent.name === 'WithStatement' || parent.name === 'TryStatement' || parent.name === 'AsPattern')
    return node.prevSibling?.name === 'as'
  const isLoop = parent.name === 'ForStatement' || parent.name.endsWith('ComprehensionExpression')
  return isLoop && hasBefore(node, /^for$/, /^in$/)
}

const hasAfter = (node: SyntaxNode, name: RegExp): boolean => {
  for (let next = node.nextSibling; next !== null; next = next.nextSibling) if (name.test(next.name)) return true
  return false
}

/** True where the nearest keyword before a node is `for`, not `in`. */
const hasBefore = (node: SyntaxNode, name: RegExp, stop: RegExp): boolean => {
  for (let before = node.prevSibling; before !== null; before = before.prevSibling) {
    if (stop.test(before.name)) return false
    if (name.test(before.name)) return true
  }
  return false
}
