/** Arrows: "waiting -> threads, computing -> processes". What stands before an arrow is what the name behind it is for. */
import { wordSet } from '../core/word-set.ts'
import type { Named } from './ellipsis.ts'
import { type Token, isMark, toToken } from './words.ts'

/** The sign that every arrow is read as. */
const ARROW = '—'
const FOR = toToken('for')
const COMMA = toToken(',')
/** What may stand between an arrow and the name. */
const TAKING = wordSet('use take choose pick go prefer for with the a')

/** The same the other way round, "threads for waiting, processes for computing"; null where no arrow leads to a bare name. */
export const turnedArrows = ({ tokens, mentions }: Named): Token[] | null => {
  if (!tokens.some(({ word }) => word === ARROW)) return null
  const turned = mentions.flatMap(({ start, end, role }) => {
    const arrow = arrowBefore(tokens, start)
    const ends = tokens[end] === undefined || isMark(tokens[end].word)
    if (arrow < 1 || !ends || role !== 'plain') return []
    const from = tokens.findLastIndex(({ word }, at) => at < arrow && isMark(word)) + 1
    const isNamed = mentions.some((other) => other.start >= from && other.end <= arrow)
    return isNamed || from === arrow ? [] : [...tokens.slice(start, end), FOR, ...tokens.slice(from, arrow), COMMA]
  })
  return turned.length > 0 ? turned : null
}

const arrowBefore = (tokens: readonly Token[], start: number): number => {
  let at = start - 1
  while (TAKING.has(tokens[at]?.word ?? '')) at -= 1
  return tokens[at]?.word === ARROW ? at : -1
}
