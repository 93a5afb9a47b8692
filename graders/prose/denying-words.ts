/** Words of denial: which deny, how far they reach, and where a thought ends. */
import { wordSet } from '../core/word-set.ts'
import { stemSet } from './words.ts'

/** Denying words, or their stems, and how many words they reach at most. */
export const REACH: ReadonlyMap<string, number> = new Map(
  Object.entries({
    6: 'no lack',
    8: 'formerly nothing without nor none hardly rarely eliminat fail unable unlikely nobody',
    10: 'neither avoid prevent impossible forbid',
    12: 'not never',
  }).flatMap(([reach, words]) => words.split(' ').map((word): [string, number] => [word, Number(reach)])),
)

/** Stems of words behind which a "by" tells by what means something is kept away. */
export const BY_MEANS = stemSet('avoid prevent eliminate')

/** Phrases that deny what follows them. */
export const PHRASES: readonly (readonly [readonly string[], number])[] = [
  [['nothing', 'to', 'do'], 0],
  [['instead', 'of'], 6],
  [['in', 'place', 'of'], 6],
  [['rather', 'than'], 6],
  [['opposed', 'to'], 6],
  [['free', 'from'], 6],
  [['free', 'of'], 6],
  [['less', 'likely'], 8],
  [['no', 'longer'], 8],
  ...['used to think', 'used to believe', 'used to assume', 'first thought', 'first i thought', 'first i believed', 'always thought'].map(
    (words): [string[], number] => [words.split(' '), 14],
  ),
]

/** The verbs of what one used to think: who then says that it was wrong denies it once, and not twice. */
export const PAST_BELIEFS = wordSet('think believe assume thought believed')

/** Frames that deny the whole rest of the thought, however long: "it is a myth that …". */
export const FRAMES = stemSet('myth misconception wrong incorrect false untrue mistake mistaken error lie nonsense wrongly falsely')

/** "I do not think that …" denies the whole rest of the thought, too. */
export const OPINIONS = wordSet('think believe mean agree say')

/** "What I do not like is that …", "do not forget that …": what follows is so, whatever one feels about it. */
export const FEELINGS = wordSet('like love mind forget worry')

/** Frames that tell how something looks and not how it is: "it appears that …", "the illusion of …", "as if …". */
export const APPEARANCES = stemSet('illusion appear appearance pretend impression seem look')

/** "So fast that you believe they run at once": what somebody is made to believe. */
export const BELIEFS = wordSet('believe think')
/** Who is made to believe it. */
export const BELIEVERS = wordSet('you us we one people everybody everyone')
/** What may stand between that and the belief: "so fast *that* you believe". */
export const LED = wordSet('that make makes making lets')

/** What looks like something else: "it looks like they run at once". A call that "looks like this" does not. */
export const LOOKALIKES = wordSet('they it all everything both the several many processes threads tasks')

/** "It looks as if …". */
export const SEEMING = stemSet('look sound seem feel act behave')

/** What may stand before a frame that ends a sentence: "… is a myth". */
export const VERBS = wordSet(
  'is are was be a an that common it to say popular quite simply just completely totally this which not really all',
)

/** Where no denial reaches further. */
export const STOPS = wordSet(
  '. ; : ( ) — – | nor but however whereas while because since so thus therefore hence although though which instead unlike unless until if when making allowing thereby',
)

/** What begins a new thought behind an "and" or a comma. */
export const NEW_SUBJECT = wordSet(
  'it they each every this these can is are has have does do uses use makes allows runs run so there you we all multiprocessing multithreading threads processes must need needs communicate therefore thus instead rather works work gets get a an the only saves gives costs brings takes keeps lets shares',
)

/** What follows an "as" that gives a reason: "… as each of them …". */
export const REASONS = wordSet('it they each every this these there we you all multiprocessing multithreading')

/** "Keeps threads from …", "stops them from …". */
export const KEEPS = wordSet('keep stop save hinder block protect')
