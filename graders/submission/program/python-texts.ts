/** The texts of a program that are known without running it: literals, what names stand for, and a few of the ways to tidy them up. */
import type { SyntaxNode } from '@lezer/common'
import { parsePython } from '../parse-python.ts'

/** Reads the text that an expression stands for; null where that is not known. */
export type TextOf = (node: SyntaxNode | null, depth?: number) => string | null

/** Deeper than this no person nests an expression. */
const deepest = 50

/** Names stand for what they were given last. */
export const textsIn = (source: string, known: ReadonlyMap<string, string>): TextOf => {
  const partsOf = (node: SyntaxNode, depth: number): string | null => {
    let whole = ''
    for (let part = node.firstChild; part !== null; part = part.nextSibling) {
      if (!/^[A-Z]/.test(part.name) || part.name === 'ArithOp') continue
      const text = read(part, depth + 1)
      if (text === null) return null
      whole += text
    }
    return whole
  }
  const calledOn = (call: SyntaxNode, depth: number): string | null => {
    const callee = source.slice(call.from, call.firstChild?.to)
    const given = argumentsOf(call)
    if (/^(?:\w+\.)?(?:dedent|cleandoc)$/.test(callee)) {
      const text = read(given[0] ?? null, depth + 1)
      return text === null ? null : dedented(text)
    }
    if (!/\.(?:l|r)?strip$/.test(callee) || given.length > 0) return null
    return tidied(read(call.firstChild!.firstChild, depth + 1), callee.slice(callee.lastIndexOf('.') + 1))
  }
  const read: TextOf = (node, depth = 0) => {
    if (node === null || depth > deepest) return null
    const text = source.slice(node.from, node.to)
    if (node.name === 'String') return valueOf(text)
    if (node.name === 'VariableName') return known.get(text) ?? null
    if (node.name === 'CallExpression') return calledOn(node, depth)
    const isSum = node.name === 'BinaryExpression' && node.getChild('ArithOp') !== null && !/[-*/%@]/.test(operatorOf(node, source))
    return isSum || node.name === 'ParenthesizedExpression' || node.name === 'ContinuedString' ? partsOf(node, depth) : null
  }
  return read
}

const operatorOf = (node: SyntaxNode, source: string): string => {
  const operator = node.getChild('ArithOp')
  return operator === null ? '' : source.slice(operator.from, operator.to)
}

/** What a call hands over, by position. */
export const argumentsOf = (call: SyntaxNode): SyntaxNode[] => {
  const given: SyntaxNode[] = []
  for (let node = call.getChild('ArgList')?.firstChild ?? null; node !== null; node = node.nextSibling) {
    if (node.nextSibling?.name === 'AssignOp') break
    if (/^[A-Z]/.test(node.name)) given.push(node)
  }
  return given
}

const escapes: Readonly<Record<string, string>> = { n: '\n', t: '\t', '\n': '' }

/** The value of a literal; those of bytes are no texts. */
const valueOf = (literal: string): string | null => {
  const parts = /^(\w*)("""|'''|"|')([^]*)\2$/.exec(literal)
  if (parts === null || /[bf]/i.test(parts[1]!)) return null
  return /r/i.test(parts[1]!) ? parts[3]! : parts[3]!.replace(/\\([nt\\'"\n])/g, (_, mark: string) => escapes[mark] ?? mark)
}

const tidied = (text: string | null, how: string): string | null => {
  if (text === null) return null
  return how === 'strip' ? text.trim() : how === 'lstrip' ? text.trimStart() : text.trimEnd()
}

/** As `textwrap.dedent` does it: what all lines begin with is left out. */
const dedented = (text: string): string => {
  const indents = text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => /^[ \t]*/.exec(line)![0].length)
  const least = Math.min(...indents)
  return Number.isFinite(least) ? text.replace(new RegExp(`^[ \\t]{1,${Math.max(1, least)}}`, 'gm'), (each) => each.slice(least)) : text
}

/** The values of all texts that are written out in a program. */
export const literalsIn = (code: string): string[] => {
  const found: string[] = []
  parsePython(code)?.iterate({
    enter: ({ name, from, to }) => {
      const value = name === 'String' ? valueOf(code.slice(from, to)) : null
      if (value !== null) found.push(value)
    },
  })
  return found
}

/** What a program does, without the texts that it holds: a text may be another program. */
export const withoutTexts = (code: string): string => {
  const parts: string[] = []
  let at = 0
  parsePython(code)?.iterate({
    enter: ({ name, from, to }) => {
      if (name !== 'String') return
      parts.push(code.slice(at, from), "''")
      at = to
    },
  })
  return parts.join('') + code.slice(at)
}
