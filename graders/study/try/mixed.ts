/** Lines that several processes wrote piece by piece, one into another. */
import type { Source } from './printer.ts'

/** What a process wrote to one of its streams and has not been seen on the screen yet, and the lengths of the pieces that it was written in. */
export interface Written {
  readonly pid: number
  readonly stream: Source['stream']
  text: string
  readonly lengths: number[]
}

/** Takes away the first of what a process wrote. */
export const take = (writer: Written, length: number): void => {
  writer.text = writer.text.slice(length)
  for (let left = length; left > 0 && writer.lengths.length > 0;) {
    const first = writer.lengths.shift()!
    if (first > left) writer.lengths.unshift(first - left)
    left -= first
  }
}

interface Piece {
  readonly writer: Written
  readonly text: string
}

/**
 * Reads lines as what their writers wrote next, piece by piece, up to the first line end at which nobody is in the middle of a line. Empty
 * where nobody wrote the next piece, or several may have. Of several that may have written a line end, it does not matter which one did.
 */
export const piecesOf = (lines: readonly string[], writers: readonly Written[]): readonly Piece[] => {
  const text = lines.join('')
  const pieces: Piece[] = []
  const ahead = writers.map((writer) => ({ writer, at: 0, piece: 0, inLine: false }))
  for (let at = 0; at < text.length;) {
    const next = ahead
      .map((each) => ({ each, said: each.writer.text.slice(each.at, each.at + (each.writer.lengths[each.piece] ?? 0)) }))
      .filter(({ said }) => said !== '' && text.startsWith(said, at))
    const [first, second] = next.filter(({ each, said }) => said !== '\n' || each.inLine)
    if (first === undefined || (second !== undefined && next.some(({ said }) => said !== '\n'))) return []
    const { each, said } = first
    pieces.push({ writer: each.writer, text: said })
    each.at += said.length
    each.piece += 1
    each.inLine = !said.endsWith('\n')
    at += said.length
    if (text[at - 1] === '\n' && ahead.every(({ inLine }) => !inLine)) return pieces
  }
  return []
}
