import { wordSet } from '../../core/word-set.ts'
import { tokenize } from '../../prose/words.ts'
import type { Token } from './winnow.ts'

/** Words that every text has, and that are exchanged most easily. */
const small = wordSet(
  'a an the this that these those it its they their them he she we you i of in on at to for from by with as and or but not no so if then than ' +
    'be is are was were been can could will would may might do does did have has had which who what when where how all each every also very more most ' +
    'such only just about into over out up there here because since while',
)

/** The stems of the words that carry meaning. */
export const proseTokens = (text: string): Token[] =>
  [...text.matchAll(/[\p{L}\p{N}]+(?:['’]\p{L}+)?/gu)].flatMap(({ 0: word, index }) => {
    const lower = word.toLowerCase()
    if (small.has(lower)) return []
    const symbol = tokenize(lower)[0]?.stem ?? lower
    return small.has(symbol) ? [] : [{ symbol, from: index, to: index + word.length }]
  })
