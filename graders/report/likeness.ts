/** Pairs of answers that are much alike, as data: a list to look at, never a verdict. */
import { table } from './csv.ts'
import { jsonText } from './json.ts'

/** A piece of text that stands in the other answer too, but for names, literals and layout; or one that does not. */
export interface Part {
  readonly alike: boolean
  readonly text: string
}

/** A piece of an answer, whole lines of it. */
export interface Excerpt {
  /** The number of its first line. */
  readonly line: number
  readonly parts: readonly Part[]
}

/** One answer of a pair. */
export interface LikenessSide {
  /** The entry's id, as in `results.jsonl`. */
  readonly id: string
  readonly names: readonly string[]
  readonly excerpts: readonly Excerpt[]
}

/** Two answers to one question. */
export interface LikenessPair {
  readonly exercise: string
  readonly language: 'md' | 'ts' | 'py'
  /** What part of the shorter answer is in the other, from 0 to 1. */
  readonly share: number
  readonly sides: readonly [LikenessSide, LikenessSide]
}

/** What was found by comparing a class's answers. */
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
  'A list to look at, never a verdict. Short answers to one question are often alike by themselves, and people may have worked together as they were asked to.'

/** As JSON, with the passages. */
export const renderLikenessJson = ({ pairs, more, compared, leftOut }: Likeness): string =>
  jsonText({
    schema: 'joinery/likeness/v1',
    caution: likenessCaution,
    compared,
    leftOut,
    more,
    pairs: pairs.map(({ share, ...pair }) => ({ ...pair, share: Math.round(share * 100) / 100 })),
  })

/** As a table. */
export const renderLikenessCsv = ({ pairs }: Likeness): string =>
  table([
    ['question', 'language', 'alike', 'one', 'the other', 'lines of the one', 'lines of the other'],
    ...pairs.map(({ exercise, language, share, sides: [one, other] }) => [
      exercise,
      language,
      `${percentOf(share)} %`,
      one.names.join(', '),
      other.names.join(', '),
      linesOf(one),
      linesOf(other),
    ]),
  ])

/** Whole per cents. */
export const percentOf = (share: number): number => Math.round(share * 100)

/** "3–9, 14–20". */
const linesOf = ({ excerpts }: LikenessSide): string =>
  excerpts
    .flatMap(({ line, parts }) => {
      let at = line
      return parts.flatMap(({ text, alike }) => {
        const first = at
        at += text.split('\n').length - 1
        return alike ? [first === at ? String(first) : `${first}\u2013${at}`] : []
      })
    })
    .join(', ')
