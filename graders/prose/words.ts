/** Words: from a line of text to tokens whose inflections are folded together. Nothing here knows what the text is about. */

import { wordSet } from '../core/word-set.ts'
import { foldAbbreviations } from './abbreviations.ts'
import { mayCompare, turnedComparisons } from './comparisons.ts'

/** A word or a mark of punctuation. */
export interface Token {
  /** In lower case, as it was written. */
  readonly word: string
  /** The word without its inflection: "shared", "shares" and "sharing" have the same stem. */
  readonly stem: string
}

const CONTRACTIONS: ReadonlyMap<string, readonly string[]> = new Map([
  ['cannot', ['can', 'not']],
  ['cant', ['can', 'not']],
  ["can't", ['can', 'not']],
  ["won't", ['will', 'not']],
  ['dont', ['do', 'not']],
  ['doesnt', ['does', 'not']],
  ['isnt', ['is', 'not']],
  ['arent', ['are', 'not']],
  ['didnt', ['did', 'not']],
  ['wont', ['will', 'not']],
  ['dosnt', ['does', 'not']],
  ['dosent', ['does', 'not']],
  ['doesent', ['does', 'not']],
  ['havent', ['have', 'not']],
  ['hasnt', ['has', 'not']],
  ['wasnt', ['was', 'not']],
  ['werent', ['were', 'not']],
  ['couldnt', ['could', 'not']],
  ['wouldnt', ['would', 'not']],
  ['shouldnt', ['should', 'not']],
  ['neednt', ['need', 'not']],
  // as in a chat
  ...['bc', 'bcs', 'bcz', 'bcoz', 'bcuz', 'becuz', 'becoz', 'cuz', 'coz'].map((word): [string, string[]] => [word, ['because']]),
  ['b4', ['before']],
  ['u', ['you']],
  ['alot', ['a', 'lot']],
  ['ur', ['your']],
  ['thru', ['through']],
  ['diff', ['different']],
  ['mem', ['memory']],
  ['proc', ['process']],
  ['procs', ['processes']],
  ['perf', ['performance']],
])

/** Behind these a "then" is a misspelled "than". */
const COMPARING = wordSet(
  'more less rather faster slower lighter heavier cheaper quicker easier harder simpler better worse smaller bigger larger higher lower',
)

/** Words whose ending is no inflection, or whose inflection is irregular. */
const IRREGULAR: ReadonlyMap<string, string> = new Map([
  ['processing', 'processing'],
  ['multiprocessing', 'multiprocessing'],
  ['threading', 'threading'],
  ['multithreading', 'multithreading'],
  ['using', 'use'],
  ['saw', 'see'],
  ['seen', 'see'],
  ['knew', 'know'],
  ['known', 'know'],
  ['wrote', 'write'],
  ['written', 'write'],
  ['sent', 'send'],
  ['got', 'get'],
  ['began', 'begin'],
  ['begun', 'begin'],
  ['made', 'make'],
  ['paid', 'pay'],
  ['spent', 'spend'],
  ['fed', 'feed'],
  ['brought', 'bring'],
  ['found', 'find'],
  ['told', 'tell'],
  ['used', 'use'],
  ['ran', 'run'],
  ['done', 'do'],
  ['built', 'build'],
  ['took', 'take'],
  ['taken', 'take'],
  ['broken', 'break'],
  ['broke', 'break'],
  ['kept', 'keep'],
  ['gave', 'give'],
  ['given', 'give'],
  ['split', 'split'],
  ['splitting', 'split'],
  ['died', 'die'],
  ['dies', 'die'],
  ['dying', 'die'],
  ['lies', 'lie'],
  ['its', 'its'],
  ['has', 'have'],
  ['having', 'have'],
  ['had', 'have'],
  ['does', 'do'],
  ['doing', 'do'],
  ['data', 'data'],
  ['proceed', 'proceed'],
  ['proceeds', 'proceed'],
  ['during', 'during'],
  ['thing', 'thing'],
  ['things', 'thing'],
  ['nothing', 'nothing'],
  ['this', 'this'],
  ['less', 'less'],
  ['always', 'always'],
  ['unless', 'unless'],
  ['string', 'string'],
  // what is done, named by a noun
  ...['reduction reduce', 'assignment assign', 'division divide', 'avoidance avoid', 'protection protect', 'prevention prevent'].map(
    (pair): [string, string] => [pair.split(' ')[0]!, pair.split(' ')[1]!],
  ),
])

