/** What no Python statement can hold: operands side by side, operators without operands, heads without a colon. */
import { wordSet } from '../../../core/word-set.ts'
import { findArgumentFlaw } from './brackets.ts'
import { headOf } from './layout.ts'
import type { Flaw, LogicalLine, Token } from './tokens.ts'

const KEYWORDS = wordSet(
  'False None True and as assert async await break class continue def del elif else except finally for from global if import in is ' +
    'lambda nonlocal not or pass raise return try while with yield',
)
/** Keywords that an expression may begin with. */
const STARTERS = wordSet('False None True await lambda not yield')
/** Keywords that may come after a whole expression. */
const INFIX = wordSet('and as async else for from if import in is not or')
/** Operators with something to their left; `*`, `**`, `+` and `-` can do without. */
const BINARY = wordSet('/ // % @ | & ^ << >> == != < > <= >= = := -> += -= *= /= //= %= @= &= |= ^= >>= <<= **=')
/** What cannot be the last word: something has to come after it. */
const NEEDS_RIGHT = wordSet(
  '/ // % @ | & ^ << >> == != < > <= >= = := -> += -= *= /= //= %= @= &= |= ^= >>= <<= **= + - ~ . and or not in is',
)
const NEEDS_MORE = wordSet('import del assert global nonlocal as await if elif while for with class def from')
/** Statements with a head and a body. */
const HEADS = wordSet('if elif else for while def class with try except finally')
/** Words that are keywords only at the beginning of a statement. */
const SOFT = wordSet('match case type')

/** The first thing in a line that cannot be. */
export const findGrammarFlaw = (line: LogicalLine): Flaw | null => {
  const flaws = [definitionFlaw(line), pairFlaw(line), colonFlaw(line), comparisonFlaw(line), callFlaw(line)].filter(
    (flaw) => flaw !== null,
  )
  return flaws.sort((a, b) => a.at - b.at)[0] ?? null
}

const isKeyword = ({ kind, text }: Token): boolean => kind === 'name' && KEYWORDS.has(text)

const endsOperand = (token: Token | undefined): boolean => {
  if (!token) return false
  if (token.kind === 'name') return !KEYWORDS.has(token.text) || /^(?:False|None|True)$/.test(token.text)
  return token.kind !== 'operator' || /^(?:[)\]}]|\.\.\.)$/.test(token.text)
}

