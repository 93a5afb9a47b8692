/** What was found in a document, made into answers that can be judged. */
import { beginningOf } from '../core/readable.ts'
import type { Answer } from '../core/types.ts'
import type { Piece } from './documents/document.ts'
import { pythonProgram, type Program } from './program/python.ts'
import { scriptProgram } from './program/script.ts'
import { typedFor } from './program/typed.ts'
import { shown } from './raw.ts'
import type { CellCode, SplitAnswer } from './split/assemble.ts'
import type { Doubt } from './split/doubt.ts'
import type { Split } from './split/split.ts'
import { isTitle } from './split/topics.ts'
import { withoutTags } from './text.ts'

/** The answers that a document holds, and what is to be said of it. */
export interface DocumentAnswers {
  readonly answers: readonly Answer[]
  readonly remarks: readonly string[]
}

/** Makes answers of what was found in a document; `file` is its name. */
export const answersOf = async (found: Split, file: string): Promise<DocumentAnswers> => {
  const answers: Answer[] = []
  const remarks: string[] = []
  const used = new Set<number>()
  for (const answer of found.answers) {
    const program = answer.code.length > 0 ? await programOf(answer, found) : null
    for (const cell of program?.from ?? []) used.add(cell)
    const made = answerOf(answer, program, found, file)
    if (made !== null) answers.push(made)
    else if (answer.text !== '')
      remarks.push(`${shown(file)} has text but no program for ${answer.exercise.id} (${cellsOf(answer.cells)}).`)
  }
  if (found.guessed)
    remarks.push(
      `Could not tell for sure which question each cell of ${shown(file)} answers, since none is numbered: it was told by what each is about. --show-answers shows how; a line like "Q3" above each answer makes it sure.`,
    )
  remarks.push(
    ...unplacedRemarks(
      found.unplaced.filter(({ kind, cell }) => kind !== 'code' || !used.has(cell)),
      file,
    ),
  )
  return { answers, remarks }
}

/** More quotes than this nobody reads. */
const mostQuotes = 5

/** What answers no question that could be told, in words by which a person finds it again. */
const unplacedRemarks = (unplaced: readonly Piece[], file: string): string[] => {
  const pieces = unplaced.filter(matters)
  const cells = [...new Set(pieces.map(({ cell }) => cell))]
  const told = cells.slice(0, mostQuotes).map((cell) => {
    const quote = quoted(pieces.find((piece) => piece.cell === cell)!.text)
    return `Could not tell which question cell ${cell} of ${shown(file)} answers (${quote}): put its number above, like "Q3".`
  })
  const more = cells.slice(mostQuotes)
  return more.length === 0 ? told : [...told, `Nor which question ${cellsOf(more)} of it answer${more.length > 1 ? '' : 's'}.`]
}

const quoted = (text: string): string => shown(beginningOf(withoutTags(text.slice(0, 2000)).replace(/\s+/g, ' ').trim()))

const inWords = (doubt: Doubt): string => {
  const { id } = doubt.exercise
  const label = `A line like "${id.toUpperCase()}"`
  if (doubt.about === 'unlabelled')
    return `No label names ${id}: this answer was told by where it stands and what it says. ${label} above it makes it sure.`
  const { cell, heading, text } = doubt.piece
  if (doubt.about === 'label')
    return `The label in cell ${cell} (${quoted(heading?.raw ?? '')}) was not followed: by its question, or by what it says, this was taken as the answer to ${id}. If so, correct the number.`
  const place = `Cell ${cell} (${quoted(text)}) was taken as part of this answer, and may belong to`
  return doubt.other === null
    ? `${place} none of the questions. ${label} above it makes it sure.`
    : `${place} ${doubt.other.id}. ${label} or "${doubt.other.id.toUpperCase()}" above it makes it sure.`
}

const cellsOf = (cells: readonly number[]): string => `cell${cells.length > 1 ? 's' : ''} ${cells.join(', ')}`

/** Null where a question is named and nothing follows, or where a program is only told of. */
const answerOf = (answer: SplitAnswer, program: Program | null, found: Split, file: string): Answer | null => {
  const { exercise, text, cells, recorded } = answer
  const doubts = found.doubts.filter((doubt) => doubt.exercise === exercise).map(inWords)
  if (exercise.kind === 'written') {
    const entry = `${exercise.id}.md`
    const more = doubts.length > 0 ? { notes: doubts } : {}
    return text === ''
      ? null
      : { exercise: exercise.id, language: 'md', entry, files: [{ path: entry, text }], origin: { file, cells }, ...more }
  }
  if (program === null) return null
  const { files } = program
  const notes = [...doubts, ...program.notes]
  const origin = { file, cells, ...(text === '' ? {} : { text }), ...(recorded === null ? {} : { recorded }) }
  const typed = typedFor(files[0]!.text, recorded ?? '')
  const more = { ...(typed === null ? {} : { typed }), ...(notes.length > 0 ? { notes } : {}) }
  return { exercise: exercise.id, language: answer.language, entry: files[0]!.path, files, origin, ...more }
}

const programOf = async (answer: SplitAnswer, { answers, unplaced }: Split) => {
  const entry = `${answer.exercise.id}.${answer.language}`
  const first = answer.code[0]!.cell
  const loose = unplaced.filter(({ kind }) => kind === 'code').map(({ cell, raw }): CellCode => ({ cell, code: raw }))
  const others = [...loose, ...answers.filter((each) => each !== answer).flatMap(({ ran }) => ran)]
  const earlier = others.filter(({ cell }) => cell <= first).toSorted((a, b) => a.cell - b.cell)
  return answer.language === 'py' ? pythonProgram(answer.code, earlier, entry) : scriptProgram(answer.code, earlier, entry)
}

/** A title, what is said of the assignment, or imports for all, need no question. */
const matters = ({ kind, text }: Piece): boolean =>
  kind === 'code' || kind === 'sample'
    ? text.split('\n').some((line) => !/^\s*(?:$|#|\/\/|import\b|from\b|[%!])/.test(line))
    : !isTitle(text) && withoutTags(text).split(/\s+/).length > 12