/** The marks that end or interrupt a thought, however often they are repeated; every other sign is a space. */
const TOKEN = /[\p{L}\p{M}\p{N}_]+(?:['’][\p{L}]+)*|([.,:;!?()—–|])\1*/gu
/** The same for the plain letters that nearly every text is made of: three times as fast. */
const PLAIN_TOKEN = /[a-z0-9_]+(?:'[a-z]+)*|([.,:;!?()|])\1*/g

/** The tokens of a text, in order. */
export const tokenize = (text: string): readonly Token[] => (mayCompare(text) ? turnedComparisons(wordsOf(text), toToken) : wordsOf(text))

const wordsOf = (text: string): Token[] => {
  const tokens: Token[] = []
  // a slash with room around it sets one side against the other; without, it is part of a word ("I/O")
  const lower = foldAbbreviations(text.toLowerCase()).replaceAll(' / ', ' vs ')
  for (const found of lower.match(isPlain(lower) ? PLAIN_TOKEN : TOKEN) ?? []) {
    const first = found[0]!
    if (isMark(first)) tokens.push(toToken(first))
    else if (found === 'then' && COMPARING.has(tokens.at(-1)?.word ?? '')) tokens.push(toToken('than'))
    else if (found === 't' && CUT_OFF.has(tokens.at(-1)?.word ?? '')) tokens.push(...tokensOf(`${tokens.pop()!.word}'t`))
    else if (!CONTRACTIONS.has(found) && !found.includes("'") && !found.includes('’')) tokens.push(toToken(found))
    else tokens.push(...tokensOf(found))
  }
  return tokens
}

/** What stands before the "t" where somebody writes "don t". */
const CUT_OFF = wordSet('don doesn didn isn aren wasn weren can couldn won wouldn shouldn hasn haven')

/** A word or a mark as a token: what is read as if it stood there. */
export const toToken = (word: string): Token => ({ word, stem: stemOf(word) })

/** The stems of the words of a text, which stand one space apart. */
export const stemSet = (words: string): ReadonlySet<string> => new Set(words.split(' ').map(stemOf))

const tokensOf = (found: string): Token[] => expand(found).map(toToken)

// oxlint-disable-next-line no-control-regex -- all of ASCII
const isPlain = (text: string): boolean => /^[\x00-\x7F]*$/.test(text)

const expand = (found: string): readonly string[] => {
  const word = found.replaceAll('’', "'")
  const known = CONTRACTIONS.get(word)
  if (known) return known
  if (word.endsWith("n't")) return [word.slice(0, -3), 'not']
  const quote = word.indexOf("'")
  return quote > 0 ? [word.slice(0, quote)] : [word]
}

const MARKS = new Set('.,:;!?()—–|')

/** True for a mark of punctuation. */
export const isMark = (word: string): boolean => word.length === 1 && MARKS.has(word)

/** Folds a word's inflections and the British into the American spelling. Made for comparing words, not for reading. */
export const stemOf = (word: string): string => {
  const irregular = IRREGULAR.get(word)
  if (irregular !== undefined) return irregular === word ? word : stemOf(irregular)
  if (word.length <= 3) return word
  return withoutFinal(withoutEnding(withoutAdverb(american(withoutPlural(word)))))
}

const american = (word: string): string =>
  word.length >= 7 && (word.includes('is') || word.includes('our'))
    ? word.replace(/is(e|ed|ing|ation|er)$/, 'iz$1').replace(/our(s|ed|ing)?$/, 'or$1')
    : word

const withoutPlural = (word: string): string => {
  if (!word.endsWith('s') || /(?:ss|us|is)$/.test(word)) return word
  if (word.endsWith('ies')) return `${word.slice(0, -3)}y`
  return /(?:ss|x|ch|sh|zz)es$/.test(word) ? word.slice(0, -2) : word.slice(0, -1)
}

const withoutAdverb = (word: string): string => {
  if (!word.endsWith('ly') || word.length < 7) return word
  const rest = word.slice(0, -2)
  return rest.endsWith('i') ? `${rest.slice(0, -1)}y` : rest
}

const withoutEnding = (word: string): string => {
  const rest = word.endsWith('ing') ? word.slice(0, -3) : word.endsWith('ed') ? word.slice(0, -2) : word
  if (rest === word || rest.length < 3 || !/[aeiouy]/.test(rest)) return word
  return /([bdgmnprt])\1$/.test(rest) ? rest.slice(0, -1) : rest
}

const withoutFinal = (word: string): string => {
  if (word.length > 3 && word.endsWith('e')) return word.slice(0, -1)
  return word.length > 3 && word.endsWith('y') ? `${word.slice(0, -1)}i` : word
}
