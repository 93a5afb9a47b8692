/** What the search for the most likely way through a document needs to know: of the whole, and at each piece. */
import type { Exercise } from '../../core/types.ts'
import type { Piece } from '../documents/document.ts'
import type { About } from './about.ts'
import { fitOf } from './fit.ts'
import type { Likeness } from './likeness.ts'
import type { Outline } from './outline.ts'
import { announces, isTitle } from './topics.ts'

/** What the search needs to know of the exercises and of the document. */
export interface Grounds extends Omit<Outline, 'pieces'> {
  readonly exercises: readonly Exercise[]
  readonly likeness: Likeness
  readonly about: About
}

/** What the search needs to know at one piece. */
export type Here = Grounds & {
  readonly piece: Piece
  /** How well it fits nowhere (first) and each exercise. */
  readonly fits: readonly number[]
  /** It opens a cell that holds a whole program. */
  readonly program: boolean
  /** It opens a cell in words that announce a program. */
  readonly announced: boolean
  /** It comes after a title, or after imports. */
  readonly torn: boolean
  /** It is more than those. */
  readonly says: boolean
}

/** What there is to know at every piece. */
export const stepsIn = (pieces: readonly Piece[], grounds: Grounds): Here[] => {
  const programs = grounds.numbered ? new Set<Piece>() : programStarts(pieces)
  return pieces.map((piece, at) => {
    const before = pieces[at - 1] ?? null
    return {
      ...grounds,
      piece,
      fits: fitOf(piece, before, grounds.about(at), grounds),
      program: programs.has(piece),
      announced: !grounds.numbered && piece.opensCell && piece.kind !== 'code' && announces(piece.text),
      torn: before !== null && isLeadIn(before),
      says: piece.text.trim() !== '' && !isLeadIn(piece),
    }
  })
}

const isProgram = ({ code }: { readonly code: string }): boolean =>
  /\bimport\b/.test(code) && /\b(?:Process|Pool|fork|spawn)\s*\(/.test(code)

/** The first pieces of cells that hold a whole program. */
const programStarts = (pieces: readonly Piece[]): ReadonlySet<Piece> => {
  const cells: { readonly first: Piece; code: string }[] = []
  for (const piece of pieces) {
    if (piece.opensCell || cells.length === 0) cells.push({ first: piece, code: '' })
    if (piece.kind === 'code') cells.at(-1)!.code += `${piece.text}\n`
  }
  return new Set(cells.filter(isProgram).map(({ first }) => first))
}

/** Imports, or a title: they belong to what follows. */
const isLeadIn = ({ kind, text }: Piece): boolean =>
  kind === 'code' ? text.split('\n').every((line) => /^\s*(?:$|#|import\b|from\b)/.test(line)) : kind !== 'sample' && isTitle(text)
