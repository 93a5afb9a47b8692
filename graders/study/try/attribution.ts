/**
 * Who wrote what stands on the screen. By the kernel's record that is known: each write names what it leads to, and what leads to where main's own
 * streams lead is on the screen. The probes do not know where a stream leads: a line that came out is looked for among those that processes wrote, and where
 * several wrote it, that is said.
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

/** By the probes' record, line by line. */
export const byProbes = (names: Names, now: () => number): Attribution => {
  const written = new Map<string, { readonly pid: number; readonly stream: Source['stream']; text: string }>()
  const rest = { stdout: '', stderr: '' }
  const since = { stdout: 0, stderr: 0 }
  const lines: Line[] = []

  const writersOf = ({ stream, text }: Line) => [...written.values()].filter((each) => each.stream === stream && each.text.includes(text))

  const claim = (line: Line): Spoken => {
    const writers = writersOf(line)
    for (const writer of writers.length === 1 ? writers : [])
      writer.text = writer.text.slice(writer.text.indexOf(line.text) + line.text.length)
    const who = [...new Set(writers.map(({ pid }) => names.nameOf(pid)))]
    return { from: { name: who.length === 0 ? (names.onlyOne() ?? '?') : who.join(' or '), stream: line.stream }, text: line.text }
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
      const before = written.get(key) ?? { pid: event.pid, stream, text: '' }
      before.text = (before.text + Buffer.from(event.bytes, 'latin1').toString('utf8')).slice(-longest)
      written.set(key, before)
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
      const isDue = (line: Line): boolean => isOver || nowMs - line.atMs > patienceMs || writersOf(line).length > 0
      const notYet = lines.findIndex((line) => !isDue(line))
      return lines.splice(0, notYet === -1 ? lines.length : notYet).map(claim)
    },
  }
}

/** So long the beginning of a line waits for its end. */
const restMs = 60
