import type { Readable } from 'node:stream'
import type { ProcessTrace, Write } from '../core/process.ts'

/** What came out of a program's standard streams, kept up to a limit (in bytes, both streams together). */
export interface Output {
  readonly stdout: () => string
  readonly stderr: () => string
  readonly overflowed: () => boolean
}

/** The streams of a child. */
export interface Streams {
  readonly stdout: Readable | null
  readonly stderr: Readable | null
}

/** Keeps the output of a child. Past the limit it reads on, so that the child does not block, and keeps nothing. */
export const collectOutput = (child: Streams, limitBytes: number): Output => {
  const kept = { stdout: [] as Buffer[], stderr: [] as Buffer[] }
  let bytes = 0
  for (const stream of ['stdout', 'stderr'] as const) {
    child[stream]?.on('data', (chunk: Buffer) => {
      const room = Math.max(0, limitBytes - bytes)
      bytes += chunk.length
      kept[stream].push(chunk.subarray(0, room))
    })
  }
  const text = (stream: 'stdout' | 'stderr') => Buffer.concat(kept[stream]).toString('utf8')
  return { stdout: () => text('stdout'), stderr: () => text('stderr'), overflowed: () => bytes > limitBytes }
}

/** The text of a stream up to now, but for what is unreasonably long. */
export const streamText = (stream: Readable | null): (() => string) => {
  let text = ''
  stream?.on('data', (chunk: Buffer) => {
    if (text.length < 10_000) text += chunk.toString('utf8')
  })
  return () => text
}

/**
 * What a learner would have seen in a terminal, where a line is shown whole. On a pipe the pieces of lines of different processes may
 * interleave; the trace tells them apart. A stream that also carries what only passed through another process is shown as it came.
 */
export const asSeen = (raw: string, trace: ProcessTrace, stream: Write['stream']): string => {
  const writes = trace.processes.flatMap(({ wrote }) => wrote).filter((write) => write.stream === stream)
  const whole = writes.sort((a, b) => a.atMs - b.atMs).map(({ text }) => text)
  const joined = whole.join('')
  return joined.length === raw.length ? joined : raw
}
