/** "Unlike threads, processes do not share memory.": what a sentence says of the one, and by its first words denies of the other. */
import { wordSet } from '../core/word-set.ts'
import type { Named } from './ellipsis.ts'
import type { Mention } from './mentions.ts'
import { turnedRound } from './turning.ts'
import { type Token, isMark } from './words.ts'

/** "Like" and "compared to" tell of both that they are the same, or of how much. */
const TELLING_APART = wordSet('unlike contrast contrary opposed')
const DENYING = wordSet('not never hardly no')
/** What is denied in two places is left to the reader. */
const DENYING_TOO = wordSet('not never hardly no nothing none neither nor without')
/** Among so many words behind its subject stands the denial of a verb: "they, too, can not …". */
const VERB_REACHES = 3
const PRONOUNS = wordSet('they it these those he')
const POINTING = wordSet('the a an each every all')
/** From here on a reason or a consequence is told, and whose that is, is another matter. */
const REASONS = wordSet('because since as due so thus therefore thanks')
/** Who says how something is done denies the way, and not that it is done: "Unlike threads, processes share memory only by …". */
const MANNERS = wordSet('only explicitly directly easily automatically simply just freely default through via using')

/** What it says of the other, "threads share memory"; null where no sentence begins by telling one from the other. */
export const contrasted = ({ tokens, mentions }: Named): Token[] | null => {
  const [other] = mentions
  if (other?.role !== 'unlike' || tokens[other.end]?.word !== ',') return null
  if (!tokens.slice(0, other.start).some(({ word }) => TELLING_APART.has(word))) return null
  const from = subjectEnd(tokens, mentions[1], other)
  if (from < 0) return null
  const end = tokens.findIndex(({ word }, at) => at > from && (isMark(word) || REASONS.has(word)))
  const said = tokens.slice(from, end < 0 ? tokens.length : end)
  if (said.length === 0 || said.some(({ word }) => MANNERS.has(word))) return null
  const denial = said.findIndex(({ word }, at) => at < VERB_REACHES && DENYING.has(word))
  if (said.some(({ word }, at) => at !== denial && DENYING_TOO.has(word))) return null
  return [...tokens.slice(other.start, other.end), ...turnedRound(said, denial)]
}

/** Where the subject of the main clause ends: a name of another kind, or a pronoun; -1 where it is something else. */
const subjectEnd = (tokens: readonly Token[], next: Mention | undefined, other: Mention): number => {
  let at = other.end + 1
  while (POINTING.has(tokens[at]?.word ?? '')) at += 1
  if (PRONOUNS.has(tokens[at]?.word ?? '')) return at + 1
  return next?.start === at && next.role === 'plain' && (next.subjects & other.subjects) === 0 ? next.end : -1
}
