/** Language: can this text be read at all? A wrong verdict on words that were not understood would be a lie. */
import type { Sentence } from './sentences.ts'

/** The small words that no English text can do without. */
const ENGLISH = new Set(
  'the of is and a to in it that for are which each on as with be can by an this they or their its at from has have not do than more use used when one into same other between so if you we will was there these them'.split(
    ' ',
  ),
)
/** Nearly all words: what is asked of the others need not be asked of them. */
const PLAIN = /^[a-z][a-z0-9_]*$/
const HAS_LETTER = /\p{L}/u
const LATIN = /^[a-z0-9_]+$/
/** Fewer words than this show no language. */
const ENOUGH = 12

/** `empty`: no words. `foreign`: words, but hardly an English one among the small ones or in the letters. */
export type Readability = 'readable' | 'empty' | 'foreign'

/** Says whether sentences are English enough to be judged. */
export const readabilityOf = (sentences: readonly Sentence[]): Readability => {
  let [words, small, foreign, latin] = [0, 0, 0, 0]
  // The remarks in a program may be in another language than the answer.
  const own = sentences.filter(({ kind }) => kind !== 'comment')
  for (const { tokens } of own) {
    for (const { word } of tokens) {
      const plain = PLAIN.test(word)
      if (!plain && !HAS_LETTER.test(word)) continue
      words += 1
      if (ENGLISH.has(word)) small += 1
      if (plain || LATIN.test(word)) latin += 1
      else foreign += 1
    }
  }
  if (words === 0) return sentences.length === 0 ? 'empty' : 'readable'
  if (foreign > latin) return 'foreign'
  return words >= ENOUGH && small < words * 0.045 && looksForeign(own) ? 'foreign' : 'readable'
}

/** Small words of other languages that are spelled like no English word. */
const OTHERS = new Set(
  'el los las una del por para con que es son se como más mas cada sus entre le les des est dans pour une avec sont qui der das und ist ein eine nicht mit von zu den auf sind jeder os um uma não nao com são sao em mais il di che per della sono è hai hain ka ke ki ko mein aur se hota hoti hote jo yeh ye ek kya liye bhi nahi karta karte karne wala een het en van zijn niet met voor och att är som på på det'.split(
    ' ',
  ),
)

const looksForeign = (sentences: readonly Sentence[]): boolean => {
  let [words, others] = [0, 0]
  for (const { tokens } of sentences)
    for (const { word } of tokens) {
      words += 1
      if (OTHERS.has(word)) others += 1
    }
  return others > words * 0.08
}
