/** What was found in a document, made into answers that can be judged. */
import type { Answer } from '../core/types.ts'
import type { Piece } from './document.ts'
import { pythonProgram } from './program/python.ts'
import { scriptProgram } from './program/script.ts'
import { typedFor } from './program/typed.ts'
import { shown } from './raw.ts'
import type { CellCode, SplitAnswer } from './split/assemble.ts'
import type { Split } from './split/split.ts'

export interface DocumentAnswers {
  readonly answers: readonly Answer[]
  readonly remarks: readonly string[]
}

/** Makes answers of what was found in a document; `file` is its name. */
export const answersOf = async (found: Split, file: string): Promise<DocumentAnswers> => {
  const answers: Answer[] = []
  const remarks: string[] = []
  for (const answer of found.answers) {
    const made = await answerOf(answer, found, file)
    if (made !== null) answers.push(made)
    else if (answer.text !== '')
      remarks.push(`${shown(file)} has text but no program for ${answer.exercise.id} (${cellsOf(answer.cells)}).`)
  }
  if (found.guessed)
    remarks.push(
      `Could not tell for sure which question each cell of ${shown(file)} answers, since none is numbered: it was told by what each is about. --show-answers shows how; a line like "Q3" above each answer makes it sure.`,
    )
  const cells = [...new Set(found.unplaced.filter(matters).map(({ cell }) => cell))]
  if (cells.length > 0)
    remarks.push(
      `Could not tell which question ${cellsOf(cells)} of ${shown(file)} answer${cells.length > 1 ? '' : 's'}: put its number above, like "Q3".`,
    )
  return { answers, remarks }
}

const cellsOf = (cells: readonly number[]): string => `cell${cells.length > 1 ? 's' : ''} ${cells.join(', ')}`

/** Null where a question is named and nothing follows, or where a program is only told of. */
const answerOf = async (answer: SplitAnswer, found: Split, file: string): Promise<Answer | null> => {
  const { exercise, text, cells, recorded } = answer
  if (exercise.kind === 'written') {
    const entry = `${exercise.id}.md`
    return text === '' ? null : { exercise: exercise.id, language: 'md', entry, files: [{ path: entry, text }], origin: { file, cells } }
  }
  if (answer.code.length === 0) return null
  const { files, notes } = await programOf(answer, found)
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

/** A title, or imports for all, need no question. */
const matters = ({ kind, text }: Piece): boolean =>
  kind === 'code' || kind === 'sample'
    ? text.split('\n').some((line) => !/^\s*(?:$|#|\/\/|import\b|from\b|[%!])/.test(line))
    : text.replace(/<[^<>]{0,500}>/g, ' ').split(/\s+/).length > 12
