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
    tasks.saw(tid, atMs)
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

/** Who is a thread of whom, and what is held back until that is known. */
const taskTable = () => {
  const processOf = new Map<number, number>()
  const held = new Map<number, ProcessEvent[]>()
  const heldClones = new Map<number, readonly { readonly call: Call; readonly child: number }[]>()
  const namesakes = new Map<number, number>()
  const firstSeen = new Map<number, number>()
  let distance = 0

  const emit = (tid: number, event: ProcessEvent): ProcessEvent[] => {
    const pid = processOf.get(tid)
    if (pid !== undefined) return [{ ...event, pid }]
    if (processOf.size === 0) return [...adopt(tid, tid, { kind: 'start', atMs: event.atMs, pid: tid, parent: null }), event]
    held.set(tid, [...(held.get(tid) ?? []), event])
    return []
  }

  const adopt = (tid: number, pid: number, ...first: ProcessEvent[]): ProcessEvent[] => {
    const waiting = held.get(tid) ?? []
    const clones = heldClones.get(tid) ?? []
    for (const table of [held, heldClones, firstSeen]) table.delete(tid)
    processOf.set(tid, pid)
    const events = waiting.filter(({ kind }) => pid === tid || kind !== 'exit')
    const children = clones.flatMap(({ call, child }) => cloned(tid, call, child))
    return [...first, ...events.flatMap((event) => emit(tid, event)), ...children]
  }

  /** A task may make others before it is known itself. */
  const cloned = (tid: number, call: Call, child: number): ProcessEvent[] => {
    const pid = processOf.size === 0 ? tid : processOf.get(tid)
    if (pid === undefined) {
      heldClones.set(tid, [...(heldClones.get(tid) ?? []), { call, child }])
      return []
    }
    if (call.args.includes('CLONE_THREAD')) return adopt(child, pid)
    const atMs = Math.min(firstSeen.get(child) ?? call.returnedMs, call.returnedMs)
    return adopt(child, child, { kind: 'start', atMs, pid: child, parent: pid })
  }

  /**
   * strace cannot translate the number of a child that has come and gone before its parent was told of it. But both namespaces count every task of the
   * inner one, so that the numbers keep their distance.
   */
  const identified = ({ known, told }: { readonly known: number; readonly told: number }): number => {
    const task = known === told && told > 0 ? told + distance : known
    if (task !== told) {
      namesakes.set(task, told)
      distance = task - told
    }
    return task
  }

  return {
    /** A child can have children of its own before its parent is told of it: it began before them. */
    saw: (tid: number, atMs: number): void => {
      if (!processOf.has(tid) && !firstSeen.has(tid)) firstSeen.set(tid, atMs)
    },
    called: (tid: number, call: Call): ProcessEvent[] => {
      if (/^(?:fork|vfork|clone3?)$/.test(call.name)) {
        const child = identified(taskIn(call.result))
        if (child > 0) return cloned(tid, call, child)
      }
      return eventsOf(tid, call).flatMap((event) => emit(tid, event))
    },
    ended: (tid: number, atMs: number, what: string): ProcessEvent[] => {
      const exit = exitOf(what)
      const pid = processOf.get(tid)
      if (pid !== undefined && pid !== tid) processOf.delete(tid)
      const isThread = pid !== undefined && pid !== tid
      return exit === null || isThread ? [] : emit(tid, { kind: 'exit', atMs, pid: tid, exit })
    },
    namesakes,
    flush: (): ProcessEvent[] =>
      [...firstSeen].flatMap(([tid, atMs]) => (firstSeen.has(tid) ? adopt(tid, tid, { kind: 'start', atMs, pid: tid, parent: null }) : [])),
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