const startsOperand = (token: Token | undefined): boolean => {
  if (!token) return false
  if (token.kind === 'name') return !KEYWORDS.has(token.text) || STARTERS.has(token.text)
  return token.kind !== 'operator' || /^(?:[([{+\-~*]|\*\*|\.\.\.)$/.test(token.text)
}

/** Goes over every two neighbours. */
const pairFlaw = (line: LogicalLine): Flaw | null => {
  const { tokens } = line
  const lacking = colonFlaw(line) === null ? 'a new line' : `the colon of this ${headOf(line)} line`
  const imported = tokens[0]?.text === 'from' ? tokens.findIndex(({ text }) => text === 'import') : -1
  for (let at = Math.max(0, imported); at < tokens.length; at += 1) {
    const before = tokens[at - 1]
    const starts = startsStatement(tokens, at)
    const flaw = softWord(tokens, at - 1) ? null : neighbours(starts ? undefined : before, tokens[at]!, tokens[at + 1], lacking)
    if (flaw) return flaw
  }
  return null
}

const startsStatement = (tokens: readonly Token[], at: number): boolean => {
  const before = tokens[at - 1]
  return !before || (before.depth === 0 && before.text === ';') || (before.text === ':' && before.depth === 0 && HEADS.has(tokens[0]!.text))
}

/** `match x:`, `case x:`, `type X = int`: the word is no name here. */
const softWord = (tokens: readonly Token[], at: number): boolean =>
  tokens[at] !== undefined && SOFT.has(tokens[at].text) && startsStatement(tokens, at)

const neighbours = (before: Token | undefined, token: Token, after: Token | undefined, lacking: string): Flaw | null =>
  (before && sideBySide(before, token, lacking)) ?? withoutLeft(before, token) ?? withoutRight(before, token, after)

/** Two operands with nothing between them. */
const sideBySide = (before: Token, token: Token, lacking: string): Flaw | null => {
  if (!endsOperand(before) || (before.kind === 'string' && token.kind === 'string')) return null
  if (token.text === '{')
    return {
      at: token.from,
      message: 'A { cannot stand here: where other languages put braces, Python wants a colon and an indented block.',
    }
  if (token.kind === 'operator') return null
  if (isKeyword(token) && INFIX.has(token.text)) return null
  if (before.text === 'print' && !isKeyword(token))
    return { at: before.from, message: 'print is a function: what it shall print belongs in parentheses, print(…).' }
  return {
    at: token.from,
    message: `Something is missing between ${shown(before)} and ${shown(token)}: an operator, a comma or ${lacking}.`,
  }
}

const shown = ({ kind, text }: Token): string => (kind === 'string' ? 'the text' : text)

const withoutLeft = (before: Token | undefined, token: Token): Flaw | null => {
  const at = token.from
  if (token.text === ',' && token.kind === 'operator' && (!before || /^[,([{]$/.test(before.text)))
    return { at, message: 'Something is missing before this comma.' }
  if (token.kind !== 'operator' || !BINARY.has(token.text) || endsOperand(before)) return null
  if (token.text === '@' && !before) return null
  if (token.text === '/' && before && /^[,(]$/.test(before.text)) return null
  if (token.text === '=' && before?.text === ',') return null
  const doubled = DOUBLED[`${before?.text}${token.text}`]
  if (doubled) return { at: before!.from, message: doubled }
  if (before && isKeyword(before) && token.text === '=')
    return { at: before.from, message: `${before.text} is a word of the language and cannot be a name.` }
  return { at, message: before ? `${token.text} cannot follow ${shown(before)}.` : `A statement cannot begin with ${token.text}.` }
}

const DOUBLED: Readonly<Record<string, string>> = {
  '&&': 'For "and" Python writes and, not &&.',
  '||': 'For "or" Python writes or, not ||.',
  '===': 'Python compares with ==, not with ===.',
  '<>': 'For "is not equal to" Python writes !=.',
}

const withoutRight = (before: Token | undefined, token: Token, after: Token | undefined): Flaw | null => {
  const starred = /^\*\*?$/.test(token.text) && endsOperand(before)
  const needs = token.kind === 'string' ? false : NEEDS_RIGHT.has(token.text) || starred || (isKeyword(token) && NEEDS_MORE.has(token.text))
  if (token.text === '.' && after?.kind !== 'name') return { at: token.from, message: 'A name was expected after this dot.' }
  if (!needs || startsOperand(after)) return null
  if (token.text === '/' && before && /^[,(]$/.test(before.text)) return null
  if (token.text === 'not' && after?.text === 'in') return null
  if (token.text === 'is' || token.text === 'import' || token.text === 'from')
    if (after && /^(?:not|\(|\*|\.|\.\.\.)$/.test(after.text)) return null
  if (after && after.kind === 'operator' && BINARY.has(after.text)) return null
  if (/^(?:\+|-)$/.test(token.text) && before?.text === token.text)
    return { at: before.from, message: `${token.text}${token.text} does not exist in Python: write ${token.text}= 1.` }
  if (after && isKeyword(after) && token.text !== '.' && !NEEDS_RIGHT.has(after.text))
    return { at: after.from, message: `${after.text} is a word of the language and cannot stand after ${token.text}.` }
  return { at: token.from, message: `Something is missing after ${token.text}.` }
}

/** `if x` without its colon. */
const colonFlaw = (line: LogicalLine): Flaw | null => {
  const { tokens } = line
  const head = headOf(line)
  const last = tokens.at(-1)!
  if (!HEADS.has(head) || !isKeyword(tokens[0]!)) return null
  const second = tokens[1]
  if (head === 'else' && second?.text === 'if') return { at: second.from, message: 'For "else if" Python writes elif.' }
  if (/^(?:else|try|finally)$/.test(head) && second?.text !== ':')
    return { at: (second ?? last).from, message: `A colon was expected after ${head}.` }
  const hasColon = tokens.some(({ text, depth }) => text === ':' && depth === 0)
  return hasColon ? null : { at: last.from + last.text.length, message: `A colon was expected at the end of this ${head} line.` }
}

/** `if x = 3:` and `for i = 0:`. */
const comparisonFlaw = (line: LogicalLine): Flaw | null => {
  const head = headOf(line)
  const end = line.tokens.findIndex(({ text, depth }) => text === ':' && depth === 0)
  const inHead = line.tokens.slice(0, end < 0 ? undefined : end).filter(({ depth }) => depth === 0)
  if (head === 'for' && !inHead.some(({ text }) => text === 'in'))
    return { at: line.tokens[0]!.from, message: 'A for line needs the word in: for each in things:' }
  if (!/^(?:if|elif|while)$/.test(head) || inHead.some(({ text }) => text === 'lambda')) return null
  const equals = inHead.find(({ text }) => text === '=')
  return equals ? { at: equals.from, message: 'A single = gives a value to a name; to compare two values write ==.' } : null
}

const callFlaw = (line: LogicalLine): Flaw | null => {
  const isDefinition = headOf(line) === 'def'
  const header = isDefinition ? line.tokens.findIndex(({ text, depth }) => text === '(' && depth === 0) : -1
  return findArgumentFlaw(line, (at) => at !== header && endsOperand(line.tokens[at - 1]))
}

const definitionFlaw = (line: LogicalLine): Flaw | null => {
  const start = line.tokens[0]?.text === 'async' ? 1 : 0
  const [definition, name, next] = line.tokens.slice(start)
  if (definition?.text !== 'def' && definition?.text !== 'class') return null
  if (!name || name.kind !== 'name') return null
  if (isKeyword(name)) return { at: name.from, message: `${name.text} is a word of the language and cannot be a name.` }
  if (definition.text === 'class') return null
  if (/^[([]$/.test(next?.text ?? '')) return signatureFlaw(line)
  return {
    at: name.from,
    message: `Parentheses were expected after the name ${name.text}, even when it takes nothing: def ${name.text}():`,
  }
}

/** After the parameters comes a colon, or an arrow and a type. */
const signatureFlaw = ({ tokens }: LogicalLine): Flaw | null => {
  const close = tokens.findIndex(({ text, depth }) => text === ')' && depth === 0)
  const next = tokens[close + 1]
  return close < 0 || !next || next.text === ':' || next.text === '->'
    ? null
    : { at: next.from, message: 'After the parameters a colon was expected.' }
}
