import { StringDecoder } from 'node:string_decoder'
import { type Attribution, type Spoken, longest } from './attribution.ts'
import type { Names } from './names.ts'
import type { Source } from './printer.ts'
import type { Leading } from './streams.ts'

/** By the kernel's record. `leadsTo` tells what main's two streams lead to, once there is a record. */
export const byKernel = (names: Names, leadsTo: () => Leading): Attribution => {
  const decoders = new Map<string, StringDecoder>()
  const shown = { stdout: 0, stderr: 0 }
  const came = { stdout: '', stderr: '' }
  const streamOf = (to: string | undefined, fd: number): Source['stream'] | null => {
    const { stdout, stderr } = leadsTo()
    if (to === undefined || stdout === null) return fd === 2 ? 'stderr' : 'stdout'
    return to === stdout ? 'stdout' : to === stderr ? 'stderr' : null
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
