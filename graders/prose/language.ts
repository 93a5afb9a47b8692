/** Language: can this text be read at all? A wrong verdict on words that were not understood would be a lie. */
import { wordSet } from '../core/word-set.ts'
import type { Sentence } from './sentences.ts'

/** The small words that no English text can do without. */
const ENGLISH = wordSet(
  'the of is and a to in it that for are which each on as with be can by an this they or their its at from has have not do than more use used when one into same other between so if you we will was there these them',
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
  return words >= ENOUGH && looksForeign(own, small) ? 'foreign' : 'readable'
}

/** Small words of other languages that are spelled like no English word and no abbreviation. */
const OTHERS = new Set(
  [
    'el los las una del por para con que es son se como más mas cada sus entre varios pero también tienen tiene puede pueden',
    'le les des est dans pour une avec sont qui du et sur plusieurs chaque même leur leurs permet peut entre sa ses cette',
    'der das und ist ein eine nicht mit von zu den auf sind jeder jede jedes dass mehrere einen einem einer eines wird werden hat haben sich ihren ihre',
    'ihr seinen sein seine bei beim durch dadurch statt für fuer sie kann können koennen diese dieser oder aber wenn nur auch',
    'os um uma não nao com são sao em mais cada sua seus têm ao mesmo tempo vários isso',
    'il di che della sono è più hai ogni propria proprio viene gli nel dei delle anche hanno',
    'hain ka ke ki ko mein aur hota hoti hote jo yeh ye ek kya liye bhi nahi karta karte karne wala hai saath',
    'een het en van zijn niet voor meerdere worden wordt elk elke deze geheugen op dat ook maar eigen',
    'och är att som på på det inte varje har sitt flera samtidigt av till för',
    'og ikke flere på med til kan hver sin egen samtidig kjører kører',
    'että ja ovat voi useita useat samanaikaisesti jokaisella jokainen oma omat myös niiden',
    'és hogy nem egy több minden egyszerre azt van saját vagy fut amely',
    'și si sau care este sunt fiecare mai multe pe propria din cu simultan în',
    'dan yang di untuk dengan pada adalah tidak setiap beberapa secara dapat ini sendiri bersamaan',
    've bir için ile birden fazla aynı anda her kendi olan bu daha değil',
    'i w na się jest nie że jednocześnie każdy wielu oraz przez dla',
    'je na že se současně více každý vlastní nebo jako při ktoré ktorý',
    'là và các của trong một nhiều cùng mỗi có không được những',
  ].flatMap((words) => words.split(' ')),
)
// Of these the English ones say nothing, and neither does what abbreviates something.
for (const word of 'am an as at con dei den die do es even hat her his i is mais man mas met mine mit no on os par per se sin son tempo ten van w war will'.split(
  ' ',
))
  OTHERS.delete(word)

/** Where English has not one of its small words, few of another language's are enough. */
const looksForeign = (sentences: readonly Sentence[], small: number): boolean => {
  let [words, others] = [0, 0]
  const met = new Set<string>()
  for (const { tokens } of sentences)
    for (const { word } of tokens) {
      words += 1
      if (!OTHERS.has(word)) continue
      others += 1
      met.add(word)
    }
  return small === 0 ? met.size > 1 : others > words * 0.08 && others > small * 2
}
