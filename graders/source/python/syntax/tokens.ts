/** Python's tokens, as far as they decide whether a program can be read at all. Linear in the text, and without recursion. */
import { endOfFormat, endOfPlain } from './strings.ts'

/** A token that matters to where statements begin and end and to what may stand side by side. */
export interface Token {
  readonly kind: 'name' | 'number' | 'string' | 'operator'
  readonly text: string
  readonly from: number
  /** How many brackets are open around it; an opening and its closing bracket count as outside. */
  readonly depth: number
}

/** A statement's line, or several where brackets, strings or backslashes join them. */
export interface LogicalLine {
  readonly from: number
  /** The white space before the first token. */
  readonly indent: string
  readonly tokens: readonly Token[]
}

/** Something that no Python can read, at an offset. */
export interface Flaw {
  readonly at: number
  readonly message: string
}

/** The lines up to the first flaw. A line that a flaw leaves unfinished is left out. */
export interface Scanned {
  readonly lines: readonly LogicalLine[]
  readonly flaw: Flaw | null
}

const SPACE = /[ \t\f]*/y
const COMMENT = /#[^\r\n]*/y
const NEWLINE = /\r\n?|\n/y
const JOINED = /\\(?:\r\n?|\n)/y
const STRING_START = /(?:[rbuft]|[bft]r|r[bft])?("""|'''|"|')/iy
const NAME = /[\p{XID_Start}_][\p{XID_Continue}]*/uy
const NUMBER = /0[xX][\da-fA-F_]+|0[bB][01_]+|0[oO][0-7_]+|(?:\d[\d_]*\.?[\d_]*|\.\d[\d_]*)(?:[eE][+-]?\d[\d_]*)?[jJ]?/y
const OPERATOR = /\*\*=?|\/\/=?|>>=?|<<=?|\.\.\.|->|:=|[!=<>+\-*/%@&|^]=|[-+*/%@&|^~<>=.,:;()[\]{}]/y

const CLOSING: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}' }

/** Python gives up here as well. */
const MAX_BRACKETS = 200

interface Scanner {
  readonly text: string
  at: number
  /** False after an f-string whose braces do not fit: the others are then read as plain strings, in linear time. */
  formats: boolean
  readonly lines: LogicalLine[]
  readonly brackets: Token[]
  line: { from: number; indent: string; tokens: Token[] }
}

/** Cuts a program into tokens, up to the first place where that is not possible. */
export const scan = (text: string): Scanned => {
  const scanner: Scanner = { text, at: 0, formats: true, lines: [], brackets: [], line: { from: 0, indent: '', tokens: [] } }
  let flaw: Flaw | null = null
  beginLine(scanner)
  while (scanner.at < text.length && !flaw) flaw = step(scanner)
  const open = scanner.brackets.at(-1)
  if (!flaw && open) flaw = { at: open.from, message: `This ${open.text} is never closed: a ${CLOSING[open.text]} is missing.` }
  if (!flaw) endLine(scanner)
  return { lines: scanner.lines, flaw }
}

const match = (scanner: Scanner, pattern: RegExp): RegExpExecArray | null => {
  pattern.lastIndex = scanner.at
  return pattern.exec(scanner.text)
}

const beginLine = (scanner: Scanner): void => {
  const indent = match(scanner, SPACE)![0]
  scanner.line = { from: scanner.at, indent, tokens: [] }
  scanner.at += indent.length
}

const endLine = ({ line, lines }: Scanner): void => {
  if (line.tokens.length > 0) lines.push(line)
}

/** Reads one token, or what stands between tokens. */
const step = (scanner: Scanner): Flaw | null => {
  const blank = match(scanner, SPACE)![0].length || (match(scanner, COMMENT) ?? match(scanner, JOINED))?.[0].length
  if (blank) {
    scanner.at += blank
    return null
  }
  const newline = match(scanner, NEWLINE)
  if (!newline) return readToken(scanner)
  scanner.at += newline[0].length
  if (scanner.brackets.length > 0) return null
  endLine(scanner)
  beginLine(scanner)
  return null
}

const readToken = (scanner: Scanner): Flaw | null => {
  const string = match(scanner, STRING_START)
  if (string) return readString(scanner, string[0], string[1]!)
  const name = match(scanner, NAME)
  if (name) return push(scanner, 'name', name[0])
  const number = match(scanner, NUMBER)
  if (number) return readNumber(scanner, number[0])
  const operator = match(scanner, OPERATOR)
  return operator ? readOperator(scanner, operator[0]) : strangeCharacter(scanner)
}

const push = (scanner: Scanner, kind: Token['kind'], text: string): null => {
  scanner.line.tokens.push({ kind, text, from: scanner.at, depth: scanner.brackets.length })
  scanner.at += text.length
  return null
}

const readString = (scanner: Scanner, opening: string, quote: string): Flaw | null => {
  const { text, at } = scanner
  const format = scanner.formats && /[ft]/i.test(opening) ? endOfFormat(text, at + opening.length, quote, /r/i.test(opening)) : undefined
  if (format === null) scanner.formats = false
  const end = format ?? endOfPlain(text, at + opening.length, quote)
  if (end !== null) return push(scanner, 'string', text.slice(at, end))
  const where = quote.length === 3 ? 'before the end of the file' : 'before the end of the line'
  return { at, message: `This text is not closed: a ${quote} is missing ${where}.` }
}

const readNumber = (scanner: Scanner, text: string): Flaw | null => {
  const { at } = scanner
  push(scanner, 'number', text)
  if (/^0[\d_]*[1-9][\d_]*$/.test(text)) return { at, message: `The number ${text} begins with a zero; Python wants it without.` }
  const after = match(scanner, NAME)?.[0]
  if (after === undefined || /^(?:and|else|for|if|in|is|not|or)/.test(after)) return null
  return { at, message: `${text}${after} is neither a number nor a name: a name cannot begin with a digit.` }
}

const readOperator = (scanner: Scanner, text: string): Flaw | null => {
  const { at, brackets } = scanner
  if (!/[([{)\]}]/.test(text)) return push(scanner, 'operator', text)
  if (text in CLOSING) {
    if (brackets.length >= MAX_BRACKETS) return { at, message: 'Too many brackets are open at once: Python reads at most 200.' }
    push(scanner, 'operator', text)
    brackets.push(scanner.line.tokens.at(-1)!)
    return null
  }
  const open = brackets.pop()
  if (!open) return { at, message: `This ${text} closes nothing: no bracket is open here.` }
  if (CLOSING[open.text] !== text)
    return { at, message: `A ${CLOSING[open.text]} was expected to close the ${open.text}, and a ${text} was found.` }
  return push(scanner, 'operator', text)
}

const TYPOGRAPHY: Readonly<Record<string, string>> = {
  '“': '"',
  '”': '"',
  '„': '"',
  '‘': "'",
  '’': "'",
  '–': '-',
  '—': '-',
  '−': '-',
  '×': '*',
  '÷': '/',
}
const HINTS: Readonly<Record<string, string>> = {
  '!': 'The character ! does not belong here; for "not" Python writes not.',
  '\\': 'After a backslash at the end of a line nothing more may follow.',
}

const strangeCharacter = ({ text, at }: Scanner): Flaw => {
  const character = String.fromCodePoint(text.codePointAt(at)!)
  const plain = TYPOGRAPHY[character]
  if (plain) return { at, message: `The character ${character} is typography; Python wants a plain ${plain} here.` }
  const code = character.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')
  const shown = /^[\p{Z}\p{C}]$/u.test(character) ? `An invisible character (U+${code})` : `The character ${character}`
  const hint = HINTS[character]
  return { at, message: hint ?? `${shown} has no meaning in Python.` }
}
