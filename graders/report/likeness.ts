/** Pairs of answers that are much alike, as data: a list to look at, never a verdict. */
import { table } from './csv.ts'
import { jsonText } from './json.ts'

/** A part of a text, from an offset to another. */
export interface Span {
  readonly from: number
  readonly to: number
}

/** One answer of a pair. */
export interface LikenessSide {
  /** The entry's id, as in `results.jsonl`. */
  readonly id: string
  readonly names: readonly string[]
  readonly text: string
  /** What stands in the other answer, too. */
  readonly spans: readonly Span[]
}

/** Two answers to one question. */
export interface LikenessPair {
  readonly exercise: string
  readonly language: 'md' | 'ts' | 'py'
  /** What part of the shorter answer is in the other, from 0 to 1. */
  readonly share: number
  readonly sides: readonly [LikenessSide, LikenessSide]
}

export interface Likeness {
  /** The most alike first. */
  readonly pairs: readonly LikenessPair[]
  /** How many more there were than are shown. */
  readonly more: number
  /** Submissions that were compared. */
  readonly compared: number
  /** Submissions that could not be. */
  readonly leftOut: number
}

/** What every list of pairs says of itself. */
export const likenessCaution =
  'A list to look at, never a verdict. Short answers to the same question are often alike by themselves, and people may have worked together as they were asked to.'

/** As JSON, with the texts and the places in them. */
export const renderLikenessJson = ({ pairs, more, compared, leftOut }: Likeness): string =>
  jsonText({
    schema: 'joinery/likeness/v1',
    caution: likenessCaution,
    compared,
    leftOut,
    more,
    pairs: pairs.map(({ exercise, language, share, sides }) => ({ exercise, language, share: rounded(share), sides })),
  })

/** As a table. */
export const renderLikenessCsv = ({ pairs }: Likeness): string =>
  table([
    ['question', 'language', 'alike', 'one', 'the other', 'lines of the one', 'lines of the other'],
    ...pairs.map(({ exercise, language, share, sides: [one, other] }) => [
      exercise,
      language,
      rounded(share),
      one.names.join(', '),
      other.names.join(', '),
      linesOf(one),
      linesOf(other),
    ]),
  ])

const rounded = (share: number): number => Math.round(share * 100) / 100

/** "3-9, 14-20". */
const linesOf = ({ text, spans }: LikenessSide): string => {
  const line = (offset: number) => text.slice(0, offset).split('\n').length
  return spans.map(({ from, to }) => `${line(from)}-${line(Math.max(from, to - 1))}`).join(', ')
}
