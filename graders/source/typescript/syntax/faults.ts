/** Syntax errors, in words that help: TypeScript's own finding, made readable. */
import type { ts } from 'ts-morph'
import { compiler } from './compiler.ts'
import type { SyntaxFault } from '../../facts.ts'
import { hasModifier, nodesOf } from './parse.ts'
import { placeAt } from './places.ts'

/** The first error of a file; `null` when it can be parsed. */
export const faultOf = (source: ts.SourceFile): SyntaxFault | null => {
  const [first] = diagnosticsOf(source)
  if (first !== undefined) return fault(source, first.start, sentenceOf(first, source))
  const stray = strayAwait(source)
  return stray === null
    ? null
    : fault(source, stray.getStart(), '`await` works only inside of an async function: the function around it lacks the word `async`.')
}

/** The parser's own list, which the compiler's types do not show. */
const diagnosticsOf = (source: ts.SourceFile): readonly ts.DiagnosticWithLocation[] =>
  'parseDiagnostics' in source && Array.isArray(source.parseDiagnostics) ? source.parseDiagnostics : []

const fault = (source: ts.SourceFile, position: number, message: string): SyntaxFault => ({ ...placeAt(source, position), message })

const sentences: Readonly<Record<number, string>> = {
  1002: 'This text is not closed: its quotation mark is missing at the end of the line.',
  1003: 'A name is expected here.',
  1010: 'This comment is not closed: `*/` is missing.',
  1109: 'A value or an expression is expected here.',
  1124: 'A digit is expected here.',
  1127: 'This character has no meaning in a program.',
  1128: 'This does not belong here: perhaps there is one closing bracket too many before it.',
  1134: 'The name of a variable is expected here.',
  1135: 'An argument of the call is expected here.',
  1136: 'The name of a property is expected here.',
  1137: 'An element of the list, or a comma, is expected here.',
  1155: 'A `const` needs its value at once: `=` is missing.',
  1160: 'This text is not closed: its backtick is missing.',
  1161: 'This regular expression is not closed: `/` is missing.',
  1434: 'This word is not expected here: perhaps an operator, a bracket or a comma before it is missing.',
  1472: '`catch` or `finally` is expected after the block of `try`.',
}

const sentenceOf = (diagnostic: ts.DiagnosticWithLocation, source: ts.SourceFile): string => {
  const text = compiler.flattenDiagnosticMessageText(diagnostic.messageText, ' ')
  const [related] = diagnostic.relatedInformation ?? []
  const [opened, orElse] =
    related?.start === undefined
      ? ['', orBefore(diagnostic.start, source)]
      : [` to close the one opened in line ${placeAt(source, related.start).line}`, '']
  if (diagnostic.code === 1005) return `${text.replace(/^'(.*)' expected\.$/, '`$1` is expected here')}${opened}.${orElse}`
  return sentences[diagnostic.code] ?? (text.endsWith('.') || text.endsWith('?') ? text : `${text}.`)
}

/** What is not expected at the beginning of a line may be no fault of it: the parser goes on over line ends to look for what is missing. */
const orBefore = (start: number, source: ts.SourceFile): string => {
  const before = source.text.slice(0, start)
  const line = placeAt(source, before.trimEnd().length).line
  return before.trim() === '' || !/\n[ \t]*$/.test(before) ? '' : ` Or something is missing at the end of line ${line}.`
}

/** `await` in a function that is not async: it parses, and does not run. */
const strayAwait = (source: ts.SourceFile): ts.Node | null => {
  if (!source.text.includes('await')) return null
  for (const node of nodesOf(source)) {
    const awaits = compiler.isAwaitExpression(node) || (compiler.isForOfStatement(node) && node.awaitModifier !== undefined)
    const around = awaits ? functionAround(node) : null
    if (around !== null && !hasModifier(around, compiler.SyntaxKind.AsyncKeyword)) return node
  }
  return null
}

const functionAround = (node: ts.Node): ts.Node | null => {
  for (let at = node.parent; !compiler.isSourceFile(at); at = at.parent) if (compiler.isFunctionLike(at)) return at
  return null
}
