import type { ts } from 'ts-morph'
import { compiler } from '../../source/typescript/syntax/compiler.ts'
import { type SourceToken, withoutOwnNames } from './names.ts'
import type { Token } from './winnow.ts'

const { SyntaxKind } = compiler

/** A program's symbols, as for Python. The compiler's scanner alone: it neither recurses nor gives up on what is no program. */
export const typescriptTokens = (text: string): Token[] => {
  const tokens = scanned(text)
  return withoutOwnNames(tokens, namesBound(tokens))
}

const scanned = (text: string): SourceToken[] => {
  const scanner = compiler.createScanner(compiler.ScriptTarget.Latest, true, compiler.LanguageVariant.Standard, text, () => undefined)
  const tokens: SourceToken[] = []
  const braces: ('template' | 'block')[] = []
  for (let kind = scanner.scan(); kind !== SyntaxKind.EndOfFileToken; kind = scanner.scan()) {
    if ((kind === SyntaxKind.SlashToken || kind === SyntaxKind.SlashEqualsToken) && !isOperand(tokens.at(-1)))
      kind = scanner.reScanSlashToken()
    if (kind === SyntaxKind.TemplateHead) braces.push('template')
    if (kind === SyntaxKind.OpenBraceToken) braces.push('block')
    if (kind === SyntaxKind.CloseBraceToken && braces.pop() === 'template') {
      kind = scanner.reScanTemplateToken(false)
      if (kind === SyntaxKind.TemplateMiddle) braces.push('template')
    }
    tokens.push({ kind: kindOf(kind), text: scanner.getTokenText(), from: scanner.getTokenStart(), to: scanner.getTokenEnd() })
  }
  return tokens
}

/** After an operand a slash divides; elsewhere it begins a regular expression. */
const isOperand = (token: SourceToken | undefined): boolean =>
  token !== undefined &&
  (token.kind === 'operator' ? /^[)\]}]$/.test(token.text) : !/^(?:return|case|typeof|in|of|await|void|delete)$/.test(token.text))

const kindOf = (kind: ts.SyntaxKind): SourceToken['kind'] => {
  if (kind === SyntaxKind.NumericLiteral || kind === SyntaxKind.BigIntLiteral) return 'number'
  if (kind >= SyntaxKind.FirstLiteralToken && kind <= SyntaxKind.LastTemplateToken) return 'string'
  return kind === SyntaxKind.Identifier || (kind >= SyntaxKind.FirstKeyword && kind <= SyntaxKind.LastKeyword) ? 'name' : 'operator'
}

/** The names that a program gives to something: declarations, patterns, parameters. */
const namesBound = (tokens: readonly SourceToken[]): Set<string> => {
  const own = new Set<string>()
  const opened: number[] = []
  for (const [index, { kind, text }] of tokens.entries()) {
    const before = tokens[index - 1]
    if (/^[([{]$/.test(text) && kind === 'operator') opened.push(index)
    if (/^(?:function|class|enum|interface|type|const|let|var|\*)$/.test(before?.text ?? '') && isPlainName(tokens[index]!)) own.add(text)
    if (text === '=>' && before !== undefined && isPlainName(before)) own.add(before.text)
    if (!/^[)\]}]$/.test(text) || kind !== 'operator') continue
    const from = opened.pop()
    if (from !== undefined && isPattern(tokens, from, index)) for (const name of patternNames(tokens, from, index)) own.add(name)
  }
  return own
}

const reserved =
  /^(?:if|for|while|switch|return|await|async|new|this|super|typeof|true|false|null|undefined|of|in|from|require|import|export|default)$/

const isPlainName = ({ kind, text }: SourceToken): boolean => kind === 'name' && !reserved.test(text)

/** No list of parameters has more symbols, and whoever nests brackets by the thousand has no names in them. */
const longestPattern = 500

/** The brackets of parameters, and of what a declaration takes apart. */
const isPattern = (tokens: readonly SourceToken[], from: number, to: number): boolean => {
  const before = tokens[from - 1]?.text ?? ''
  const after = tokens[to + 1]?.text ?? ''
  if (to - from > longestPattern) return false
  if (tokens[from]!.text !== '(') return /^(?:const|let|var)$/.test(before)
  if (/^(?:if|for|while|switch|with)$/.test(before)) return false
  return /^(?:=>|\{)$/.test(after) || (after === ':' && /^(?:=>|\{)$/.test(tokens[to + 3]?.text ?? ''))
}

/** Names that begin a part of the pattern; what stands behind a colon or an equals sign is a type or a value. */
const patternNames = (tokens: readonly SourceToken[], from: number, to: number): string[] =>
  tokens
    .slice(from + 1, to)
    .filter(
      (token, index) => isPlainName(token) && /^(?:[([{,]|\.\.\.|private|public|readonly|protected)$/.test(tokens[from + index]!.text),
    )
    .map(({ text }) => text)
