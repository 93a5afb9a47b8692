import type { ProcessEvent } from './events.ts'
import { type Call, callOf } from './calls.ts'
import { birthTable, isBirth, taskTable } from './tasks.ts'
import { type Around, begins, numbersWithin, sameNumbers } from './sandbox/within.ts'

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
}

/** Reads a whole log at once. */
export const parseStrace = (log: string): ProcessEvent[] => {
  const reader = straceReader()
  return [...reader.push(log), ...reader.end()]
}

const wholeLine = /^(\d+) +(\d+)\.(\d+) (.*)$/s

/** `around` where the record is of a sandbox: its events are those of the program alone, by the program's own numbers. */
export const straceReader = (around: Around | null = null): StraceReader => {
  let numbers = around === null ? sameNumbers : null
  const fronts = new Set<number>()
  const tasks = taskTable((told, alone, isKnown) => numbers!.taskOf(told, alone, isKnown))
  const births = birthTable()
  const halves = new Map<number, { readonly text: string; readonly atMs: number }>()
  let rest = ''
  let lineNumber = 0

  const readLine = (line: string): ProcessEvent[] => {
    lineNumber++
    if (line === '' || line.startsWith('strace: ')) return []
    const match = wholeLine.exec(line)
    if (match === null) throw new Error(`line ${lineNumber} of the kernel’s record is not understood: ${line.slice(0, 200)}`)
    const [, tid, seconds, fraction, what] = match
    return readTask(Number(tid), Number(seconds) * 1000 + Number(`0.${fraction}`) * 1000, what!)
  }

  const readTask = (tid: number, atMs: number, what: string): ProcessEvent[] => {
    if (numbers === null) fronts.add(tid)
    if (what.startsWith('--- ')) return []
    if (what.startsWith('+++ ')) return ended(tid, atMs, what)
    if (what.endsWith(' <unfinished ...>')) {
      if (isBirth.test(what)) births.begin(tid)
      halves.set(tid, { text: what.slice(0, -' <unfinished ...>'.length), atMs })
      return []
    }
    const resumed = /^<\.\.\. \w+ resumed>/.exec(what)
    const half = halves.get(tid)
    if (resumed !== null && half === undefined) return []
    if (resumed !== null) halves.delete(tid)
    const call = callOf(resumed === null ? what : half!.text + what.slice(resumed[0].length), resumed === null ? atMs : half!.atMs, atMs)
    return call === null ? [] : called(tid, call)
  }

  const called = (tid: number, call: Call): ProcessEvent[] => {
    const alone = isBirth.test(call.name) ? births.end(tid) : true
    if (numbers === null && begins(call, around!.program)) {
      numbers = numbersWithin(tid, around!.lookUp)
      fronts.delete(tid)
      return [...tasks.begin(tid, call.returnedMs), ...tasks.called(tid, call, true)]
    }
    if (fronts.has(tid)) return []
    return tasks.called(tid, call, alone)
  }

  const ended = (tid: number, atMs: number, what: string): ProcessEvent[] => {
    const half = halves.get(tid)
    const call = half === undefined ? null : callOf(`${half.text}) = ?`, half.atMs, atMs)
    halves.delete(tid)
    births.forget(tid)
    if (fronts.has(tid)) return []
    return [...(call === null || isBirth.test(call.name) ? [] : called(tid, call)), ...tasks.ended(tid, atMs, what)]
  }

  const named = (event: ProcessEvent): ProcessEvent => {
    if (numbers === null || numbers === sameNumbers) return event
    const pid = numbers.toldOf(event.pid)
    // What a wait call returned is the number that the program was told.
    return event.kind === 'start' && event.parent !== null ? { ...event, pid, parent: numbers.toldOf(event.parent) } : { ...event, pid }
  }

  return {
    push: (chunk) => {
      const lines = (rest + chunk).split('\n')
      rest = lines.pop()!
      return lines.flatMap(readLine).map(named)
    },
    // A last line that has no end was torn, and may tell no more than who it is of.
    end: () => [...(wholeLine.test(rest) ? readLine(rest) : []), ...tasks.flush()].map(named),
  }
}
