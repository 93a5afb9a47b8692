import { describe, expect, test } from 'vitest'
import { visible } from '../../report/visible.ts'
import { computedMs } from '../computed.ts'

describe('what a terminal would obey, or nobody would see, is shown', () => {
  test.each([
    ['an escape sequence', '\u001b[2J\u001b]0;title\u0007', '␛[2J␛]0;title␇'],
    ['a C1 control sequence introducer', '\u009b31m', '\\u{9b}31m'],
    ['DEL and NUL', 'a\u007fb\0', 'a␡b␀'],
    ['a carriage return that would overwrite the line', '✔ passed\r✘', '✔ passed␍✘'],
    ['bidi overrides and isolates', 'a\u202eb\u2066c\u200f', 'a\\u{202e}b\\u{2066}c\\u{200f}'],
    ['zero-width characters', 'pass\u200bed\ufeff\u2060\u00ad', 'pass\\u{200b}ed\\u{feff}\\u{2060}\\u{ad}'],
    ['fillers and tags', 'a\u3164b\u{e0041}', 'a\\u{3164}b\\u{e0041}'],
    ['line separators', 'a\u2028b\u0085', 'a\\u{2028}b\\u{85}'],
    ['lone surrogates and noncharacters', 'a\ud800b\uffff', 'a\\u{d800}b\\u{ffff}'],
    ['newline and tab, unless asked to keep them', 'a\n\tb', 'a␊␉b'],
    ['a joiner that joins nothing', 'a\u200db', 'a\\u{200d}b'],
    ['a variation selector that selects nothing', 'a\ufe0f', 'a\\u{fe0f}'],
    ['a tower of marks', `a${'\u0301'.repeat(10)}`, `a${'\u0301'.repeat(8)}\\u{301}\\u{301}`],
  ])('%s', (_, text, expected) => expect(visible(text)).toBe(expected))
})

describe('what people write stays as it is', () => {
  test.each(['plain text, “quotes”, ünïcödé', '日本語 한글 العربية עברית ไทย', '👍🏽 👨‍👩‍👧 ❤️ 1️⃣ 🇮🇳', 'क्‍ष می‌خواهم', 'e\u0301'])('%s', (text) =>
    expect(visible(text)).toBe(text),
  )

  test('newlines and tabs where asked, a Windows line end as one', () => {
    expect(visible('a\r\n\tb\rc\n', { newlines: true, tabs: true })).toBe('a\n\tb␍c\n')
  })
})

/** The shortest of three runs: the others were disturbed. */
const timed = (text: string): number => Math.min(...[1, 2, 3].map(() => computedMs(() => visible(text))))

test.each(['\u001b', '\u0301', '\u200d', '\ufe0f', '👨\u200d'])(
  'ten times as much hostile text takes about ten times as long: %j',
  (piece) => {
    timed(piece.repeat(10_000))
    expect(timed(piece.repeat(200_000))).toBeLessThan(40 * timed(piece.repeat(20_000)) + 50)
  },
)
