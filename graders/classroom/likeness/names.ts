import type { Token } from './winnow.ts'

/** A token of a program, as a scanner tells it. */
export interface SourceToken {
  readonly kind: 'name' | 'number' | 'string' | 'operator'
  readonly text: string
  readonly from: number
  readonly to: number
}

/** Marks that may stand or not stand: a semicolon, a comma before the end. */
const isLayout = ({ text }: SourceToken, next: SourceToken | undefined): boolean =>
  text === ';' || (text === ',' && next !== undefined && /^[)\]}]$/.test(next.text))

/** The symbols of a program in which its own names and all its literals are alike. */
export const withoutOwnNames = (tokens: readonly SourceToken[], own: ReadonlySet<string>): Token[] =>
  tokens.flatMap((token, index) =>
    isLayout(token, tokens[index + 1]) ? [] : [{ symbol: symbolOf(token, own), from: token.from, to: token.to }],
  )

const symbolOf = ({ kind, text }: SourceToken, own: ReadonlySet<string>): string => {
  if (kind === 'number') return '0'
  if (kind === 'string') return '""'
  return kind === 'name' && own.has(text) ? 'name' : text
}
