/** Numbers in digits, in words, or as the Romans wrote them. */

const numerals = ['one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten']
const ordinals = ['first', 'second', 'third', 'fourth', 'fifth', 'sixth', 'seventh', 'eighth', 'ninth', 'tenth']
const romans = ['I', 'II', 'III', 'IV', 'V', 'VI', 'VII', 'VIII', 'IX', 'X']

/** A number without zeros in front; null for anything else. Roman numbers are in capitals. */
export const numeralOf = (text: string): string | null => {
  if (/^\d/.test(text)) return Number(text) === 0 ? null : String(Number(text))
  const at = [numerals.indexOf(text.toLowerCase()), ordinals.indexOf(text.toLowerCase()), romans.indexOf(text)].find(
    (index) => index !== -1,
  )
  return at === undefined ? null : String(at + 1)
}
