/** Pieces that answer one question to its text, its code and what was recorded of it. */
import { groupBy } from '../../core/group-by.ts'
import type { Exercise } from '../../core/types.ts'
import type { Cell, CellLanguage, Document, Piece } from '../documents/document.ts'

/** A part of a program as it stood in one cell. */
export interface CellCode {
  readonly cell: number
  readonly code: string
  /** True where the notebook recorded that it ended with an error. */
  readonly failed?: boolean
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
  /** What the notebook recorded as the code's output; `null` where nothing tells that it was run at all. */
  readonly recorded: string | null
  /** The cells that the answer stands in. */
  readonly cells: readonly number[]
}

/** Puts together the pieces of one exercise. */
export const assemble = (exercise: Exercise, pieces: readonly Piece[], { cells, language }: Document): SplitAnswer => {
  const settled = exercise.kind === 'written' ? pieces.map(asWritten) : asProgram(pieces)
  const prose = settled.filter(({ part }) => part !== 'code')
  const code = settled.filter(({ part }) => part === 'code')
  const numbers = [...new Set(pieces.map(({ cell }) => cell))]
  const failed = new Set(cells.filter((cell) => cell.failed === true).map(({ number }) => number))
  const ran = new Set(pieces.filter(({ kind }) => kind === 'code').map(({ cell }) => cell))
  return {
    exercise,
    language,
    text: joined(exercise.kind === 'written' ? settled : prose, language),
    code: exercise.kind === 'written' ? [] : byCell(code).map((part) => (failed.has(part.cell) ? { ...part, failed: true } : part)),
    ran: byCell(code.filter(({ piece }) => piece.kind === 'code')),
    recorded: recordedOf(cells.filter(({ number }) => ran.has(number))),
    cells: numbers,
  }
}

/** Of an answer in several cells, all must have been run to say something. */
const recordedOf = (cells: readonly Cell[]): string | null => {
  const outputs = cells.map(({ output }) => output.trimEnd()).filter((output) => output !== '')
  if (outputs.length > 0) return outputs.join('\n')
  return cells.length > 0 && cells.every(({ executed }) => executed === true) ? '' : null
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
  const started = new Set<number>()
  const withCode = new Set(pieces.filter(({ kind }) => kind === 'code').map(({ cell }) => cell))
  return pieces.map((piece) => {
    const { kind, cell } = piece
    if (kind === 'code') started.add(cell)
    const isRemark = (kind === 'comment' || kind === 'string') && withCode.has(cell) && (started.has(cell) || isShort(piece.text))
    const isCode = kind === 'code' || (kind === 'sample' && withCode.size === 0) || isRemark
    return isCode ? { piece, part: 'code', text: piece.raw } : { piece, part: 'text', text: piece.text }
  })
}

/** From so many words on, a comment above the code is an explanation. Below it, comments and strings tell of the code. */
const spokenWords = 14

const isShort = (text: string): boolean => text.split(/\s+/).filter((word) => word !== '').length < spokenWords

const byCell = (parts: readonly Settled[]): CellCode[] =>
  [...groupBy(parts, ({ piece }) => piece.cell)]
    .map(([cell, inside]) => ({ cell, code: trimmed(inside.map(({ text }) => text).join('\n')) }))
    .filter(({ code }) => code.trim() !== '')

/** Without blank lines before and white space after; the first line keeps its indentation. */
const trimmed = (text: string): string => text.replace(/^\n+/, '').trimEnd()

/** Prose as it was, code in fences, a blank line between them. */
const joined = (parts: readonly Settled[], language: CellLanguage): string => {
  const blocks: { readonly part: Settled['part']; readonly cell: number; readonly texts: string[] }[] = []
  for (const { piece, part, text } of parts) {
    const body = trimmed(text)
    const last = blocks.at(-1)
    if (body === '') continue
    if (part === 'code' && last?.part === 'code' && last.cell === piece.cell) last.texts.push(body)
    else blocks.push({ part, cell: piece.cell, texts: [body] })
  }
  const fence = language === 'py' ? 'python' : 'ts'
  return blocks
    .map(({ part, texts }) => (part === 'code' ? `\`\`\`${fence}\n${texts.join('\n')}\n\`\`\`` : texts.join('\n')))
    .join('\n\n')
    .trim()
}
