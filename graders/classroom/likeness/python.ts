import { type Token as Scanned, scan } from '../../source/python/syntax/tokens.ts'
import { withoutOwnNames } from './names.ts'
import type { Token } from './winnow.ts'

/** A program's symbols: keywords, operators, and the names of what it uses. Its own names, and its literals, are all alike. */
export const pythonTokens = (text: string): Token[] => {
  const lines = scan(text).lines.map(({ tokens }) => tokens)
  const own = new Set(lines.flatMap(namesBound))
  return withoutOwnNames(
    lines.flatMap(withoutLoneText).map((token) => ({ ...token, to: token.from + token.text.length })),
    own,
  )
}

/** A string that stands by itself is a comment. */
const withoutLoneText = (line: readonly Scanned[]): readonly Scanned[] => (line.length === 1 && line[0]!.kind === 'string' ? [] : line)

/** The names that a line gives to something: definitions, parameters, assignments, loops and `as`. */
const namesBound = (line: readonly Scanned[]): string[] => {
  const assigned = line.findLastIndex(({ text, depth }) => depth === 0 && /^(?:[-+*/%@&|^]|\*\*|\/\/|<<|>>|:)?=$/.test(text))
  const looping = loopVariables(line)
  const header = line.some(({ text, depth }) => depth === 0 && text === 'def')
  return line.flatMap((token, index) => {
    if (token.kind !== 'name') return []
    const before = line[index - 1]?.text ?? ''
    const after = line[index + 1]?.text ?? ''
    const isBound =
      /^(?:def|class|as|global|nonlocal|lambda)$/.test(before) ||
      after === ':=' ||
      (header && token.depth > 0 && /^(?:[(,]|\*\*?)$/.test(before)) ||
      (index < assigned && !/^[([]$/.test(after) && before !== '.') ||
      (index < assigned && before === '.' && line[index - 2]?.text === 'self') ||
      looping[index] === true
    return isBound ? [token.text] : []
  })
}

/** For each token whether it stands between `for` and the next `in`, with nothing but names and commas before it. */
const loopVariables = (line: readonly Scanned[]): boolean[] => {
  let inLoop = false
  return line.map(({ text, kind }) => {
    if (text === 'for') {
      inLoop = true
      return false
    }
    inLoop &&= /^[,()]$/.test(text) || (kind === 'name' && text !== 'in')
    return inLoop
  })
}
