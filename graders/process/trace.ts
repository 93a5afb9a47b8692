import type { ProcessExit, ProcessRole, ProcessTrace, TracedProcess, Write } from '../core/process.ts'
import type { ProcessEvent } from './events.ts'
import { type Running, noteProgram, roleOf, startedAs } from './roles.ts'

/** What is known of a process while its events are read. */
interface Draft extends Running {
  readonly pid: number
  readonly parent: number | null
  readonly startedMs: number
  endedMs: number | null
  exit: ProcessExit | null
  reapedBy: number | null
  reapedMs: number | null
  readonly stdout: Piece[]
  readonly stderr: Piece[]
  readonly sent: { atMs: number; bytes: string }[]
}

interface Piece {
  readonly atMs: number
  readonly bytes: string
}

/** Makes processes of events. Insensitive to the order of events of different processes; times become relative to the first event. */
export const traceOf = (events: readonly ProcessEvent[]): ProcessTrace => {
  const zero = events.reduce((least, { atMs }) => Math.min(least, atMs), Number.POSITIVE_INFINITY)
  const drafts = new Map<number, Draft>()
  const inOrder = events.map((event) => ({ ...event, atMs: event.atMs - zero })).sort((a, b) => a.atMs - b.atMs || rank(a) - rank(b))
  for (const event of inOrder) note(drafts, event)
  return { processes: finished([...drafts.values()]) }
}

/** At the same instant a process starts before it does anything, and ends after it. */
const rank = ({ kind }: ProcessEvent): number => ({ start: 0, exec: 1, miss: 1, serve: 2, write: 2, read: 2, exit: 3, reap: 4 })[kind]

const note = (drafts: Map<number, Draft>, event: ProcessEvent): void => {
  if (event.kind === 'start') drafts.set(event.pid, started(event, drafts.get(event.parent ?? -1)))
  const draft = drafts.get(event.pid)
  if (draft === undefined) return
  noteProgram(draft, event)
  if (event.kind === 'write') pieces(draft, event.fd).push({ atMs: event.atMs, bytes: event.bytes })
  if (event.kind === 'exit') Object.assign(draft, { endedMs: event.atMs, exit: event.exit })
  if (event.kind === 'reap') collected(drafts.get(event.child), event)
}

const started = ({ pid, atMs, parent }: ProcessEvent & { kind: 'start' }, forkedFrom: Draft | undefined): Draft => ({
  pid,
  parent,
  startedMs: atMs,
  ...startedAs(forkedFrom?.argv ?? []),
  endedMs: null,
  exit: null,
  reapedBy: null,
  reapedMs: null,
  stdout: [],
  stderr: [],
  sent: [],
})

const collected = (child: Draft | undefined, { pid, atMs }: ProcessEvent): void => {
  if (child !== undefined) Object.assign(child, { reapedBy: pid, reapedMs: atMs })
}

const pieces = (draft: Draft, fd: number): Piece[] => (fd === 1 ? draft.stdout : fd === 2 ? draft.stderr : draft.sent)

const finished = (drafts: readonly Draft[]): TracedProcess[] => {
  const roles = new Map<number, { role: ProcessRole; serves: string | null }>()
  const main = drafts.find(({ parent }) => parent === null)
  for (const draft of drafts) {
    const known = { ...draft, silent: draft.stdout.length + draft.stderr.length === 0 }
    const role = draft === main ? 'main' : roleOf(known, draft.parent === null ? undefined : roles.get(draft.parent))
    roles.set(draft.pid, { role, serves: draft.serves })
  }
  return drafts.map((draft) => ({
    pid: draft.pid,
    parent: draft.parent,
    role: roles.get(draft.pid)!.role,
    command: draft.argv.join(' '),
    startedMs: draft.startedMs,
    endedMs: draft.endedMs,
    exit: draft.exit,
    reapedBy: draft.reapedBy,
    reapedMs: draft.reapedMs,
    wrote: [...lines(draft.stdout, 'stdout'), ...lines(draft.stderr, 'stderr')].sort((a, b) => a.atMs - b.atMs),
    sent: draft.sent,
  }))
}

/**
 * Joins the pieces of a stream into lines: an unbuffered `print` hands its text and its newline over apart, and the pieces of
 * several processes interleave. A line's time is that of its first piece.
 */
const lines = (stream: readonly Piece[], name: Write['stream']): Write[] => {
  const writes: Write[] = []
  let open: Piece[] = []
  for (const piece of stream) {
    open.push(piece)
    if (!piece.bytes.endsWith('\n')) continue
    writes.push(asText(open, name))
    open = []
  }
  return open.length === 0 ? writes : [...writes, asText(open, name)]
}

const asText = (pieces: readonly Piece[], stream: Write['stream']): Write => {
  const [first, last] = [pieces[0]!, pieces.findLast(({ bytes }) => bytes.trim() !== '')]
  return {
    atMs: first.atMs,
    stream,
    text: Buffer.from(pieces.map(({ bytes }) => bytes).join(''), 'latin1').toString('utf8'),
    ...(last === undefined || last === first ? {} : { untilMs: last.atMs }),
  }
}
