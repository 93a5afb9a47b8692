import { type Attribution, type Spoken, longest } from './attribution.ts'
import { type Written, piecesOf, take } from './mixed.ts'
import type { Names } from './names.ts'
import type { Source } from './printer.ts'

/** So long a line waits for the record of whoever wrote it. */
const patienceMs = 1_000

/** So long the beginning of a line waits for its end. */
const restMs = 60

/** So many lines are read together, at most. */
const mostMixed = 100

interface Line {
  readonly stream: Source['stream']
  readonly text: string
  readonly atMs: number
}

/** By the probes' record, line by line. */
export const byProbes = (names: Names, now: () => number): Attribution => {
  const written = new Map<string, Written>()
  const rest = { stdout: '', stderr: '' }
  const since = { stdout: 0, stderr: 0 }
  const lines: Line[] = []

  const takeLine = (stream: Source['stream']): Line =>
    lines.splice(
      lines.findIndex((line) => line.stream === stream),
      1,
    )[0]!

  const writersOf = ({ stream, text }: Line) => [...written.values()].filter((each) => each.stream === stream && each.text.includes(text))

  const claim = (line: Line): Spoken => {
    const writers = writersOf(line)
    for (const writer of writers.length === 1 ? writers : []) take(writer, writer.text.indexOf(line.text) + line.text.length)
    const who = [...new Set(writers.map(({ pid }) => names.nameOf(pid)))]
    return { from: { name: who.length === 0 ? (names.onlyOne() ?? '?') : who.join(' or '), stream: line.stream }, text: line.text }
  }

  /** Lines from the first one on that several processes wrote piece by piece, one into another; nothing where it is not plain who wrote a piece. */
  const claimMixed = ({ stream }: Line): readonly Spoken[] => {
    const own = lines.filter((line) => line.stream === stream).slice(0, mostMixed)
    const pieces = piecesOf(
      own.map(({ text }) => text),
      [...written.values()].filter((each) => each.stream === stream),
    )
    let left = pieces.reduce((sum, { text }) => sum + text.length, 0)
    while (left > 0) left -= takeLine(stream).text.length
    for (const { writer, text } of pieces) take(writer, text.length)
    return pieces.map(({ writer, text }) => ({ from: { name: names.nameOf(writer.pid), stream }, text }))
  }

  const takeRest = (stream: Source['stream'], nowMs: number, isOver: boolean): void => {
    if (rest[stream] === '' || (!isOver && nowMs - since[stream] < restMs)) return
    lines.push({ stream, text: rest[stream], atMs: since[stream] })
    rest[stream] = ''
  }

  return {
    note: (event) => {
      if (event.kind !== 'write' || event.fd < 1 || event.fd > 2) return []
      const stream = event.fd === 2 ? 'stderr' : 'stdout'
      const key = `${event.pid} ${stream}`
      const writer = written.get(key) ?? { pid: event.pid, stream, text: '', lengths: [] }
      const piece = Buffer.from(event.bytes, 'latin1').toString('utf8')
      writer.text += piece
      writer.lengths.push(piece.length)
      take(writer, Math.max(0, writer.text.length - longest))
      written.set(key, writer)
      return []
    },
    out: (stream, text) => {
      if (rest[stream] === '') since[stream] = now()
      const parts = (rest[stream] + text).split('\n')
      rest[stream] = parts.pop()!
      for (const part of parts) lines.push({ stream, text: `${part}\n`, atMs: now() })
    },
    settle: (nowMs, isOver) => {
      takeRest('stdout', nowMs, isOver)
      takeRest('stderr', nowMs, isOver)
      const spoken: Spoken[] = []
      for (let line = lines[0]; line !== undefined; line = lines[0]) {
        const isKnown = writersOf(line).length > 0
        if (!isKnown && !isOver && nowMs - line.atMs <= patienceMs) break
        const mixed = isKnown ? [] : claimMixed(line)
        spoken.push(...(mixed.length > 0 ? mixed : [claim(lines.shift()!)]))
      }
      return spoken
    },
  }
}
