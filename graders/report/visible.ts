/**
 * Strangers' text made safe to show. A terminal obeys what it is sent: an escape sequence in a program's output can repaint a verdict,
 * a bidi control can turn a line of code around. Everything that a terminal would obey, or that nobody could see, becomes something to read.
 */
export interface VisibleOptions {
  /** Line ends (`\n` and `\r\n`) stay line ends. Otherwise they are shown. */
  readonly newlines?: boolean
  /** Tabs stay tabs. Otherwise they are shown. */
  readonly tabs?: boolean
}

/**
 * Controls (C0, DEL, C1), format characters (bidi and others), lone surrogates, line separators, noncharacters, and whatever Unicode calls
 * ignorable (zero-width, fillers, variation selectors, tags). The Arabic number marks are format characters by name and visible by nature.
 */
const invisible =
  /(?![\u0600-\u0605\u06dd\u070f\u0890\u0891\u08e2])[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Noncharacter_Code_Point}\p{Default_Ignorable_Code_Point}]/gu

/** Joiners and variation selectors where writing needs them: inside an emoji, and between letters of the scripts that use joiners. */
const needed =
  /(?<=[\p{Extended_Pictographic}\p{Emoji_Modifier}\ufe0f])\u200d(?=\p{Extended_Pictographic})|(?<=[\p{Extended_Pictographic}0-9#*])[\ufe0e\ufe0f]|(?<=[\p{Script=Arabic}\p{Script=Devanagari}\p{Script=Bengali}\p{Script=Gujarati}\p{Script=Gurmukhi}\p{Script=Kannada}\p{Script=Malayalam}\p{Script=Oriya}\p{Script=Sinhala}\p{Script=Tamil}\p{Script=Telugu}])[\u200c\u200d](?=[\p{L}\p{M}])/gu

/** No script stacks more than a few marks on a letter; a tower of them covers the lines above. */
const tower = /(?<=\p{M}{8})\p{M}/gu

/** Most text is this, and stays as it is. */
const plain = /^[\x20-\x7e]*$/

/** Shows what would be obeyed or not be seen: `␛` for a control character, `\u{202e}` for the others. */
export const visible = (text: string, options: VisibleOptions = {}): string => {
  if (plain.test(text)) return text
  const kept = positionsOf(text, needed)
  return text
    .replace(invisible, (character, at: number) => (kept.has(at) || isKept(character, at, text, options) ? character : shown(character)))
    .replaceAll('\r\n', options.newlines === true ? '\n' : '\r\n')
    .replace(tower, escaped)
}

const positionsOf = (text: string, pattern: RegExp): ReadonlySet<number> =>
  /[\u200c-\u200d]|[\ufe0e-\ufe0f]/.test(text) ? new Set([...text.matchAll(pattern)].map(({ index }) => index)) : none

const none: ReadonlySet<number> = new Set()

const isKept = (character: string, at: number, text: string, { newlines, tabs }: VisibleOptions): boolean => {
  if (character === '\n') return newlines === true
  if (character === '\t') return tabs === true
  return character === '\r' && newlines === true && text[at + 1] === '\n'
}

const shown = (character: string): string => {
  const code = character.codePointAt(0)!
  if (code < 0x20) return String.fromCodePoint(0x2400 + code)
  return code === 0x7f ? '␡' : escaped(character)
}

const escaped = (character: string): string => `\\u{${character.codePointAt(0)!.toString(16)}}`
