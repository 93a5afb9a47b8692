/** Statements and conditions of a rubric's notation: from one line to plain data. */
import { UsageError } from '../../core/errors.ts'
import { ANY_GAP, type Condition, type Part, type Position, type Statement, type Term, type WordList } from './notation.ts'

interface Piece {
  readonly text: string
  readonly place: Position
}

/** A line of the rubric from which pieces are taken, one after the other. */
class Pieces {
  private at = 0
  private readonly pieces: readonly Piece[]
  private readonly end: Position

  constructor(text: string, place: Position) {
    this.pieces = [...text.matchAll(/\.\.|[()&,|:]|[^\s()&,|:]+/g)].map((found) => ({
      text: found[0],
      place: { ...place, column: place.column + found.index },
    }))
    this.end = { ...place, column: place.column + text.length }
  }

  peek(ahead = 0): string | undefined {
    return this.pieces[this.at + ahead]?.text
  }

  place(): Position {
    return this.pieces[this.at]?.place ?? this.end
  }

  take(): Piece {
    const piece = this.pieces[this.at]
    if (!piece) throw this.error('the line ends too early')
    this.at += 1
    return piece
  }

  skip(text: string): boolean {
    if (this.peek() !== text) return false
    this.at += 1
    return true
  }

  expect(text: string): void {
    if (!this.skip(text))
      throw this.error(`expected "${text}"${this.peek() === undefined ? ' before the end of the line' : `, not "${this.peek()}"`}`)
  }

  error(message: string): UsageError {
    return rubricError(this.place(), message)
  }
}

/** The error of a rubric, with the place that it speaks of. */
export const rubricError = ({ file, line, column }: Position, message: string): UsageError =>
  new UsageError(`${file}:${line}:${column}: ${message}`)

/** Parses what stands behind `says`. */
export const parseStatement = (source: string, place: Position): Statement => {
  const pieces = new Pieces(source, place)
  const parts = [parsePart(pieces)]
  while (pieces.skip('&')) parts.push(parsePart(pieces))
  const unless: Term[][] = []
  while (pieces.skip('unless')) unless.push(parseExceptions(pieces))
  if (pieces.peek() !== undefined) throw pieces.error(`"${pieces.peek()}" cannot stand here`)
  return { source, parts, unless }
}

const ENDS_PART = new Set(['&', 'unless', undefined, ')', '|', ':', ','])

const parsePart = (pieces: Pieces): Part => {
  const place = pieces.place()
  const subject = pieces.peek(1) === ':' ? pieces.take().text : null
  if (subject !== null) pieces.expect(':')
  return { subject, terms: parseTerms(pieces), place }
}

/** So many words may stand between two terms with nothing between them. */
const NEAR = 3

const parseTerms = (pieces: Pieces): Term[] => {
  const terms: Term[] = []
  while (!ENDS_PART.has(pieces.peek())) {
    const gap = pieces.skip('..') ? ANY_GAP : pieces.skip('+') ? 0 : NEAR
    const denied = pieces.skip('not')
    const place = pieces.place()
    if (ENDS_PART.has(pieces.peek()) || pieces.peek() === '+' || pieces.peek() === '..')
      throw pieces.error(`expected a word after "${denied ? 'not' : gap === 0 ? '+' : '..'}"`)
    terms.push({ choices: parseChoices(pieces), gap, denied, place })
  }
  if (terms.length === 0) throw pieces.error('expected a word, a list in capitals, or choices in parentheses')
  return terms
}

/** What rules a statement out does so whether it is denied or not. */
const parseExceptions = (pieces: Pieces): Term[] => {
  const terms = parseTerms(pieces)
  const denied = terms.find((term) => term.denied)
  if (denied !== undefined)
    throw rubricError(denied.place, 'behind "unless" a "not" counts for nothing: leave it out, or write (not) where that word is meant')
  return terms
}

const parseChoices = (pieces: Pieces): string[] => {
  if (!pieces.skip('(')) return [pieces.take().text]
  const choices: string[] = []
  do {
    const words: string[] = []
    while (pieces.peek() !== undefined && !['|', ')', '('].includes(pieces.peek()!)) words.push(pieces.take().text)
    if (words.length === 0) throw pieces.error('expected words between "|" and ")"')
    choices.push(words.join(' '))
  } while (pieces.skip('|'))
  pieces.expect(')')
  return choices
}

/** The same said of another subject; null where it is not said of one subject alone, or names one in its words. */
export const saidOfAnother = (
  statement: Statement,
  { subject, place }: Pick<Part, 'place'> & { readonly subject: string },
  subjects: readonly WordList[],
): Statement | null => {
  const names = new Set(subjects.flatMap(({ phrases }) => phrases))
  const said = new Set(statement.parts.flatMap((part) => part.subject ?? []))
  const [only] = said
  const isPlain = statement.parts.every(({ terms }) => terms.every(({ choices }) => !choices.some((choice) => names.has(choice))))
  if (said.size !== 1 || only === undefined || !isPlain) return null
  const source = statement.source.replaceAll(`${only}:`, `${subject}:`)
  return { ...statement, source, parts: statement.parts.map((part) => (part.subject === null ? part : { ...part, subject, place })) }
}

/** Parses what stands behind `when`. */
export const parseCondition = (source: string, place: Position): Condition => {
  const pieces = new Pieces(source, place)
  const condition = parseOr(pieces)
  if (pieces.peek() !== undefined) throw pieces.error(`expected "and", "or" or the end of the line, not "${pieces.peek()}"`)
  return condition
}

const parseOr = (pieces: Pieces): Condition => {
  const of = [parseAnd(pieces)]
  while (pieces.skip('or')) of.push(parseAnd(pieces))
  return of.length === 1 ? of[0]! : { kind: 'or', of }
}

const parseAnd = (pieces: Pieces): Condition => {
  const of = [parseOne(pieces)]
  while (pieces.skip('and')) of.push(parseOne(pieces))
  return of.length === 1 ? of[0]! : { kind: 'and', of }
}

const parseOne = (pieces: Pieces): Condition => {
  if (pieces.skip('not')) return { kind: 'not', of: parseOne(pieces) }
  if (pieces.skip('(')) return inParentheses(pieces)
  if (pieces.skip('score')) return { kind: 'score', least: parseNumber(pieces) }
  if (/^\d+$/.test(pieces.peek() ?? '') && pieces.peek(1) === 'of') return parseAtLeast(pieces)
  const { text, place } = pieces.take()
  if (!/^[a-z][a-z0-9-]*$/.test(text)) throw rubricError(place, `"${text}" is no name of an idea (small letters and hyphens)`)
  return { kind: 'idea', name: text, place }
}

const inParentheses = (pieces: Pieces): Condition => {
  const condition = parseOr(pieces)
  pieces.expect(')')
  return condition
}

const parseNumber = (pieces: Pieces): number => {
  const { text } = pieces.take()
  const value = Number(text)
  if (!Number.isFinite(value)) throw pieces.error(`expected a number, not "${text}"`)
  return value
}

const parseAtLeast = (pieces: Pieces): Condition => {
  const count = parseNumber(pieces)
  pieces.expect('of')
  pieces.expect('(')
  const of = [parseOr(pieces)]
  while (pieces.skip(',')) of.push(parseOr(pieces))
  pieces.expect(')')
  return { kind: 'atLeast', count, of }
}
