/** The headings of a document: which are labels or questions indeed, and which only look so. */
import type { Exercise } from '../../core/types.ts'
import type { Document, Heading, Piece } from '../documents/document.ts'
import type { HeadingOptions } from './headings.ts'
import type { Likeness } from './likeness.ts'
import { cellParts } from './parts.ts'
import { piecesOf, withHeadingAsText } from './pieces.ts'

/** A document in pieces, and what its headings tell. */
export interface Outline {
  readonly pieces: readonly Piece[]
  /** Whether labels or questions tell where answers begin. */
  readonly labelled: boolean
  /** Whether numbers, at least, do. */
  readonly numbered: boolean
  /** Indices of the exercises that no heading speaks of, though one speaks of a later exercise. */
  readonly unheaded: ReadonlySet<number>
  /** Whether every number stands above one answer only, so that they are to be believed even out of order. */
  readonly distinct: boolean
}

/** So many exercises have to be told by headings, or else the numbers of paragraphs are tried as labels. */
const enough = 3

/** Cuts a document at its headings. Labels come first; where there are hardly any, bare numbers are taken for labels. */
export const outlineOf = (document: Document, exercises: readonly Exercise[], likeness: Likeness): Outline => {
  const told = exerciseOf(exercises, likeness)
  const cells = cellParts(document)
  const withBare = (bare: HeadingOptions['bare']): Piece[] =>
    withoutEchoes(withoutIndex(wholeHeadings(piecesOf(cells, { likeness, bare }), told), told), told, likeness)
  const pieces = withBare('never')
  const anyLabel = pieces.some(({ heading }) => heading?.label === 'question' || heading?.label === 'answer')
  if (anyLabel) return labelledBy(pieces, exercises, told, likeness)
  const alone = withBare('alone')
  if (toldIn(alone, told) >= enough && isSpread(alone, 2)) return labelledBy(alone, exercises, told, likeness)
  const byNumber = (['cell', 'paragraph'] as const).map(withBare).find((each) => toldIn(each, told) >= enough && countsOnce(each))
  const isWhole = byNumber !== undefined && toldIn(byNumber, told) >= exercises.length - 1 && areDistinct(byNumber, told)
  if (isWhole && toldIn(byNumber, told) > toldIn(pieces, told)) return labelledBy(byNumber.map(believed), exercises, told, likeness)
  if (toldIn(pieces, told) >= enough) return labelledBy(pieces, exercises, told, likeness)
  return { pieces: byNumber ?? pieces, labelled: false, numbered: byNumber !== undefined, unheaded: new Set(), distinct: false }
}

/** Numbers that cannot be those of a list are as good as "Ans 3". */
const believed = (piece: Piece): Piece =>
  piece.heading?.label === 'bare' ? { ...piece, heading: { ...piece.heading, label: 'answer' } } : piece

const labelledBy = (found: readonly Piece[], exercises: readonly Exercise[], told: Told, likeness: Likeness): Outline => {
  const pieces = found.map((piece) =>
    isVerbatim(piece, likeness) ? { ...piece, heading: { ...piece.heading!, label: 'question' as const } } : piece,
  )
  return { pieces, labelled: true, numbered: true, unheaded: unheadedIn(pieces, exercises, told), distinct: areDistinct(pieces, told) }
}

/** A question as it was asked, at the top of a cell, needs no number. */
const isVerbatim = ({ heading, opensCell }: Piece, likeness: Likeness): boolean =>
  heading?.label === 'none' && opensCell && Math.max(...likeness(heading.question)) > 0.85

/** "Ans 2" may follow "Q2"; two of a kind for one number are a slip, or a repetition. */
const areDistinct = (pieces: readonly Piece[], told: Told): boolean => {
  const labels = pieces.flatMap((piece) =>
    piece.heading === null || piece.heading.label === 'none' ? [] : [`${piece.heading.label} ${told(piece)}`],
  )
  const names = new Set(labels)
  return names.size >= enough && names.size === labels.length
}

/** A document of so few cells has several answers in one. */
const fewCells = 3

/** Numbers that stand in hardly any of many cells are those of a list within an answer. */
const isSpread = (pieces: readonly Piece[], cells: number): boolean => {
  const numbered = pieces.filter(({ heading }) => heading !== null && heading.numbers.length > 0 && heading.question === '')
  return new Set(numbered.map(({ cell }) => cell)).size >= cells || new Set(pieces.map(({ cell }) => cell)).size <= fewCells
}

/** Numbers that begin anew are those of lists, too. */
const countsOnce = (pieces: readonly Piece[]): boolean => {
  const numbers = pieces.flatMap(({ heading }) =>
    heading?.label === 'bare' && heading.question === '' ? [Number(heading.numbers[0])] : [],
  )
  return isSpread(pieces, enough) && numbers.every((number, index) => index === 0 || number >= numbers[index - 1]!)
}

