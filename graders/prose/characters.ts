/** Characters: what looks like a letter is read as that letter, and what cannot be seen is not read at all. */

/** Zero-width characters, soft hyphens, byte-order marks and the controls of writing direction. */
const INVISIBLE =
  /[\u00AD\u061C\u115F\u1160\u180E\u200B-\u200F\u202A-\u202E\u2060-\u206F\u3164\uFEFF\uFFA0]|\p{Variation_Selector}|[\u{E0000}-\u{E007F}]/gu

/** What stands in "don´t" for an apostrophe. */
const APOSTROPHE = /(?<=\p{L})[´‘ʼ′](?=\p{L})/gu

/** Letters of other alphabets that are drawn like a Latin one. */
const DRAWN = 'авсԁеһіјкӏмпорԛѕтухԝѵαβεικνορτυχγ'
const LATIN = 'abcdehijklmnopqstyxwvabeikvoptuxy'
const LOOKALIKES: ReadonlyMap<string, string> = new Map(Array.from(DRAWN).map((letter, index) => [letter, LATIN[index]!]))

const FOREIGN = /[\u0370-\u03FF\u0400-\u052F]/u
const MIXED = /[\p{L}\p{M}]+/gu

/** Folds one line. Words written wholly in another alphabet stay as they are, so that another language is seen as one. */
export const foldCharacters = (line: string): string => {
  // oxlint-disable-next-line no-control-regex -- the plain ASCII line, nearly every line, needs no folding
  if (/^[\x09\x20-\x7E]*$/.test(line)) return line
  const visible = line.replace(APOSTROPHE, "'").normalize('NFKC').replace(INVISIBLE, '')
  return FOREIGN.test(visible) ? visible.replace(MIXED, foldWord) : visible
}

const foldWord = (word: string): string => {
  if (!FOREIGN.test(word)) return word
  const folded = Array.from(word, (letter) => LOOKALIKES.get(letter.toLowerCase()) ?? letter).join('')
  return /[a-z]/i.test(word) || (!FOREIGN.test(folded) && word.length > 3) ? folded : word
}
