/**
 * Markup that cannot be broken into. Only `markup` and `trusted` make it: whatever is put into a template is text, and becomes harmless on its way
 * in, unless it was made by a template itself. Controls and bidi overrides become visible first (see `../visible.ts`).
 */
import { visible } from '../visible.ts'

/** Text that is safe in a page as it stands. */
class Markup {
  readonly text: string
  constructor(text: string) {
    this.text = text
  }
}

export type { Markup }

/** What may stand in a template. Nothing is shown of `null`, `undefined` and `false`. */
type Piece = Markup | string | number | false | null | undefined | readonly Piece[]

/** A template of markup: `markup\`<p>${words}</p>\``. Attributes must stand in double quotes. */
export const markup = (strings: TemplateStringsArray, ...pieces: readonly Piece[]): Markup => {
  let text = ''
  for (const [index, piece] of pieces.entries()) {
    const string = strings[index]!
    if (string.trimEnd().endsWith('=')) throw new TypeError(`an attribute without quotes: ${string}`)
    text += string + inserted(piece)
  }
  return new Markup(text + strings.at(-1)!)
}

/** Markup that was made elsewhere, and escaped there. */
export const trusted = (made: string): Markup => new Markup(made)

/** Text whose line ends stay; the place where it stands has to show them. */
export const lines = (text: string): Markup => new Markup(escapeMarkup(visible(text, { newlines: true })))

/** One line of text whose tabs stay; the place where it stands has to show them. */
export const tabbed = (text: string): Markup => new Markup(escapeMarkup(visible(text, { tabs: true })))

/** Text safe between tags and in quoted attributes, of HTML and of XML, once it has been made visible. */
export const escapeMarkup = (text: string): string => (special.test(text) ? escaped(text) : text)

const special = /[&<>"']/

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;').replaceAll("'", '&#39;')

const inserted = (piece: Piece): string => {
  if (piece instanceof Markup) return piece.text
  if (piece === null || piece === undefined || piece === false) return ''
  return typeof piece === 'object' ? piece.map(inserted).join('') : escapeMarkup(visible(String(piece)))
}