/** Where all written questions have headings and no program has, or the other way round, the others come without. */
const unheadedIn = (pieces: readonly Piece[], exercises: readonly Exercise[], told: Told): Set<number> => {
  const named = new Set(pieces.map(told))
  const lacking = new Set(exercises.filter(({ id }) => !named.has(id)).map(({ kind }) => kind))
  const having = new Set(exercises.filter(({ id }) => named.has(id)).map(({ kind }) => kind))
  const isByKind = [...having].every((kind) => !lacking.has(kind))
  const last = isByKind ? exercises.length : exercises.findLastIndex(({ id }) => named.has(id))
  return new Set([...exercises.keys()].filter((index) => index < last && !named.has(exercises[index]!.id)))
}

/** The exercise that a heading speaks of; null where it speaks of none. */
type Told = (piece: Piece) => string | null

const exerciseOf = (exercises: readonly Exercise[], likeness: Likeness): Told => {
  return ({ heading }) => {
    if (heading === null) return null
    if (heading.question === '') return exercises.find(({ id }) => heading.numbers.includes(/\d+$/.exec(id)?.[0] ?? id))?.id ?? null
    const like = likeness(heading.question)
    return exercises[like.indexOf(Math.max(...like))]?.id ?? null
  }
}

const toldIn = (pieces: readonly Piece[], told: Told): number => new Set(pieces.map(told).filter((id) => id !== null)).size

/** A label alone above its question, or a question above "Ans 2", is one heading. */
const wholeHeadings = (pieces: readonly Piece[], told: Told): Piece[] => {
  const whole: Piece[] = []
  for (const piece of pieces) {
    const above = whole.at(-1)
    const heading = above !== undefined && (above.cell === piece.cell || told(above) === told(piece)) ? together(above, piece) : null
    if (heading === null) whole.push(piece)
    else whole[whole.length - 1] = { ...piece, heading, opensCell: above!.opensCell }
  }
  return whole
}

const together = ({ heading: one, text }: Piece, { heading: other }: Piece): Heading | null => {
  if (one === null || other === null || text.trim() !== '') return null
  const isLabel = one.question === '' && one.label !== 'none' && other.label === 'none'
  const isQuestion = one.label === 'none' && other.question === '' && other.label !== 'none'
  const raw = `${one.raw}\n${other.raw}`
  return isLabel ? { ...one, question: other.question, raw } : isQuestion ? { ...other, question: one.question, raw } : null
}

/**
 * A question without a label is none where the same question stands elsewhere with one, or in words much more like it:
 * "how to create a pool" within another answer.
 */
const withoutEchoes = (pieces: readonly Piece[], told: Told, likeness: Likeness): Piece[] => {
  const labelled = new Set(pieces.filter((piece) => hasLabel(piece, told)).map(told))
  const likeOf = ({ heading }: Piece): number => Math.max(...likeness(heading?.question ?? ''))
  const best = new Map<string | null, number>()
  for (const piece of pieces) if (piece.heading !== null) best.set(told(piece), Math.max(likeOf(piece), best.get(told(piece)) ?? 0))
  return pieces.map((piece) => {
    if (piece.heading === null || hasLabel(piece, told)) return piece
    const isEcho = labelled.has(told(piece)) || isSecondHalf(piece) || likeOf(piece) < 0.8 * (best.get(told(piece)) ?? 0)
    return isEcho ? withHeadingAsText(piece) : piece
  })
}

/** "Why is it useful?" comes after what it is. */
const isSecondHalf = ({ heading }: Piece): boolean => /^(?:and\s)?why\b/i.test(heading?.question ?? '')

/** A bare number is as good as a label where the question beside it is the one of that number. */
const hasLabel = (piece: Piece, told: Told): boolean => {
  const { heading } = piece
  if (heading === null || heading.label === 'none') return false
  return heading.label !== 'bare' || (heading.question !== '' && heading.numbers.includes(/\d+$/.exec(told(piece) ?? '')?.[0] ?? ''))
}

/** All questions on top, the answers below: the headings of the list are none. */
const withoutIndex = (pieces: readonly Piece[], told: Told): Piece[] => {
  const end = pieces.findIndex(({ heading, text }) => heading === null || text.trim() !== '')
  const run = pieces.slice(0, end === -1 ? 0 : end)
  const last = run.at(-1)
  const again =
    last !== undefined &&
    pieces.slice(run.length).some((piece) => piece.heading?.label !== 'none' && told(piece) !== null && told(piece) === told(last))
  const listed = toldIn(run, told)
  return pieces.slice(listed >= 3 && (again || listed >= 5) ? run.length : 0)
}
