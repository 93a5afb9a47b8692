/** Pieces that answer one question to its text, its code and what was recorded of it. */
import type { Exercise } from '../../core/types.ts'
import type { CellLanguage, Document, Piece } from '../document.ts'

/** A part of a program as it stood in one cell. */
export interface CellCode {
  readonly cell: number
  readonly code: string
}

/** What a document says to one exercise. */
export interface SplitAnswer {
  readonly exercise: Exercise
  readonly language: CellLanguage
  /** Prose; in an answer to a written question with code in fences. */
  readonly text: string
  /** The program's parts in the order of the document; empty for a written question. */
  readonly code: readonly CellCode[]
  /** Code of the answer that ran in the notebook, whatever the kind of question. */
  readonly ran: readonly CellCode[]
  /** What the notebook recorded as the code's output. */
  readonly recorded: string
  /** The cells that the answer stands in. */
  readonly cells: readonly number[]
}

/** Puts together the pieces of one exercise. */
export const assemble = (exercise: Exercise, pieces: readonly Piece[], { cells, language }: Document): SplitAnswer => {
  const settled = exercise.kind === 'written' ? pieces.map(asWritten) : asProgram(pieces)
  const prose = settled.filter(({ part }) => part !== 'code')
  const code = settled.filter(({ part }) => part === 'code')
  const numbers = [...new Set(pieces.map(({ cell }) => cell))]
  const ran = new Set(pieces.filter(({ kind }) => kind === 'code').map(({ cell }) => cell))
  return {
    exercise,
    language,
    text: joined(exercise.kind === 'written' ? settled : prose, language),
    code: exercise.kind === 'written' ? [] : byCell(code),
    ran: byCell(code.filter(({ piece }) => piece.kind === 'code')),
    recorded: cells
      .filter(({ number, output }) => ran.has(number) && output !== '')
      .map(({ output }) => output.trimEnd())
      .join('\n'),
    cells: numbers,
  }
}

interface Settled {
  readonly piece: Piece
  readonly part: 'text' | 'code'
  readonly text: string
}

const asWritten = (piece: Piece): Settled =>
  piece.kind === 'code' || piece.kind === 'sample' ? { piece, part: 'code', text: piece.raw } : { piece, part: 'text', text: piece.text }

/** Comments and strings beside code are part of it, unless they read like an answer; samples are, where nothing else is. */
const asProgram = (pieces: readonly Piece[]): Settled[] => {
  const anyCode = pieces.some(({ kind }) => kind === 'code')
  return pieces.map((piece) => {
    const { kind } = piece
    const isCode =
      kind === 'code' || (kind === 'sample' && !anyCode) || ((kind === 'comment' || kind === 'string') && isRemark(piece, pieces))
    if (kind === 'sample' && anyCode) return { piece, part: 'text', text: piece.text }
    return isCode ? { piece, part: 'code', text: piece.raw } : { piece, part: 'text', text: piece.text }
  })
}

/** From so many words on, a comment above the code is an explanation. Below it, comments and strings tell of the code. */
const spokenWords = 14

const isRemark = (piece: Piece, pieces: readonly Piece[]): boolean => {
  const own = pieces.filter(({ cell }) => cell === piece.cell)
  const first = own.findIndex(({ kind }) => kind === 'code')
  if (first === -1) return false
  const words = piece.text.split(/\s+/).filter((word) => word !== '').length
  return own.indexOf(piece) > first || words < spokenWords
}

const byCell = (parts: readonly Settled[]): CellCode[] => {
  const cells = new Map<number, string>()
  for (const { piece, text } of parts) {
    const before = cells.get(piece.cell)
    cells.set(piece.cell, before === undefined ? text : `${before}\n${text}`)
  }
  return [...cells].map(([cell, code]) => ({ cell, code: code.replace(/^\n+|\s+$/g, '') })).filter(({ code }) => code.trim() !== '')
}

/** Prose as it was, code in fences, a blank line between cells. */
const joined = (parts: readonly Settled[], language: CellLanguage): string => {
  const blocks: string[] = []
  parts.forEach(({ piece, part, text }, index) => {
    const before = parts[index - 1]
    const trimmed = text.replace(/^\n+|\s+$/g, '')
    if (trimmed === '') return
    if (part === 'code' && before?.part === 'code' && before.piece.cell === piece.cell && blocks.length > 0) {
      blocks[blocks.length - 1] = `${blocks.at(-1)!.slice(0, -4)}\n${trimmed}\n\`\`\``
      return
    }
    blocks.push(part === 'code' ? `\`\`\`${language === 'py' ? 'python' : 'ts'}\n${trimmed}\n\`\`\`` : trimmed)
  })
  return blocks.join('\n\n').trim()
}
