import type { ProcessEvent } from './events.ts'
import { type Call, callOf, eventsOf } from './calls.ts'

/**
 * Reads the log of `strace -f -q -ttt -o`, as it grows, into process events.
 *
 * Theory of operation. A line is `TID TIME WHAT`, where WHAT is a finished call `name(args) = result`, the first half of a call that
 * another line interrupted (`… <unfinished ...>`), its second half (`<... name resumed> …`), or an end (`+++ exited with 0 +++`).
 * Lines of different tasks interleave, and a child's first lines may stand before the line in which its parent's clone returns. So the reader
 * joins the halves of a call, and holds the events of a task back until it knows whether the task is a thread (`CLONE_THREAD`; its events
 * then belong to its process) or a process of its own.
 */
export interface StraceReader {
  /** The events that the next piece of the log completes. Throws an error with the line's number where a line is not strace's. */
  readonly push: (chunk: string) => ProcessEvent[]
  /** Everything that was still held back when the log ended. */
  readonly end: () => ProcessEvent[]
  /** With `--decode-pids=pidns`: the numbers of tasks, as strace knows them, and the numbers that they have in a process namespace of their own. */
  readonly namesakes: ReadonlyMap<number, number>
}

/** Reads a whole log at once. */
export const parseStrace = (log: string): ProcessEvent[] => {
  const reader = straceReader()
  return [...reader.push(log), ...reader.end()]
}

export const straceReader = (): StraceReader => {
  const tasks = taskTable()
  const halves = new Map<number, { readonly text: string; readonly atMs: number }>()
  let rest = ''
  let lineNumber = 0

  const readLine = (line: string): ProcessEvent[] => {
    lineNumber++
    if (line === '' || line.startsWith('strace: ')) return []
    const match = /^(\d+) +(\d+)\.(\d+) (.*)$/s.exec(line)
    if (match === null) throw new Error(`line ${lineNumber} of the kernel's record is not understood: ${line.slice(0, 200)}`)
    const [, tid, seconds, fraction, what] = match
    return readTask(Number(tid), Number(seconds) * 1000 + Number(`0.${fraction}`) * 1000, what!)
  }

  const readTask = (tid: number, atMs: number, what: string): ProcessEvent[] => {
    if (what.startsWith('+++ ')) return tasks.ended(tid, atMs, what)
    if (what.startsWith('--- ')) return []
    if (what.endsWith(' <unfinished ...>')) {
      halves.set(tid, { text: what.slice(0, -' <unfinished ...>'.length), atMs })
      return []
    }
    const resumed = /^<\.\.\. \w+ resumed>/.exec(what)
    const half = halves.get(tid)
    if (resumed !== null && half === undefined) return []
    if (resumed !== null) halves.delete(tid)
    const call = callOf(resumed === null ? what : half!.text + what.slice(resumed[0].length), resumed === null ? atMs : half!.atMs, atMs)
    return call === null ? [] : tasks.called(tid, call)
  }

  return {
    push: (chunk) => {
      const lines = (rest + chunk).split('\n')
      rest = lines.pop()!
      return lines.flatMap(readLine)
    },
    end: () => [...(rest === '' ? [] : readLine(rest)), ...tasks.flush()],
    namesakes: tasks.namesakes,
  }
}

/** Something that a task did, which can be told once it is known whose task it is. */
interface Held {
  readonly atMs: number
  readonly tell: (pid: number) => ProcessEvent[]
}

/** Who is a thread of whom, and what is held back until that is known. */
const taskTable = () => {
  const processOf = new Map<number, number>()
  const held = new Map<number, Held[]>()
  const numbers = taskNumbers()

  const whenKnown = (tid: number, atMs: number, tell: Held['tell']): ProcessEvent[] => {
    const pid = processOf.get(tid)
    if (pid !== undefined) return tell(pid)
    if (processOf.size === 0) return [...adopt(tid, tid, { kind: 'start', atMs, pid: tid, parent: null }), ...tell(tid)]
    const waiting = held.get(tid) ?? []
    held.set(tid, waiting)
    waiting.push({ atMs, tell })
    return []
  }

  const adopt = (tid: number, pid: number, ...first: ProcessEvent[]): ProcessEvent[] => {
    const waiting = held.get(tid) ?? []
    held.delete(tid)
    processOf.set(tid, pid)
    return [...first, ...waiting.flatMap(({ tell }) => tell(pid))]
  }

  const cloned = (parent: number, { args, calledMs }: Call, child: number): ProcessEvent[] =>
    args.includes('CLONE_THREAD') ? adopt(child, parent) : adopt(child, child, { kind: 'start', atMs: calledMs, pid: child, parent })

  return {
    called: (tid: number, call: Call): ProcessEvent[] => {
      if (/^(?:fork|vfork|clone3?)$/.test(call.name)) {
        const child = numbers.identified(taskIn(call.result))
        if (child > 0) return whenKnown(tid, call.calledMs, (pid) => cloned(pid, call, child))
      }
      return eventsOf(tid, call).flatMap((event) => whenKnown(tid, event.atMs, (pid) => [{ ...event, pid }]))
    },
    ended: (tid: number, atMs: number, what: string): ProcessEvent[] =>
      whenKnown(tid, atMs, (pid) => {
        const exit = exitOf(what)
        if (pid !== tid) processOf.delete(tid)
        return exit === null || pid !== tid ? [] : [{ kind: 'exit', atMs, pid, exit }]
      }),
    namesakes: numbers.namesakes,
    flush: (): ProcessEvent[] =>
      [...held].flatMap(([tid, [first]]) =>
        held.has(tid) ? adopt(tid, tid, { kind: 'start', atMs: first!.atMs, pid: tid, parent: null }) : [],
      ),
  }
}

/** The numbers of tasks inside and outside of a process namespace. */
const taskNumbers = () => {
  const namesakes = new Map<number, number>()
  let distance = 0
  return {
    namesakes,
    /**
     * strace cannot translate the number of a child that has come and gone before its parent was told of it. But both namespaces count every task of
     * the inner one, so that the numbers keep their distance.
     */
    identified: ({ known, told }: { readonly known: number; readonly told: number }): number => {
      const task = known === told && told > 0 ? told + distance : known
      if (task !== told) {
        namesakes.set(task, told)
        distance = task - told
      }
      return task
    },
  }
}

/** `3 /* 4711 in strace's PID NS *\/`: the number that the program was told, and the one that strace knows the task by. */
const taskIn = (result: string): { readonly known: number; readonly told: number } => {
  const [, told, known = told] = /^(\d+)(?: \/\* (\d+) in strace's PID NS \*\/)?/.exec(result) ?? []
  return { known: Number(known ?? 0), told: Number(told ?? 0) }
}

const exitOf = (what: string): { code: number } | { signal: string } | null => {
  const [, code, signal] = /^\+\+\+ (?:exited with (\d+)|killed by (\w+))/.exec(what) ?? []
  if (code !== undefined) return { code: Number(code) }
  return signal === undefined ? null : { signal }
}
