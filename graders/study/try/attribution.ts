/**
 * Who wrote what stands on the screen. By the kernel's record that is known: each write names what it leads to, and what leads to where main's own
 * streams lead is on the screen. The probes do not know where a stream leads: a line that came out is looked for among those that processes wrote, and where
 * several wrote it, that is said. A line that none of them wrote may be one that several wrote at once: it is read in the pieces that they wrote.
 */
import { StringDecoder } from 'node:string_decoder'
import type { ProcessEvent } from '../../process/events.ts'
import type { Names } from './names.ts'
import type { Source } from './printer.ts'

/** Words that came out, with the name of whoever wrote them. */
export interface Spoken {
  readonly from: Source
  readonly text: string
}

export interface Attribution {
  /** What an event of the record brings to the screen. */
  readonly note: (event: ProcessEvent) => readonly Spoken[]
  /** What came out of the program's own streams. */
  readonly out: (stream: Source['stream'], text: string) => void
  /** Called now and then: what could be attributed by now; with `isOver`, everything. */
  readonly settle: (nowMs: number, isOver: boolean) => readonly Spoken[]
}

/** By the kernel's record. `leadsTo` is what main's two streams lead to. */
export const byKernel = (names: Names, leadsTo: Readonly<Record<Source['stream'], string | null>>): Attribution => {
  const decoders = new Map<string, StringDecoder>()
  const shown = { stdout: 0, stderr: 0 }
  const came = { stdout: '', stderr: '' }
  const streamOf = (to: string | undefined, fd: number): Source['stream'] | null => {
    if (to === undefined || leadsTo.stdout === null) return fd === 2 ? 'stderr' : 'stdout'
    return to === leadsTo.stdout ? 'stdout' : to === leadsTo.stderr ? 'stderr' : null
  }
  const decoded = (key: string, bytes: string): string => {
    const decoder = decoders.get(key) ?? new StringDecoder('utf8')
    decoders.set(key, decoder)
    return decoder.write(Buffer.from(bytes, 'latin1'))
  }
  return {
    note: (event) => {
      if (event.kind !== 'write' || event.fd > 2) return []
      const stream = streamOf(event.to, event.fd)
      if (stream === null) return []
      const text = decoded(`${event.pid} ${stream}`, event.bytes)
      shown[stream] += text.length
      return [{ from: { name: names.nameOf(event.pid), stream }, text }]
    },
    out: (stream, text) => {
      if (came[stream].length < longest) came[stream] += text
    },
    settle: (_, isOver) =>
      isOver
        ? (['stdout', 'stderr'] as const).flatMap((stream): Spoken[] =>
            came[stream].length > shown[stream] ? [{ from: { name: '?', stream }, text: came[stream].slice(shown[stream]) }] : [],
          )
        : [],
  }
}

/** More than this is not compared. */
const longest = 1024 * 1024

/** So long a line waits for the record of whoever wrote it. */
const patienceMs = 1_000

interface Line {
  readonly stream: Source['stream']
  readonly text: string
  readonly atMs: number
}

/** What a process wrote to one of its streams and has not been seen on the screen yet, and the lengths of the pieces that it was written in. */
interface Written {
  readonly pid: number
  readonly stream: Source['stream']
  text: string
  readonly lengths: number[]
}

const take = (writer: Written, length: number): void => {
  writer.text = writer.text.slice(length)
  for (let left = length; left > 0 && writer.lengths.length > 0;) {
    const first = writer.lengths.shift()!
    if (first > left) writer.lengths.unshift(first - left)
    left -= first
  }
}

/** By the probes' record, line by line. */
export const byProbes = (names: Names, now: () => number): Attribution => {
  const written = new Map<string, Written>()
  const rest = { stdout: '', stderr: '' }
  const since = { stdout: 0, stderr: 0 }
  const lines: Line[] = []

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
    const length = pieces.reduce((sum, { text }) => sum + text.length, 0)
    for (
      let left = length;
      left > 0;
      left -= lines.splice(
        lines.findIndex((line) => line.stream === stream),
        1,
      )[0]!.text.length
    );
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

/** So many lines are read together, at most. */
const mostMixed = 100

interface Piece {
  readonly writer: Written
  readonly text: string
}

/**
 * Reads lines as what their writers wrote next, piece by piece, up to the first line end at which nobody is in the middle of a line. Empty where nobody
 * wrote the next piece, or several did: but for a line end, which one ends a line by is the same as which other.
 */
const piecesOf = (lines: readonly string[], writers: readonly Written[]): readonly Piece[] => {
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

/** So long the beginning of a line waits for its end. */
const restMs = 60
