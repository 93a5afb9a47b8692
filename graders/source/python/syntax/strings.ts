/** Where a Python string ends: f-strings may hold strings with the same quotes (Python 3.12). */

const isLineEnd = (character: string | undefined): boolean => character === '\n' || character === '\r' || character === undefined

/** After a backslash: the offset of what comes next. A line end of two characters counts as one. */
const afterEscape = (text: string, at: number): number => (text.startsWith('\r\n', at + 1) ? at + 3 : at + 2)

/** The offset after the closing quote of a plain string, or null where there is none. `from` is the offset after the opening quote. */
export const endOfPlain = (text: string, from: number, quote: string): number | null => {
  let at = from
  while (at < text.length) {
    if (text[at] === '\\') at = afterEscape(text, at)
    else if (text.startsWith(quote, at)) return at + quote.length
    else if (quote.length === 1 && isLineEnd(text[at])) return null
    else at += 1
  }
  return null
}

/** What the reader is inside of: a string's own text, the braces of an f-string, the format after their colon. */
type Level =
  | { readonly is: 'text'; readonly quote: string; readonly raw: boolean }
  | { readonly is: 'braces'; depth: number }
  | { readonly is: 'format'; readonly quote: string }

/** Far more than anybody nests; beyond it the string is read as a plain one. */
const MAX_LEVELS = 50

const OPENING = /(?<!\w)([a-z]{0,2})("""|'''|"|')/iy

/** The same for an f-string; null also where its braces do not fit. */
export const endOfFormat = (text: string, from: number, quote: string, raw: boolean): number | null => {
  const levels: Level[] = [{ is: 'text', quote, raw }]
  let at: number | null = from
  while (at !== null && levels.length > 0 && levels.length < MAX_LEVELS) {
    if (at >= text.length) return null
    const level = levels.at(-1)!
    at = level.is === 'braces' ? inBraces(text, at, level, levels) : inText(text, at, level, levels)
  }
  return levels.length === 0 ? at : null
}

const inText = (text: string, at: number, level: Exclude<Level, { is: 'braces' }>, levels: Level[]): number | null => {
  const character = text[at]
  if (character === '\\') return level.is === 'text' && !level.raw ? afterNamed(text, at) : at + (text[at + 1] === '{' ? 1 : 2)
  if (level.is === 'text' && text.startsWith(level.quote, at)) {
    levels.pop()
    return at + level.quote.length
  }
  if (level.quote.length === 1 && isLineEnd(character)) return null
  if (level.is === 'text' && (text.startsWith('{{', at) || text.startsWith('}}', at))) return at + 2
  if (character === '{') levels.push({ is: 'braces', depth: 0 })
  if (character === '}' && level.is === 'format') levels.pop()
  return at + 1
}

/** `\N{DASH}` names a character: its braces hold no expression. */
const afterNamed = (text: string, at: number): number => {
  if (text.startsWith('\\N{', at)) return at + Math.max(3, text.slice(at, at + 100).indexOf('}') + 1)
  return text[at + 1] === '{' ? at + 1 : afterEscape(text, at)
}

const inBraces = (text: string, at: number, level: { depth: number }, levels: Level[]): number | null => {
  const character = text[at]!
  if (character === '#') return endOfLine(text, at)
  OPENING.lastIndex = at
  const string = /["'a-z]/i.test(character) ? OPENING.exec(text) : null
  if (string) return skipString(text, at, string, levels)
  if (/[([{]/.test(character)) level.depth += 1
  if (/[)\]]/.test(character) || (character === '}' && level.depth > 0)) level.depth -= 1
  else if (character === '}') levels.pop()
  if (character === ':' && level.depth === 0) levels.splice(-1, 1, { is: 'format', quote: quoteOf(levels) })
  return at + 1
}

/** Comments may stand in the braces of an f-string that go over several lines. */
const endOfLine = (text: string, from: number): number => {
  let at = from
  while (!isLineEnd(text[at])) at += 1
  return at
}

const skipString = (text: string, at: number, [opening, prefix, quote]: RegExpExecArray, levels: Level[]): number | null => {
  if (!/[ft]/i.test(prefix!)) return endOfPlain(text, at + opening.length, quote!)
  levels.push({ is: 'text', quote: quote!, raw: /r/i.test(prefix!) })
  return at + opening.length
}

/** The quote of the string around. */
const quoteOf = (levels: readonly Level[]): string => {
  const around = levels.findLast((level) => level.is === 'text')
  return around?.is === 'text' ? around.quote : '"'
}
