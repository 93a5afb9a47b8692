/** What every line of a code cell is there for: to run, to comment, or to be read as an answer. */
import type { SyntaxNode } from '@lezer/common'
import type { CellLanguage } from '../documents/document.ts'
import { dedent, parsePython } from '../parse-python.ts'
import { codeLines } from './lines.ts'
import { labelOf } from './labels.ts'

/** What a line of a cell is. */
export type Role = 'code' | 'comment' | 'string' | 'prose' | 'blank'

/** The role of every line of a cell's source. */
export const rolesOf = (source: string, language: CellLanguage): Role[] => {
  const lines = source.split('\n')
  const roles = language === 'py' ? (pythonRoles(lines) ?? otherRoles(lines)) : scriptRoles(lines)
  return roles.map((role, index) => (lines[index]!.trim() === '' && role !== 'string' ? 'blank' : role))
}

const pythonRoles = (lines: readonly string[]): Role[] | null => {
  const dedented = dedent(lines)
  const text = dedented.join('\n')
  const tree = parsePython(text)
  if (tree === null) return null
  const roles = Array<Role>(lines.length).fill('blank')
  const lineAt = lineFinder(text)
  for (let node = tree.topNode.firstChild; node !== null; node = node.nextSibling) {
    const role = roleOf(node, text)
    for (let line = lineAt(node.from); line <= lineAt(Math.max(node.from, node.to - 1)); line++) {
      if (roles[line] === 'blank' || role === 'code') roles[line] = magic.test(dedented[line]!) ? 'code' : role
    }
  }
  return roles
}

const magic = /^\s*[%!]/

const lineFinder = (text: string): ((offset: number) => number) => {
  const starts = [0, ...[...text.matchAll(/\n/g)].map(({ index }) => index + 1)]
  return (offset) => {
    let low = 0
    for (let high = starts.length - 1; low < high;) {
      const middle = (low + high + 1) >> 1
      if (starts[middle]! <= offset) low = middle
      else high = middle - 1
    }
    return low
  }
}

const roleOf = (node: SyntaxNode, text: string): Role => {
  if (node.name === 'Comment') return 'comment'
  const whole = text.slice(node.from, node.to)
  if (node.name === 'ExpressionStatement') {
    const inner = node.firstChild?.name
    if (inner === 'String' || inner === 'ContinuedString' || inner === 'FormatString') return 'string'
    if (inner === 'VariableName' && (labelOf(whole) !== null || /^[A-Z][a-z]+$/.test(whole))) return 'prose'
    if (inner === 'CallExpression' && isSpoken(whole)) return 'string'
  }
  return node.name === 'AssignStatement' && isKeptProse(whole) ? 'string' : 'code'
}

const proseWords = 15

/** `print("a long sentence …")` as an answer. */
const isSpoken = (call: string): boolean =>
  /^print\s{0,9}\(\s{0,99}[rRuU]?(["'])[^{}]*\1\s{0,9},?\s{0,99}\)$/.test(call) && call.split(/\s+/).length >= proseWords

/** `answer = """a long text"""` */
const isKeptProse = (statement: string): boolean =>
  /^\w+\s*=\s*[rRuU]?(?:"""|'''|"[^"]|'[^'])/.test(statement) &&
  /["']$/.test(statement.trimEnd()) &&
  !holdsCode.test(statement) &&
  statement.split(/\s+/).length >= proseWords

/** A cell for a shell or another interpreter is code, every line of it. */
const otherRoles = (lines: readonly string[]): Role[] =>
  interpreted.test(lines.find((line) => line.trim() !== '') ?? '') ? lines.map(() => 'code') : looseRoles(lines)

const interpreted = /^\s*%%(?:bash|sh|script|!|python\d?|pypy|writefile|file|time|timeit|capture)\b/

/** A program as a text, that another line writes to a file or runs. */
const holdsCode = /^(?:import\s+\w|from\s+[\w.]+\s+import\s|def\s+\w+\s*\(|class\s+\w[^:\n]*:)/m

/** Lines of a cell that no parser takes: bare prose, code with mistakes, or both; a quotation mark may be missing. */
const looseRoles = (lines: readonly string[]): Role[] => {
  const quoted = quotedLines(lines)
  const rest = lines.map((line, index) => (quoted[index] || isComment(line) ? '' : line))
  const code = codeLines(rest)
  const anyCode = code.some((isCode, index) => isCode && rest[index]!.trim() !== '')
  return lines.map((line, index) => {
    if (quoted[index]) return 'string'
    if (isComment(line)) return anyCode && /^\s/.test(line) && code[index] ? 'code' : 'comment'
    return code[index] && !isLabelled(line) ? 'code' : 'prose'
  })
}

/** "Q3." on a line is never code, whatever stands around it. */
export const isLabelled = (line: string): boolean => {
  const label = labelOf(line)
  return label !== null && label.kind !== 'bare'
}

const isComment = (line: string): boolean => /^\s*#/.test(line)

/** Lines inside triple quotes that open a line; a pair that is never closed ends where code begins. */
const quotedLines = (lines: readonly string[]): boolean[] => {
  const inside = Array<boolean>(lines.length).fill(false)
  for (let at = 0; at < lines.length; at++) {
    const quote = /^[rRuUfF]?("""|''')/.exec(lines[at]!)?.[1]
    if (quote === undefined) continue
    const end = closingLine(lines, at, quote)
    inside.fill(true, at, end + 1)
    at = end
  }
  return inside
}

const closingLine = (lines: readonly string[], at: number, quote: string): number => {
  if (lines[at]!.indexOf(quote, lines[at]!.indexOf(quote) + 3) !== -1) return at
  let code = -1
  for (let next = at + 1; next < lines.length; next++) {
    if (lines[next]!.includes(quote)) return next
    if (code === -1 && /^(?:import|from|def|class|if __name__)\b/.test(lines[next]!)) code = next
  }
  return code === -1 ? lines.length - 1 : code - 1
}

/** TypeScript and JavaScript cells: comments at the left margin are remarks, the rest is code unless it reads as prose. */
const scriptRoles = (lines: readonly string[]): Role[] => {
  let inComment = false
  const comments = lines.map((line) => {
    const opens = line.startsWith('/*')
    const is = inComment || opens || line.startsWith('//')
    inComment = (inComment || opens) && !line.includes('*/')
    return is
  })
  const rest = lines.map((line, index) => (comments[index] ? '' : line))
  const code = codeLines(rest)
  return lines.map((_, index) => (comments[index] ? 'comment' : code[index] ? 'code' : 'prose'))
}
