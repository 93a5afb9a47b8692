/** Turning round: the contrary of what was said, and the words that stand for all of it: "they do not have this problem". */
import { wordSet } from '../core/word-set.ts'
import { type Token, toToken } from './words.ts'

export const DENYING = wordSet('not no never')
export const NOT = toToken('not')

/** What was said, without its denial at that place; denied, where it has none (-1). */
export const turnedRound = (said: readonly Token[], denial: number): Token[] => (denial < 0 ? [NOT, ...said] : said.toSpliced(denial, 1))

/** Where words end that stand for all that was said, behind a "not": "have this problem", "subject to it"; the place itself where there are none. */
export const summedUpTo = (tokens: readonly Token[], from: number): number => {
  const at = AFFECTED.has(tokens[from]?.word ?? '') && TOUCHING.has(tokens[from + 1]?.word ?? '') ? from + 2 : from
  if (!AS_MUCH.has(tokens[at]?.word ?? '')) return from
  if (SUMMED_UP.has(tokens[at + 1]?.word ?? '')) return at + 2
  return at > from ? at + 1 : from
}
const AFFECTED = wordSet('subject affected bothered limited bound hindered restricted concerned constrained')
const TOUCHING = wordSet('to by')
const AS_MUCH = wordSet('this that these those such it')
/** Nouns that stand for all that was said. */
const SUMMED_UP = wordSet(
  'problem problems limitation limitations limit restriction issue issues drawback disadvantage advantage benefit bottleneck feature property luxury',
)

/** The contrary of what was said, without its reasons and what follows from it. */
export const contraryOf = (all: readonly Token[]): readonly Token[] => {
  const end = all.findIndex(({ word }) => REASONS.has(word) || word === ',' || word === ';')
  const said = end < 0 ? all : all.slice(0, end)
  return turnedRound(
    said,
    said.findIndex(({ word }) => DENYING.has(word)),
  )
}
const REASONS = wordSet('because since as due so thus therefore')
