import type { ProcessEvent } from './events.ts'

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

interface Call {
  readonly name: string
  readonly args: string
  readonly result: string
  readonly calledMs: number
  readonly returnedMs: number
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

/** Who is a thread of whom, and what is held back until that is known. */
const taskTable = () => {
  const processOf = new Map<number, number>()
  const held = new Map<number, ProcessEvent[]>()
  const namesakes = new Map<number, number>()

  const emit = (tid: number, event: ProcessEvent): ProcessEvent[] => {
    const pid = processOf.get(tid)
    if (pid !== undefined) return [{ ...event, pid }]
    if (processOf.size === 0) return [...adopt(tid, tid, { kind: 'start', atMs: event.atMs, pid: tid, parent: null }), event]
    held.set(tid, [...(held.get(tid) ?? []), event])
    return []
  }

  const adopt = (tid: number, pid: number, ...first: ProcessEvent[]): ProcessEvent[] => {
    const waiting = held.get(tid) ?? []
    held.delete(tid)
    processOf.set(tid, pid)
    const events = waiting.filter(({ kind }) => pid === tid || kind !== 'exit')
    return [...first, ...events.flatMap((event) => emit(tid, event))]
  }

  const cloned = (tid: number, call: Call, child: number): ProcessEvent[] => {
    const pid = processOf.get(tid) ?? tid
    if (call.args.includes('CLONE_THREAD')) return adopt(child, pid)
    const firstSeenMs = held.get(child)?.[0]?.atMs ?? call.returnedMs
    return adopt(child, child, { kind: 'start', atMs: Math.min(firstSeenMs, call.returnedMs), pid: child, parent: pid })
  }

  return {
    called: (tid: number, call: Call): ProcessEvent[] => {
      if (/^(?:fork|vfork|clone3?)$/.test(call.name)) {
        const { known, told } = taskIn(call.result)
        if (known !== told) namesakes.set(known, told)
        if (known > 0) return cloned(tid, call, known)
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
      [...held.keys()].flatMap((tid) => adopt(tid, tid, { kind: 'start', atMs: held.get(tid)![0]!.atMs, pid: tid, parent: null })),
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

/** The call's result stands behind the last ` = `; a string in the arguments may hold the same text, but never after it. */
const callOf = (text: string, calledMs: number, returnedMs: number): Call | null => {
  const open = text.indexOf('(')
  const equals = text.lastIndexOf(') ')
  const result = /^\) += (.*)$/s.exec(text.slice(equals))
  if (open < 1 || result === null) return null
  return { name: text.slice(0, open), args: text.slice(open + 1, equals), result: result[1]!, calledMs, returnedMs }
}

type EventOf = (tid: number, call: Call, result: number) => ProcessEvent[]

/** A descriptor and, with `-y`, what it stands for: `1</dev/null>`, `1<socket:[4711]>`. */
const descriptor = /^(\d+)(?:<([^>]*)>)?/

const wrote: EventOf = (pid, { args, calledMs }, length) => {
  const [, number, target = ''] = descriptor.exec(args) ?? []
  const fd = Number(number)
  if (fd <= 2 && isFile(target)) return []
  const bytes = stringsIn(args).join('').slice(0, length)
  return fd > 2 && isChatter(bytes) ? [] : [{ kind: 'write', atMs: calledMs, pid, fd, bytes }]
}

const reaped: EventOf = (pid, { args, returnedMs }, result) => {
  const child = result > 0 ? result : Number(/si_pid=(\d+)/.exec(args)?.[1] ?? 0)
  return child > 0 && !/WNOWAIT|WIFSTOPPED|WIFCONTINUED/.test(args) ? [{ kind: 'reap', atMs: returnedMs, pid, child }] : []
}

const execed: EventOf = (pid, { args, returnedMs }) => [{ kind: 'exec', atMs: returnedMs, pid, argv: stringsIn(args).slice(1) }]

const served: EventOf = (pid, { args, calledMs }) =>
  args.includes('sun_path') ? [{ kind: 'serve', atMs: calledMs, pid, path: stringsIn(args)[0] ?? '' }] : []

const readers: Readonly<Record<string, EventOf>> = {
  write: wrote,
  writev: wrote,
  sendto: wrote,
  sendmsg: wrote,
  wait4: reaped,
  waitid: reaped,
  execve: execed,
  bind: served,
}

const eventsOf = (tid: number, call: Call): ProcessEvent[] => {
  const result = Number.parseInt(call.result, 10)
  return result >= 0 ? (readers[call.name]?.(tid, call, result) ?? []) : []
}

/** Standard output that leads to a file, or to nowhere, is seen by nobody. */
const isFile = (target: string): boolean => target.startsWith('/') && !/^\/dev\/(pts\/|tty|console)/.test(target)

/** What runtimes write to themselves to wake up (libuv's `*`, an eventfd's counter, a semaphore's byte) is no message to anybody. */
const isChatter = (bytes: string): boolean => bytes.length < 2 || bytes.startsWith('\u0001\0\0\0\0\0\0\0')

/** The quoted strings of an argument list, unescaped: one character a byte. */
const stringsIn = (args: string): string[] => {
  const strings: string[] = []
  for (const [, body] of args.matchAll(/"((?:[^"\\]|\\.)*)"/gs)) strings.push(unescaped(body!))
  return strings
}

const named: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', v: '\v', f: '\f' }

const unescaped = (text: string): string =>
  text.replace(/\\([0-7]{1,3}|.)/gs, (_, code: string) =>
    /^[0-7]/.test(code) ? String.fromCharCode(Number.parseInt(code, 8)) : (named[code] ?? code),
  )
